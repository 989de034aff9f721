import { describe, expect, it } from 'vitest';
import { checkRecoveries } from '../../../src/analysis/recovery/recovery-check.js';
import {
  baselineOf,
  counted,
  cutByWindow,
  during,
  END,
  evidenceOf,
  failedRequests,
  held,
  MINUTE,
  SETTINGS,
  START,
  sighting,
  sightings,
  systemOf,
  WATCHED_FROM,
  watchedFor,
  windowOf,
} from '../../support/build-evidence.js';
import { checkRecovery } from '../../support/check-recovery.js';

const storm = during(windowOf(), failedRequests(600, START));

describe('before anything can be said', () => {
  it('is ongoing while a window is open', () => {
    const open = { windows: held(windowOf({ end: null })), end: null };
    expect(checkRecovery(open)).toMatchObject({
      verdict: 'ongoing',
      evidence: { text: 'A window that holds it is still open.' },
      accounts: [{ row: 'watched long enough', decided: true }],
    });
  });

  it.each([
    [watchedFor(5 * MINUTE - 1), 'too-early'],
    [watchedFor(5 * MINUTE), 'recovered'],
    [cutByWindow(5 * MINUTE - 1), 'no-evidence'],
    [cutByWindow(5 * MINUTE), 'recovered'],
  ])('asks for five minutes, which the next window may not leave: %#', (observation, verdict) => {
    expect(checkRecovery({ attributed: storm, observation }).verdict).toBe(verdict);
  });

  it('says how long it was watched', () => {
    expect(checkRecovery({ observation: watchedFor(2 * MINUTE) }).evidence.text).toBe(
      'Only 2 min could be watched so far. Watch 3 min more.',
    );
    expect(checkRecovery({ observation: cutByWindow(2 * MINUTE) }).evidence.text).toBe(
      'Only 2 min lie before the next window on it, which is too short to tell.',
    );
  });

  it.each([
    [WATCHED_FROM, 300],
    [WATCHED_FROM - 1, 301],
    [END, 361],
  ])('counts from what has been read, also before the observation begins: %#', (observedUntil, seconds) => {
    const system = systemOf({ attributed: storm, observation: watchedFor(0) });
    const [checked] = checkRecoveries({ ...evidenceOf(system), observedUntil }, SETTINGS);
    expect(checked).toMatchObject({ verdict: 'too-early', secondsNeeded: seconds });
  });
});

describe('what the recovery check shows', () => {
  it('is the rows up to the one that decided', () => {
    const rows = (more: Parameters<typeof checkRecovery>[0]) =>
      checkRecovery(more).accounts.map(({ row, decided }) => (decided ? `${row}!` : row));
    const early = ['watched long enough', 'late failures without a baseline'];
    const silence = ['late failures', 'late failures in the first three hours', 'silence'];
    expect(rows({ attributed: storm, baseline: baselineOf([counted('NotFound', 999)]) })).toEqual([
      ...early,
      ...silence.slice(0, 2),
      'silence!',
    ]);
    expect(rows({})).toEqual([
      ...early,
      ...silence,
      'silence in the follow-up',
      'partly silent',
      'partly silent in the follow-up',
      'more other failures than usual',
      'recovered',
      'no evidence!',
    ]);
  });

  it('is at most five OOPSes', () => {
    const afterwards = sightings('NotFound', 6, WATCHED_FROM);
    const shown = afterwards.slice(0, 5).map(({ oopsId }) => oopsId);
    const baseline = baselineOf([counted('NotFound', 300)]);
    expect(checkRecovery({ attributed: storm, afterwards, baseline }).evidence.oopsIds).toEqual(shown);
  });

  it('says in the end what was heard', () => {
    expect(checkRecovery().evidence.text).toBe(
      'Nothing heard in 23 h 58 min, which says nothing either way.',
    );
    const baseline = baselineOf([counted('NotFound', 200)]);
    expect(checkRecovery({ afterwards: [sighting('NotFound', WATCHED_FROM)], baseline }).evidence.text).toBe(
      '1 OOPS heard in 23 h 58 min, which says nothing either way.',
    );
  });
});
