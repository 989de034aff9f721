import { describe, expect, it } from 'vitest';
import {
  baselineOf,
  counted,
  discard,
  during,
  failedRequest,
  failedRequests,
  followedUp,
  HOUR,
  MINUTE,
  SECOND,
  START,
  settingsAt,
  shortBaseline,
  sighting,
  sightings,
  systemOf,
  WATCHED_FROM,
  windowOf,
} from '../../support/build-evidence.js';
import { checkAll, checkRecovery } from '../../support/check-recovery.js';

/** A storm that leaves no doubt. */
const storm = during(windowOf(), failedRequests(600, START));
const late = (...after: number[]) => after.map((time) => failedRequest(WATCHED_FROM + time));
const usualFailures = (count: number) => ({ baseline: baselineOf([counted('DisconnectionError', count)]) });

describe('late outage failures', () => {
  // n of n + n_B with p = 1/49: 2 of 2 is 0.00042, 2 of 3 is 0.00123; 3 of 10 is 0.00092, 3 of 11 is 0.00124.
  it.each([
    [1, 0, 'no-evidence'],
    [2, 0, 'recovered-late'],
    [2, 1, 'no-evidence'],
    [3, 7, 'recovered-late'],
    [3, 8, 'no-evidence'],
  ])('%i where a day has %i: %s', (seen, before, verdict) => {
    const afterwards = failedRequests(seen, WATCHED_FROM);
    expect(checkRecovery({ attributed: storm, afterwards, ...usualFailures(before) }).verdict).toBe(verdict);
  });

  it.each([
    ['twice as often', 4000, 'recovered-late'],
    ['a little less', 3999, 'recovered'],
  ])('must come at least twice as often: %s', (_, seen, verdict) => {
    const afterwards = Array.from({ length: seen }, (_one, index) =>
      failedRequest(WATCHED_FROM + index * 300),
    );
    const attributed = during(
      windowOf(),
      Array.from({ length: 9000 }, (_one, index) => failedRequest(START + index * 60)),
    );
    expect(checkRecovery({ attributed, afterwards, ...usualFailures(96_000) }).verdict).toBe(verdict);
  });

  it('count by requests: eight tries of one are one', () => {
    const tries = sightings('DisconnectionError', 8, WATCHED_FROM).map((one) => ({ ...one, urlMark: 1 }));
    expect(checkRecovery({ attributed: storm, afterwards: tries }).verdict).toBe('no-evidence');
  });

  it('decide with a p-value below α, not with one that equals it', () => {
    const more = { attributed: storm, afterwards: late(0, SECOND), ...usualFailures(0) };
    const p = checkRecovery(more).evidence.test?.pValue ?? Number.NaN;
    expect(p).toBeCloseTo(1 / 49 ** 2, 12);
    expect(checkRecovery(more, settingsAt(p)).verdict).toBe('no-evidence');
    expect(checkRecovery(more, settingsAt(p * (1 + Number.EPSILON))).verdict).toBe('recovered-late');
  });

  it('leave it open where no baseline says whether they are usual', () => {
    const checked = checkRecovery({ attributed: storm, afterwards: late(0), baseline: shortBaseline() });
    expect(checked).toMatchObject({
      verdict: 'no-evidence',
      evidence: {
        text: '1 late outage failure, and its baseline is shorter than an hour: it cannot be said whether they are usual.',
      },
    });
  });

  it('are adjusted over the systems that have any, and a baseline', () => {
    const two = systemOf({ attributed: storm, afterwards: late(0, SECOND) });
    const usual = systemOf({ attributed: storm, afterwards: late(0), ...usualFailures(400) });
    const [first, second] = checkAll([two, usual]);
    // 0.00042, doubled, is still below α; with a third it is not.
    expect([first?.verdict, second?.verdict]).toEqual(['recovered-late', 'recovered']);
    const three = checkAll([two, usual, { ...usual, system: 'mail' }]);
    expect(three[0]).toMatchObject({
      verdict: 'no-evidence',
      worthALook: [{ type: null, of: 'not-recovered', count: 2 }],
    });
    expect(three[0]?.worthALook[0]?.pValue).toBeCloseTo(1 / 49 ** 2, 12);
    const quiet = systemOf({ attributed: storm });
    const unheard = { ...usual, baseline: shortBaseline() };
    expect(checkAll([two, quiet, quiet, quiet, unheard])[0]?.verdict).toBe('recovered-late');
  });
});

