import { UserError } from '../user-error.js';
import type { Interval } from './interval.js';
import { readNamedDay, readTimeOption } from './named-moment.js';

/** The words that name a period. */
export interface PeriodOptions {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/**
 * The period that `--from` and `--to` name. A side that is not named is as far as `otherwise` reaches, which is all up to
 * now. Throws a UserError for what is no period.
 *
 * @example
 * readPeriod({ from: '-7d' }, context); // the last seven days
 */
export function readPeriod(
  { from, to }: PeriodOptions,
  { now }: { readonly now: () => number },
  otherwise: Interval = { start: 0, end: now() },
): Interval {
  const reading = { now: now() };
  const start = from === undefined ? otherwise.start : readTimeOption('--from', from, reading);
  const end = to === undefined ? otherwise.end : readTimeOption('--to', to, reading);
  if (end > start) return { start, end };
  if (to === undefined) throw new UserError(`--from ${from ?? ''} is not before now. Give an earlier time.`);
  throw new UserError(`--to ${to} is not after --from ${from ?? ''}. Swap them.`);
}

/** How a user names the period of a summary: as a day, or by both its ends. */
export interface DailyPeriodOptions extends PeriodOptions {
  readonly date?: string | undefined;
}

/**
 * The period of a summary: a day, or from one time to another (now, where only the first is given), or else yesterday.
 * Days, and times without an offset, are those of the zone. Throws a UserError for what is no period.
 *
 * @param now the moment as of which the report is made
 *
 * @example
 * readDailyPeriod({}, Date.parse('2011-09-09T06:00Z')); // the 24 hours of 2011-09-08
 */
export function readDailyPeriod(
  { date, from, to }: DailyPeriodOptions,
  now: number,
  timezone = 'UTC',
): Interval {
  const reading = { now, zone: timezone };
  if (from === undefined && to === undefined) return readNamedDay(date ?? 'yesterday', reading);
  if (date !== undefined) throw new UserError(`Name either the day ${date} or --from and --to, not both.`);
  if (from === undefined) throw new UserError('--to needs --from: name both ends of the period.');
  const start = readTimeOption('--from', from, reading);
  const end = to === undefined ? now : readTimeOption('--to', to, reading);
  if (start < end) return { start, end };
  throw new UserError(
    to === undefined
      ? `--from ${from} is not in the past. Name an earlier time, or the end with --to.`
      : `--from ${from} is not before --to ${to}. Swap them.`,
  );
}
