import { describe, expect, it } from 'vitest';
import { newOops } from '../../support/sample-oops.js';
import { START } from './any-oopses.js';
import { summaryOf } from './ask-summary.js';
import type { OpenFilledStore } from './filled-store.js';

/** Of what a summary tells of groups and topics, counted by hand. */
export function describeSummaryGroups(open: OpenFilledStore): void {
  describe('a group of a summary', () => {
    const seen = (second: number, more: Parameters<typeof newOops>[1]) =>
      newOops(`OOPS-1A${second}`, {
        ...{ reporter: 'A', type: 'NotFound', value: 'x', method: 'GET', time: START + second },
        ...{ url: 'https://launchpad.net/x', referrer: 'https://launchpad.net/' },
        ...more,
      });

    it('has its URLs, methods, robots and referrers counted', async () => {
      const { sections } = await summaryOf(open, [
        seen(1, { topic: null }),
        seen(2, { topic: 'Root:+index', method: 'POST' }),
        seen(3, { url: null, referrer: 'https://bugs.launchpad.net/', userAgent: 'Googlebot/2.1' }),
        seen(4, { referrer: 'https://example.com/' }),
      ]);
      expect(sections).toMatchObject([{ id: 'pages-not-found', listed: 3, unlisted: 1, groupCount: 1 }]);
      expect(sections[0]?.groups).toEqual([
        {
          ...{ type: 'NotFound', value: 'x', signatures: ['NotFound: x'], count: 3 },
          ...{ botCount: 1, localReferrerCount: 3, topLocalReferrer: 'https://launchpad.net/' },
          ...{ urlCount: 2, methods: { GET: 2, POST: 1 } },
          urls: [
            {
              ...{ url: 'https://launchpad.net/x', topic: 'Root:+index', count: 2 },
              oopsIds: ['OOPS-1A1', 'OOPS-1A2'],
            },
            { url: '', topic: '', count: 1, oopsIds: ['OOPS-1A3'] },
          ],
        },
      ]);
    });

    it('is of a statement and a type where time-outs name one, else of a signature', async () => {
      const late = (second: number, type: string, value: string, mostExpensiveStatement: string | null) =>
        seen(second, { type, value, mostExpensiveStatement });
      const { sections } = await summaryOf(open, [
        late(1, 'RequestExpired', 'a', 'SELECT $INT'),
        late(2, 'RequestExpired', 'b', 'SELECT $INT'),
        late(3, 'TimeoutError', 'b', 'SELECT $INT'),
        late(4, 'RequestExpired', 'b', null),
      ]);
      expect(sections[0]?.groups.map(({ type, value, count }) => [type, value, count])).toEqual([
        ['RequestExpired', 'SELECT $INT', 2],
        ['RequestExpired', 'b', 1],
        ['TimeoutError', 'SELECT $INT', 1],
      ]);
    });
  });

  it('the top lists have the most of each topic, of equals the first', async () => {
    const took = (second: number, topic: string | null, totalMilliseconds: number | null, count = 0) =>
      newOops(`OOPS-1A${second}`, {
        ...{ reporter: 'A', topic, totalMilliseconds, statementsCount: count, time: START + second },
        durationSeconds: topic === 'a' ? 1 : null,
      });
    const oopses = [took(1, 'a', 5, 1), took(2, 'a', 7), took(3, 'a', 7), took(4, null, 7), took(5, 'c', 6)];
    const { topDurations, topStatementCounts } = await summaryOf(open, [...oopses, took(6, 'd', 1)]);
    expect(topDurations).toEqual([
      { topic: '', amount: 7, oopsId: 'OOPS-1A4', isEstimate: true },
      { topic: 'a', amount: 7, oopsId: 'OOPS-1A2', isEstimate: false },
      { topic: 'c', amount: 6, oopsId: 'OOPS-1A5', isEstimate: true },
    ]);
    expect(topStatementCounts).toEqual([{ topic: 'a', amount: 1, oopsId: 'OOPS-1A1', isEstimate: false }]);
  });
}
