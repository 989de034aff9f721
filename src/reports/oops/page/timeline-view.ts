import type { PageLink } from '../../layout/frame.js';
import { plural } from '../../layout/text.js';
import type { DetailedRow, OopsDetail } from '../oops-detail.js';
import { type OopsPageQuery, TIMELINE_COLUMNS, type TimelineColumn, timelineAddress } from './page-query.js';
import { shownLine, shownLines } from './shown-text.js';
import { milliseconds, restOf, type StatementRowView, viewStatements } from './statement-view.js';

/** How many rows are shown where not all are asked for, and then on each page. */
const ROWS_SHOWN = 40;
const ROWS_OF_PAGE = 500;

/** The timeline of an OOPS as a table that links sort; every text is harmless. */
export interface TimelineView {
  /** What there is, and which of it is shown. */
  readonly words: string;
  readonly columns: readonly TimelineColumnView[];
  readonly rows: readonly TimelineRowView[];
  /** Where more, or fewer, of it are. */
  readonly links: readonly PageLink[];
  readonly repeated: readonly StatementRowView[];
  readonly repeatedRest: string;
  readonly longest: readonly StatementRowView[];
  readonly longestRest: string;
}

export interface TimelineColumnView {
  readonly title: string;
  readonly isNumber: boolean;
  /** Of `aria-sort`; empty where the table is not sorted by it. */
  readonly sorted: '' | 'ascending' | 'descending';
  /** Sorts by it, or the other way round. */
  readonly href: string;
  /** What the link does, for who does not see the table. */
  readonly does: string;
}

export interface TimelineRowView {
  readonly start: string;
  readonly duration: string;
  readonly category: string;
  readonly detail: string;
  /** Where the program waited; empty where nobody says. */
  readonly backtrace: string;
}

const COLUMNS: Readonly<Record<TimelineColumn, { title: string; isNumber: boolean }>> = {
  start: { title: 'Start, ms', isNumber: true },
  duration: { title: 'Took, ms', isNumber: true },
  category: { title: 'Category', isNumber: false },
  detail: { title: 'Statement', isNumber: false },
};

/** Where the same page is, shown in another way. */
type AddressOf = (change: Partial<OopsPageQuery>) => string;

/**
 * The timeline of an OOPS, sorted as is asked for; null where it has none.
 *
 * @param address of the page
 */
export function viewTimeline(detail: OopsDetail, query: OopsPageQuery, address: string): TimelineView | null {
  const { timeline, repeatedStatements, longestStatements } = detail;
  if (timeline === null || timeline.length === 0) return null;
  const addressOf: AddressOf = (change) => timelineAddress(address, query, change);
  const size = query.isAll ? ROWS_OF_PAGE : ROWS_SHOWN;
  const pages = query.isAll ? Math.ceil(timeline.length / size) : 1;
  const page = Math.min(query.page, pages);
  const from = (page - 1) * size;
  const rows = sortRows(timeline, query).slice(from, from + size);
  return {
    words: `${countWords(detail, timeline.length)}${shownWords(timeline.length, from, rows.length)}`,
    columns: TIMELINE_COLUMNS.map((column) => viewColumn(column, query, addressOf)),
    rows: rows.map(viewRow),
    links: pageLinks(query, { page, pages, rows: timeline.length }, addressOf),
    ...{ repeated: viewStatements(repeatedStatements), repeatedRest: restOf(repeatedStatements) },
    ...{ longest: viewStatements(longestStatements), longestRest: restOf(longestStatements) },
  };
}

function countWords({ statementsCount, isEvent }: OopsDetail, rows: number): string {
  const statements = plural(statementsCount, 'statement');
  const counted = statementsCount === rows ? statements : `${plural(rows, 'row')}, among them ${statements}`;
  const since = isEvent ? 'the event' : 'the request began';
  return `${counted}, in milliseconds since ${since}.`;
}

function shownWords(all: number, from: number, shown: number): string {
  return shown === all ? '' : ` Shown are ${from + 1} to ${from + shown} of ${all} in this order.`;
}

function sortRows(rows: readonly DetailedRow[], { sort, isDescending }: OopsPageQuery): DetailedRow[] {
  const direction = isDescending ? -1 : 1;
  const compare = COMPARISONS[sort];
  return [...rows].sort((a, b) => direction * compare(a, b));
}

/** Rows that are equal stay in the order in which they were written. */
const COMPARISONS: Readonly<Record<TimelineColumn, (a: DetailedRow, b: DetailedRow) => number>> = {
  start: (a, b) => a.start - b.start,
  duration: (a, b) => a.end - a.start - (b.end - b.start),
  category: (a, b) => compareText(a.category ?? '', b.category ?? ''),
  detail: (a, b) => compareText(a.detail, b.detail),
};

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function viewColumn(column: TimelineColumn, query: OopsPageQuery, addressOf: AddressOf): TimelineColumnView {
  const { title, isNumber } = COLUMNS[column];
  const isSorted = query.sort === column;
  // The longest are looked for first.
  const isDescending = isSorted ? !query.isDescending : column === 'duration';
  return {
    title,
    isNumber,
    sorted: !isSorted ? '' : query.isDescending ? 'descending' : 'ascending',
    href: addressOf({ sort: column, isDescending, page: 1 }),
    does: `sort by it, ${isDescending ? 'the largest first' : 'the smallest first'}`,
  };
}

function viewRow({ start, end, category, detail, backtrace }: DetailedRow): TimelineRowView {
  return {
    start: milliseconds(start),
    duration: milliseconds(end - start),
    category: shownLine(category ?? '-', 200),
    detail: shownLine(detail),
    backtrace: shownLines(backtrace ?? ''),
  };
}

function pageLinks(
  query: OopsPageQuery,
  { page, pages, rows }: { readonly page: number; readonly pages: number; readonly rows: number },
  addressOf: AddressOf,
): PageLink[] {
  const link = (text: string, change: Partial<OopsPageQuery>) => ({ href: addressOf(change), text });
  if (!query.isAll) {
    if (rows <= ROWS_SHOWN) return [];
    const parts = rows > ROWS_OF_PAGE ? `, ${ROWS_OF_PAGE} a page` : '';
    return [link(`All ${rows} rows${parts}`, { isAll: true, page: 1 })];
  }
  return [
    ...(page > 1 ? [link(`Rows before these: page ${page - 1} of ${pages}`, { page: page - 1 })] : []),
    ...(page < pages ? [link(`Rows after these: page ${page + 1} of ${pages}`, { page: page + 1 })] : []),
    link(`Only the first ${ROWS_SHOWN} rows`, { isAll: false }),
  ];
}
