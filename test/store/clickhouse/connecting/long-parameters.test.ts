import fc from 'fast-check';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import { splitLongParameters } from '../../../../src/store/clickhouse/connecting/long-parameters.js';
import { describeWithClickHouse } from '../../../support/clickhouse/clickhouse-parts.js';
import { createDatabasePool } from '../database-pool.js';

const SQL = 'SELECT {ids:Array(String)}, {text:String}, {n:UInt8}, {ids:Array(String)}';

it('leaves a statement as it is whose values are short', () => {
  const statement = { sql: SQL, parameters: { ids: ['a', 'b'], text: 'ab', n: 1 } };
  expect(splitLongParameters(statement)).toEqual(statement);
});

it('puts lists and texts together of parts', () => {
  const parameters = { ids: ['a', 'b', 'c'], text: 'abcdefgh', n: 1 };
  expect(splitLongParameters({ sql: SQL, parameters }, 9)).toEqual({
    sql:
      'SELECT arrayConcat({ids_0:Array(String)}, {ids_1:Array(String)}), concat({text_0:String}, {text_1:String}, {text_2:String}), {n:UInt8}, ' +
      'arrayConcat({ids_0:Array(String)}, {ids_1:Array(String)})',
    parameters: { ids_0: ['a', 'b'], ids_1: ['c'], text_0: 'abc', text_1: 'def', text_2: 'gh', n: 1 },
  });
});

it('looks for what is in a long list in a set', () => {
  const parameters = { ids: ['a', 'b', 'c'] };
  expect(splitLongParameters({ sql: 'a NOT IN {ids:Array(String)}', parameters }, 9).sql).toBe(
    'a NOT IN (SELECT arrayJoin(arrayConcat({ids_0:Array(String)}, {ids_1:Array(String)})))',
  );
});

it('takes lists of numbers of 64 bits', () => {
  const parameters = { hashes: [2n ** 64n - 1n, 7n] };
  const sql = 'SELECT {hashes:Array(UInt64)}';
  expect(splitLongParameters({ sql, parameters }, 21).parameters).toEqual({
    hashes_0: [2n ** 64n - 1n],
    hashes_1: [7n],
  });
});

it('loses nothing, and keeps characters whole', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'binary' })),
      fc.string({ unit: 'binary' }),
      fc.integer({ min: 1, max: 99 }),
      (ids, text, most) => {
        const { parameters } = splitLongParameters({ sql: SQL, parameters: { ids, text } }, most);
        const values = (name: string) =>
          Object.entries(parameters).flatMap(([key, value]) => (key.startsWith(name) ? value : []));
        expect(values('ids')).toEqual(ids);
        expect(values('text').join('')).toBe(text);
        expect(values('text').map((part) => String(part).isWellFormed())).not.toContain(false);
      },
    ),
  );
});

describeWithClickHouse('a connection', () => {
  const pool = createDatabasePool(1);
  afterAll(() => pool.drop());

  it('takes values of any length, whatever is in them', async () => {
    const { connection, release } = await pool.take();
    onTestFinished(async () => {
      await connection.close();
      release();
    });
    const ids = Array.from({ length: 20_000 }, (_, index) => `${index} \\'"\n\t\\\\ ü\u{1f600}`);
    const text = ids.join('\\');
    const row = await connection.row<[string[], string, number]>(
      'SELECT {ids:Array(String)}, {text:String}, {id:String} IN {ids:Array(String)}',
      { ids, text, id: ids.at(-1) },
    );
    expect(row).toEqual([ids, text, 1]);
  });
});
