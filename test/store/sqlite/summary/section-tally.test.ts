import { describe, expect, it } from 'vitest';
import type { SummarySection } from '../../../../src/store/questions/summary.js';
import type { OopsFact } from '../../../../src/store/sqlite/blocks/facts.js';
import { OopsTable } from '../../../../src/store/sqlite/summary/oops-table.js';
import { createSectionTally, type SectionTally } from '../../../../src/store/sqlite/summary/section-tally.js';
import { oopsFacts } from '../../../support/oops-fact.js';

const SECTION: SummarySection = {
  ...{ id: 'exceptions', holds: [], groupedBy: 'signature', localReferrersOnly: false, cut: null },
  countsTopics: false,
};

function tallyOf(given: Partial<SummarySection>, ...facts: Partial<OopsFact>[]) {
  const table = new OopsTable({ compareFacts: (a, b) => a.seq - b.seq });
  const tally = createSectionTally({ ...SECTION, ...given }, table, (id) => (id < 10 ? 'E' : 'F'));
  for (const fact of oopsFacts(facts)) tally.add(fact);
  return tally;
}

/** What groups by their names, and their rows, are made of. */
function groupsOf(tally: SectionTally) {
  const rowsOf = tally.rows.byGroup(tally.rows.all());
  return tally.groups.map(({ signatureId, statementId }, place) => ({
    ...{ signatureId, statementId, rows: [...rowsOf(place)] },
  }));
}

describe('createSectionTally', () => {
  it('groups by signature, in the order in which they come', () => {
    const tally = tallyOf({}, { signatureId: 2, statementId: 5 }, { signatureId: 1 }, { signatureId: 2 });
    expect(groupsOf(tally)).toEqual([
      { signatureId: 2, statementId: null, rows: [0, 2] },
      { signatureId: 1, statementId: null, rows: [1] },
    ]);
    expect(tally.counts).toEqual({ listed: 3, unlisted: 0 });
  });

  it('groups by statement and type, and what names no statement by signature', () => {
    const tally = tallyOf(
      { groupedBy: 'statement' },
      { signatureId: 1, statementId: 5 },
      { signatureId: 2, statementId: 5 },
      { signatureId: 11, statementId: 5 },
      { signatureId: 1, statementId: null },
    );
    expect(groupsOf(tally)).toEqual([
      { signatureId: 1, statementId: 5, rows: [0, 1] },
      { signatureId: 11, statementId: 5, rows: [2] },
      { signatureId: 1, statementId: null, rows: [3] },
    ]);
  });

  it('counts what no page of our own led to beside the rest, where only that is wanted', () => {
    const tally = tallyOf({ localReferrersOnly: true }, { isLocalReferrer: true }, {}, {});
    expect(tally.counts).toEqual({ listed: 1, unlisted: 2 });
    expect(groupsOf(tally)).toEqual([{ signatureId: 1, statementId: null, rows: [0] }]);
  });

  it('counts what robots caused, and what pages of our own led to, by group', () => {
    const facts = [
      { signatureId: 1, isBot: true, isLocalReferrer: true },
      { signatureId: 2, isBot: true },
      { signatureId: 1, isLocalReferrer: true },
    ];
    expect(tallyOf({}, ...facts).groups).toMatchObject([
      { signatureId: 1, botCount: 1, localReferrerCount: 2 },
      { signatureId: 2, botCount: 1, localReferrerCount: 0 },
    ]);
  });

  it('counts topics where that is wanted, 0 for none', () => {
    const facts = [{ topicId: 4 }, { topicId: null }, { topicId: 4 }];
    expect([...tallyOf({ countsTopics: true }, ...facts).topicCounts]).toEqual([
      [4, 2],
      [0, 1],
    ]);
    expect(tallyOf({}, ...facts).topicCounts.size).toBe(0);
  });
});
