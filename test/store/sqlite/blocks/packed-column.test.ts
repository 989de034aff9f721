import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ARRAYS, FACT_COLUMNS, type FactColumn } from '../../../../src/store/sqlite/blocks/fact-columns.js';
import { createUnpacker, packColumn } from '../../../../src/store/sqlite/blocks/packed-column.js';

/** Entries of a column as a database can have them: ids, amounts, and what stands for NULL. */
function entriesOf(column: FactColumn): fc.Arbitrary<number[]> {
  const isWhole = !(ARRAYS[column] === Float64Array);
  const most = isWhole ? 2 ** (8 * ARRAYS[column].BYTES_PER_ELEMENT - 1) - 1 : Number.MAX_SAFE_INTEGER;
  const entry = (max: number) =>
    isWhole
      ? fc.nat({ max })
      : fc.oneof(
          { weight: 5, arbitrary: fc.nat({ max: Math.min(max, 2 ** 31 - 1) }) },
          { weight: 1, arbitrary: fc.constantFrom(Number.NaN, -0, 0.5, -1, max, 2 ** 32, 2 ** 32 - 1) },
        );
  const largest = fc.constantFrom(...[0, 1, 255, 256, 65_535, 65_536, most].filter((max) => max <= most));
  return largest.chain((max) =>
    fc.oneof(
      fc.array(entry(max), { maxLength: 40 }),
      fc.tuple(entry(max), fc.nat({ max: 40 })).map(([value, count]) => Array<number>(count).fill(value)),
    ),
  );
}

const columns = fc
  .constantFrom(...FACT_COLUMNS)
  .chain((column) => fc.tuple(fc.constant(column), entriesOf(column)));

const arrayOf = (column: FactColumn, entries: readonly number[]) => ARRAYS[column].from(entries);

describe('packColumn', () => {
  it('keeps every entry', () => {
    const unpack = createUnpacker();
    fc.assert(
      fc.property(columns, ([column, entries]) => {
        const values = arrayOf(column, entries);
        const blob = Buffer.from(packColumn(column, values));
        expect(Array.from(unpack(column, blob, values.length))).toEqual(Array.from(values));
      }),
      { numRuns: 500 },
    );
  });

  it.each<[string, FactColumn, number[], number]>([
    ['one entry where all are equal', 'url_id', Array<number>(4096).fill(70_000), 4],
    ['one entry where none has an amount', 'duration_ms', Array<number>(4096).fill(Number.NaN), 8],
    ['a byte where none is larger', 'url_id', [...Array(100).keys(), 255], 101],
    ['two bytes', 'url_id', [...Array(100).keys(), 256], 202],
    ['two bytes of whole amounts', 'duration_ms', [...Array(100).keys(), 65_535], 202],
    ['four bytes of whole amounts', 'total_ms', [...Array(100).keys(), 65_536], 404],
    ['all where one is no whole number', 'total_ms', [...Array(100).keys(), 0.5], 808],
    ['all where one is not known', 'total_ms', [...Array(100).keys(), Number.NaN], 808],
    ['all where one is -0', 'total_ms', [...Array(100).keys(), -0], 808],
    ['all where there are few', 'url_id', Array<number>(15).fill(1), 60],
    ['all places', 'place', Array<number>(20).fill(1), 40],
    ['all times', 'time', Array<number>(20).fill(1), 160],
  ])('takes %s', (_, column, entries, bytes) => {
    expect(packColumn(column, arrayOf(column, entries))).toHaveLength(bytes);
  });
});

it('reads a BLOB that begins where no such number can', () => {
  const values = arrayOf('url_id', [...Array(20).keys(), 70_000]);
  const bytes = Buffer.from(Buffer.concat([Buffer.from('x'), packColumn('url_id', values)]));
  expect(Array.from(createUnpacker()('url_id', bytes.subarray(1), 21))).toEqual(Array.from(values));
});

it('does not take what was equal in one block for what is in another', () => {
  const unpack = createUnpacker();
  const equal = (value: number, count: number) =>
    Array.from(unpack('url_id', Buffer.from(packColumn('url_id', new Int32Array(count).fill(value))), count));
  expect([equal(5, 20), equal(6, 20), equal(6, 30)]).toEqual([
    Array(20).fill(5),
    Array(20).fill(6),
    Array(30).fill(6),
  ]);
});
