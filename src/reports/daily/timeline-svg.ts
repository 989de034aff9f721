import { formatDuration } from '../../time/duration.js';
import { layOutAxis } from '../layout/charts/axis.js';
import { drawCountsOverTime } from '../layout/charts/counts-over-time.js';
import type { DailyReport } from './daily-report.js';
import { clockText } from './words.js';

/** Draws how the period went: a row of bars for what was reported, one for what was left out, and the outages shaded. */
export function drawTimeline({ from, to, timezone, timeline, outages }: DailyReport): string {
  const span = { start: Date.parse(from), end: Date.parse(to) };
  const step = timeline.secondsPerStep * 1000;
  return drawCountsOverTime({
    span,
    steps: timeline.reported.map((_, index) => {
      const start = span.start + index * step;
      return { start, end: start + step };
    }),
    step,
    rows: [
      { name: 'reported', title: 'reported', base: 96, height: 78, counts: timeline.reported },
      { name: 'suppressed', title: 'left out', base: 164, height: 44, counts: timeline.suppressed },
    ],
    outages: outages.map(({ start, end }) => ({
      start: Date.parse(start),
      end: end === null ? span.end : Date.parse(end),
    })),
    title: 'OOPSes over the period',
    least: 0,
    nameStep: ({ start }) => `${clockText(new Date(start).toISOString(), timezone)}, ${formatDuration(step)}`,
    layOut: (whole, across, y) => layOutAxis(whole, across, y, timezone),
  });
}
