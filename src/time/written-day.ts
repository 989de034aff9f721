import { monthName, monthOf, weekdayName, weekdayOf } from './calendar-words.js';
import { formatDate } from './instant.js';
import { millisecondsInDay } from './lengths.js';

/** Which of the days that a weekday, or a day without its year, can be: the last one that is past, or the next to come. */
export type Direction = 'past' | 'next';

/** Days by name, as the number of days after the current one. */
const NAMED_DAYS: ReadonlyMap<string, number> = new Map([
  ['yesterday', -1],
  ['today', 0],
  ['tomorrow', 1],
]);

/** The order of what is written in a day in numbers, by what stands where: the year, or what may be day or month. */
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/;
const YEAR_UNKNOWN = /^(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{2})|\.)?$/;

/** So many years around this one hold a 29 February. */
const MOST_YEARS = 8;

/**
 * Reads a day as people write it where only one reading is possible: `2011-09-08`, `2011/09/08`, `20110908`,
 * `27.11.2026`, `8 Sep 2011`, `September 8th, 2011`, `Thu 8 Sep 2011`, `8 Sep`, `yesterday`, `monday`, `last monday`.
 * Returns the day; as text, what is wrong with one that can be read in two ways or is in no calendar; null for what is
 * no day at all.
 *
 * @param today the current day
 * @param direction a weekday is never today, and a day without its year may be
 * @returns days as the instants at which they begin in UTC, whatever the zone they are of
 *
 * @example
 * readWrittenDay('8 Sep 2011', today, 'past'); // Date.UTC(2011, 8, 8)
 * readWrittenDay('03/04/2026', today, 'past'); // 'may be 3 April or 4 March 2026. Write 2026-04-03 or 2026-03-04.'
 */
export function readWrittenDay(text: string, today: number, direction: Direction): number | string | null {
  const written = text.trim().toLowerCase();
  const distance = NAMED_DAYS.get(written);
  if (distance !== undefined) return today + distance * millisecondsInDay;
  return (
    readWeekday(written, today, direction) ??
    readNumbers(written, today, direction) ??
    readWords(written, today, direction)
  );
}

function readWeekday(written: string, today: number, direction: Direction): number | null {
  const [, which, name = ''] = /^(?:(last|next)\s+)?([a-z]+)$/.exec(written) ?? [];
  const weekday = weekdayOf(name);
  if (weekday === null) return null;
  const ahead = (weekday - new Date(today).getUTCDay() + 7) % 7;
  const isNext = which === undefined ? direction === 'next' : which === 'next';
  return today + (isNext ? ahead || 7 : ahead - 7) * millisecondsInDay;
}

function readNumbers(written: string, today: number, direction: Direction): number | string | null {
  const compact = /^(\d{4})(\d\d)(\d\d)$/.exec(written);
  if (compact) return dayOf(Number(compact[1]), Number(compact[2]), Number(compact[3]));
  const yearFirst = YEAR_FIRST.exec(written);
  if (yearFirst) return dayOf(Number(yearFirst[1]), Number(yearFirst[3]), Number(yearFirst[4]));
  const yearLast = YEAR_LAST.exec(written);
  if (yearLast) return readEitherWay(Number(yearLast[1]), Number(yearLast[3]), Number(yearLast[4]));
  const [, first, , second, shortYear] = YEAR_UNKNOWN.exec(written) ?? [];
  if (first === undefined) return null;
  if (shortYear !== undefined) {
    return 'does not say which number is the year. Write it as 2011-09-08 or 8 Sep 2011.';
  }
  return readEitherWay(Number(first), Number(second), null, (day, month) =>
    dayWithoutYear(day, month, today, direction),
  );
}

/** Two numbers of which one is the day and the other the month: read when only one order gives a day. */
function readEitherWay(
  first: number,
  second: number,
  year: number | null,
  dayIn: (day: number, month: number) => number | string = (day, month) => dayOf(year ?? 0, month, day),
): number | string {
  if (second > 12 && first <= 12) return dayIn(second, first);
  if (first > 12 || first === second || first * second === 0) return dayIn(first, second);
  const readings = [
    { day: first, month: second },
    { day: second, month: first },
  ];
  const [oneWay, other] = readings.map(({ day, month }) => `${day} ${monthName(month - 1)}`);
  const [oneForm, otherForm] = readings.map(({ day, month }) =>
    year === null
      ? `"${day} ${monthName(month - 1).slice(0, 3)}"`
      : `${year}-${twoDigits(month)}-${twoDigits(day)}`,
  );
  return `may be ${oneWay} or ${other}${year === null ? '' : ` ${year}`}. Write ${oneForm} or ${otherForm}.`;
}

/** A day whose month is a word; a weekday before it must be the right one. */
function readWords(written: string, today: number, direction: Direction): number | string | null {
  const words = written
    .replace(/(?<=[\da-z.])[-/](?=[\da-z])/g, ' ')
    .split(/[\s,]+/)
    .filter(Boolean);
  const weekday = words.length > 2 ? weekdayOf(words[0]?.replace(/\.$/, '') ?? '') : null;
  const day = readDayAndMonth(weekday === null ? words : words.slice(1), today, direction);
  if (weekday === null || typeof day !== 'number' || new Date(day).getUTCDay() === weekday) return day;
  const right = weekdayName(new Date(day).getUTCDay());
  return `is no ${weekdayName(weekday)}: ${formatDate(day)} is a ${right}. Leave the weekday out, or correct it.`;
}

function readDayAndMonth(
  words: readonly string[],
  today: number,
  direction: Direction,
): number | string | null {
  const named = words.filter((word) => word !== 'of');
  const place = named.findIndex((word) => monthOf(word.replace(/\.$/, '')) !== null);
  if (place < 0 || place > 1) return null;
  const month = monthOf(named[place]?.replace(/\.$/, '') ?? '') ?? 0;
  const numbers = named.filter((_, index) => index !== place);
  const isYearFirst = place === 1 && /^\d{4}$/.test(numbers[0] ?? '');
  const [dayText = '', yearText, ...rest] = isYearFirst ? numbers.reverse() : numbers;
  const day = /^(\d{1,2})(?:st|nd|rd|th|\.)?$/.exec(dayText);
  if (!day || rest.length > 0) return null;
  if (yearText === undefined) return dayWithoutYear(Number(day[1]), month + 1, today, direction);
  if (/^'?\d{2}$/.test(yearText)) return 'has a year of two digits. Write all four, such as 8 Sep 2011.';
  return /^\d{4}$/.test(yearText) ? dayOf(Number(yearText), month + 1, Number(day[1])) : null;
}

/** The day of the nearest year that has it, in the direction; today is one. */
function dayWithoutYear(day: number, month: number, today: number, direction: Direction): number | string {
  const thisYear = new Date(today).getUTCFullYear();
  for (let distance = 0; distance <= MOST_YEARS; distance += 1) {
    const found = dayOf(direction === 'past' ? thisYear - distance : thisYear + distance, month, day);
    if (typeof found === 'number' && (direction === 'past' ? found <= today : found >= today)) return found;
  }
  return dayOf(thisYear, month, day);
}

/** A day of the calendar, months from 1; as text, what is wrong with the numbers. */
function dayOf(year: number, month: number, day: number): number | string {
  const text = `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`;
  const at = Date.parse(`${text}T00:00:00Z`);
  if (!Number.isNaN(at) && formatDate(at) === text) return at;
  if (month < 1 || month > 12) return 'is no day of the calendar: a year has 12 months. Correct the month.';
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return `is no day of the calendar: ${monthName(month - 1)} ${year} has ${days} days. Correct the day.`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
