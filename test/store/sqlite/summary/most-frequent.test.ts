import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countFrequencies, findFirst } from '../../../../src/store/sqlite/summary/most-frequent.js';
import { OopsTable } from '../../../../src/store/sqlite/summary/oops-table.js';
import { oopsFacts } from '../../../support/oops-fact.js';

/** A table of OOPSes whose ids go by their numbers backwards. */
function tableOf(oopses: readonly { time: number; urlId: number | null }[]): [OopsTable, Int32Array] {
  const table = new OopsTable({ compareFacts: (a, b) => a.time - b.time || b.seq - a.seq });
  return [table, Int32Array.from(oopsFacts(oopses), (fact) => table.add(fact))];
}

/** Of few URLs several come as often; of many each comes once. */
const urlId = fc.oneof(fc.constant(null), fc.nat({ max: 5 }), fc.integer({ min: 1, max: 2 ** 31 - 1 }));
const oopses = fc.array(fc.record({ time: fc.nat({ max: 9 }), urlId }), { maxLength: 60, size: 'max' });

it('counts every id, and finds the most frequent, of equals the one that was seen first', () => {
  fc.assert(
    fc.property(oopses, fc.integer({ min: 1, max: 5 }), (added, most) => {
      const [table, rows] = tableOf(added);
      const byUrl = new Map<number, number[]>();
      for (const row of rows) {
        const id = added[row]?.urlId ?? 0;
        byUrl.set(id, [...(byUrl.get(id) ?? []), row]);
      }
      const first = (own: Int32Array) => own.toSorted(table.compareRows)[0] ?? 0;
      const expected = Array.from(byUrl, ([id, own]) => ({ id, rows: Int32Array.from(own) })).sort(
        (a, b) => b.rows.length - a.rows.length || table.compareRows(first(a.rows), first(b.rows)),
      );
      const ids = table.entriesOf('url_id', rows);
      expect(countFrequencies(table, { rows, ids, times: table.timesOf(rows) }, most)).toEqual({
        idCount: byUrl.size,
        mostFrequent: expected.slice(0, most),
      });
    }),
  );
});

it('finds the first few in order', () => {
  fc.assert(
    fc.property(oopses, fc.integer({ min: 1, max: 5 }), (added, most) => {
      const [table, rows] = tableOf(added);
      expect(findFirst(table, rows, most)).toEqual([...rows].toSorted(table.compareRows).slice(0, most));
    }),
  );
});
