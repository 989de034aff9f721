// npm run soak -- [--minutes N] [--rate N] [--seed N]: two programs that follow, take a queue and listen, one of them killed at
// random; pages of a running serve, reports, windows and prune beside them. Prints figures in the end. See CONTRIBUTING.md.
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { createRandom } from '../../bench/random.js';
import { formatColumns } from '../../bench/table.js';
import { describeFaults, isWell, judgeRun, newOutcome } from '../outcome.js';
import { run, until } from '../program.js';
import { growthOf } from './growth.js';
import { eventSender, fileSender, lineSender, queueSender } from './senders.js';
import { createService } from './service.js';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    /** Reports a second, by each way into each program. */
    rate: { type: 'string', default: '5' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
  },
});
const [minutes, rate, seed] = [values.minutes, values.rate, values.seed].map(Number);
const random = createRandom(seed);
const length = minutes * 60_000;
const print = (/** @type {string} */ text) => process.stdout.write(`${text}\n`);
print(`Seed ${seed}, ${minutes} minutes, ${rate} a second by each of eight ways`);

const PAGES = [
  '/',
  '/outages',
  '/windows',
  '/signatures',
  '/status',
  '/rejects',
  '/search?q=key',
  '/query?group-by=hour',
];

const folder = mkdtempSync(join(tmpdir(), 'oops-report-soak-'));
const outcome = newOutcome('soak');
const startedAt = performance.now();
const elapsed = () => performance.now() - startedAt;
const isOver = () => elapsed() >= length;
/** Sent, and taken. @type {Set<string>} */
const sent = new Set();
/** Of each page how long it took, in milliseconds. */
const requests = {
  times: new Map(PAGES.map((page) => [page, /** @type {number[]} */ ([])])),
  failed: /** @type {string[]} */ ([]),
};
const commands = { count: 0 };
let logMost = 0;
const closing = [];

try {
  const [steady, victim] = [await makeReceiver('steady'), await makeReceiver('victim')];
  const sitePort = await freePort();
  const site = createService('serve', folder, ['serve', '--port', String(sitePort)], judgeLive);
  const services = [steady.service, victim.service, site];
  await Promise.all([
    steady.service.running.says(/Ready/),
    victim.service.running.says(/Ready/),
    site.running.says(/Serving/, 'stdout'),
  ]);
  await Promise.all([
    ...[...steady.senders, ...victim.senders].map(sendAtRate),
    sampleAll(services),
    killNow(victim.service),
    askPages(sitePort),
    runCommands(),
  ]);
  await until(() => missing().length === 0, 'what was sent', 60_000).catch(() => {});
  for (const service of services) await service.stop();
  judge(services);
} finally {
  for (const close of closing) await close();
  rmSync(folder, { recursive: true, force: true });
}

/** A program that takes reports in all ways, and what sends to it. */
async function makeReceiver(/** @type {string} */ name) {
  const [root, logs, spool] = ['reports', 'logs', 'spool'].map((part) => join(folder, name, part));
  for (const path of [root, logs]) mkdirSync(path, { recursive: true });
  writeFileSync(join(logs, 'app.log'), '');
  const port = await freePort();
  const queue = await queueSender(`oops-report-soak-${process.pid}-${name}`);
  closing.push(queue.close);
  const listening = ['--listen', `127.0.0.1:${port}`, '--spool', spool];
  const args = ['ingest', '--follow', root, logs, '--settle', '0', ...queue.args, ...listening];
  const service = createService(name, folder, args, judgeLive);
  const senders = [fileSender(root), lineSender(join(logs, 'app.log')), queue.send, eventSender(() => port)];
  return { service, senders };
}

/** What is not taken is sent again until it is. */
async function sendAtRate(/** @type {import('./senders.js').Send} */ send, /** @type {number} */ way) {
  for (let count = 0; !isOver(); count++) {
    const isOld = way % 4 === 0 && count % 10 === 0;
    const id = isOld
      ? `OOPS-OLD${way}x${count}`
      : `OOPS-${way.toString(16)}${count.toString(16).padStart(31, '0')}`;
    while (!(await send(id, Date.now()))) await sleep(200);
    if (!isOld) sent.add(id);
    await sleep(Math.max(0, (count * 1000) / rate - elapsed()));
  }
}

async function sampleAll(/** @type {ReturnType<typeof createService>[]} */ services) {
  for (; !isOver(); await sleep(2000)) {
    for (const service of services) service.sample(elapsed());
    logMost = Math.max(
      logMost,
      statSync(join(folder, 'oops-report.db-wal'), { throwIfNoEntry: false })?.size ?? 0,
    );
  }
}

