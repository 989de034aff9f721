import { dateFromOldId, normaliseOopsId } from '../../oops/oops-id.js';
import type { PageLink } from '../../reports/layout/frame.js';
import { toLine } from '../../reports/layout/text.js';
import type { TimesAround } from '../../store/snapshot.js';
import { cutMiddle } from '../../text/cut-text.js';
import { parseInstant } from '../../time/instant.js';
import type { Interval } from '../../time/interval.js';
import { readNamedDay } from '../../time/named-moment.js';
import { dateAt } from '../../time/zone.js';
import { ADDRESSES } from '../addresses.js';
import { type PageContext, PageNotFound } from '../page.js';

/** How much of what was typed is said again, in characters. */
const LONGEST_SAID = 200;

/**
 * There is no OOPS of an id: which spellings were tried, of which days there are OOPSes, the nearest of them first, and where it may be
 * found otherwise.
 */
export async function missingOops(context: PageContext, typed: string, now: number): Promise<PageNotFound> {
  const { timezone } = context.config;
  const { data, reporters } = await context.reportContext();
  const spellings = normaliseOopsId(typed, now);
  const date = spellings.map(dateOf).find((named) => named !== null) ?? null;
  const day = date === null ? null : readNamedDay(date, { now, zone: timezone });
  const times = await data.timesAround(
    day ?? { start: now, end: now },
    reporters.map(({ name }) => name),
  );
  const dates = (at: number) => dateAt(at, timezone);
  const known =
    times.first === null || times.last === null
      ? 'No OOPS has been loaded yet.'
      : `OOPSes are known from ${dates(times.first)} to ${dates(times.last)}.`;
  return new PageNotFound(
    `There is no OOPS ${said(typed)}. It was looked for, in any case, as ${spellings.map(said).join(', ')}. ${known}`,
    [
      ...(day ? nearestDays(day, times, dates) : []),
      { href: ADDRESSES.rejects, text: 'What was not loaded because it could not be read' },
      {
        href: ADDRESSES.search(cutMiddle(typed, LONGEST_SAID)),
        text: 'Look for it in the texts of all OOPSes',
      },
    ],
  );
}

/** The day that an id names, and the nearest before and after it that have OOPSes. */
function nearestDays(
  day: Interval,
  { first, before, after, last }: TimesAround,
  dates: (at: number) => string,
): PageLink[] {
  const link = (at: number | null, what: string) =>
    at === null ? [] : [{ href: ADDRESSES.day(dates(at)), text: `Summary of ${dates(at)}, ${what}` }];
  const isKnown = first !== null && last !== null && first < day.end && last >= day.start;
  return [
    ...(isKnown ? link(day.start, 'the day that its id names') : []),
    ...link(before, 'the last day before it that has OOPSes'),
    ...link(after, 'the first day after it that has OOPSes'),
  ];
}

/** The day in front of an id, else that of its number; null where it names none. */
function dateOf(spelling: string): string | null {
  const date = /^\d{4}-\d{2}-\d{2}(?=\/)/.exec(spelling)?.[0];
  return date !== undefined && parseInstant(date) !== null ? date : dateFromOldId(spelling);
}

function said(text: string): string {
  return cutMiddle(toLine(text), LONGEST_SAID);
}
