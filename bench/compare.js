// What changed between two runs of the benchmarks by more than its noise.
import { formatColumns, formatRange, speedOf } from './table.js';

/** @typedef {import('./measure.js').Measured} Measured */
/** @typedef {import('./table.js').Range} Range */

/**
 * What stands in the file of a run.
 *
 * @typedef {{ at: string, machine: Machine, benchmarks: Benchmark[] }} Results
 * @typedef {{ cpu: string, cores: number, node: string, commit: string | null }} Machine
 * @typedef {{ name: string, size: number, contenders: Measured[] }} Benchmark
 */

/**
 * How a contender stood against the first one of its benchmark, then and now. `unknown` says why that cannot be told.
 *
 * @typedef {'faster' | 'slower' | 'same' | 'unknown'} Outcome
 * @typedef {{ benchmark: string, contender: string, first: string, outcome: Outcome, reason?: string, before?: Range, after?: Range }} Change
 */

/**
 * What became of each contender of the newer run but the first ones, which the others are held against.
 *
 * @param {Results} older
 * @param {Results} newer
 * @returns {Change[]}
 */
export function compareResults(older, newer) {
  return newer.benchmarks.flatMap((benchmark) => {
    const before = older.benchmarks.find(({ name }) => name === benchmark.name);
    const [first, ...others] = benchmark.contenders;
    return others.map((contender) => ({
      benchmark: benchmark.name,
      contender: contender.name,
      first: first.name,
      ...changeOf(before, benchmark, contender),
    }));
  });
}

/**
 * @param {Benchmark | undefined} benchmarkThen
 * @param {Benchmark} benchmark
 * @param {Measured} contender
 * @returns {Pick<Change, 'outcome' | 'reason' | 'before' | 'after'>}
 */
function changeOf(benchmarkThen, benchmark, contender) {
  const [first] = benchmark.contenders;
  const [firstThen] = benchmarkThen?.contenders ?? [];
  const contenderThen = benchmarkThen?.contenders.find(({ name }) => name === contender.name);
  const unknown = (/** @type {string} */ reason) => ({ outcome: /** @type {const} */ ('unknown'), reason });
  if (!benchmarkThen || !contenderThen || !firstThen) return unknown('was not measured then');
  if (benchmarkThen.size !== benchmark.size)
    return unknown(`size ${benchmarkThen.size} then, ${benchmark.size} now`);
  if (firstThen.name !== first.name) return unknown(`held against "${firstThen.name}" then`);
  if (contenderThen.rounds.length < 2 || contender.rounds.length < 2)
    return unknown('one round tells no noise');
  const [before, after] = [speedOf(firstThen, contenderThen), speedOf(first, contender)];
  return { outcome: outcomeOf(before, after), before, after };
}

/**
 * Ranges that touch are the same.
 *
 * @param {Range} before
 * @param {Range} after
 * @returns {Outcome}
 */
function outcomeOf(before, after) {
  if (after.least > before.most) return 'faster';
  return after.most < before.least ? 'slower' : 'same';
}

/**
 * How likely ranges do not overlap where nothing has changed: that all values of one run are above all of the other.
 *
 * @param {number} then rounds
 * @param {number} now
 */
export function chanceOfChange(then, now) {
  let orders = 1;
  for (let round = 1; round <= now; round++) orders *= (then + round) / round;
  return 2 / orders;
}

/**
 * A line for each change, and before them what one has to know to read them.
 *
 * @param {Results} older
 * @param {Results} newer
 */
export function formatComparison(older, newer) {
  const changes = compareResults(older, newer);
  const lines = changes.map(({ outcome, benchmark, contender, first, reason, before, after }) => [
    outcome,
    benchmark,
    contender,
    before && after ? `${formatRange(before)} then, ${formatRange(after)} now` : (reason ?? ''),
    `against ${first}`,
  ]);
  const known = changes.filter(({ outcome }) => outcome !== 'unknown');
  const changed = known.filter(({ outcome }) => outcome !== 'same');
  const left = older.benchmarks.filter(({ name }) => !newer.benchmarks.some((one) => one.name === name));
  return [
    `Then: ${describe(older)}`,
    `Now:  ${describe(newer)}`,
    '',
    ...(lines.length > 0
      ? [formatColumns([['', 'BENCHMARK', 'CONTENDER', 'SPEED', ''], ...lines], 'padEnd'), '']
      : []),
    `${changed.length} of ${known.length} changed by more than their noise.`,
    ...chanceNotes(older, newer),
    ...(left.length > 0 ? [`Measured only then: ${left.map(({ name }) => name).join(', ')}.`] : []),
    '',
  ].join('\n');
}

/** @param {Results} results */
function describe({ at, machine }) {
  return `${at}, commit ${machine.commit ?? 'unknown'}, Node ${machine.node}, ${machine.cores} x ${machine.cpu}`;
}

/**
 * @param {Results} older
 * @param {Results} newer
 */
function chanceNotes(older, newer) {
  const [then, now] = [older, newer].map(({ benchmarks }) =>
    Math.min(...benchmarks.flatMap(({ contenders }) => contenders.map(({ rounds }) => rounds.length))),
  );
  if (!(then > 1 && now > 1 && then < Infinity && now < Infinity)) return [];
  return [
    'Speed: the time of the contender that the line is held against divided by its own, in the same round (smallest to',
    'largest of the rounds). Faster and slower are ranges that do not overlap. Chance does that too,',
    `with ${then} then and ${now} now in one of ${Math.round(1 / chanceOfChange(then, now))} that did not change.`,
  ];
}
