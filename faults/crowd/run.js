// npm run crowd -- [--minutes N] [--seed N]: four programs write to one database and six read it, all the time, while one keeps an
// old state open. Prints how long each kind of command took, whether each writer had its turns, and how long the log grew. See
// CONTRIBUTING.md.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { createRandom } from '../../bench/random.js';
import { formatColumns } from '../../bench/table.js';
import { describeFaults, isWell, judgeRun, newOutcome } from '../outcome.js';
import { ask, run } from '../program.js';
import { fileSender } from '../soak/senders.js';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
  },
});
const [minutes, seed] = [values.minutes, values.seed].map(Number);
const length = minutes * 60_000;
const print = (/** @type {string} */ text) => process.stdout.write(`${text}\n`);
print(`Seed ${seed}, ${minutes} minutes`);

/** How many reports are new each time that a tree is loaded. */
const NEW_REPORTS = 200;
/** An old state is kept open so long, in milliseconds, with as long between two. */
const STALE = 45_000;
const QUESTIONS = [
  ['daily', 'today', '--format', 'json'],
  ['query', '--group-by', 'system,type', '--format', 'json'],
  ['query', '--text', 'key', '--count', '--format', 'json'],
  ['outages', '--format', 'json'],
  ['export', '--from', '-1m'],
  ['sql', 'SELECT count(*) FROM oops'],
];

const random = createRandom(seed);
const folder = mkdtempSync(join(tmpdir(), 'oops-report-crowd-'));
const database = join(folder, 'oops-report.db');
const outcome = newOutcome('crowd');
const startedAt = performance.now();
const isOver = () => performance.now() - startedAt >= length;
/** Of each kind of command how long it took, in milliseconds. @type {Map<string, number[]>} */
const times = new Map();
/** @type {Set<string>} */
const written = new Set();
const log = { most: 0, named: 0, asked: 0 };

try {
  await loadMore('first', 0);
  await Promise.all([
    ...['trees-1', 'trees-2'].map(loadTrees),
    ...['windows-1', 'windows-2'].map(changeWindows),
    ...QUESTIONS.map(askOn),
    keepOldState(),
    watchLog(),
  ]);
  judge();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function timed(
  /** @type {string} */ kind,
  /** @type {string[]} */ args,
  /** @type {number[]} */ codes = [0],
) {
  const ended = await run(folder, ['--quiet', ...args]);
  judgeRun(outcome, ended, codes);
  times.set(kind, [...(times.get(kind) ?? []), ended.milliseconds]);
}

/** A tree of its own, which grows, is loaded again and again. */
async function loadTrees(/** @type {string} */ name) {
  for (let turn = 0; !isOver(); turn++) await loadMore(name, turn);
}

async function loadMore(/** @type {string} */ name, /** @type {number} */ turn) {
  const tree = join(folder, name);
  const send = fileSender(tree);
  const ids = Array.from({ length: NEW_REPORTS }, (_, index) => `OOPS-${name}x${turn}x${index}`);
  for (const id of ids) await send(id, Date.now());
  await timed(`ingest ${name}`, ['ingest', tree, '--settle', '0']);
  for (const id of ids) written.add(id);
}

async function changeWindows(/** @type {string} */ name) {
  for (let turn = 0; !isOver(); turn++) {
    const outage = `${name}-${turn}`;
    const start = new Date(Date.now() - random.between(1, 30) * 86_400_000).toISOString();
    await timed(name, [
      'windows',
      'add',
      '--outage',
      outage,
      '--systems',
      'WEB-1',
      '--start',
      start,
      '--yes',
    ]);
    await timed(name, ['windows', 'end', outage, '--at', new Date(Date.parse(start) + 60_000).toISOString()]);
    await sleep(500);
  }
}

async function askOn(/** @type {string[]} */ args) {
  while (!isOver()) {
    await timed(args.slice(0, 2).join(' '), args);
    await sleep(100);
  }
}

/** Somebody looks at the database, and goes for a coffee. */
async function keepOldState() {
  while (!isOver()) {
    const db = new Database(database, { readonly: true });
    db.exec('BEGIN');
    db.prepare('SELECT count(*) FROM stored_oops').get();
    for (const end = performance.now() + STALE; performance.now() < end && !isOver(); ) await sleep(200);
    log.asked++;
    if (/process \d+/.test(await ask(folder, ['status']))) log.named++;
    db.close();
    for (const end = performance.now() + STALE; performance.now() < end && !isOver(); ) await sleep(200);
  }
}

async function watchLog() {
  for (; !isOver(); await sleep(500)) {
    log.most = Math.max(log.most, statSync(`${database}-wal`, { throwIfNoEntry: false })?.size ?? 0);
  }
}

function judge() {
  const db = new Database(database, { readonly: true });
  const stored = /** @type {string[]} */ (db.prepare('SELECT oops_id FROM stored_oops').pluck().all());
  db.close();
  const known = new Set(stored);
  outcome.lost.push(...[...written].filter((id) => !known.has(id)));
  if (stored.length !== known.size) outcome.doubled.push(`${stored.length - known.size} ids`);
  const rows = [...times].map(([kind, own]) => {
    const sorted = own.toSorted((a, b) => a - b);
    const at = (/** @type {number} */ share) =>
      `${((sorted[Math.floor(share * (sorted.length - 1))] ?? 0) / 1000).toFixed(1)} s`;
    return [kind, `${own.length}`, at(0.5), at(0.99), at(1)];
  });
  print(formatColumns([['', 'TURNS', 'HALF WITHIN', '99 % WITHIN', 'LONGEST'], ...rows]));
  print(`  ${written.size} written, ${outcome.lost.length} lost, ${outcome.doubled.length} doubled`);
  print(
    `  the log beside the database was at most ${(log.most / 1e6).toFixed(1)} MB; who kept an old state was named ${log.named} times of ${log.asked}`,
  );
  process.stdout.write(describeFaults(outcome));
  process.exitCode = isWell(outcome) ? 0 : 1;
}