describe('the quiet after late failures', () => {
  it.each([
    ['a moment less than five minutes', 25 * MINUTE + 1, 'not-recovered', null],
    ['five minutes', 25 * MINUTE, 'recovered-late', 1561],
  ])('is %s: %#', (_, last, verdict, lagSeconds) => {
    expect(checkRecovery({ attributed: storm, afterwards: late(0, last) })).toMatchObject({
      verdict,
      lagSeconds,
    });
  });

  // D = 602 s + 62 s, q = 1799 s: (664 / 2463)^5 = 0.0014, ^6 = 0.00038.
  it.each([
    [3, 'not-recovered'],
    [4, 'recovered-late'],
  ])('decides where %i requests failed in the outage and two after it: %s', (failed, verdict) => {
    const attributed = during(windowOf(), failedRequests(failed, START));
    expect(checkRecovery({ attributed, afterwards: late(0, SECOND) }).verdict).toBe(verdict);
  });

  it.each([
    ['an ordinary OOPS in it', 2 * SECOND, 'recovered-late'],
    ['one before it', 500, 'not-recovered'],
  ])('need not decide with %s: %#', (_, at, verdict) => {
    const ordinary = sighting('NotFound', WATCHED_FROM + at);
    const afterwards = [...late(0, SECOND), ordinary].sort((a, b) => a.time - b.time);
    const baseline = baselineOf([counted('NotFound', 48)]);
    expect(checkRecovery({ afterwards, baseline }).verdict).toBe(verdict);
  });

  it.each([
    ['the window', late(0, SECOND), START, 'not-recovered'],
    ['the observation', late(0, SECOND), WATCHED_FROM, 'not-recovered'],
    ['the follow-up, which does not matter here', late(0, SECOND), WATCHED_FROM + HOUR, 'recovered-late'],
    ['the follow-up', failedRequests(4, WATCHED_FROM + HOUR), WATCHED_FROM + 2 * HOUR, 'not-recovered'],
  ])('is none where events were thrown away in %s', (_, afterwards, thrownAway, verdict) => {
    const discards = [discard(thrownAway)];
    expect(checkRecovery({ attributed: storm, afterwards, discards }).verdict).toBe(verdict);
  });

  it('says what came, and what decided', () => {
    const more = { attributed: during(windowOf(), failedRequests(3, START)), afterwards: late(0, SECOND) };
    expect(checkRecovery(more).evidence.text).toBe(
      '2 late outage failures, the last at 00:11:02, and 29 min 59 s after it are too little to call it over; 2 failed requests in 30 min, where 0 are usual (conditional binomial test, p = 4.2e-4).',
    );
    expect(checkRecovery({ ...more, attributed: storm }).evidence.text).toBe(
      '2 late outage failures, the last 1 min 2 s after the end: so long a quiet would be unlikely had they gone on (binomial test, p < 1e-300); 2 failed requests in 30 min, where 0 are usual (conditional binomial test, p = 4.2e-4).',
    );
    const again = [...late(0, SECOND), sighting('NotFound', WATCHED_FROM + MINUTE)];
    const baseline = baselineOf([counted('NotFound', 48)]);
    expect(checkRecovery({ afterwards: again, baseline }).evidence.text).toContain(
      'after the end: 1 ordinary OOPS after it shows it alive;',
    );
  });
});

describe('late failures in the first three hours of the follow-up', () => {
  // n of n + n_B with p = 3 h / 27 h: 3 of 3 is 0.00137, 4 of 4 is 0.00015, 4 of 5 is 0.00069, 4 of 6 is 0.0019.
  it.each([
    [3, 0, 'no-evidence'],
    [4, 0, 'recovered-late'],
    [4, 1, 'recovered-late'],
    [4, 2, 'no-evidence'],
  ])('%i where a day has %i: %s', (seen, before, verdict) => {
    const afterwards = failedRequests(seen, WATCHED_FROM + HOUR);
    const checked = checkRecovery({ attributed: storm, afterwards, ...usualFailures(before) });
    expect(checked.verdict).toBe(verdict);
    if (verdict === 'recovered-late') {
      expect(checked.accounts.at(-1)?.row).toBe('late failures in the first three hours');
      expect(checked.lagSeconds).toBe(61 + 3600 + 3);
    }
  });

  // D = 602 s + 3664 s, q = 7197 s: (4266 / 11463)^6 = 0.0027, ^7 = 0.00099.
  it.each([
    [2, 'not-recovered'],
    [3, 'recovered-late'],
  ])('are over by their quiet where %i failed in the outage: %s', (failed, verdict) => {
    const attributed = during(windowOf(), failedRequests(failed, START));
    expect(checkRecovery({ attributed, afterwards: failedRequests(4, WATCHED_FROM + HOUR) }).verdict).toBe(
      verdict,
    );
  });

  it('do not count past them', () => {
    const afterwards = failedRequests(9, WATCHED_FROM + 3 * HOUR);
    expect(checkRecovery({ attributed: storm, afterwards }).verdict).toBe('recovered');
  });

  it('are not over while the rest of the hours is a storm', () => {
    const afterwards = failedRequests(4, WATCHED_FROM + HOUR);
    const { followUp, followUpCounts } = followedUp(afterwards);
    const calm = (quiet: number) => ({
      attributed: storm,
      afterwards,
      followUp,
      followUpCounts: {
        ...followUpCounts,
        firstHours: [{ start: WATCHED_FROM, end: WATCHED_FROM + HOUR + 3 * SECOND + quiet }],
      },
    });
    expect(checkRecovery(calm(5 * MINUTE - 1)).verdict).toBe('not-recovered');
    expect(checkRecovery(calm(5 * MINUTE)).verdict).toBe('recovered-late');
    const later = { start: WATCHED_FROM + 2 * HOUR, end: WATCHED_FROM + 2 * HOUR + MINUTE };
    const [before] = calm(4 * MINUTE - 1).followUpCounts.firstHours;
    const apart = { ...followUpCounts, firstHours: before ? [before, later] : [] };
    expect(checkRecovery({ ...calm(0), followUpCounts: apart }).verdict).toBe('not-recovered');
  });

  it('are adjusted apart from those of the observation', () => {
    const usual = (system: string, after: number) =>
      systemOf({ system, attributed: storm, afterwards: late(after), ...usualFailures(400) });
    // 4 of 5: 0.00069, alone in its row; the four others have late failures in both.
    const slow = systemOf({
      attributed: storm,
      afterwards: failedRequests(4, WATCHED_FROM + HOUR),
      ...usualFailures(1),
    });
    expect(checkAll([slow])[0]?.verdict).toBe('recovered-late');
    expect(checkAll([slow, usual('a', HOUR)])[0]).toMatchObject({
      verdict: 'no-evidence',
      worthALook: [{ of: 'not-recovered', count: 4 }],
    });
    // One that an earlier row decided is left out.
    const open = systemOf({
      system: 'open',
      end: null,
      windows: [{ window: windowOf({ end: null }), named: true }],
    });
    expect(checkAll([slow, open])[0]?.verdict).toBe('recovered-late');
  });
});
