// How the time of a command grows with the size of what it is asked about.
import { median } from './measure.js';
import { formatColumns, formatRange, rangeOf } from './table.js';

/** @typedef {import('./measure.js').Measured} Measured */

/**
 * The exponent of a power law through points: the slope of log time over log size. 1 is in proportion, 0 not at all.
 * Undefined where the start-up is all of a time.
 *
 * @param {readonly { size: number, seconds: number }[]} points
 * @param {number} startUp seconds that go by before the work
 */
export function exponentOf(points, startUp) {
  const logs = points.map(({ size, seconds }) => ({
    x: Math.log(size),
    y: seconds > startUp ? Math.log(seconds - startUp) : Number.NaN,
  }));
  const mean = (/** @type {'x' | 'y'} */ axis) =>
    logs.reduce((sum, point) => sum + point[axis], 0) / logs.length;
  const [x, y] = [mean('x'), mean('y')];
  const slope =
    logs.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0) /
    logs.reduce((sum, point) => sum + (point.x - x) ** 2, 0);
  return Number.isNaN(slope) ? undefined : slope;
}

/**
 * A line a command: its median seconds with nothing to work on and at each size, and the exponents over all sizes and
 * over the last two.
 *
 * @param {readonly number[]} sizes
 * @param {readonly { name: string, nothing: Measured, measured: readonly Measured[] }[]} commands a `measured` a size
 */
export function formatGrowth(sizes, commands) {
  const lines = commands.map(({ name, nothing, measured }) => {
    const all = [nothing, ...measured].map(secondsOf);
    // What other work of the machine adds to a start-up is no part of it.
    const startUp = Math.min(...all[0]);
    const exponent = (/** @type {number} */ from) =>
      formatExponent(
        measured[0].rounds.map((_, round) =>
          exponentOf(
            sizes.slice(from).map((size, at) => ({ size, seconds: all[1 + from + at][round] })),
            startUp,
          ),
        ),
      );
    return [
      name,
      ...all.map((seconds) => median(seconds).toFixed(2)),
      exponent(0),
      exponent(sizes.length - 2),
    ];
  });
  const heading = [
    '',
    'NOTHING',
    ...sizes.map((size) => size.toLocaleString('en')),
    'EXPONENT',
    'OF THE LAST STEP',
  ];
  return `${formatColumns([heading, ...lines])}\n`;
}

/** @param {Measured} measured */
function secondsOf({ rounds }) {
  return rounds.map(({ seconds }) => seconds);
}

/** @param {readonly (number | undefined)[]} exponents of the rounds */
function formatExponent(exponents) {
  const known = exponents.filter((exponent) => exponent !== undefined);
  return known.length < exponents.length ? 'lost in start-up' : formatRange(rangeOf(known));
}
