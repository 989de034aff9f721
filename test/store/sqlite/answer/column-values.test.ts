import { describe, expect, it } from 'vitest';
import { type AnyBlock, NO_KINDS } from '../../../../src/store/sqlite/answer/block-columns.js';
import {
  askExpression,
  type BlockReader,
  columnOf,
  createConditionReader,
  createNumberReader,
  createValueReader,
} from '../../../../src/store/sqlite/answer/column-values.js';
import { iterateBlocks } from '../../../../src/store/sqlite/blocks/fact-block.js';
import { FACT_COLUMNS } from '../../../../src/store/sqlite/blocks/fact-columns.js';
import { databaseOf, newOops } from '../../../support/sample-oops.js';

const db = databaseOf([
  newOops('OOPS-1A1', { url: '/a', reporter: 'A', durationSeconds: 1.5 }),
  newOops('OOPS-1A2', { url: null, reporter: 'B', durationSeconds: null }),
  newOops('OOPS-1A3', { url: '/a', reporter: 'A', durationSeconds: 3 }),
]);
const [block] = [...iterateBlocks(db, { start: 0, end: 8e15 }, FACT_COLUMNS)] as AnyBlock[];
const read = <T>(reader: BlockReader<T>, ...indexes: number[]) => reader.read(block as AnyBlock, indexes);

describe('createValueReader', () => {
  it('reads an expression of those OOPSes that are asked for, and makes something of each value once', () => {
    const taken: unknown[] = [];
    const reader = createValueReader(
      db,
      () => NO_KINDS,
      { of: 'url', expression: "url || '!'" },
      (value) => {
        taken.push(value);
        return value ?? 'none';
      },
    );
    expect(read(reader, 0, 1, 2)).toEqual(['/a!', 'none', '/a!']);
    expect(read(reader, 2)).toEqual(['/a!']);
    expect(taken).toEqual(['/a!', null]);
  });

  it('knows an unknown duration from any that is known', () => {
    const expression = { of: 'duration_seconds', expression: 'duration_seconds * 2' } as const;
    expect(
      read(
        createValueReader(
          db,
          () => NO_KINDS,
          expression,
          (value) => value,
        ),
        2,
        1,
        0,
      ),
    ).toEqual([6, null, 3]);
  });
});

it('reads whether a condition is met, also where it is unknown', () => {
  const reader = (of: 'url' | 'reporter' | 'duration_seconds', expression: string) =>
    createConditionReader(db, () => NO_KINDS, { of, expression, parameters: { p: 'A' } });
  const isMet = (...[of, expression]: Parameters<typeof reader>) =>
    read(reader(of, expression), 0, 1, 2).map(Boolean);
  expect(isMet('reporter', 'reporter = @p')).toEqual([true, false, true]);
  expect(isMet('url', "url = '/b' OR @p IS NULL")).toEqual([false, false, false]);
  expect(isMet('duration_seconds', 'duration_seconds IS NULL OR @p IS NULL')).toEqual([false, true, false]);
});

it('reads the numbers themselves', () => {
  const numbers = read(
    createNumberReader(() => NO_KINDS, columnOf({ of: 'url' })),
    0,
    1,
    2,
  );
  expect(numbers[1]).toBe(0);
  expect(numbers[0]).toBe(numbers[2]);
  expect(askExpression(db, { of: 'url', expression: 'url' })([numbers[0] ?? 0])).toEqual([
    [numbers[0], '/a'],
  ]);
});

it('throws for a column that no block has', () => {
  expect(() => columnOf({ of: 'id' })).toThrow('no block has the column id');
});
