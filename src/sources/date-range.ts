import { parseInstant } from '../time/instant.js';

/** Days by date, `YYYY-MM-DD`, both ends inside; null where it is open. */
export interface DateRange {
  readonly since: string | null;
  readonly until: string | null;
}

/** Every day. */
export const ALL_DATES: DateRange = { since: null, until: null };

/** Whether a range holds a day. */
export function holdsDate({ since, until }: DateRange, date: string): boolean {
  return (since === null || since <= date) && (until === null || date <= until);
}

/**
 * The day that a folder of a date-directory repository is of: its name, or null when that is no day of the calendar.
 *
 * @example
 * dateOfFolder('2011-09-08'); // '2011-09-08'
 * dateOfFolder('2011-02-30'); // null
 */
export function dateOfFolder(name: string): string | null {
  return /^\d{4}-\d{2}-\d{2}$/.test(name) && parseInstant(name) !== null ? name : null;
}
