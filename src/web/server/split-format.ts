import { PAGE_FORMATS, type PageFormat } from '../page.js';

/** An address without the ending that names a format. */
export interface SplitAddress {
  /** The path with what stands behind its question mark, as it was written. */
  readonly address: string;
  /** The format that the ending names; null: none. */
  readonly format: PageFormat | null;
}

const ENDING = /^(\/[^?#]*)\.([a-z]+)(\?.*)?$/;

/**
 * Takes the ending that names a format from an address, and what else stands for the first page. A dot that is written as `%2E` begins
 * no ending: so a name can end like a file.
 *
 * @example
 * splitFormat('/2011-09-08.json?x=1'); // { address: '/2011-09-08?x=1', format: 'json' }
 * splitFormat('/oops/a%2Ejson');       // { address: '/oops/a%2Ejson', format: null }
 */
export function splitFormat(address: string): SplitAddress {
  const [, path = '', ending = '', query = ''] = ENDING.exec(address) ?? [];
  if (!Object.hasOwn(PAGE_FORMATS, ending)) return { address, format: null };
  return { address: `${path === '/index' ? '/' : path}${query}`, format: ending as PageFormat };
}
