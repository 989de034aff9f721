const TIMEDELTA = /^(?:(-?\d+) days?, )?(\d+):(\d\d):(\d\d)(?:\.(\d{6}))?$/;

/**
 * Reads a length of time as Python prints it into whole microseconds. Returns null when the text is none, e.g. because
 * the log was cut off within it. It is negative when the clock was set back meanwhile.
 *
 * @example
 * parseTimedelta('0:02:12.000412');  // 132000412
 * parseTimedelta('1 day, 0:00:01');  // 86401000000
 */
export function parseTimedelta(text: string): number | null {
  const match = TIMEDELTA.exec(text);
  if (!match) return null;
  const [, days = '0', hours, minutes, seconds, fraction = '0'] = match;
  const wholeSeconds = Number(days) * 86_400 + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return wholeSeconds * 1_000_000 + Number(fraction);
}
