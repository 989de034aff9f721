import { expect, it } from 'vitest';
import { OopsTable } from '../../../../src/store/sqlite/summary/oops-table.js';
import { oopsFact } from '../../../support/oops-fact.js';

const byNumberBackwards = { compareFacts: (a: { seq: number }, b: { seq: number }) => b.seq - a.seq };

it('keeps of each OOPS what a section may show, 0 for an id that it has not', () => {
  const table = new OopsTable(byNumberBackwards);
  const row = table.add(
    oopsFact({ seq: 7, time: 9, signatureId: 3, urlId: 4, isBot: true, isLocalReferrer: true }),
  );
  const { time, signatureId, urlId, topicId, methodId, referrerId, isBot, isLocalReferrer } = table;
  expect([time[row], table.seqOf(row), signatureId[row], urlId[row]]).toEqual([9, 7, 3, 4]);
  expect([topicId[row], methodId[row], referrerId[row], isBot[row], isLocalReferrer[row]]).toEqual([
    0, 0, 0, 1, 1,
  ]);
});

it('keeps all of very many', () => {
  const table = new OopsTable(byNumberBackwards);
  const rows = Array.from({ length: 5000 }, (_, index) =>
    table.add(oopsFact({ seq: index, time: -index, topicId: index, methodId: index, referrerId: index })),
  );
  expect(rows).toEqual([...rows.keys()]);
  const same = (column: ArrayLike<number>) => rows.every((row) => Math.abs(column[row] ?? -1) === row);
  expect([table.time, table.seq, table.topicId, table.methodId, table.referrerId].map(same)).not.toContain(
    false,
  );
});

it('has rows in order by time, then as the lookups have them', () => {
  const table = new OopsTable(byNumberBackwards);
  const rows = [1, 5, 1].map((time, index) => table.add(oopsFact({ seq: index, time })));
  expect(rows.toSorted(table.compareRows)).toEqual([2, 0, 1]);
});
