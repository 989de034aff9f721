import { formatDuration } from '../../time/duration.js';
import { millisecondsInDay } from '../../time/lengths.js';
import { drawRectangle, drawText } from '../layout/svg.js';
import type { DailyReport } from './daily-report.js';
import { clockText } from './words.js';

const WIDTH = 720;
const LEFT = 44;
const PLOT_WIDTH = WIDTH - LEFT;
const HEIGHT = 170;

/** One row of bars with a scale of its own: an outage's storm would flatten an ordinary day. */
interface Row {
  readonly name: 'reported' | 'suppressed';
  readonly title: string;
  readonly top: number;
  readonly height: number;
}

const ROWS: readonly Row[] = [
  { name: 'reported', title: 'reported', top: 14, height: 80 },
  { name: 'suppressed', title: 'left out', top: 106, height: 40 },
];

/**
 * Draws how the period went as SVG that needs no script: a row of bars for what was reported, one for what was left
 * out, each with its highest count beside it, and the outages shaded. Its colours are classes of the page it stands in.
 * It is made of numbers and times only, so that nothing in it needs escaping.
 */
export function drawTimeline({ from, to, timezone, timeline, outages }: DailyReport): string {
  const start = Date.parse(from);
  const end = Date.parse(to);
  const x = (at: number) =>
    LEFT + (PLOT_WIDTH * (Math.min(Math.max(at, start), end) - start)) / (end - start);
  const step = timeline.secondsPerStep * 1000;

  const rows = ROWS.flatMap(({ name, title, top, height }) => {
    const counts = timeline[name];
    const highest = Math.max(1, ...counts);
    const bars = counts.map((count, index) => {
      const at = start + index * step;
      const tall = (height * count) / highest;
      const when = `${clockText(new Date(at).toISOString(), timezone)}, ${formatDuration(step)}`;
      const width = Math.max(x(at + step) - x(at) - 1, 0.5);
      const box = { x: x(at), y: top + height - tall, width, height: tall };
      return drawRectangle(name, box, `${when}: ${count} ${title}`);
    });
    return [
      ...bars,
      `<path class="axis" d="M${LEFT} ${top + height}H${WIDTH}"/>`,
      drawText({ x: LEFT - 6, y: top + 8, anchor: 'end' }, String(highest)),
      drawText({ x: LEFT - 6, y: top + height, anchor: 'end' }, '0'),
    ];
  });
  const shades = outages.map((outage) => {
    const left = x(Date.parse(outage.start));
    const right = outage.end === null ? x(end) : x(Date.parse(outage.end));
    // An outage of seconds in a day of hours still has to be seen.
    const box = { x: left, y: 4, width: Math.max(right - left, 3), height: HEIGHT - 28 };
    return drawRectangle('window', box, 'outage');
  });
  const ticks = [1, 3, 5, 7].map((eighth) => {
    const at = start + ((end - start) * eighth) / 8;
    return drawText({ x: x(at), y: HEIGHT - 6, anchor: 'middle' }, tickText(at, end - start, timezone));
  });
  return [
    `<svg class="timeline" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="OOPSes over the period">`,
    ...shades,
    ...rows,
    ...ticks,
    '</svg>',
  ].join('');
}

/** The day in a long period, else the time of day. */
function tickText(at: number, length: number, timezone: string): string {
  const text = clockText(new Date(at).toISOString(), timezone);
  return length > 2 * millisecondsInDay ? text.slice(5, 10) : text.slice(11, 16);
}
