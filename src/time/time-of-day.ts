/** A time of day that was found in a text, in the parts of ISO 8601, and what else the text says. */
export interface FoundTime {
  /** `08:53:05.250` */
  readonly clock: string;
  /** `Z` or `+02:00`; empty where the text has none. */
  readonly offset: string;
  readonly rest: string;
}

/** Hours and minutes, or hours of half a day; then perhaps an offset. */
const TIME =
  /(?:^|(?<=\d)t|[\s,])(?:at\s+)?(?:(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?:\s*([ap])\.?m\b\.?)?|(\d{1,2})\s*([ap])\.?m\b\.?)\s*(z|utc|gmt|[+-]\d\d(?::?\d\d)?)?(?=$|[\s,])/;

/** The date and the time of a web server's log: `08/Sep/2011:08:53:05`. */
const LOG_TIME = /^(\d{1,2}\/[a-z]{3}\/\d{4}):(?=\d\d:)/;

/** ISO 8601 in its basic form: `20110908T085305Z`. */
const BASIC_TIME = /^(\d{8})t(\d\d)(\d\d)(\d\d)?(?=$|[zu+\s-])/;

/**
 * Finds the time of day in a text, before or behind its day: `08:53`, `9:00 +0200`, `9am`, `9:30 pm`. Null when there is
 * none. 12 am and 12 pm are none, for few agree which is which.
 *
 * @example
 * findTimeOfDay('monday at 9:00'); // { clock: '09:00:00.000', offset: '', rest: 'monday' }
 */
export function findTimeOfDay(text: string): FoundTime | null {
  const written = text
    .trim()
    .toLowerCase()
    .replace(LOG_TIME, '$1 ')
    .replace(BASIC_TIME, (_, day, hour, minute, second) => `${day}t${hour}:${minute}:${second ?? '00'}`);
  const found = TIME.exec(written);
  if (!found) return null;
  const [whole, hour, minute = '00', second = '00', fraction = '', half, shortHour, shortHalf, zone = ''] =
    found;
  const hours = hoursOf(Number(hour ?? shortHour), half ?? shortHalf);
  if (hours === null) return null;
  const milliseconds = fraction.padEnd(3, '0').slice(0, 3);
  const rest = `${written.slice(0, found.index)} ${written.slice(found.index + whole.length)}`;
  return {
    clock: `${String(hours).padStart(2, '0')}:${minute}:${second}.${milliseconds}`,
    offset: /^[zug]/.test(zone) ? 'Z' : zone,
    rest: rest.replace(/[\s,]+/g, ' ').trim(),
  };
}

/** The hours since midnight; null for an hour that half a day does not have. */
function hoursOf(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 11) return null;
  return half === 'p' ? hour + 12 : hour;
}
