import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { textOrder } from '../../../src/store/clickhouse/sql-text.js';
import { compareText } from '../../../src/text/compare-text.js';
import { describeWithClickHouse } from '../../support/clickhouse/clickhouse-parts.js';
import { createDatabasePool } from './database-pool.js';

describeWithClickHouse('textOrder', () => {
  const pool = createDatabasePool(1);
  afterAll(() => pool.drop());

  it('is the order of compareText', async () => {
    const { connection, release } = await pool.take();
    const anyText = fc.string({
      unit: fc.constantFrom('a', 'b', 'é', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{10ffff}'),
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyText), async (texts) => {
        const sorted = await connection.row(
          `SELECT arraySort(text -> ${textOrder('text')}, {texts:Array(String)})`,
          { texts },
        );
        expect(sorted).toEqual([texts.toSorted(compareText)]);
      }),
    );
    await connection.close();
    release();
  });
});
