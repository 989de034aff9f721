const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)?$/i;

/**
 * Reads an ISO 8601 date or time into milliseconds since the Unix epoch. Without an offset it is UTC; a date alone is
 * its midnight; digits after the milliseconds are cut off. Returns null when the text is no time or no day of the
 * calendar (`2011-02-30`, hour 25).
 *
 * @example
 * parseInstant('2011-09-08T08:53:05Z');      // 1315471985000
 * parseInstant('2011-09-08 10:53:05+02:00'); // 1315471985000
 */
export function parseInstant(text: string): number | null {
  const match = ISO.exec(text.trim());
  if (!match) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = match;
  const millisecond = Number(fraction.padEnd(3, '0').slice(0, 3));
  const fields = [year, month, day, hour, minute, second].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const at = Date.UTC(fields[0], fields[1] - 1, fields[2], fields[3], fields[4], fields[5], millisecond);
  const offset = offsetMilliseconds(zone);
  const given = `${year}-${month}-${day}T${hour.padStart(2, '0')}:${minute.padStart(2, '0')}:${second.padStart(2, '0')}`;
  if (Number.isNaN(at) || offset === null || formatInstant(at).slice(0, 19) !== given) return null;
  return at - offset;
}

/** Writes an instant as JSON carries it: `2011-09-08T08:53:05.000Z`. */
export function formatInstant(at: number): string {
  return new Date(at).toISOString();
}

/** Writes an instant as a part of an id, to the second: `20110908T085305Z`. */
export function formatCompactInstant(at: number): string {
  return `${formatInstant(at).slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** The day an instant lies in, UTC: `2011-09-08`. */
export function formatDate(at: number): string {
  return formatInstant(at).slice(0, 10);
}

/** The time of day of an instant, UTC, to the second: `08:53:05`. */
export function formatClock(at: number): string {
  return formatInstant(at).slice(11, 19);
}

function offsetMilliseconds(zone: string): number | null {
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (!match) return 0;
  const [, sign, hours, minutes = '0'] = match;
  if (Number(hours) > 23 || Number(minutes) > 59) return null;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
