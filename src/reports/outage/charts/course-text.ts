import { cutLine, wrapLine } from '../../layout/text.js';
import type { OutageReport } from '../outage-report.js';
import { clock, seconds } from '../words.js';
import { addCourse } from './data/course.js';
import { pictureRows } from './picture-rows.js';
import {
  drawTextAxis,
  drawTextRow,
  fitColumns,
  NAME_WIDTH,
  type StormGlyphs,
  type TextChart,
} from './text-rows.js';

/**
 * Draws what the systems of an outage wrote from half an hour before it to the end of the observation, one line a system,
 * the worst verdict first, above an axis that shows the outage between its two marks. Bars grow with the square root of
 * their counts, so that single ones can be told beside a storm. Nothing is drawn when nothing was heard.
 */
export function drawCourse(report: OutageReport, width: number, glyphs: StormGlyphs): string[] {
  const { course } = report;
  const { rows, more } = pictureRows(report);
  const heard = rows.flatMap(({ course: own, riseAt, name }) =>
    own ? [{ own, riseAt, name: cutLine(name, NAME_WIDTH) }] : [],
  );
  const [first] = heard;
  if (!first) return [];
  const names = heard.map(({ name }) => name);
  const chart = fitColumns(names, first.own.expected.length, width);
  const indent = ' '.repeat(chart.nameWidth + 1);
  const stepOf = (at: number) => Math.floor((at - Date.parse(course.start)) / 1000 / course.secondsPerCount);
  const isShown = (at: number) => at >= Date.parse(course.start) && at < Date.parse(course.end);
  const lines = heard.flatMap(({ own, riseAt, name }) => {
    const { unexpected, late } = own;
    const riseStep = riseAt !== null && isShown(riseAt) ? stepOf(riseAt) : null;
    return drawTextRow({ name, totals: addCourse(own), unexpected, late, riseStep }, chart, glyphs, 'root');
  });
  const hasRise = heard.some(({ riseAt }) => riseAt !== null && isShown(riseAt));
  const caption = `All that they wrote from ${clock(course.start)} to ${clock(course.end)}, ${seconds(course.secondsPerCount * chart.perColumn)} a column; a bar twice as high is four times as many:`;
  return [
    ...wrapLine(caption, width),
    '',
    ...lines,
    ...(more === '' ? [] : [indent + more]),
    ...drawAxis(report, chart, stepOf, glyphs).map((line) => (indent + line).trimEnd()),
    ...(hasRise ? [`${indent}^ from here on more than before, of another cause`] : []),
  ];
}

/** The axis with the outage marked on it; below it when it began, and the edges where there is room for them. */
function drawAxis(
  { start, end, course }: OutageReport,
  chart: TextChart,
  stepOf: (at: number) => number,
  glyphs: StormGlyphs,
): string[] {
  const columnOf = (time: string) => Math.floor(stepOf(Date.parse(time)) / chart.perColumn);
  const begins = columnOf(start);
  const ends =
    end === null ? chart.columns : Math.min(chart.columns - 1, Math.max(begins + 1, columnOf(end)));
  const [left, middle, right] = [clock(course.start), clock(start), clock(course.end)];
  const times =
    begins > left.length ? left + ' '.repeat(begins - left.length) + middle : ' '.repeat(begins) + middle;
  const gap = chart.columns - times.length - right.length;
  return [drawTextAxis(chart, begins, ends, glyphs), gap > 0 ? times + ' '.repeat(gap) + right : times];
}
