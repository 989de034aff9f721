import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareOopsIds, compareSighted, sortSighted } from '../../src/store/sighted-oops.js';
import { AT, databaseOf } from '../support/sample-oops.js';

describe('compareOopsIds', () => {
  it.each([
    ['OOPS-1A1', 'OOPS-1A2'],
    ['OOPS-1A9', 'oops-1b1'],
    ['oops-1A', 'OOPS-1a1'],
    ['OOPS-1_', 'OOPS-1A'],
    ['OOPS-1^', 'oops-1a'],
    ['', 'a'],
  ])('puts %s before %s', (first, second) => {
    expect(compareOopsIds(first, second)).toBeLessThan(0);
    expect(compareOopsIds(second, first)).toBeGreaterThan(0);
  });

  it('tells no two spellings of an id apart', () => {
    expect(compareOopsIds('OOPS-1A1', 'oops-1a1')).toBe(0);
  });

  it('is the order in which SQLite has them, and tells apart what it does', () => {
    const sign = fc.constantFrom(
      'A',
      'a',
      'Z',
      'z',
      '_',
      '^',
      '@',
      '[',
      '1',
      'Ä',
      'ä',
      '\ufb00',
      '\u{1d4b3}',
    );
    const id = fc.string({ unit: sign, maxLength: 4 });
    const compare = databaseOf([])
      .prepare('SELECT (@a > @b COLLATE NOCASE) - (@a < @b COLLATE NOCASE)')
      .pluck();
    fc.assert(
      fc.property(id, id, (a, b) => {
        expect(Math.sign(compareOopsIds(a, b))).toBe(compare.get({ a, b }));
      }),
      { numRuns: 500 },
    );
  });
});

describe('compareSighted', () => {
  it('puts OOPSes in order by time, then by id', () => {
    const [late, second, first] = [
      { time: 2, id: 'OOPS-1A1' },
      { time: 1, id: 'OOPS-1A2' },
      { time: 1, id: 'oops-1a1' },
    ] as const;
    expect([late, second, first].sort(compareSighted)).toEqual([first, second, late]);
    expect(compareSighted(late, late)).toBe(0);
  });
});

describe('sortSighted', () => {
  it('brings them into the order of compareSighted, and asks each for its id at most once', () => {
    const id = fc.string({ unit: fc.constantFrom('A', 'a', 'b', '1'), maxLength: 3 });
    const listOf = (time: fc.Arbitrary<number>) => fc.array(fc.record({ time, id }));
    const edges = [-8.64e15, -1, 0, 2.5, 8.64e15];
    const lists = fc.oneof(
      listOf(fc.nat(4)),
      listOf(fc.integer({ min: AT, max: AT + 4 })),
      listOf(fc.constantFrom(...edges)),
    );
    fc.assert(
      fc.property(lists, (given) => {
        const asked = new Set<object>();
        const items = given.map((one) => ({
          time: one.time,
          get id() {
            expect(asked.has(one)).toBe(false);
            asked.add(one);
            return one.id;
          },
          plain: one,
        }));
        const sorted = sortSighted([...items]);
        expect(sorted.map(({ plain }) => plain)).toEqual([...given].sort(compareSighted));
        const times = given.map(({ time }) => time);
        expect(asked.size).toBe(
          times.filter((time) => times.filter((other) => other === time).length > 1).length,
        );
      }),
    );
  });
});
