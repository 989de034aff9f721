import { millisecondsInDay } from '../../time/lengths.js';
import { drawCountsOverTime } from '../layout/charts/counts-over-time.js';
import { layOutDays } from '../layout/charts/date-axis.js';
import type { SystemReport } from './system-report.js';

/** Draws how many OOPSes a system had each of the last days, with the outages of the page shaded. */
export function drawDays({
  days,
  outages,
  timezone,
}: Pick<SystemReport, 'days' | 'outages' | 'timezone'>): string {
  const steps = days.map(({ start, end }) => ({ start: Date.parse(start), end: Date.parse(end) }));
  const span = { start: steps[0]?.start ?? 0, end: steps.at(-1)?.end ?? 0 };
  return drawCountsOverTime({
    span,
    steps,
    step: millisecondsInDay,
    rows: [
      { name: 'reported', title: 'OOPSes', base: 96, height: 78, counts: days.map(({ count }) => count) },
    ],
    outages: outages
      .map(({ start, end }) => ({ start: Date.parse(start), end: end === null ? span.end : Date.parse(end) }))
      .filter(({ start, end }) => end > span.start && start < span.end),
    title: 'OOPSes a day',
    least: 2,
    nameStep: ({ start }) => days[steps.findIndex((step) => step.start === start)]?.date ?? '',
    layOut: (whole, across, y) => layOutDays(whole, across, y, timezone),
  });
}
