import { formatDuration } from '../../time/duration.js';
import { type Interval, lengthOf } from '../../time/interval.js';
import { millisecondsInDay } from '../../time/lengths.js';
import { dateAt, wallTimeAt } from '../../time/zone.js';
import { layOutAxis } from '../layout/charts/axis.js';
import { type CountRow, drawCountsOverTime } from '../layout/charts/counts-over-time.js';
import { layOutDays } from '../layout/charts/date-axis.js';
import type { SignatureTimeline } from './signature-report.js';

/** A span that is longer is marked with dates and months. */
const LONGEST_WITH_CLOCK = 21 * millisecondsInDay;

/** Draws how often a signature was seen over time: what was reported, what was left out, and the outages of its systems. */
export function drawSignatureTimeline({
  secondsPerStep,
  timezone,
  steps,
  outages,
}: SignatureTimeline): string {
  const intervals = steps.map(({ start, end }) => ({ start: Date.parse(start), end: Date.parse(end) }));
  const span = { start: intervals[0]?.start ?? 0, end: intervals.at(-1)?.end ?? 0 };
  const reported: CountRow = {
    ...{ name: 'reported', title: 'reported', base: 96, height: 78 },
    counts: steps.map(({ count, suppressed }) => count - suppressed),
  };
  const leftOut: CountRow = {
    ...{ name: 'suppressed', title: 'left out', base: 164, height: 44 },
    counts: steps.map(({ suppressed }) => suppressed),
  };
  const hasLeftOut = steps.some(({ suppressed }) => suppressed > 0);
  return drawCountsOverTime({
    span,
    steps: intervals,
    step: secondsPerStep * 1000,
    rows: hasLeftOut ? [reported, leftOut] : [reported],
    outages: outages.map(({ start, end }) => ({
      start: Date.parse(start),
      end: end === null ? span.end : Date.parse(end),
    })),
    title: 'OOPSes over time',
    least: 2,
    nameStep: (step) => stepText(step, timezone),
    layOut: (whole, across, y) =>
      lengthOf(whole) > LONGEST_WITH_CLOCK
        ? layOutDays(whole, across, y, timezone)
        : layOutAxis(whole, across, y, timezone),
  });
}

/**
 * What a step is called: a day by its date, a longer one by the days that it reaches to, a shorter one with its time of day.
 *
 * @example
 * stepText({ start: Date.UTC(2011, 8, 8), end: Date.UTC(2011, 8, 9) }, 'UTC'); // '2011-09-08'
 */
export function stepText({ start, end }: Interval, timezone: string): string {
  if (end - start < millisecondsInDay * 0.9) {
    return `${wallTimeAt(start, timezone).slice(0, 16).replace('T', ' ')}, ${formatDuration(end - start)}`;
  }
  const [first, last] = [dateAt(start, timezone), dateAt(end - 1, timezone)];
  return first === last ? first : `${first} to ${last}`;
}
