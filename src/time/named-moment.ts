import { UserError } from '../user-error.js';
import { formatDate } from './instant.js';
import type { Interval } from './interval.js';
import { type Reading, readDay, readMoment } from './moment.js';

/** The ways to write a time, for what is none. */
const TIME_FORMS = '2011-09-08T08:53Z, 8 Sep 2011 08:53, 08:53, yesterday, monday 09:00 or -2h';

/** The ways to write a day, for what is none. */
const DAY_FORMS = '2011-09-08, 8 Sep 2011, yesterday, monday or -1d';

/**
 * The time that an option names. Throws a UserError when it is none, or can be read in two ways.
 *
 * @param option for the message, e.g. `--from`
 */
export function readTimeOption(option: string, text: string, reading: Reading): number {
  const at = readMoment(text, reading);
  if (typeof at === 'number') return at;
  throw new UserError(`${option} ${text} ${at ?? `is no time. Write it as ${TIME_FORMS}.`}`);
}

/** The day of UTC, `2011-09-08`, of the time that an option names. Throws a UserError when it is none. */
export function readDateOption(option: string, text: string, now: number): string {
  const at = readMoment(text, { now });
  if (typeof at === 'number') return formatDate(at);
  throw new UserError(`${option} ${text} ${at ?? `is no date. Write it as ${DAY_FORMS}.`}`);
}

/** The day that a user names. Throws a UserError when it is none, or can be read in two ways. */
export function readNamedDay(text: string, reading: Reading): Interval {
  const day = readDay(text, reading);
  if (day !== null && typeof day !== 'string') return day;
  throw new UserError(
    `${text} ${day ?? `is no day. Write it as ${DAY_FORMS}; for hours use --from and --to.`}`,
  );
}
