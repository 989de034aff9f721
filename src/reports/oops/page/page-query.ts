import { suggestNames } from '../../../text/nearest-names.js';
import { UserError } from '../../../user-error.js';

/** By what the rows of a timeline can be sorted. */
export const TIMELINE_COLUMNS = ['start', 'duration', 'category', 'detail'] as const;
export type TimelineColumn = (typeof TIMELINE_COLUMNS)[number];

/** What stands behind the question mark of the address of an OOPS: how its page is shown. */
export interface OopsPageQuery {
  readonly sort: TimelineColumn;
  readonly isDescending: boolean;
  /** Shows all rows of the timeline, on as many pages as they need. */
  readonly isAll: boolean;
  /** Which of them, from 1. */
  readonly page: number;
  /** Looks for the original however large the export is that has it. */
  readonly readsOriginal: boolean;
}

/**
 * Reads what an address asks for: `sort=-duration&statements=all&page=2&original=read`. Throws a UserError for what no page can show.
 */
export function readOopsPageQuery(query: URLSearchParams): OopsPageQuery {
  const sort = query.get('sort') || 'start';
  const name = sort.replace(/^-/, '');
  const column = TIMELINE_COLUMNS.find((one) => one === name);
  if (!column) {
    const advice = suggestNames(name, TIMELINE_COLUMNS, `Choose from ${TIMELINE_COLUMNS.join(', ')}.`);
    throw new UserError(`sort=${sort} is no column of a timeline. ${advice}`);
  }
  const page = query.get('page') || '1';
  if (!/^[1-9]\d{0,5}$/.test(page)) throw new UserError(`page=${page} is no page. The first one is page=1.`);
  return {
    sort: column,
    isDescending: sort.startsWith('-'),
    isAll: query.get('statements') === 'all',
    page: Number(page),
    readsOriginal: query.get('original') === 'read',
  };
}

/** The address of a page shown in another way: of its timeline. */
export function timelineAddress(page: string, query: OopsPageQuery, change: Partial<OopsPageQuery>): string {
  const shown = { ...query, ...change };
  const parameters = new URLSearchParams({
    sort: `${shown.isDescending ? '-' : ''}${shown.sort}`,
    ...(shown.isAll && { statements: 'all' }),
    ...(shown.isAll && shown.page > 1 && { page: String(shown.page) }),
    ...(shown.readsOriginal && { original: 'read' }),
  });
  return `${page}?${parameters}#timeline`;
}
