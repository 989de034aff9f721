import { cutLine, toLine } from '../../layout/text.js';
import type { OutageReport } from '../outage-report.js';
import { clock } from '../words.js';
import { addCounts } from './data/count-system.js';

/** The characters that draw a storm: bars by height, and the marks of the axis. */
export interface StormGlyphs {
  /** From the smallest bar to the tallest. */
  readonly bars: readonly string[];
  readonly inside: string;
  readonly outside: string;
  readonly start: string;
  readonly end: string;
}

/** Columns of the longest name. */
const NAME_WIDTH = 20;

export const BLOCKS: StormGlyphs = { bars: [...'▁▂▃▄▅▆▇█'], inside: '═', outside: '─', start: '├', end: '┤' };
export const ASCII: StormGlyphs = { bars: [...'.:-=+*#@'], inside: '=', outside: '-', start: '[', end: ']' };

/**
 * Draws the OOPSes of an outage over time, one line a system, each on its own scale with its tallest bar's count
 * behind it, above an axis that shows the outage between its two marks. A line below a system marks with `!` where
 * something unexpected was seen, and with `>` where an outage failure came late. Nothing is drawn when nothing was seen.
 */
export function drawStorm(report: OutageReport, width: number, glyphs: StormGlyphs): string[] {
  const { timeline } = report;
  const [first] = timeline.systems;
  if (!first) return [];
  const names = timeline.systems.map(({ system }) => cutLine(toLine(system), NAME_WIDTH));
  const nameWidth = names.reduce((widest, name) => Math.max(widest, name.length), 0);
  const peakWidth = 7;
  const room = Math.max(20, width - nameWidth - peakWidth - 2);
  const perColumn = Math.ceil(first.expected.length / room);
  const indent = ' '.repeat(nameWidth + 1);
  const hasLate = timeline.systems.some(({ late }) => late.some((count) => count > 0));
  const lines = timeline.systems.flatMap((system, row) => {
    const totals = foldCounts(addCounts(system), perColumn);
    const peak = Math.max(...totals);
    const bars = totals.map((count) => barOf(count, peak, glyphs.bars)).join('');
    const label = names[row]?.padEnd(nameWidth);
    const line = `${label} ${bars} ${String(peak).padStart(peakWidth - 1)}`;
    const late = foldCounts(system.late, perColumn);
    const faults = foldCounts(system.unexpected, perColumn);
    const marks = faults
      .map((count, column) => (count > 0 ? '!' : late[column] ? '>' : ' '))
      .join('')
      .trimEnd();
    return marks === '' ? [line] : [line, indent + marks];
  });
  return [
    ...lines,
    ...drawAxis(report, perColumn, first.expected.length, glyphs).map((line) => indent + line),
    ...(hasLate ? [`${indent}> late: an outage failure after the recovery grace`] : []),
  ];
}

/** The axis with the outage marked on it, and below it the times of the marks. */
function drawAxis(report: OutageReport, perColumn: number, length: number, glyphs: StormGlyphs): string[] {
  const { start, secondsPerCount } = report.timeline;
  const columns = Math.ceil(length / perColumn);
  const columnOf = (time: string) =>
    Math.floor((Date.parse(time) - Date.parse(start)) / 1000 / secondsPerCount / perColumn);
  const begins = columnOf(report.start);
  const ends = report.end === null ? columns : Math.min(columns - 1, columnOf(report.end));
  const axis = Array.from({ length: columns }, (_, column) => {
    if (column === begins) return glyphs.start;
    if (column === ends) return glyphs.end;
    return column > begins && column < ends ? glyphs.inside : glyphs.outside;
  });
  const from = ' '.repeat(begins) + clock(report.start);
  const to = report.end === null ? '' : clock(report.end);
  const gap = Math.max(1, ends - from.length);
  return [axis.join(''), `${from}${' '.repeat(gap)}${to}`];
}

function foldCounts(counts: readonly number[], perColumn: number): number[] {
  const columns = new Array<number>(Math.ceil(counts.length / perColumn)).fill(0);
  counts.forEach((count, place) => {
    const column = Math.floor(place / perColumn);
    columns[column] = (columns[column] ?? 0) + count;
  });
  return columns;
}

/** A bar for a count; the smallest for anything that is not nothing. */
function barOf(count: number, peak: number, bars: readonly string[]): string {
  if (count === 0) return ' ';
  return bars[Math.max(0, Math.ceil((count / peak) * bars.length) - 1)] ?? ' ';
}
