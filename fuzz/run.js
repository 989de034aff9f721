// npm run fuzz -- [TARGET…] [--seconds N] [--seed N]: see CONTRIBUTING.md. Each target gets inputs for so many seconds, made of those
// that reached code which nothing had reached before; these are kept in fuzz/corpus. Ends with 1 where a target does not take one.
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { readCorpus, writeCorpus } from './corpus.js';
import { seedsOf } from './seeds.js';
import { TARGETS } from './targets/index.js';

/** The longest input, in bytes: what is longer takes longer, and has hardly anything new. */
const LONGEST = 4096;
/** An input that takes longer is one that should not be. In milliseconds. */
const PATIENCE = 20_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string', default: '60' }, seed: { type: 'string' } },
});
const unknown = positionals.find((name) => !Object.hasOwn(TARGETS, name));
if (unknown) fail(`there is no target ${unknown}: choose of ${Object.keys(TARGETS).join(', ')}`);
for (const [name, value] of Object.entries(values))
  if (!/^[1-9]\d{0,8}$/.test(value)) fail(`--${name} is a whole number above zero`);
const seed = Number(values.seed ?? 1 + (Date.now() % 1_000_000));
process.stdout.write(`seed ${seed}\n`);

for (const name of positionals.length > 0 ? positionals : Object.keys(TARGETS)) {
  const { runs, kept, failure } = await fuzz(name);
  process.stdout.write(`${name}: ${runs.toLocaleString('en')} runs, ${kept.length} inputs kept\n`);
  if (failure) {
    process.stdout.write(
      `  does not take ${Buffer.from(failure.input).toString('base64')}\n  ${failure.reason}\n`,
    );
    process.exitCode = 1;
  }
  writeCorpus(name, kept);
}

/** Runs a target in a thread of its own, which can hang without the one that watches it. */
function fuzz(name) {
  const input = Buffer.from(new SharedArrayBuffer(LONGEST));
  /** How many runs were begun, and the length of the last input. */
  const state = new Int32Array(new SharedArrayBuffer(8));
  const begin = [...readCorpus(name), ...seedsOf(name)].filter(({ length }) => length <= LONGEST);
  const workerData = {
    name,
    seed,
    seconds: Number(values.seconds),
    begin,
    input: input.buffer,
    state,
    longest: LONGEST,
  };
  const worker = new Worker(new URL('./loop.js', import.meta.url), { workerData });
  const last = () => Buffer.from(input.subarray(0, state[1]));
  return new Promise((resolve) => {
    let seen = -1;
    const watch = setInterval(() => {
      if (state[0] === seen)
        end({ kept: begin, failure: { input: last(), reason: `takes more than ${PATIENCE / 1000} s` } });
      seen = state[0];
    }, PATIENCE);
    function end({ kept, failure }) {
      clearInterval(watch);
      void worker.terminate();
      resolve({ runs: state[0], kept: kept.map((one) => Buffer.from(one)), failure });
    }
    worker.once('message', end);
    worker.once('error', (error) =>
      end({ kept: begin, failure: { input: last(), reason: error.stack ?? String(error) } }),
    );
  });
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
