const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** As JavaScript counts them: Sunday is 0. */
export const WEEKDAYS = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
] as const;

/** Names that are written with four letters, beside the full name and its first three. */
const FOUR_LETTERS: Readonly<Record<string, string>> = {
  sept: 'sep',
  tues: 'tue',
  thur: 'thu',
  thurs: 'thu',
};

/** The month that a word names, from 0; null for any other word. English, in full or three letters, in any case. */
export function monthOf(word: string): number | null {
  return placeIn(MONTHS, word);
}

/** The weekday that a word names, Sunday being 0; null for any other word. */
export function weekdayOf(word: string): number | null {
  return placeIn(WEEKDAYS, word);
}

/** The name of a month, from 0. */
export function monthName(month: number): string {
  return MONTHS[month] ?? '';
}

/** The name of a weekday, Sunday being 0. */
export function weekdayName(weekday: number): string {
  return WEEKDAYS[weekday] ?? '';
}

function placeIn(names: readonly string[], word: string): number | null {
  const lower = word.toLowerCase();
  const wanted = Object.hasOwn(FOUR_LETTERS, lower) ? FOUR_LETTERS[lower] : lower;
  const place = names.findIndex((name) =>
    [name, name.slice(0, 3)].some((one) => one.toLowerCase() === wanted),
  );
  return place < 0 ? null : place;
}
