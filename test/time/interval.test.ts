import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  covers,
  type Interval,
  intersection,
  lengthOf,
  overlaps,
  subtract,
  totalLength,
  union,
} from '../../src/time/interval.js';

const interval = (start: number, end: number): Interval => ({ start, end });

describe('covers', () => {
  it.each([
    ['the moment before the start', 999, false],
    ['the start', 1000, true],
    ['the last moment', 1999, true],
    ['the end', 2000, false],
  ])('says of %s: %i, %s', (_, at, wanted) => {
    expect(covers(interval(1000, 2000), at)).toBe(wanted);
  });

  it('holds nothing when empty or reversed', () => {
    expect(covers(interval(5, 5), 5)).toBe(false);
    expect(covers(interval(6, 4), 5)).toBe(false);
  });
});

describe('overlaps and intersection', () => {
  it.each([
    ['only touch', interval(0, 5), interval(5, 9), null],
    ['share a moment', interval(0, 6), interval(5, 9), interval(5, 6)],
    ['lie in one another', interval(0, 9), interval(3, 4), interval(3, 4)],
    ['lie apart', interval(0, 2), interval(5, 9), null],
  ])('where they %s', (_, a, b, shared) => {
    for (const [left, right] of [
      [a, b],
      [b, a],
    ] as const) {
      expect(intersection(left, right)).toEqual(shared);
      expect(overlaps(left, right)).toBe(shared !== null);
    }
  });
});

describe('union', () => {
  it.each([
    ['joins what touches', [interval(5, 9), interval(0, 5)], [interval(0, 9)]],
    ['keeps apart what does not', [interval(6, 9), interval(0, 5)], [interval(0, 5), interval(6, 9)]],
    ['keeps the later end', [interval(0, 9), interval(2, 4)], [interval(0, 9)]],
    ['drops what is empty or reversed', [interval(3, 3), interval(9, 4)], []],
  ])('%s', (_, given, wanted) => {
    expect(union(given)).toEqual(wanted);
  });
});

describe('subtract', () => {
  it.each([
    ['nothing', [], [interval(10, 20)]],
    ['its middle', [interval(12, 14)], [interval(10, 12), interval(14, 20)]],
    ['its start', [interval(5, 12)], [interval(12, 20)]],
    ['its end', [interval(18, 25)], [interval(10, 18)]],
    ['all of it', [interval(10, 20)], []],
    ['its neighbours', [interval(0, 10), interval(20, 30)], [interval(10, 20)]],
    ['pieces that overlap', [interval(12, 16), interval(14, 18)], [interval(10, 12), interval(18, 20)]],
  ])('takes out %s', (_, taken, rest) => {
    expect(subtract(interval(10, 20), taken)).toEqual(rest);
  });
});

describe('intervals of any kind', () => {
  const anyInterval = fc
    .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }))
    .map(([start, end]) => interval(start, end));
  const several = fc.array(anyInterval, { maxLength: 6 });
  const moments = Array.from({ length: 42 }, (_, moment) => moment - 1);
  const covered = (intervals: readonly Interval[]) =>
    moments.filter((at) => intervals.some((one) => covers(one, at)));

  it('cover the same moments in union, in order and apart', () => {
    fc.assert(
      fc.property(several, (given) => {
        const joined = union(given);
        expect(covered(joined)).toEqual(covered(given));
        joined.slice(1).forEach((next, index) => {
          expect(next.start).toBeGreaterThan(joined[index]?.end ?? Number.POSITIVE_INFINITY);
        });
      }),
    );
  });

  it('leave what they do not cover when taken out, and no more and no less', () => {
    fc.assert(
      fc.property(anyInterval, several, (from, taken) => {
        const rest = subtract(from, taken);
        const gone = new Set(covered(taken));
        expect(covered(rest)).toEqual(covered([from]).filter((at) => !gone.has(at)));
        expect(totalLength(rest)).toBe(covered(rest).length);
      }),
    );
  });

  it('have the length of the moments they cover', () => {
    fc.assert(
      fc.property(anyInterval, (one) => {
        expect(lengthOf(one)).toBe(covered([one]).length);
      }),
    );
  });
});
