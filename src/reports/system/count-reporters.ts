import type { ReportContext } from '../../evidence/report-context.js';
import { formatInstant } from '../../time/instant.js';
import { millisecondsInDay } from '../../time/lengths.js';
import type { SystemReporter } from './system-report.js';

/** How often everyone was heard, in all and in the day before `observedUntil`, by name. What is later than `asOf` is left out. */
export async function countReporters({
  asOf,
  data,
  observedUntil,
}: Pick<ReportContext, 'asOf' | 'data' | 'observedUntil'>): Promise<SystemReporter[]> {
  const all = await data.heardReporters({
    start: Number.MIN_SAFE_INTEGER,
    end: asOf ?? Number.MAX_SAFE_INTEGER,
  });
  const lastDay = await data.heardReporters({ start: observedUntil - millisecondsInDay, end: observedUntil });
  const ofLastDay = new Map(lastDay.map(({ name, count }) => [name, count]));
  return all.map(({ name, count, lastTime }) => ({
    reporter: name,
    count,
    lastTime: lastTime === null ? null : formatInstant(lastTime),
    lastDayCount: ofLastDay.get(name) ?? 0,
  }));
}
