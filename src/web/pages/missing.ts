import { ADDRESSES } from '../addresses.js';
import { type PageMaker, PageNotFound } from '../page.js';

/** What is answered where no page has the address. */
export const missingPage: PageMaker = {
  async make({ params: { path = '' } }) {
    const words = decodeSafely(path).replaceAll('/', ' ').trim();
    throw new PageNotFound(`There is no page ${path}.`, [
      ...(words === '' ? [] : [{ href: ADDRESSES.search(words), text: `Look for ${words}` }]),
      { href: ADDRESSES.home, text: 'The first page, with all that there is' },
    ]);
  },
};

function decodeSafely(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
