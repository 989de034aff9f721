import { millisecondsInDay } from 'date-fns/constants';
import { formatDate, parseInstant } from '../../time/instant.js';
import type { Interval } from '../../time/interval.js';
import { parseMoment } from '../../time/moment.js';
import { dateAt, dayOf, readWallTime } from '../../time/zone.js';
import { UserError } from '../../user-error.js';

/** How a user names a period. */
export interface PeriodOptions {
  readonly date?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/**
 * The period that a user names: a day, or from one time to another (now, where only the first is given), or else
 * yesterday. Days, and times without an offset, are those of the zone. Throws a UserError for what is no period.
 *
 * @param now the moment as of which the report is made
 *
 * @example
 * readPeriod({}, Date.parse('2011-09-09T06:00Z')); // the 24 hours of 2011-09-08
 */
export function readPeriod({ date, from, to }: PeriodOptions, now: number, timezone = 'UTC'): Interval {
  if (from === undefined && to === undefined) return readDay(date ?? 'yesterday', now, timezone);
  if (date !== undefined) throw new UserError(`Name either the day ${date} or --from and --to, not both.`);
  if (from === undefined) throw new UserError('--to needs --from: name both ends of the period.');
  const period = {
    start: readTime('--from', from, now, timezone),
    end: to === undefined ? now : readTime('--to', to, now, timezone),
  };
  if (period.start < period.end) return period;
  throw new UserError(
    to === undefined
      ? `--from ${from} is not in the past. Name an earlier time, or the end with --to.`
      : `--from ${from} is not before --to ${to}. Swap them.`,
  );
}

function readDay(text: string, now: number, timezone: string): Interval {
  const date = namedDay(text, now, timezone) ?? text.trim();
  const start = /^\d{4}-\d\d-\d\d$/.test(date) ? parseInstant(date) : null;
  if (start !== null) return dayOf(date, timezone);
  throw new UserError(
    `${text} is no day. Write it as 2011-09-08 or yesterday; for hours use --from and --to.`,
  );
}

/** Days by name, as the number of days after the current one. */
const NAMED_DAYS: ReadonlyMap<string, number> = new Map([
  ['yesterday', -1],
  ['today', 0],
  ['tomorrow', 1],
]);

/** The date of a day that is named by its distance from today; null for any other text. */
function namedDay(text: string, now: number, timezone: string): string | null {
  const days = NAMED_DAYS.get(text.trim().toLowerCase());
  return days === undefined ? null : formatDate(Date.parse(dateAt(now, timezone)) + days * millisecondsInDay);
}

function readTime(option: string, text: string, now: number, timezone: string): number {
  const named = namedDay(text, now, timezone);
  if (named !== null) return dayOf(named, timezone).start;
  const at = parseMoment(text, now);
  if (at === null) {
    throw new UserError(`${option} ${text} is no time. Write it as 2011-09-08T08:00, yesterday or -2h.`);
  }
  const wall = parseInstant(text.trim()) === null ? at : readWallTime(text, timezone);
  if (typeof wall === 'number') return wall;
  throw new UserError(`${option} ${text} ${wall}`);
}
