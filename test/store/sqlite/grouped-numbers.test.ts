import fc from 'fast-check';
import { expect, it } from 'vitest';
import { GroupedNumbers } from '../../../src/store/sqlite/grouped-numbers.js';

it('puts numbers together group by group, as they came', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 5 }), { maxLength: 3000, size: 'max' }), (given) => {
      const numbers = new GroupedNumbers();
      const groups = Array.from({ length: 6 }, () => numbers.open());
      expect(groups).toEqual([0, 1, 2, 3, 4, 5]);
      given.forEach((group, at) => {
        numbers.add(group, 7 * at);
      });
      const all = numbers.all();
      expect([...all]).toEqual(given.map((_, at) => 7 * at));
      const expected = groups.map((group) => given.flatMap((own, at) => (own === group ? [7 * at] : [])));
      expect(groups.map(numbers.byGroup(all)).map((own) => [...own])).toEqual(expected);
      expect(groups.map((group) => numbers.countOf(group))).toEqual(expected.map((own) => own.length));
      const halves = numbers.byGroup(Float64Array.from(all, (row) => row / 2));
      expect(groups.map(halves).map((own) => [...own])).toEqual(
        expected.map((own) => own.map((row) => row / 2)),
      );
    }),
    { numRuns: 50 },
  );
});
