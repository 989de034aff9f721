// What is printed of contenders: their seconds, and how they stand against the first of them.
import { median } from './measure.js';

/** @typedef {import('./measure.js').Measured} Measured */

/**
 * What is between the smallest and the largest of a few numbers.
 *
 * @typedef {{ median: number, least: number, most: number }} Range
 */

/**
 * @param {readonly number[]} values
 * @returns {Range}
 */
export function rangeOf(values) {
  return { median: median(values), least: Math.min(...values), most: Math.max(...values) };
}

/**
 * How many times as fast as the first contender another one was, from round to round: above 1 it is faster. What else the
 * machine does meets both runs of a round.
 *
 * @param {Measured} first
 * @param {Measured} other
 */
export function speedOf(first, other) {
  return rangeOf(other.rounds.map(({ seconds }, round) => first.rounds[round].seconds / seconds));
}

/**
 * Such as `0.52 (0.50 to 0.55)`.
 *
 * @param {Range} range
 */
export function formatRange({ median, least, most }) {
  return `${median.toFixed(2)} (${least.toFixed(2)} to ${most.toFixed(2)})`;
}

/**
 * A line a contender; the first one is what the others are held against.
 *
 * @param {readonly Measured[]} contenders
 */
export function formatTable(contenders) {
  const [first, ...others] = contenders;
  const count = first.rounds.length;
  const lines = contenders.map((contender) => {
    const middle = (/** @type {keyof import('./measure.js').Run} */ what) =>
      median(contender.rounds.map((run) => run[what]));
    const peak = Math.max(...contender.rounds.map(({ peakMb }) => peakMb));
    return [
      contender.name,
      `${middle('seconds').toFixed(2)} s`,
      `${middle('cpuSeconds').toFixed(2)} s`,
      `${peak.toFixed(0)} MB`,
      contender === first ? '1' : formatRange(speedOf(first, contender)),
    ];
  });
  const notes = [`Medians of ${count} ${count === 1 ? 'round' : 'rounds'}; the peak is the largest.`];
  if (others.length > 0)
    notes.push(
      `Speed: the time of "${first.name}" divided by that of the line, in the same round`,
      '(smallest to largest of the rounds); above 1 the line is faster.',
    );
  return `${formatColumns([['', 'CLOCK', 'PROCESSORS', 'PEAK', 'SPEED'], ...lines])}\n${notes.map((note) => `  ${note}\n`).join('')}`;
}

/**
 * Lines of cells below one another: the first and the last column to the left, and those between to the right, as numbers
 * are, or with `padEnd` to the left too.
 *
 * @param {readonly (readonly string[])[]} lines
 * @param {'padStart' | 'padEnd'} between
 */
export function formatColumns(lines, between = 'padStart') {
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines
    .map((line) => {
      const cells = line.map((cell, column) =>
        column === 0 || column === line.length - 1
          ? cell.padEnd(widths[column])
          : cell[between](widths[column]),
      );
      return `  ${cells.join('   ')}`.trimEnd();
    })
    .join('\n');
}
