// How often the program was right, and whether chance explains how often it was not.
import { binomialUpperTail } from '../../build/analysis/statistics/statistics.js';

/** @typedef {import('./judge.js').Judged} Judged */
/** @typedef {import('./rows.js').Row} Row */
/** @typedef {import('./rows.js').Variant} Variant */
/** @typedef {import('./rows.js').Asked} Asked */
/**
 * What happened in the outages of one line of the table.
 *
 * @typedef {object} Score
 * @property {number} outages
 * @property {number} falseGreen outages in which a system that is unwell was called as expected
 * @property {number} falseAlarm outages in which a system that is well was called not as expected
 * @property {number} found outages whose unwell systems were all called not as expected; where all are well, that were
 *   called as expected themselves
 */
/**
 * An aim that a line is held to.
 *
 * @typedef {object} Aim
 * @property {'false green' | 'false alarm' | 'found'} name
 * @property {number} misses outages that went wrong
 * @property {number} pValue how likely so many or more are where the program just meets the aim (one-sided, exact binomial)
 * @property {'met' | 'chance' | 'missed'} outcome
 */
/** @typedef {{ readonly row: Row, readonly variant: Variant, readonly asked: Asked, readonly score: Score, readonly aims: readonly Aim[], readonly verdicts: ReadonlyMap<string, number> }} Line */

/** The share of outages that may go wrong at most. */
const ALLOWED = { 'false green': 0.02, 'false alarm': 0.02, found: 0.05 };
/** Below this, for all aims of a run together, chance does not explain a miss. */
export const THRESHOLD = 0.05;

/**
 * @param {readonly Judged[]} judged
 * @returns {Score}
 */
export function scoreOf(judged) {
  const count = (/** @type {(one: Judged) => boolean} */ isSo) => judged.filter(isSo).length;
  const isCalled = (/** @type {string} */ verdict) => (/** @type {{ verdict: string }} */ system) =>
    system.verdict === verdict;
  const unwell = (/** @type {Judged} */ { systems }) => systems.filter(({ isWell }) => !isWell);
  const well = (/** @type {Judged} */ { systems }) => systems.filter(({ isWell }) => isWell);
  return {
    outages: judged.length,
    falseGreen: count((one) => unwell(one).some(isCalled('as-expected'))),
    falseAlarm: count((one) => well(one).some(isCalled('not-as-expected'))),
    found: count((one) =>
      unwell(one).length > 0 ? unwell(one).every(isCalled('not-as-expected')) : isCalled('as-expected')(one),
    ),
  };
}

/**
 * The lines of the table with the aims that each is held to. A miss counts when its p-value, times the number of all aims
 * of the run (Bonferroni), is below `THRESHOLD`: with two hundred aims some are always missed a little.
 *
 * @param {readonly { readonly row: Row, readonly variant: Variant, readonly asked: Asked, readonly judged: readonly Judged[] }[]} results
 * @returns {Line[]}
 */
export function scoreLines(results) {
  const lines = results.map(({ judged, ...line }) => {
    const score = scoreOf(judged);
    return { ...line, score, tests: testsOf(line, score), verdicts: countVerdicts(judged) };
  });
  const made = lines.reduce((sum, { tests }) => sum + tests.length, 0);
  return lines.map(({ tests, ...line }) => ({
    ...line,
    aims: tests.map((test) => ({ ...test, outcome: outcomeOf(test, line.score.outages, made) })),
  }));
}

/**
 * @param {{ readonly row: Row, readonly variant: Variant, readonly asked: Asked }} line
 * @param {Score} score
 * @returns {Omit<Aim, 'outcome'>[]}
 */
function testsOf({ row, variant, asked }, { outages, falseGreen, falseAlarm, found }) {
  if (row.hasAim && !row.hasAim(variant, asked)) return [];
  const test = (/** @type {Aim['name']} */ name, /** @type {number} */ misses) => ({
    name,
    misses,
    pValue: binomialUpperTail(misses, outages, ALLOWED[name]),
  });
  if (row.isWell) return [test('false alarm', falseAlarm)];
  return [
    test('false green', falseGreen),
    // Where one system of several is unwell, the others can be alarmed about.
    ...(variant.systems > 1 ? [test('false alarm', falseAlarm)] : []),
    ...(row.isLarge?.(variant, asked) ? [test('found', outages - found)] : []),
  ];
}

/**
 * @param {Omit<Aim, 'outcome'>} test
 * @param {number} outages
 * @param {number} made how many tests the run makes
 * @returns {Aim['outcome']}
 */
function outcomeOf({ name, misses, pValue }, outages, made) {
  if (misses <= ALLOWED[name] * outages) return 'met';
  return pValue * made < THRESHOLD ? 'missed' : 'chance';
}

/** How often each pair of failure and recovery verdicts was given: why a line is as it is. */
function countVerdicts(/** @type {readonly Judged[]} */ judged) {
  const counts = new Map();
  for (const { systems } of judged) {
    for (const { isWell, failure, recovery } of systems) {
      const key = `${isWell ? 'well' : 'unwell'}: ${failure}, ${recovery}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return new Map([...counts].sort(([, a], [, b]) => b - a));
}
