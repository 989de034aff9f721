import { describe, expect, it } from 'vitest';
import type { SystemEvidence } from '../../../src/analysis/evidence.js';
import {
  baselineOf,
  counted,
  discard,
  during,
  END,
  elsewhere,
  failedRequest,
  failedRequests,
  followedUp,
  HOUR,
  inRecovery,
  MINUTE,
  START,
  shortBaseline,
  sighting,
  sightings,
  spread,
  systemOf,
  WATCHED_FROM,
  windowOf,
} from '../../support/build-evidence.js';
import { checkAll, checkRecovery } from '../../support/check-recovery.js';

const window = windowOf();
const storm = during(window, failedRequests(600, START));
const failed = (count: number) => during(window, failedRequests(count, START));
const verdictOf = (more: Partial<SystemEvidence>) => checkRecovery(more).verdict;

describe('recovery by absence', () => {
  it('is no test where nothing failed in the outage, and makes the others no weaker', () => {
    // (602 / 2402)^5 = 0.00099.
    const failed = systemOf({ attributed: during(windowOf(), failedRequests(5, START)) });
    const spared = systemOf({ system: 'b', afterwards: [failedRequest(WATCHED_FROM)] });
    expect(checkAll([failed, spared]).map(({ verdict }) => verdict)).toEqual(['recovered', 'no-evidence']);
  });

  // (602 / 2402)^4 = 0.0039, ^5 = 0.00099.
  it.each([
    [4, 'no-evidence'],
    [5, 'recovered'],
  ])('of %i requests that failed in the outage: %s', (count, verdict) => {
    expect(verdictOf({ attributed: failed(count) })).toBe(verdict);
  });

  // P(X <= 1 | 7, 0.749) = 0.0014, | 8: 0.00039. One where a day has two is no doubt: 0.06.
  it.each([
    [6, 'no-evidence'],
    [7, 'recovered'],
  ])('of all but one of %i: %s', (count, verdict) => {
    const baseline = baselineOf([counted('DisconnectionError', 2)]);
    const afterwards = [failedRequest(WATCHED_FROM)];
    expect(verdictOf({ attributed: failed(count), afterwards, baseline })).toBe(verdict);
  });

  it('counts requests in the during-intervals of downtime and partial windows alone', () => {
    const tries = sightings('DisconnectionError', 40, START).map((one) => ({ ...one, urlMark: 7 }));
    // 40 tries in 40 s are four requests of ten seconds.
    expect(verdictOf({ attributed: during(window, tries) })).toBe('no-evidence');
    const grace = inRecovery(window, failedRequests(9, END + 2000));
    expect(verdictOf({ attributed: [...failed(4), ...grace] })).toBe('no-evidence');
    const partial = windowOf({ phase: 'partial' });
    expect(verdictOf({ attributed: during(partial, failedRequests(5, START)) })).toBe('recovered');
    const shutdown = windowOf({ phase: 'shutdown' });
    expect(verdictOf({ attributed: during(shutdown, failedRequests(9, START)) })).toBe('no-evidence');
    expect(
      verdictOf({ attributed: failed(4), elsewhere: elsewhere('b', failedRequests(1, END - 1000)) }),
    ).toBe('recovered');
  });

  it.each([
    ['the window', START, 'no-evidence'],
    ['the recovery grace', END, 'no-evidence'],
    ['the observation', WATCHED_FROM + MINUTE, 'no-evidence'],
    ['the follow-up only', WATCHED_FROM + HOUR, 'recovered'],
  ])('cannot be concluded where events were thrown away in %s', (_, minute, verdict) => {
    expect(verdictOf({ attributed: storm, discards: [discard(minute)] })).toBe(verdict);
  });

  it.each([
    ['the window', START],
    ['the follow-up', WATCHED_FROM + HOUR],
  ])('says why nothing can be said where events were thrown away in %s', (_, minute) => {
    expect(checkRecovery({ discards: [discard(minute)] }).evidence.text).toMatch(
      /which says nothing either way\. Events were thrown away: what was not heard says nothing\./,
    );
  });

  it('needs no baseline', () => {
    expect(checkRecovery({ attributed: failed(5), baseline: shortBaseline() })).toMatchObject({
      verdict: 'recovered',
      evidence: {
        test: { name: 'binomial' },
        text: 'No failure after the end; had the outage gone on, some 15 more requests would have failed in 30 min (binomial test, p = 9.9e-4). Its baseline is shorter than an hour: a silence or a rise could not be tested.',
      },
    });
  });
});

