import { describe, expect, it } from 'vitest';
import { readClasses } from '../../../../src/store/sqlite/blocks/facts.js';
import { listReporters } from '../../../../src/store/sqlite/tables/reporters.js';
import { createLookups } from '../../../../src/store/sqlite/writing/lookups.js';
import { factsIn } from '../../../support/oops-fact.js';
import { AT, databaseOf, newOops } from '../../../support/sample-oops.js';

const ALL = { start: 0, end: Number.MAX_SAFE_INTEGER };

describe('lookAtFacts', () => {
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
    const [fact] = factsIn(db, ALL);
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
    expect(textOf(fact?.statementId)).toBe('SELECT $INT');
    expect(lookups.exceptionById(fact?.exceptionId ?? 0)).toMatchObject({
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
      const facts = factsIn(db, ALL).sort(compareFacts);
      expect(facts.map(({ seq }) => oopsIdBySeq(seq))).toEqual(expected);
    }
  });

  it('has the start inside and the end outside', () => {
    const db = databaseOf([9, 10, 19, 20].map((time) => newOops(`OOPS-1A${time}`, { time })));
    expect(factsIn(db, { start: 10, end: 20 }).map(({ time }) => time)).toEqual([10, 19]);
  });

  it('marks a time that is only a day', () => {
    const db = databaseOf([newOops('OOPS-1A1', {}, { timeSource: 'directory' })]);
    expect(factsIn(db, ALL).map(({ inexact }) => inexact)).toEqual([true]);
  });
});

it('knows classes by their ids, with what they are without the kind of their system', () => {
  const db = databaseOf([newOops('OOPS-1A1', { type: 'RequestExpired' })]);
  expect([...readClasses(db).values()]).toMatchObject([{ base: 'time-outs', class: 'time-outs' }]);
});
