import { describe, expect, it } from 'vitest';
import { countExceptions, SELECT_TYPES } from '../../../../src/store/sqlite/blocks/counts.js';
import { FACT_COLUMNS, SELECT_BLOCKS, selectFacts } from '../../../../src/store/sqlite/blocks/fact-block.js';
import { iterateOopsFacts } from '../../../../src/store/sqlite/blocks/facts.js';
import { createLookups } from '../../../../src/store/sqlite/tables/lookups.js';
import { listReporters } from '../../../../src/store/sqlite/tables/reporters.js';
import { prepareWasSeen, SELECT_SEEN } from '../../../../src/store/sqlite/tables/signatures.js';
import { AT, databaseOf, newOops } from '../../../support/sample-oops.js';

const ALL = { start: 0, end: Number.MAX_SAFE_INTEGER };

describe('iterateOopsFacts', () => {
  it('gives what reports need, with ids for what repeats', () => {
    const db = databaseOf([
      newOops('OOPS-2077A101', {
        type: 'DisconnectionError',
        value: 'database removed',
        reporter: 'A',
        url: 'https://launchpad.net/',
        topic: 'Root:+index',
        method: 'POST',
        userAgent: 'Googlebot/2.1',
        referrer: 'https://launchpad.net/x',
        username: 'x',
        durationSeconds: 1.5,
        totalMilliseconds: 1500,
        statementsCount: 3,
        mostExpensiveStatement: 'SELECT $INT',
      }),
    ]);
    const lookups = createLookups(db);
    const [fact] = [...iterateOopsFacts(db, ALL)];
    expect(lookups.oopsIdBySeq(fact?.seq ?? 0)).toBe('OOPS-2077A101');
    expect(fact).toMatchObject({
      time: AT,
      inexact: false,
      durationMs: 1500,
      class: 'exceptions',
      baseClass: 'exceptions',
      isBot: true,
      isLocalReferrer: true,
      statementsCount: 3,
      totalMs: 1500,
    });
    const textOf = (id: number | null | undefined) => (typeof id === 'number' ? lookups.textById(id) : null);
    expect([fact?.urlId, fact?.topicId, fact?.methodId, fact?.referrerId].map(textOf)).toEqual([
      'https://launchpad.net/',
      'Root:+index',
      'POST',
      'https://launchpad.net/x',
    ]);
    expect([fact?.usernameId, fact?.statementId].map(textOf)).toEqual(['x', 'SELECT $INT']);
    expect(lookups.exceptionById(fact?.exceptionId ?? 0)).toEqual({
      type: 'DisconnectionError',
      value: 'database removed',
    });
    expect(lookups.signatureById(fact?.signatureId ?? 0)).toMatchObject({
      type: 'DisconnectionError',
      bug: null,
    });
    expect(listReporters(db)).toMatchObject([{ id: fact?.reporterId, name: 'A' }]);
  });

  it('can be put in order by time and then by id, in whatever order they were loaded', () => {
    const added = [
      newOops('OOPS-1A2', { time: AT }),
      newOops('oops-1a1', { time: AT }),
      newOops('OOPS-1A3', { time: AT - 1 }),
    ];
    const expected = ['OOPS-1A3', 'oops-1a1', 'OOPS-1A2'];
    for (const order of [added, added.toReversed()]) {
      const db = databaseOf(order);
      const { compareFacts, oopsIdBySeq } = createLookups(db);
      const facts = [...iterateOopsFacts(db, ALL)].sort(compareFacts);
      expect(facts.map(({ seq }) => oopsIdBySeq(seq))).toEqual(expected);
    }
  });

  it('has the start inside and the end outside', () => {
    const db = databaseOf([9, 10, 19, 20].map((time) => newOops(`OOPS-1A${time}`, { time })));
    expect([...iterateOopsFacts(db, { start: 10, end: 20 })].map(({ time }) => time)).toEqual([10, 19]);
  });

  it('marks a time that is only a day', () => {
    const db = databaseOf([newOops('OOPS-1A1', {}, { timeSource: 'directory' })]);
    expect([...iterateOopsFacts(db, ALL)].map(({ inexact }) => inexact)).toEqual([true]);
  });
});

describe('countExceptions', () => {
  const db = databaseOf([
    newOops('OOPS-1A1', { time: 10, reporter: 'A', type: 'E' }),
    newOops('OOPS-1A2', { time: 19, reporter: 'A', type: 'E' }),
    newOops('OOPS-1B1', { time: 15, reporter: 'B', type: 'E' }),
    newOops('OOPS-1A3', { time: 20, reporter: 'A', type: 'E' }),
    newOops('OOPS-1A4', { time: 30, reporter: 'A', type: 'NotFound' }),
    newOops('OOPS-1A5', { time: 15, reporter: 'A', type: 'E' }, { timeSource: 'directory' }),
  ]);
  const count = (...intervals: [number, number][]) =>
    countExceptions(
      db,
      intervals.map(([start, end]) => ({ start, end })),
    )
      .map((row) => [row.reporterId, createLookups(db).exceptionById(row.exceptionId).type, row.count])
      .sort();

  it('counts by reporter and exception over all intervals, without inexact times', () => {
    expect(count([10, 20], [30, 31])).toEqual([
      [1, 'E', 2],
      [1, 'NotFound', 1],
      [2, 'E', 1],
    ]);
  });

  it('counts nothing without intervals', () => {
    expect(count()).toEqual([]);
  });
});

it('knows whether a signature was seen, by whom and when', () => {
  const db = databaseOf([
    newOops('OOPS-1A1', { time: 10, reporter: 'A', type: 'E' }),
    newOops('OOPS-1B1', { reporter: 'B' }),
  ]);
  const [a, b] = listReporters(db).map(({ id }) => id);
  const signature = [...iterateOopsFacts(db, ALL)][0]?.signatureId ?? 0;
  const seen = (reporters: (number | undefined)[], start: number, end: number) =>
    prepareWasSeen(db)(
      signature,
      reporters.flatMap((id) => id ?? []),
      { start, end },
    );
  expect(seen([b, a], 10, 11)).toBe(true);
  expect(seen([a], 0, 10)).toBe(false);
  expect(seen([a], 11, 20)).toBe(false);
  expect(seen([b], 0, 20)).toBe(false);
});

describe('no question goes through all OOPSes', () => {
  const db = databaseOf([]);
  it.each([
    ['the facts of a block', selectFacts(FACT_COLUMNS), { first: 1, last: 4096 }],
    ['the blocks of an interval', SELECT_BLOCKS, { start: 0, end: 1 }],
    ['the types of exceptions', SELECT_TYPES, { ids: '[]' }],
    ['signatures', SELECT_SEEN, { signatureId: 1, reporterId: 1, start: 0, end: 1 }],
    ['the first time', 'SELECT min(time) FROM stored_oops', {}],
    ['an id', 'SELECT * FROM stored_oops WHERE oops_id = @id', { id: '' }],
    ['known names', 'SELECT name FROM file WHERE directory_id = @id', { id: 1 }],
    [
      "a reporter's exceptions",
      'SELECT DISTINCT exception_id FROM stored_oops WHERE reporter_id = @id',
      { id: 1 },
    ],
  ])('%s', (_, sql, values) => {
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(values) as { detail: string }[];
    const steps = plan.map(({ detail }) => detail);
    expect(steps.filter((step) => /SEARCH .*(INDEX|INTEGER PRIMARY KEY)/.test(step)).length).toBeGreaterThan(
      0,
    );
    expect(steps.filter((step) => /SCAN (o|stored_oops|file|fact_block|e)\b/.test(step))).toEqual([]);
  });
});
