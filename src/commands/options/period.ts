import type { Command } from 'commander';
import { formatDate, parseInstant } from '../../time/instant.js';
import type { Interval } from '../../time/interval.js';
import { millisecondsInDay } from '../../time/lengths.js';
import { daysAfterToday, parseMoment } from '../../time/moment.js';
import { dateAt, dayOf, readWallTime } from '../../time/zone.js';
import { UserError } from '../../user-error.js';
import type { CommandContext } from '../context.js';

/** The options that name a period. */
export interface PeriodOptions {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Adds `--from` and `--to`. `last`: what the period ends with where `--to` is not given. */
export function addPeriodOptions(command: Command, last: 'now' | 'the last OOPS' = 'now'): Command {
  return command
    .option('--from <time>', 'ISO 8601, yesterday, -7d (default: the first OOPS)')
    .option('--to <time>', `ISO 8601, yesterday, -2h (default: ${last})`);
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
  { now }: Pick<CommandContext, 'now'>,
  otherwise: Interval = { start: 0, end: now() },
): Interval {
  const example = 'yesterday or -7d';
  const start = from === undefined ? otherwise.start : readTime('--from', from, now(), { example });
  const end = to === undefined ? otherwise.end : readTime('--to', to, now(), { example });
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
  if (from === undefined && to === undefined) return readDay(date ?? 'yesterday', now, timezone);
  if (date !== undefined) throw new UserError(`Name either the day ${date} or --from and --to, not both.`);
  if (from === undefined) throw new UserError('--to needs --from: name both ends of the period.');
  const how = { example: 'yesterday or -2h', timezone };
  const start = readTime('--from', from, now, how);
  const end = to === undefined ? now : readTime('--to', to, now, how);
  if (start < end) return { start, end };
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

/** The date of a day that is named by its distance from today; null for any other text. */
function namedDay(text: string, now: number, timezone: string): string | null {
  const days = daysAfterToday(text);
  return days === null ? null : formatDate(Date.parse(dateAt(now, timezone)) + days * millisecondsInDay);
}

/** The time that an option names, by the clocks of the zone; `example` are two ways to write it, for the message. */
function readTime(
  option: string,
  text: string,
  now: number,
  { example, timezone = 'UTC' }: { readonly example: string; readonly timezone?: string },
): number {
  const named = namedDay(text, now, timezone);
  if (named !== null) return dayOf(named, timezone).start;
  const at = parseMoment(text, now);
  if (at === null) {
    throw new UserError(`${option} ${text} is no time. Write it as 2011-09-08T08:00, ${example}.`);
  }
  const wall = parseInstant(text.trim()) === null ? at : readWallTime(text, timezone);
  if (typeof wall === 'number') return wall;
  throw new UserError(`${option} ${text} ${wall}`);
}
