import { describe, expect, it } from 'vitest';
import type { OutageReport } from '../../../../src/reports/outage/outage-report.js';
import { closingLine, headlineOf } from '../../../../src/reports/outage/reading/headline.js';

const bad = {
  system: 'web',
  verdict: 'not-as-expected',
  failure: { verdict: 'did-not-fail', expected: 0, background: 0, unexpected: 0 },
  recovery: { verdict: 'silent' },
};
const over = (overSeconds: number | null) => ({ budgetSeconds: 300, overSeconds });
const ongoing = (overSeconds: number) => ({
  until: '2012-06-18T12:10:40.000Z',
  seconds: 300 + overSeconds,
  overSeconds,
});

const report = (more: object) =>
  ({
    start: '2012-06-18T12:05:00.000Z',
    verdict: 'as-expected',
    summary: 'All went well.',
    ongoing: null,
    budget: over(-60),
    systems: [],
    ...more,
  }) as unknown as OutageReport;

describe('the headline and the closing line', () => {
  it.each([
    [
      'as expected',
      {},
      { verdict: 'as-expected', word: 'as expected.', text: 'All went well.', over: '' },
      'AS EXPECTED: All went well.',
    ],
    [
      'over its budget',
      { budget: over(340) },
      {
        verdict: 'as-expected',
        word: 'as expected.',
        text: 'All went well.',
        over: '5 min 40 s over its budget of 5 min',
      },
      'AS EXPECTED: All went well. It is 5 min 40 s over its budget of 5 min.',
    ],
    [
      'not as expected',
      { verdict: 'not-as-expected', summary: '1 of 2.', systems: [bad] },
      { verdict: 'not-as-expected', word: 'NOT as expected.', text: '1 of 2.', over: '' },
      'NOT AS EXPECTED: web did not fail and silent since.',
    ],
    [
      'open, and within its budget',
      {
        verdict: 'inconclusive',
        summary: 'It cannot be judged yet.',
        ongoing: ongoing(-220),
        budget: over(null),
      },
      {
        verdict: 'inconclusive',
        word: 'Ongoing',
        text: 'since 2012-06-18 12:05:00 UTC: 1 min 20 s so far (at 12:10:40), 3 min 40 s left of its budget of 5 min. So far: It cannot be judged yet.',
        over: '',
      },
      'ONGOING since 12:05:00 UTC: 1 min 20 s so far (at 12:10:40), 3 min 40 s left of its budget of 5 min. It cannot be judged yet.',
    ],
    [
      'open, over its budget and not as expected',
      {
        verdict: 'not-as-expected',
        summary: '1 of 2.',
        ongoing: ongoing(40),
        budget: over(null),
        systems: [bad],
      },
      {
        verdict: 'not-as-expected',
        word: 'Ongoing',
        text: 'since 2012-06-18 12:05:00 UTC: 5 min 40 s so far (at 12:10:40). So far NOT as expected: 1 of 2.',
        over: '40 s over its budget of 5 min',
      },
      'ONGOING since 12:05:00 UTC: 5 min 40 s so far (at 12:10:40), 40 s over its budget of 5 min. So far NOT as expected: web did not fail and silent since.',
    ],
  ])('of an outage that is %s', (_, more, headline, closing) => {
    expect(headlineOf(report(more))).toEqual(headline);
    expect(closingLine(report(more))).toBe(closing);
  });

  it('name three faults and how many more there are', () => {
    const systems = ['a', 'b', 'c', 'd', 'e'].map((system) => ({ ...bad, system }));
    expect(closingLine(report({ verdict: 'not-as-expected', systems }))).toBe(
      'NOT AS EXPECTED: a did not fail and silent since; b did not fail and silent since; c did not fail and silent since; and 2 more.',
    );
  });
});
