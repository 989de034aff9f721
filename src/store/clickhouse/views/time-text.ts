/** 400 years: after them days, months and weekdays are the same again. */
const CYCLE = 146_097 * 86_400_000;
/** What a DateTime64 can be is one cycle that begins with the year 1900. */
const CYCLE_START = Date.UTC(1900, 0, 1);
/** What SQLite has texts for: from its day 0 to the end of the year 9999. */
const FIRST = -210_866_760_000_000;
const LAST = Date.UTC(10_000, 0, 1) - 1;

/**
 * The SQL for a moment as text in ISO 8601, UTC, with milliseconds; NULL where the years have more than four digits, as in SQLite.
 *
 * @param milliseconds SQL of an Int64, since the Unix epoch
 */
export function isoTimeSql(milliseconds: string): string {
  const fraction = `leftPad(toString(positiveModulo(${milliseconds}, 1000)), 3, '0')`;
  return whereKnown(milliseconds, `concat(${format(milliseconds, '-%m-%dT%H:%i:%S.')}, ${fraction}, 'Z')`);
}

/** The SQL for the same moment, NULL where it has no text. */
export function knownTimeSql(milliseconds: string): string {
  return whereKnown(milliseconds, milliseconds);
}

/** A stretch of time that OOPSes are grouped by. */
export interface TimeStretchSql {
  /** SQL of a number that moments of one stretch share, and that grows with them; NULL where there is no text. */
  readonly number: string;
  /** SQL of what the stretch is called, out of nothing but that number. */
  readonly text: string;
}

/** The stretches by the names of their keys. */
export const TIME_STRETCHES_SQL: Readonly<Record<string, (milliseconds: string) => TimeStretchSql>> = {
  minute: (milliseconds) => stretchOf(milliseconds, 60_000, '-%m-%d %H:%i'),
  hour: (milliseconds) => stretchOf(milliseconds, 3_600_000, '-%m-%d %H:00'),
  day: (milliseconds) => stretchOf(milliseconds, 86_400_000, '-%m-%d'),
  month: (milliseconds) => {
    const month = `toMonth(${inCycle(milliseconds)})`;
    const number = whereKnown(milliseconds, `${yearOf(milliseconds)} * 12 + ${month} - 1`);
    return {
      number,
      text: `printf('%04d-%02d', ${floorOf(number, 12)}, positiveModulo(${number}, 12) + 1)`,
    };
  },
  weekday: (milliseconds) => {
    // The first day of the epoch was a Thursday.
    const number = whereKnown(milliseconds, `positiveModulo(${floorOf(milliseconds, 86_400_000)} + 4, 7)`);
    return { number, text: `substring('SunMonTueWedThuFriSat', 1 + 3 * ${number}, 3)` };
  },
};

function stretchOf(milliseconds: string, length: number, form: string): TimeStretchSql {
  const number = whereKnown(milliseconds, floorOf(milliseconds, length));
  return { number, text: format(`(${number} * ${length})`, form) };
}

function whereKnown(milliseconds: string, text: string): string {
  return `if(${milliseconds} BETWEEN ${FIRST} AND ${LAST}, ${text}, NULL)`;
}

/** Rounds down, also before the epoch. */
function floorOf(milliseconds: string, length: number): string {
  return `intDiv(${milliseconds} - positiveModulo(${milliseconds}, ${length}), ${length})`;
}

/** By how many cycles a moment is off the one that a DateTime64 can be, in milliseconds. */
function cycleOf(milliseconds: string): string {
  return `(${floorOf(`(${milliseconds} - ${CYCLE_START})`, CYCLE)} * ${CYCLE})`;
}

function inCycle(milliseconds: string): string {
  return `fromUnixTimestamp64Milli(${milliseconds} - ${cycleOf(milliseconds)}, 'UTC')`;
}

function yearOf(milliseconds: string): string {
  return `(toYear(${inCycle(milliseconds)}) + intDiv(${cycleOf(milliseconds)}, ${CYCLE}) * 400)`;
}

/** A year has four digits; one before the year 0 has a sign for one of them, as in SQLite. */
function format(milliseconds: string, rest: string): string {
  return `concat(printf('%04d', ${yearOf(milliseconds)}), formatDateTime(${inCycle(milliseconds)}, '${rest}'))`;
}
