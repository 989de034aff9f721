import { parseDuration } from './duration.js';
import { parseInstant } from './instant.js';
import { millisecondsInDay } from './lengths.js';

/** Days by name, as the number of days after the current one. */
const NAMED_DAYS: ReadonlyMap<string, number> = new Map([
  ['yesterday', -1],
  ['today', 0],
  ['tomorrow', 1],
]);

/**
 * Reads a moment as people give it to a command: an ISO 8601 date or time, `yesterday`, `today` or `tomorrow` (their
 * midnight, UTC), `now`, or a length of time before now such as `-2h` or `-7d`. Returns null when the text is none.
 *
 * @param now milliseconds since the Unix epoch
 *
 * @example
 * parseMoment('yesterday', Date.UTC(2011, 8, 9, 7, 30)); // 2011-09-08T00:00:00.000Z, as milliseconds
 * parseMoment('-2h', Date.UTC(2011, 8, 9, 7, 30));       // 2011-09-09T05:30:00.000Z
 */
export function parseMoment(text: string, now: number): number | null {
  const word = text.trim().toLowerCase();
  if (word === 'now') return now;
  const days = daysAfterToday(word);
  if (days !== null) return startOfDay(now) + days * millisecondsInDay;
  if (word.startsWith('-')) {
    const ago = parseDuration(word.slice(1));
    return ago === null ? null : now - ago;
  }
  return parseInstant(text);
}

/** How many days after the current one a day lies that is named by a word; null for any other text. */
export function daysAfterToday(text: string): number | null {
  return NAMED_DAYS.get(text.trim().toLowerCase()) ?? null;
}

/** The midnight, UTC, that an instant's day begins with. */
export function startOfDay(at: number): number {
  return Math.floor(at / millisecondsInDay) * millisecondsInDay;
}
