import { expect, it } from 'vitest';
import { createTopicMosts } from '../../../../src/store/sqlite/summary/topic-mosts.js';
import { createLookups } from '../../../../src/store/sqlite/writing/lookups.js';
import { factsIn } from '../../../support/oops-fact.js';
import { AT, databaseOf, newOops } from '../../../support/sample-oops.js';

const db = databaseOf([
  newOops('OOPS-1A2', { topic: 'b', totalMilliseconds: 5, time: AT }),
  newOops('OOPS-1A1', { topic: 'b', totalMilliseconds: 5, time: AT, durationSeconds: 1 }),
  newOops('OOPS-1A3', { topic: 'b', totalMilliseconds: 4, time: AT - 1 }),
  newOops('OOPS-1A4', { topic: 'a', totalMilliseconds: 5 }),
  newOops('OOPS-1A5', { topic: null, totalMilliseconds: 9 }),
]);

it.each([
  ['forwards', false],
  ['backwards', true],
])(
  'lists the OOPS of each topic with the most, of equals the first, whatever the order: %s',
  (_, isReversed) => {
    const facts = factsIn(db, { start: 0, end: 8e15 });
    const list = (listed: number) => {
      const mosts = createTopicMosts(listed, createLookups(db));
      for (const fact of isReversed ? facts.toReversed() : facts) mosts.add(fact, fact.totalMs ?? 0);
      return mosts.list();
    };
    const all = [
      { topic: '', amount: 9, oopsId: 'OOPS-1A5', isEstimate: true },
      { topic: 'a', amount: 5, oopsId: 'OOPS-1A4', isEstimate: true },
      { topic: 'b', amount: 5, oopsId: 'OOPS-1A1', isEstimate: false },
    ];
    expect(list(9)).toEqual(all);
    expect(list(2)).toEqual(all.slice(0, 2));
  },
);
