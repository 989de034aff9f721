import type { PageLink } from '../../reports/layout/frame.js';
import { UserError } from '../../user-error.js';

/** Which page of a long list is asked for: `?page=2`. Throws a UserError for what is no number of a page. */
export function readPageNumber(query: URLSearchParams): number {
  const written = query.get('page');
  if (written === null || written === '') return 1;
  if (/^[1-9]\d{0,8}$/.test(written)) return Number(written);
  throw new UserError(`page=${written} is no page. Pages are numbered from 1.`);
}

/** The address of a page of a long list. */
export function addressOfPage(address: string, number: number): string {
  return number === 1 ? address : `${address}?page=${number}`;
}

/**
 * The pages of a long list before and after one.
 *
 * @param words what stands before a page's number in its link
 */
export function turnPages(
  address: string,
  { page, pageCount }: { readonly page: number; readonly pageCount: number },
  words: string,
): { readonly before: PageLink | null; readonly after: PageLink | null } {
  const link = (number: number) => ({
    href: addressOfPage(address, number),
    text: `${words} ${number} of ${pageCount}`,
  });
  return {
    before: page > 1 ? link(page - 1) : null,
    after: page < pageCount ? link(page + 1) : null,
  };
}
