import { describe, expect, it } from 'vitest';
import type { SummaryQuestion, SummarySection } from '../../../../src/store/questions/summary.js';
import { createNumbered } from '../../../../src/store/sqlite/numbered.js';
import { summarise } from '../../../../src/store/sqlite/summary/summarise.js';
import { AT, databaseOf, newOops } from '../../../support/sample-oops.js';

const EXCEPTIONS: SummarySection = {
  ...{ id: 'exceptions', groupedBy: 'signature', localReferrersOnly: false, cut: 1, countsTopics: true },
  holds: [{ base: 'exceptions', class: 'exceptions', type: 'E' }],
};
const db = databaseOf([
  newOops('OOPS-1A1', { reporter: 'A', type: 'E', value: 'x', topic: 't', url: '/', time: AT }),
  newOops('OOPS-1A2', {
    reporter: 'A',
    type: 'E',
    value: 'x',
    method: 'GET',
    totalMilliseconds: 7,
    time: AT + 99,
  }),
  newOops(
    'OOPS-1A3',
    { reporter: 'A', type: 'E', value: 'y', statementsCount: 3, time: AT + 5 },
    { timeSource: 'directory' },
  ),
  newOops('OOPS-1A4', { reporter: 'A', type: 'E', value: 'x', time: AT + 6 }),
  newOops('OOPS-1B1', { reporter: 'B', type: 'E', time: AT }),
]);

function ask(given: Partial<SummaryQuestion> = {}) {
  return summarise(db, createNumbered(db), {
    ...{
      interval: { start: AT, end: AT + 100 },
      reporters: ['A'],
      leftOut: [4],
      sections: [EXCEPTIONS],
      step: 40,
    },
    ...{ topDurations: 5, topStatementCounts: 5 },
    ...given,
  });
}

describe('summarise', () => {
  it('counts what the reporters had in the interval, but for what is left out, by steps where the time is exact', () => {
    expect(ask()).toMatchObject({
      ...{ reported: 3, inexact: 1, firstTime: AT, lastTime: AT + 99, steps: [1, 0, 1] },
      topDurations: [{ topic: '', amount: 7, oopsId: 'OOPS-1A2', isEstimate: true }],
      topStatementCounts: [{ amount: 3, oopsId: 'OOPS-1A3' }],
    });
  });

  it('describes the largest groups of a section and counts all of them', () => {
    const { sections, signatures } = ask();
    expect(sections).toMatchObject([
      {
        ...{ id: 'exceptions', listed: 3, unlisted: 0, groupCount: 2 },
        groups: [{ type: 'E', value: 'x', count: 2, urlCount: 2, methods: { GET: 1 } }],
      },
    ]);
    expect([...(sections[0]?.signatureCounts.values() ?? [])].sort()).toEqual([1, 2]);
    expect(sections[0]?.topicCounts).toEqual(
      new Map([
        ['t', 1],
        ['', 2],
      ]),
    );
    expect(Array.from(signatures, ({ value }) => value).sort()).toEqual(['x', 'y']);
  });

  it('is empty where there is nothing, and lists no topics that are not wanted', () => {
    const nothing = { reported: 0, inexact: 0, firstTime: null, lastTime: null, topDurations: [] };
    expect(ask({ reporters: [] })).toMatchObject({ ...nothing, steps: [0, 0, 0] });
    expect(ask({ topDurations: 0, topStatementCounts: 0 })).toMatchObject({
      topDurations: [],
      topStatementCounts: [],
    });
    expect(ask({ interval: { start: AT, end: AT } })).toMatchObject({ ...nothing, steps: [] });
  });

  it('throws when no section holds what there is', () => {
    expect(() => ask({ sections: [] })).toThrow('no section of the summary holds exceptions');
  });
});
