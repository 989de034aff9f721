// The thread that runs one target: makes inputs, and keeps those that reach what was not reached before.
import { Session } from 'node:inspector';
import { parentPort, workerData } from 'node:worker_threads';
import { createRandom } from '../bench/random.js';
import { mutate } from './mutate.js';
import { TARGETS } from './targets/index.js';

const { name, seed, seconds, begin, input, state, longest } = workerData;
const target = TARGETS[name];
const shared = Buffer.from(input);
const random = createRandom(seed);
const session = new Session();
session.connect();

/** Asks V8's profiler, which answers at once. */
function ask(method, parameters = {}) {
  let answer;
  session.post(method, parameters, (error, result) => {
    if (error) throw new Error(`${method}: ${error.message}`);
    answer = result;
  });
  return answer;
}

/** Of each function that was run, by its file and place, the stretches that never were, as `start, end` one behind the other. */
const unreached = new Map();

/** Whether code of ours was run that never was before. V8 tells of each function that was run, and what of it was not. */
function reachesMore() {
  let isMore = false;
  for (const { url, functions } of ask('Profiler.takePreciseCoverage').result) {
    if (!url.includes('/build/')) continue;
    for (const { ranges } of functions) {
      const [whole, ...parts] = ranges;
      if (whole.count === 0) continue;
      const key = `${url} ${whole.startOffset}`;
      const before = unreached.get(key);
      if (before?.length === 0) continue;
      const missed = parts.flatMap(({ startOffset, endOffset, count }) =>
        count === 0 ? [startOffset, endOffset] : [],
      );
      const left = before ? common(before, missed) : missed;
      if (!before || lengthOf(left) < lengthOf(before)) isMore = true;
      unreached.set(key, left);
    }
  }
  return isMore;
}

/** What lies in both of two lists of stretches. */
function common(some, others) {
  const found = [];
  for (let one = 0; one < some.length; one += 2) {
    for (let other = 0; other < others.length; other += 2) {
      const [start, end] = [Math.max(some[one], others[other]), Math.min(some[one + 1], others[other + 1])];
      if (start < end) found.push(start, end);
    }
  }
  return found;
}

function lengthOf(stretches) {
  let length = 0;
  for (let place = 0; place < stretches.length; place += 2) length += stretches[place + 1] - stretches[place];
  return length;
}

const kept = [];
let failure = null;

/** Runs one input. Returns false where the target does not take it. */
async function run(bytes) {
  shared.set(bytes);
  state[1] = bytes.length;
  state[0]++;
  try {
    await target(Buffer.from(bytes));
  } catch (error) {
    failure = { input: bytes, reason: error instanceof Error ? error.stack : String(error) };
    return false;
  }
  if (reachesMore()) kept.push(bytes);
  return true;
}

ask('Profiler.enable');
ask('Profiler.startPreciseCoverage', { callCount: false, detailed: true });
const end = performance.now() + seconds * 1000;
let isWell = true;
// Small ones first: of two that reach the same the smaller is kept.
for (const bytes of [...begin].map((one) => Buffer.from(one)).sort((a, b) => a.length - b.length)) {
  isWell &&= await run(bytes);
}
if (kept.length === 0) kept.push(Buffer.from('x'));
while (isWell && performance.now() < end) isWell = await run(mutate(random, kept, longest));
parentPort.postMessage({ kept, failure });
