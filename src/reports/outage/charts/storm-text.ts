import { cutLine, toLine } from '../../layout/text.js';
import type { OutageReport } from '../outage-report.js';
import { clock } from '../words.js';
import { addCounts } from './data/count-system.js';
import {
  drawTextAxis,
  drawTextRow,
  fitColumns,
  NAME_WIDTH,
  type StormGlyphs,
  type TextChart,
} from './text-rows.js';

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
  const chart = fitColumns(names, first.expected.length, width);
  const indent = ' '.repeat(chart.nameWidth + 1);
  const hasLate = timeline.systems.some(({ late }) => late.some((count) => count > 0));
  const lines = timeline.systems.flatMap((system, row) => {
    const { unexpected, late } = system;
    const totals = addCounts(system);
    return drawTextRow({ name: names[row] ?? '', totals, unexpected, late, riseStep: null }, chart, glyphs);
  });
  return [
    ...lines,
    ...drawAxis(report, chart, glyphs).map((line) => indent + line),
    ...(hasLate ? [`${indent}> late: an outage failure after the recovery grace`] : []),
  ];
}

/** The axis with the outage marked on it, and below it the times of the marks. */
function drawAxis(report: OutageReport, chart: TextChart, glyphs: StormGlyphs): string[] {
  const { start, secondsPerCount } = report.timeline;
  const columnOf = (time: string) =>
    Math.floor((Date.parse(time) - Date.parse(start)) / 1000 / secondsPerCount / chart.perColumn);
  const begins = columnOf(report.start);
  const ends = report.end === null ? chart.columns : Math.min(chart.columns - 1, columnOf(report.end));
  const from = ' '.repeat(begins) + clock(report.start);
  const to = report.end === null ? '' : clock(report.end);
  const gap = Math.max(1, ends - from.length);
  return [drawTextAxis(chart, begins, ends, glyphs), `${from}${' '.repeat(gap)}${to}`];
}
