import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hashRow, type Value } from '../../../../src/store/sqlite/sums/hash-row.js';

const value = fc.oneof(fc.maxSafeInteger(), fc.string({ unit: 'binary' }), fc.constant(null));

it('changes in both halves with each value of a row', () => {
  fc.assert(
    fc.property(fc.array(value, { minLength: 1 }), fc.nat(), value, (row, place, other) => {
      const changed: Value[] = row.with(place % row.length, other);
      const isSame = row[place % row.length] === other;
      const [before, after] = [hashRow(row), hashRow(changed)];
      expect([before[0] === after[0], before[1] === after[1]]).toEqual([isSame, isSame]);
    }),
  );
});

it('tells 0, nothing, no text and the text 0 apart', () => {
  const hashes = [[0], [null], [''], ['0'], [], [0, 0]].map((row) => hashRow(row).join());
  expect(new Set(hashes).size).toBe(hashes.length);
});

it('takes a text as it is stored: half of a surrogate pair is U+FFFD there', () => {
  expect(hashRow(['a\ud800'])).toEqual(hashRow(['a\ufffd']));
});
