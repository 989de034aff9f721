import { describe, expect, it } from 'vitest';
import {
  baselineOf,
  counted,
  discard,
  during,
  failedRequests,
  MINUTE,
  START,
  sighting,
  WATCHED_FROM,
  watchedFor,
  windowOf,
} from '../../support/build-evidence.js';
import { checkRecovery } from '../../support/check-recovery.js';

const failed = (count: number) => during(windowOf(), failedRequests(count, START));

describe('secondsNeeded', () => {
  it.each([
    [2, 180],
    [0, 300],
  ])('is the rest of the minimum after %i minutes where the outage failed fast', (minutes, seconds) => {
    const more = { attributed: failed(600), observation: watchedFor(minutes * MINUTE) };
    expect(checkRecovery(more)).toMatchObject({ verdict: 'too-early', secondsNeeded: seconds });
  });

  // K requests in 602 s are missed after 602 s · (0.001^(−1/K) − 1): 1301.7 s, 1794.6 s, 2783 s.
  it.each([
    [6, 942],
    [5, 1435],
    [4, null],
    [0, null],
  ])(
    'is until the absence of %i requests decides, where the observation reaches so far: %s',
    (count, seconds) => {
      const observation = watchedFor(6 * MINUTE);
      expect(checkRecovery({ attributed: failed(count), observation })).toMatchObject({
        verdict: 'no-evidence',
        secondsNeeded: seconds,
      });
    },
  );

  it('is until silence would decide, at one a minute 414.5 s, where nothing was heard or thrown away', () => {
    const more = { baseline: baselineOf([counted('NotFound', 1440)]), observation: watchedFor(6 * MINUTE) };
    expect(checkRecovery(more)).toMatchObject({ verdict: 'no-evidence', secondsNeeded: 55 });
    const afterwards = [sighting('NotFound', WATCHED_FROM)];
    expect(checkRecovery({ ...more, afterwards })).toMatchObject({
      verdict: 'no-evidence',
      secondsNeeded: null,
    });
    expect(checkRecovery({ ...more, discards: [discard(WATCHED_FROM)] }).secondsNeeded).toBeNull();
    for (const minute of [START, WATCHED_FROM]) {
      const discards = [discard(minute)];
      expect(checkRecovery({ ...more, attributed: failed(6), discards }).secondsNeeded).toBeNull();
    }
  });
});
