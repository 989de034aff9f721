import { expect, it } from 'vitest';
import { BLOCK_SIZE } from '../../../../src/store/sqlite/blocks/fact-block.js';
import { OopsTable } from '../../../../src/store/sqlite/summary/oops-table.js';
import { oopsFact, oopsFacts } from '../../../support/oops-fact.js';

const byNumberBackwards = { compareFacts: (a: { seq: number }, b: { seq: number }) => b.seq - a.seq };

it('keeps of each OOPS what a section may show, 0 for an id that it has not', () => {
  const table = new OopsTable(byNumberBackwards);
  const row = table.add(oopsFact({ seq: 7, signatureId: 3, urlId: 4, isBot: true, isLocalReferrer: true }));
  expect([table.seqOf(row), table.signatureIdOf(row), table.urlIdOf(row)]).toEqual([7, 3, 4]);
  expect([table.topicIdOf(row), table.methodIdOf(row), table.referrerIdOf(row)]).toEqual([0, 0, 0]);
  expect([table.isBot(row), table.isLocalReferrer(row)]).toEqual([true, true]);
});

it.each([2, 3, 5, 50, 3000])('keeps those that are added, one in %i of one block after another', (every) => {
  const table = new OopsTable(byNumberBackwards);
  const facts = oopsFacts(
    Array.from({ length: 2 * BLOCK_SIZE + 10 }, (_, at) => ({
      ...{ topicId: at, methodId: at + 1, referrerId: at + 2, isBot: at % 2 === 0 },
      isLocalReferrer: at % 3 === 0,
    })),
  );
  const added = [...facts.entries()].filter(([at]) => at % every === 1);
  const rows = added.map(([, fact]) => table.add(fact));
  expect(new Set(rows).size).toBe(added.length);
  const read = rows.map((row) => [
    ...[table.seqOf(row), table.topicIdOf(row), table.methodIdOf(row), table.referrerIdOf(row)],
    ...[table.isBot(row), table.isLocalReferrer(row)],
  ]);
  expect(read).toEqual(added.map(([at]) => [at + 1, at, at + 1, at + 2, at % 2 === 0, at % 3 === 0]));
});

it('has rows in order by time, then as the lookups have them', () => {
  const table = new OopsTable(byNumberBackwards);
  const rows = oopsFacts([{ time: 1 }, { time: 5 }, { time: 1 }]).map((fact) => table.add(fact));
  expect(rows.toSorted(table.compareRows)).toEqual([2, 0, 1]);
});