async function killNow(/** @type {ReturnType<typeof createService>} */ service) {
  while (!isOver()) {
    await sleep(random.between(2000, 15_000));
    if (!isOver()) await service.killAndRestart();
  }
  await service.running.says(/Ready/);
}

async function askPages(/** @type {number} */ port) {
  for (; !isOver(); await sleep(150)) {
    const page = random.pick(PAGES);
    const at = performance.now();
    try {
      const answer = await fetch(`http://127.0.0.1:${port}${page}`, { signal: AbortSignal.timeout(60_000) });
      const text = await answer.text();
      if (!answer.ok)
        requests.failed.push(
          `${page} answered ${answer.status}: ${text.replace(/<[^>]*>|\s+/g, ' ').slice(-300)}`,
        );
    } catch (error) {
      requests.failed.push(`${page}: ${/** @type {Error} */ (error).message}`);
    }
    requests.times.get(page)?.push(performance.now() - at);
  }
}

/** Reports, questions, windows and prune, one after the other, for ever. */
async function runCommands() {
  for (let count = 0; !isOver(); count++) {
    const outage = `soak-${count}`;
    const turns = [
      ['daily', 'today', '--format', 'json'],
      ['windows', 'add', '--outage', outage, '--systems', 'WEB-1', '--start', '-1m', '--yes'],
      ['query', '--text', 'key', '--count', '--format', 'json'],
      ['windows', 'end', outage],
      ['outage', outage, '--format', 'json'],
      ['prune', '--older-than', '90d', '--yes'],
      ['status', '--format', 'json'],
      ['export', '--from', '-1m'],
    ];
    for (const args of turns) {
      if (isOver()) return;
      commands.count++;
      judgeRun(outcome, await run(folder, ['--quiet', ...args]), args[0] === 'outage' ? [0, 1, 3] : [0]);
      await sleep(250);
    }
  }
}

function judgeLive(/** @type {import('../program.js').Ended} */ ended) {
  judgeRun(outcome, ended, [0]);
}

function storedIds() {
  const db = new Database(join(folder, 'oops-report.db'), { readonly: true });
  try {
    return /** @type {string[]} */ (db.prepare('SELECT oops_id FROM stored_oops').pluck().all());
  } finally {
    db.close();
  }
}

function missing() {
  const stored = new Set(storedIds());
  return [...sent].filter((id) => !stored.has(id));
}

/** Prints the figures, and says whether all is well. */
function judge(/** @type {ReturnType<typeof createService>[]} */ services) {
  const stored = storedIds();
  outcome.lost.push(...missing());
  const seen = new Set();
  outcome.doubled.push(...stored.filter((id) => seen.size === seen.add(id).size));
  const growing = [];
  const rows = services.map(({ name, samples, peakMb, kills }) => {
    const memory = growthOf(samples, 'residentMb', length);
    const open = growthOf(samples, 'descriptors', length);
    if (memory.grows || open.grows) growing.push(name);
    const figures = [memory.second, memory.last, peakMb].map((figure) => figure.toFixed(0));
    return [name, ...figures, `${open.second}`, `${open.last}`, `${kills}`];
  });
  const columns = ['', 'MB, 2ND QUARTER', 'MB, LAST', 'MB, PEAK', 'OPEN FILES, 2ND', 'LAST', 'KILLS'];
  print(formatColumns([columns, ...rows]));
  const times = [...requests.times.values()].flat();
  print(
    `  ${sent.size} sent, ${stored.length} stored with what is old; ${outcome.lost.length} lost, ${outcome.doubled.length} doubled`,
  );
  print(
    `  ${times.length} pages, ${describeTimes(times)}, ${requests.failed.length} failed; ${commands.count} commands`,
  );
  print(`  the log beside the database was at most ${(logMost / 1e6).toFixed(1)} MB`);
  print(
    `  ${outcome.messages.length} long messages, ${outcome.ends.length} wrong ends; growing: ${growing.join(', ') || 'nothing'}`,
  );
  for (const [page, own] of requests.times) print(`    ${page}: ${describeTimes(own)}`);
  for (const failed of requests.failed.slice(0, 5)) print(`  ${failed}`);
  process.stdout.write(describeFaults(outcome));
  process.exitCode = isWell(outcome) && growing.length === 0 && requests.failed.length === 0 ? 0 : 1;
}

function describeTimes(/** @type {readonly number[]} */ times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (/** @type {number} */ share) => sorted[Math.floor(share * (sorted.length - 1))]?.toFixed(0);
  return `half within ${at(0.5)} ms, 99 % within ${at(0.99)} ms`;
}

function freePort() {
  return /** @type {Promise<number>} */ (
    new Promise((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => {
        const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
        server.close(() => resolve(port));
      });
    })
  );
}
