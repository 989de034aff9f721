import { describe, expect, it } from 'vitest';
import type { Oops } from '../../../../src/oops/oops.js';
import type { SummarySection } from '../../../../src/store/questions/summary.js';
import { lookAtFacts } from '../../../../src/store/sqlite/blocks/facts.js';
import { createNumbered } from '../../../../src/store/sqlite/numbered.js';
import { describeSection, topicOf } from '../../../../src/store/sqlite/summary/describe-section.js';
import { OopsTable } from '../../../../src/store/sqlite/summary/oops-table.js';
import { createSectionTally } from '../../../../src/store/sqlite/summary/section-tally.js';
import { AT, databaseOf, newOops } from '../../../support/sample-oops.js';

const SECTION: SummarySection = {
  ...{ id: 'exceptions', holds: [], groupedBy: 'signature', localReferrersOnly: false, cut: null },
  countsTopics: false,
};

/** Describes a section of OOPSes, each a millisecond after the one before. */
function describeOf(given: Partial<SummarySection>, ...oopses: Partial<Oops>[]) {
  const db = databaseOf(
    oopses.map((oops, index) => newOops(`OOPS-1A${index}`, { time: AT + index, ...oops })),
  );
  const numbered = createNumbered(db);
  const table = new OopsTable(numbered.lookups);
  const tally = createSectionTally({ ...SECTION, ...given }, table, (id) => numbered.signature(id).type);
  lookAtFacts(db, { start: 0, end: 8e15 }, (fact) => tally.add(fact));
  return describeSection(tally, table, numbered);
}

describe('describeSection', () => {
  it('puts groups in order by size, then type and value, and cuts after that', () => {
    const oopses = [
      ...[
        { type: 'B', value: 'y' },
        { type: 'B', value: 'x' },
        { type: 'A', value: 'z' },
      ],
      ...[
        { type: 'C', value: 'w' },
        { type: 'C', value: 'w' },
      ],
    ];
    const names = (cut: number | null) =>
      describeOf({ cut }, ...oopses).groups.map(({ type, value }) => `${type}: ${value}`);
    expect(names(null)).toEqual(['C: w', 'A: z', 'B: x', 'B: y']);
    expect(names(3)).toEqual(['C: w', 'A: z', 'B: x']);
    expect(names(1)).toEqual(['C: w']);
    expect(describeOf({ cut: 1 }, ...oopses).groupCount).toBe(4);
  });

  it('names the five most frequent URLs of a group, with a topic and the first ten ids of each', () => {
    const urls = ['/f', '/e', '/d', '/c', '/b', ...Array.from({ length: 12 }, () => '/a')];
    const oopses = urls.map((url, index) => ({ url, topic: index < 9 ? null : `topic ${index}` }));
    const [group] = describeOf({}, ...oopses).groups;
    expect(group).toMatchObject({ count: 17, urlCount: 6 });
    expect(group?.urls.map(({ url }) => url)).toEqual(['/a', '/f', '/e', '/d', '/c']);
    expect(group?.urls[0]).toMatchObject({ topic: 'topic 9', count: 12 });
    expect(group?.urls[0]?.oopsIds).toEqual(Array.from({ length: 10 }, (_, index) => `OOPS-1A${index + 5}`));
    expect(group?.urls[1]).toEqual({ url: '/f', topic: '', count: 1, oopsIds: ['OOPS-1A0'] });
  });

  it('counts robots, methods in the order of their names, and links on pages of our own', () => {
    const own = { referrer: 'https://launchpad.net/a', method: 'POST' };
    const oopses = [own, own, { method: 'GET', userAgent: 'Googlebot/2.1' }, { url: null }];
    const [group] = describeOf({}, ...oopses).groups;
    expect(group).toMatchObject({ botCount: 1, localReferrerCount: 2, topLocalReferrer: null });
    expect(Object.entries(group?.methods ?? {})).toEqual([
      ['GET', 1],
      ['POST', 2],
    ]);
    expect(group?.urls).toMatchObject([{ url: '', count: 4 }]);
    const [local] = describeOf({ localReferrersOnly: true }, ...oopses).groups;
    expect(local).toMatchObject({ count: 2, topLocalReferrer: 'https://launchpad.net/a' });
  });

  it('names groups by statement, which have no counts by signature', () => {
    const statement = { type: 'Timeout', mostExpensiveStatement: 'SELECT $INT' };
    const section = describeOf(
      { groupedBy: 'statement' },
      { ...statement, value: 'x' },
      { ...statement, value: 'y' },
    );
    expect(section.groups).toMatchObject([{ type: 'Timeout', value: 'SELECT $INT', count: 2 }]);
    expect(section.groups[0]?.signatures).toHaveLength(2);
    expect(section.signatureCounts.size).toBe(0);
  });

  it('counts topics by their texts', () => {
    const section = describeOf({ countsTopics: true }, { topic: 't' }, { topic: null }, { topic: 't' });
    expect(section.topicCounts).toEqual(
      new Map([
        ['t', 2],
        ['', 1],
      ]),
    );
  });
});

it('has the empty text for no topic', () => {
  const db = databaseOf([newOops('OOPS-1A1', { topic: 't' })]);
  const textIdOf = db.prepare('SELECT id FROM text WHERE value = ?').pluck();
  const { lookups } = createNumbered(db);
  expect(topicOf(0, lookups)).toBe('');
  const id = textIdOf.get('t') as number;
  expect(topicOf(id, lookups)).toBe('t');
});
