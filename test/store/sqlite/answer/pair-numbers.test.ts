import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createNewPairTest, createPairNumbers } from '../../../../src/store/sqlite/answer/pair-numbers.js';

const outer = fc.oneof(fc.nat({ max: 3 }), fc.constant(2 ** 25 - 1));
const code = fc.oneof(fc.nat({ max: 3 }), fc.constant(2 ** 28 - 1));
const pairs = fc.array(fc.tuple(outer, code), { maxLength: 40 });
const inWords = ([a, b]: readonly [number, number]) => `${a} ${b}`;

it('numbers pairs in the order in which they come, each once, and knows them by their numbers', () => {
  fc.assert(
    fc.property(pairs, (some) => {
      const { numberOf, pairOf } = createPairNumbers();
      const different = [...new Set(some.map(inWords))];
      for (const pair of some) {
        const number = numberOf(...pair);
        expect(number).toBe(different.indexOf(inWords(pair)));
        expect(pairOf(number)).toEqual(pair);
      }
    }),
  );
});

it('says of a pair that it is new the first time that it comes, and never again', () => {
  fc.assert(
    fc.property(pairs, (some) => {
      const isNew = createNewPairTest();
      const seen = new Set<string>();
      for (const pair of some) {
        expect(isNew(...pair)).toBe(!seen.has(inWords(pair)));
        seen.add(inWords(pair));
      }
    }),
  );
});
