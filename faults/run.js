// npm run faults -- [--seed N] [--kills N] [--only NAME,...] [--keep]: disturbs the built program in every way that can be thought
// of, at random moments, and compares what it holds in the end with what an undisturbed run holds. See CONTRIBUTING.md.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { KILLS } from './kills/kills.js';
import { makeEmpty } from './kills/round.js';
import { runKills } from './kills/run-kills.js';
import { fillDatabase, writeRepository, writeWindows } from './material.js';
import { describeFaults, formatOutcomes, isWell } from './outcome.js';
import { TROUBLES } from './troubles/troubles.js';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    /** In all, shared among those that are killed. */
    kills: { type: 'string', default: '500' },
    only: { type: 'string' },
    /** The folder with what was made stays. */
    keep: { type: 'boolean', default: false },
  },
});
const [seed, kills] = [Number(values.seed), Number(values.kills)];
if (!Number.isInteger(seed) || !Number.isInteger(kills) || kills < 0)
  fail('--seed and --kills are whole numbers');
const all = [...Object.keys(KILLS), ...Object.keys(TROUBLES)];
const names = values.only?.split(',') ?? all;
for (const name of names) if (!all.includes(name)) fail(`there is no ${name}: choose of ${all.join(', ')}`);

process.stdout.write(`Seed ${seed}\n`);
const base = mkdtempSync(join(tmpdir(), 'oops-report-faults-'));
const outcomes = [];
try {
  const given = await makeGiven(base);
  const killed = names.filter((name) => Object.hasOwn(KILLS, name));
  for (const [place, name] of names.entries()) {
    const folder = join(base, name);
    mkdirSync(folder);
    const own = { ...given, folder };
    // What does not divide evenly falls to the first.
    const share = Math.floor(kills / killed.length) + (place < kills % killed.length ? 1 : 0);
    const outcome = Object.hasOwn(KILLS, name)
      ? await runKills(name, KILLS[name], { given: own, kills: share, seed })
      : await TROUBLES[name].run(name, own, seed);
    outcomes.push(outcome);
    process.stdout.write(
      `${name}: ${outcome.skipped === null ? (isWell(outcome) ? 'well' : 'NOT well') : `skipped, ${outcome.skipped}`}\n${describeFaults(outcome)}`,
    );
  }
  process.stdout.write(`\n${formatOutcomes(outcomes)}`);
} finally {
  if (values.keep) process.stdout.write(`Kept in ${base}\n`);
  else rmSync(base, { recursive: true, force: true });
}
process.exitCode = outcomes.every(isWell) ? 0 : 1;

/** What all begin with. */
async function makeGiven(/** @type {string} */ folder) {
  const [repository, windows, made] = ['repository', 'windows.csv', 'made'].map((name) => join(folder, name));
  writeRepository(repository, 300);
  writeWindows(windows, 60);
  makeEmpty(made);
  await fillDatabase(made, repository, windows);
  return { repository, windows, filled: join(made, 'oops-report.db') };
}

/** @param {string} message */
function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
