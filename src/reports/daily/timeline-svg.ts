import { formatDuration } from '../../time/duration.js';
import { drawGrid, layOutAxis } from '../layout/charts/axis.js';
import { drawLabel, placeLabels } from '../layout/charts/labels.js';
import { scaleTime } from '../layout/charts/scale.js';
import { drawLine, drawPicture, drawRectangle } from '../layout/charts/shapes.js';
import type { DailyReport } from './daily-report.js';
import { clockText } from './words.js';

const ACROSS = { left: 0, right: 100 };
/** The base line of the times, in pixels, and where the bars end above it. */
const FOOT = 186;
const FLOOR = FOOT - 16;
/** In percent: an outage of seconds in a day of hours still has to be seen. */
const LEAST_OUTAGE = 0.4;

/** One row of bars with a scale of its own: an outage's storm would flatten an ordinary day. */
interface Row {
  readonly name: 'reported' | 'suppressed';
  readonly title: string;
  /** Where its bars stand, and how high they may be, in pixels. */
  readonly base: number;
  readonly height: number;
}

const ROWS: readonly Row[] = [
  { name: 'reported', title: 'reported', base: 96, height: 78 },
  { name: 'suppressed', title: 'left out', base: 164, height: 44 },
];

/**
 * Draws how the period went as SVG that needs no script: a row of bars for what was reported, one for what was left
 * out, each with its highest count above it, and the outages shaded. Its colours are classes of the page it stands in.
 * It is made of numbers and times only, so that nothing in it needs escaping.
 */
export function drawTimeline({ from, to, timezone, timeline, outages }: DailyReport): string {
  const span = { start: Date.parse(from), end: Date.parse(to) };
  const xOf = scaleTime(span, ACROSS);
  const step = timeline.secondsPerStep * 1000;
  const axis = layOutAxis(span, ACROSS, FOOT, timezone);

  const rows = ROWS.flatMap(({ name, title, base, height }) => {
    const counts = timeline[name];
    const highest = counts.reduce((most, count) => Math.max(most, count), 0);
    const bars = counts.map((count, index) => {
      const at = span.start + index * step;
      const tall = (height * count) / Math.max(1, highest);
      const when = `${clockText(new Date(at).toISOString(), timezone)}, ${formatDuration(step)}`;
      const box = { x: xOf(at), y: base - tall, width: (xOf(at + step) - xOf(at)) * 0.88, height: tall };
      return drawRectangle(name, box, `${when}: ${count} ${title}`);
    });
    const text = `${title}: at most ${highest} in ${formatDuration(step)}`;
    return [
      ...bars,
      drawLine('axis', { x: 0, y: base }, { x: 100, y: base }),
      ...placeLabels([{ text, x: 0, anchor: 'start', name: 'soft' }], base - height - 6).map(drawLabel),
    ];
  });
  const shades = outages.map((outage) => {
    const left = xOf(Date.parse(outage.start));
    const width = Math.max((outage.end === null ? 100 : xOf(Date.parse(outage.end))) - left, LEAST_OUTAGE);
    return drawRectangle('window', { x: left, y: 16, width, height: FLOOR - 16 }, 'outage');
  });
  return drawPicture(
    {
      name: 'timeline',
      height: FOOT + 6,
      title: 'OOPSes over the period',
      description: ROWS.map(({ name, title }) => `${sum(timeline[name])} ${title}`).join(', '),
    },
    [...shades, ...drawGrid(axis, 16, FLOOR + 3), ...rows, ...axis.labels.map(drawLabel)],
  );
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
