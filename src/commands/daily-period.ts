import type { Interval } from '../time/interval.js';
import { parseMoment, startOfDay } from '../time/relative-time.js';
import { UserError } from '../user-error.js';

const DAY = 86_400_000;

/** How a user names a period. */
export interface PeriodOptions {
  readonly date?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/**
 * The period that a user names: a day, or from one time to another (now, where only the first is given), or else
 * yesterday. Days are those of UTC. Throws a UserError for what is no period.
 *
 * @param now the moment as of which the report is made
 *
 * @example
 * readPeriod({}, Date.parse('2011-09-09T06:00Z')); // the 24 hours of 2011-09-08
 */
export function readPeriod({ date, from, to }: PeriodOptions, now: number): Interval {
  if (from === undefined && to === undefined) return readDay(date ?? 'yesterday', now);
  if (date !== undefined) throw new UserError(`Name either the day ${date} or --from and --to, not both.`);
  if (from === undefined) throw new UserError('--to needs --from: name both ends of the period.');
  const period = {
    start: readTime('--from', from, now),
    end: to === undefined ? now : readTime('--to', to, now),
  };
  if (period.start < period.end) return period;
  throw new UserError(
    to === undefined
      ? `--from ${from} is not in the past. Name an earlier time, or the end with --to.`
      : `--from ${from} is not before --to ${to}. Swap them.`,
  );
}

function readDay(text: string, now: number): Interval {
  const start = parseMoment(text, now);
  if (start !== null && start === startOfDay(start)) return { start, end: start + DAY };
  throw new UserError(
    `${text} is no day. Write it as 2011-09-08 or yesterday; for hours use --from and --to.`,
  );
}

function readTime(option: string, text: string, now: number): number {
  const at = parseMoment(text, now);
  if (at !== null) return at;
  throw new UserError(`${option} ${text} is no time. Write it as 2011-09-08T08:00, yesterday or -2h.`);
}
