// @ts-check
import { DATABASE_BACK, DATABASE_DOWN, GRACE, SOYUZ_BACK, SOYUZ_DOWN, SYSTEMS, TOLERANCE } from './facts.js';

/** @typedef {import('./moment.js').Moment} Moment */

const HEADING = ['system', 'before', 'in the window', 'grace', 'after', 'all'];

/**
 * The moments by system and by where their time lies to the system's own window, as a Markdown table. The second column
 * reaches one second over either edge, the third is the minute after that.
 *
 * @param {Moment[]} moments
 * @returns {string}
 */
export function countMoments(moments) {
  const rows = Object.keys(SYSTEMS).map((system) =>
    countRow(
      system,
      moments.filter((moment) => moment.system === system),
    ),
  );
  const totals = [1, 2, 3, 4, 5].map((column) => rows.reduce((sum, row) => sum + Number(row[column]), 0));
  const lines = [
    HEADING,
    HEADING.map((_, column) => (column === 0 ? '---' : '---:')),
    ...rows,
    ['all', ...totals],
  ];
  return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

/** @param {string} system @param {Moment[]} moments */
function countRow(system, moments) {
  const [start, end] = system === 'soyuz' ? [SOYUZ_DOWN, SOYUZ_BACK] : [DATABASE_DOWN, DATABASE_BACK];
  const edges = [-Infinity, start - TOLERANCE, end + TOLERANCE, end + TOLERANCE + GRACE, Infinity];
  const counts = edges
    .slice(1)
    .map((edge, index) => moments.filter(({ time }) => time >= Number(edges[index]) && time < edge).length);
  return [system, ...counts, moments.length];
}