describe('proof of life', () => {
  // 48 half hours in the baseline day: n_B / 48 predicted, of which a third must have been seen.
  it.each([
    [1, 144, 'recovered'],
    [1, 145, 'no-evidence'],
    [2, 288, 'recovered'],
    [2, 289, 'no-evidence'],
    [1, 0, 'recovered'],
    [0, 10, 'no-evidence'],
  ])('is %i ordinary OOPSes where %i a day are usual: %s', (seen, usual, verdict) => {
    const afterwards = sightings('NotFound', seen, WATCHED_FROM);
    expect(verdictOf({ afterwards, baseline: baselineOf([counted('NotFound', usual)]) })).toBe(verdict);
  });

  // 144 a day predict 143.9 in the follow-up.
  it.each([
    [48, 'recovered'],
    [47, 'no-evidence'],
  ])('is also %i in the follow-up: %s', (seen, verdict) => {
    const afterwards = spread('NotFound', seen, { start: WATCHED_FROM + HOUR, end: END + 23 * HOUR });
    expect(verdictOf({ afterwards, baseline: baselineOf([counted('NotFound', 144)]) })).toBe(verdict);
  });

  it('is no outage failure, holds although events were thrown away, and needs a baseline', () => {
    const baseline = baselineOf([counted('NotFound', 144), counted('DisconnectionError', 90)]);
    const afterwards = [sighting('NotFound', WATCHED_FROM)];
    expect(checkRecovery({ afterwards, baseline, discards: [discard(WATCHED_FROM)] })).toMatchObject({
      verdict: 'recovered',
      evidence: {
        text: 'No failure seen after the end; 1 ordinary OOPS in 30 min shows it alive. More events were thrown away.',
        test: null,
      },
    });
    expect(
      checkRecovery({ afterwards, baseline, discards: [discard(WATCHED_FROM + HOUR)] }).evidence.text,
    ).toBe('No failure after the end; 1 ordinary OOPS in 30 min shows it alive.');
    expect(verdictOf({ afterwards: [failedRequest(WATCHED_FROM)], baseline })).toBe('no-evidence');
    expect(verdictOf({ afterwards, baseline: shortBaseline() })).toBe('no-evidence');
  });
});

describe('a doubt', () => {
  // One of 1 + n_B with p = 1/49: 0.0404 at 1, 0.06 at 2.
  it.each([
    [1, 'no-evidence'],
    [2, 'recovered'],
  ])('is a late failure where a day has %i: %s', (usual, verdict) => {
    const baseline = baselineOf([counted('DisconnectionError', usual)]);
    expect(verdictOf({ attributed: storm, afterwards: [failedRequest(WATCHED_FROM)], baseline })).toBe(
      verdict,
    );
  });

  // Two of 2 + n_B with p = 1/9: 0.034 at 1, 0.064 at 2.
  it.each([
    [1, 'no-evidence'],
    [2, 'recovered'],
  ])('is two in the first three hours where a day has %i: %s', (usual, verdict) => {
    const baseline = baselineOf([counted('DisconnectionError', usual)]);
    const afterwards = failedRequests(2, WATCHED_FROM + HOUR);
    expect(verdictOf({ attributed: storm, afterwards, baseline })).toBe(verdict);
    expect(verdictOf({ attributed: storm, afterwards, baseline, ...followedUp() })).toBe('recovered');
  });

  it('is no recovery whatever else there is, and said', () => {
    const baseline = baselineOf([counted('NotFound', 48)]);
    const afterwards = [failedRequest(WATCHED_FROM), sighting('NotFound', WATCHED_FROM + MINUTE)];
    expect(checkRecovery({ attributed: storm, afterwards, baseline }).evidence.text).toBe(
      'In doubt: 1 late outage failure, 1 failed request in 30 min, where 0 are usual (p = 0.02), too few for an alarm and too many to call it recovered.',
    );
  });
});

describe('the lag', () => {
  it('is that of the last failure before the observation', () => {
    const afterwards = [failedRequest(END), failedRequest(WATCHED_FROM - 1)];
    expect(checkRecovery({ attributed: storm, afterwards })).toMatchObject({
      verdict: 'recovered',
      lagSeconds: 60.999,
      firstHeardAgain: END,
    });
    expect(checkRecovery({ attributed: storm })).toMatchObject({ lagSeconds: 0, firstHeardAgain: null });
  });
});
