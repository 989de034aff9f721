import { expect, it } from 'vitest';
import { BLOCK_SIZE } from '../../../../src/store/sqlite/blocks/fact-block.js';
import { OopsTable } from '../../../../src/store/sqlite/summary/oops-table.js';
import { oopsFact, oopsFacts } from '../../../support/oops-fact.js';

const byNumberBackwards = { compareFacts: (a: { seq: number }, b: { seq: number }) => b.seq - a.seq };

it('keeps of each OOPS what a section may show, 0 for an id that it has not', () => {
  const table = new OopsTable(byNumberBackwards);
  const row = table.add(oopsFact({ seq: 7, time: 5, signatureId: 3, urlId: 4 }));
  expect([table.seqOf(row), table.timeOf(row)]).toEqual([7, 5]);
  const columns = ['signature_id', 'url_id', 'topic_id', 'method_id', 'referrer_id'] as const;
  const entries = columns.map((column) => table.entriesOf(column, Int32Array.of(row)));
  expect(entries).toEqual([3, 4, 0, 0, 0].map((entry) => Int32Array.of(entry)));
});

it.each([2, 3, 5, 50, 3000])('keeps those that are added, one in %i of one block after another', (every) => {
  const table = new OopsTable(byNumberBackwards);
  const facts = oopsFacts(
    Array.from({ length: 2 * BLOCK_SIZE + 10 }, (_, at) => ({
      ...{ time: 2 * at, topicId: at, methodId: at + 1, referrerId: at + 2 },
    })),
  );
  const added = [...facts.entries()].filter(([at]) => at % every === 1);
  const rows = added.map(([, fact]) => table.add(fact));
  expect(new Set(rows).size).toBe(added.length);
  const places = added.map(([at]) => at);
  // In any order: backwards each row is of another block than the one before it, now and then.
  for (const order of [[...places.keys()], [...places.keys()].reverse()]) {
    const asked = Int32Array.from(order, (place) => rows[place] ?? 0);
    const expected = Int32Array.from(order, (place) => places[place] ?? 0);
    expect(table.entriesOf('topic_id', asked)).toEqual(expected);
    expect(table.entriesOf('method_id', asked)).toEqual(expected.map((at) => at + 1));
    expect(table.entriesOf('referrer_id', asked)).toEqual(expected.map((at) => at + 2));
    expect(table.timesOf(asked)).toEqual(Float64Array.from(expected, (at) => 2 * at));
    expect([...asked].map((row) => table.seqOf(row))).toEqual([...expected].map((at) => at + 1));
  }
});

it('has rows in order by time, then as the lookups have them', () => {
  const table = new OopsTable(byNumberBackwards);
  const rows = oopsFacts([{ time: 1 }, { time: 5 }, { time: 1 }]).map((fact) => table.add(fact));
  expect(rows.toSorted(table.compareRows)).toEqual([2, 0, 1]);
});
