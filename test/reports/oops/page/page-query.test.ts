import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type OopsPageQuery,
  readOopsPageQuery,
  TIMELINE_COLUMNS,
  timelineAddress,
} from '../../../../src/reports/oops/page/page-query.js';

const read = (text: string) => readOopsPageQuery(new URLSearchParams(text));

describe('what an address asks a page of an OOPS for', () => {
  it('is the first rows by their start where it says nothing', () => {
    const first = { sort: 'start', isDescending: false, isAll: false, page: 1, readsOriginal: false };
    expect([read(''), read('sort=&page=&statements=some')]).toEqual([first, first]);
  });

  it.each([
    ['sort=durations', 'sort=durations is no column of a timeline. Did you mean duration?'],
    ['sort=-x', 'sort=-x is no column of a timeline. Choose from start, duration, category, detail.'],
    ['page=0', 'page=0 is no page. The first one is page=1.'],
    ['page=1e3', 'page=1e3 is no page. The first one is page=1.'],
  ])('is refused where no page can show it: %s', (text, says) => {
    expect(() => read(text)).toThrow(says);
  });

  it('is read from the address that leads to it', () => {
    const any: fc.Arbitrary<OopsPageQuery> = fc.record({
      sort: fc.constantFrom(...TIMELINE_COLUMNS),
      isDescending: fc.boolean(),
      isAll: fc.boolean(),
      page: fc.integer({ min: 1, max: 9999 }),
      readsOriginal: fc.boolean(),
    });
    fc.assert(
      fc.property(any, any, (query, change) => {
        const { search, hash, pathname } = new URL(timelineAddress('/oops/a', query, change), 'http://x');
        expect([pathname, hash]).toEqual(['/oops/a', '#timeline']);
        // Only of all rows there are several pages.
        expect(read(search)).toEqual({ ...change, page: change.isAll ? change.page : 1 });
      }),
    );
  });
});
