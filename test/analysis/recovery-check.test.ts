import { describe, expect, it } from 'vitest';
import { disposeSightings } from '../../src/analysis/disposition.js';
import type { SystemEvidence } from '../../src/analysis/evidence.js';
import { checkRecoveries } from '../../src/analysis/recovery-check.js';
import {
  counted,
  during,
  END,
  evidenceOf,
  HOUR,
  MINUTE,
  SETTINGS,
  START,
  sighting,
  sightings,
  systemOf,
  WATCHED_FROM,
  watchedFor,
  windowOf,
} from '../support/build-evidence.js';

function checkAll(...systems: SystemEvidence[]) {
  return checkUntil(END + 24 * HOUR, ...systems);
}

function checkAt(alpha: number, more: Partial<SystemEvidence>) {
  const evidence = evidenceOf(systemOf(more));
  const settings = { ...SETTINGS, verdict: { ...SETTINGS.verdict, alpha } };
  return checkRecoveries(evidence, disposeSightings(evidence, settings), settings)[0]?.verdict;
}

function checkUntil(observedUntil: number, ...systems: SystemEvidence[]) {
  const evidence = { ...evidenceOf(...systems), observedUntil };
  return checkRecoveries(evidence, disposeSightings(evidence, SETTINGS), SETTINGS);
}

function check(more: Partial<SystemEvidence> = {}) {
  const [checked] = checkAll(systemOf(more));
  if (!checked) throw new Error('one system in, one out');
  return checked;
}

/** A storm that leaves no doubt: 602 failures in the 602 s of the window, tolerance included: one a second. */
const storm = during(windowOf(), sightings('DisconnectionError', 602, START - 1000));
const whole = 30 * MINUTE;

describe('before anything can be said', () => {
  it('is ongoing while a window is open', () => {
    const open = windowOf({ end: null });
    expect(check({ windows: [{ window: open, named: false }], end: null }).verdict).toBe('ongoing');
  });

  it.each([
    [5 * MINUTE - 1, 'too-early'],
    [5 * MINUTE, 'recovered'],
  ])('after %i ms of observation: %s', (length, verdict) => {
    expect(check({ attributed: storm, observation: watchedFor(length) }).verdict).toBe(verdict);
  });

  it('says how much longer to watch: the rest of the minimum where the outage failed fast', () => {
    expect(check({ attributed: storm, observation: watchedFor(2 * MINUTE) }).secondsNeeded).toBe(180);
  });

  it.each([
    [WATCHED_FROM, 300],
    [WATCHED_FROM - 1, 301],
    [END, 361],
    [END - MINUTE, 421],
  ])('counts from what has been read, also before the observation begins: %#', (observedUntil, seconds) => {
    const system = systemOf({ attributed: storm, observation: watchedFor(0) });
    expect(checkUntil(observedUntil, system)).toMatchObject([
      { verdict: 'too-early', secondsNeeded: seconds },
    ]);
  });

  it('says to watch longer where the outage failed slowly', () => {
    // 6 in 602 s: 6.9 would have come in 692.3 s.
    const slow = during(windowOf(), sightings('DisconnectionError', 6, START));
    expect(check({ attributed: slow, observation: watchedFor(2 * MINUTE) }).secondsNeeded).toBe(573);
    expect(check({ attributed: slow, observation: watchedFor(6 * MINUTE) })).toMatchObject({
      verdict: 'no-evidence',
      secondsNeeded: 333,
    });
  });

  // 2 in 602 s: 6.9 would have come in 2077 s, which is longer than anybody watches.
  it.each([
    [2, 2 * MINUTE, 'too-early', 180],
    [2, 5 * MINUTE, 'no-evidence', null],
    [0, 2 * MINUTE, 'too-early', 180],
    [0, 5 * MINUTE, 'no-evidence', null],
  ])('promises no answer that the observation is too short for: %i failures, %i ms watched', (...row) => {
    const [failed, length, verdict, secondsNeeded] = row;
    const attributed = during(windowOf(), sightings('DisconnectionError', failed, START));
    expect(check({ attributed, observation: watchedFor(length) })).toMatchObject({ verdict, secondsNeeded });
  });

  it('says to watch until silence would be significant, at the usual rate', () => {
    // 1440 a day: one a minute; −ln 0.001 = 6.908 of them take 414.5 s.
    const baselineCounts = [counted('NotFound', 1440)];
    expect(check({ baselineCounts, observation: watchedFor(6 * MINUTE) })).toMatchObject({
      verdict: 'no-evidence',
      secondsNeeded: 55,
    });
  });

  it.each([
    [5 * MINUTE - 1, null],
    [5 * MINUTE, 180],
  ])('says to watch on only where the next window, after %i ms, leaves the time', (left, secondsNeeded) => {
    const wanted = { start: WATCHED_FROM, end: WATCHED_FROM + left };
    const observation = { ...watchedFor(2 * MINUTE), wanted };
    expect(check({ attributed: storm, observation })).toMatchObject({ verdict: 'too-early', secondsNeeded });
  });

  it('says of no time that it would help where the next window cut the observation', () => {
    const observation = { ...watchedFor(2 * MINUTE), cutBy: 'window' as const };
    expect(check({ attributed: storm, observation })).toMatchObject({
      verdict: 'too-early',
      secondsNeeded: null,
    });
  });
});

describe('late outage failures', () => {
  const late = (...times: number[]) =>
    times.map((time) => sighting('DisconnectionError', WATCHED_FROM + time));

  it.each([
    ['a moment less than five minutes', 25 * MINUTE + 1, 'not-recovered', null],
    ['five minutes', 25 * MINUTE, 'recovered-late', 1561],
  ])('with %s of quiet after the last: %#', (_, last, verdict, lagSeconds) => {
    expect(check({ attributed: storm, afterwards: late(0, last) })).toMatchObject({ verdict, lagSeconds });
  });

  it('do not count before the observation, but make the lag', () => {
    const afterwards = [
      sighting('DisconnectionError', END),
      sighting('DisconnectionError', WATCHED_FROM - 1),
    ];
    expect(check({ attributed: storm, afterwards })).toMatchObject({
      verdict: 'recovered',
      lagSeconds: 60.999,
    });
    expect(check({ attributed: storm })).toMatchObject({ verdict: 'recovered', lagSeconds: 0 });
  });

  it('make no lag when they lie past the observation, nor does any other OOPS', () => {
    const watched = watchedFor(10 * MINUTE);
    const afterwards = [
      sighting('NotFound', END),
      sighting('NotFound', WATCHED_FROM + 5),
      sighting('DisconnectionError', watched.interval.end),
    ];
    const baselineCounts = [counted('NotFound', 144)];
    expect(check({ attributed: storm, afterwards, observation: watched, baselineCounts })).toMatchObject({
      verdict: 'recovered',
      lagSeconds: 0,
    });
  });

  // One in 30 min against n in a day: P(X >= 1) is 0.021 at n = 1. Two: 0.00021 at 1, 0.0020 at 3, 0.00091 at 2.
  it.each([
    [1, 0, 'recovered-late'],
    [1, 1, 'recovered'],
    [2, 2, 'recovered-late'],
    [2, 3, 'recovered'],
  ])('%i where the baseline has %i: %s', (seen, before, verdict) => {
    const baselineCounts = before > 0 ? [counted('DisconnectionError', before)] : [];
    const afterwards = late(...Array.from({ length: seen }, (_, index) => index * 1000));
    expect(check({ attributed: storm, afterwards, baselineCounts }).verdict).toBe(verdict);
  });

  it('decide with a p-value below α, not with one that equals it', () => {
    const more = {
      attributed: storm,
      afterwards: late(0, 1000),
      baselineCounts: [counted('DisconnectionError', 2)],
    };
    const p = check(more).evidence.test?.pValue ?? Number.NaN;
    expect(checkAt(p, more)).toBe('recovered');
    expect(checkAt(p * (1 + Number.EPSILON), more)).toBe('recovered-late');
  });

  it('are judged by p-values adjusted over the systems that have any', () => {
    const two = {
      attributed: storm,
      afterwards: late(0, 1000),
      baselineCounts: [counted('DisconnectionError', 2)],
    };
    const usual = {
      attributed: storm,
      afterwards: late(0),
      baselineCounts: [counted('DisconnectionError', 400)],
    };
    expect(check(two).verdict).toBe('recovered-late');
    expect(checkAll(systemOf(two), systemOf(usual)).map(({ verdict }) => verdict)).toEqual([
      'recovered',
      'recovered',
    ]);
  });

  it('leave it open where no baseline says whether they are usual', () => {
    expect(check({ attributed: storm, afterwards: late(0), baseline: [] })).toMatchObject({
      verdict: 'no-evidence',
    });
  });
});

describe('silence', () => {
  // 30 min of a day: 48 parts. P(0) at 331 / 48 = 6.8958 is 0.00101, at 332 / 48 = 6.9167 it is 0.00099.
  it.each([
    [331, 'no-evidence'],
    [332, 'silent'],
  ])('where %i a day are usual: %s', (usual, verdict) => {
    expect(check({ baselineCounts: [counted('NotFound', usual)] }).verdict).toBe(verdict);
  });

  it('is broken by one OOPS of any kind', () => {
    const baselineCounts = [counted('NotFound', 332)];
    const afterwards = [sighting('DisconnectionError', WATCHED_FROM)];
    expect(
      check({ baselineCounts: [...baselineCounts, counted('DisconnectionError', 48)], afterwards }).verdict,
    ).not.toBe('silent');
  });

  it('comes before recovery: a system that failed and was never heard again has not shown that it came back', () => {
    expect(check({ attributed: storm, baselineCounts: [counted('NotFound', 332)] }).verdict).toBe('silent');
  });

  it('cannot be tested without a baseline', () => {
    expect(
      check({ attributed: storm, baseline: [], baselineCounts: [counted('NotFound', 9999)] }).verdict,
    ).toBe('recovered');
  });
});

describe('other failures after the outage', () => {
  const others = (count: number) => sightings('KeyError', count, WATCHED_FROM);

  it.each([
    ['many where none are usual', 3, 0, 'elevated'],
    ['two where none are usual, which can be chance', 1, 1, 'recovered'],
    ['significantly more, and twice as many', 4000, 48 * 2000, 'elevated'],
    ['significantly more, but not twice as many', 3999, 48 * 2000, 'recovered'],
  ])('%s: %#', (_, seen, usual, verdict) => {
    const baselineCounts = usual > 0 ? [counted('KeyError', usual)] : [];
    expect(check({ attributed: storm, afterwards: others(seen).map(spread), baselineCounts }).verdict).toBe(
      verdict,
    );
  });

  // n_A of n_A + n_B with p = 1/49: 2 of 2 is 0.00042; 2 of 3 is 0.00123; 3 of 12 is 0.0016; 3 of 10 is 0.0009.
  it.each([
    [2, 0, 'elevated'],
    [2, 1, 'recovered'],
    [3, 7, 'elevated'],
    [3, 9, 'recovered'],
  ])('%i after against %i before, by the conditional binomial test: %s', (seen, usual, verdict) => {
    const baselineCounts = usual > 0 ? [counted('KeyError', usual)] : [];
    const checked = check({ attributed: storm, afterwards: others(seen), baselineCounts });
    expect(checked.verdict).toBe(verdict);
    if (verdict === 'elevated') expect(checked.evidence.test?.name).toBe('conditional binomial');
  });

  it('names the signatures that make up the rise, the steepest first', () => {
    const afterwards = [
      ...sightings('KeyError', 4, WATCHED_FROM),
      ...sightings('NotFound', 2, WATCHED_FROM + MINUTE),
    ];
    const checked = check({ attributed: storm, afterwards, baselineCounts: [counted('NotFound', 24)] });
    expect(checked.evidence.text).toMatch(/: KeyError 4 \(usually 0\); NotFound 2 \(usually 0\.5\)\.$/);
  });
});

describe('what shows recovery', () => {
  // r·|A| = expected / 602 s · 1800 s: 2 give 5.98, 3 give 8.97. With 600 s: 6 give 5.98, 7 give 6.98.
  it.each([
    [2, whole, 'no-evidence'],
    [3, whole, 'recovered'],
    [6, 10 * MINUTE, 'no-evidence'],
    [7, 10 * MINUTE, 'recovered'],
  ])('%i failures in the outage, none in %i ms after it: %s', (failed, length, verdict) => {
    const attributed = during(windowOf(), sightings('DisconnectionError', failed, START));
    expect(check({ attributed, observation: watchedFor(length) }).verdict).toBe(verdict);
  });

  it('is enough where exactly 6.9 failures would have followed', () => {
    // 69 in 3000 s, tolerance included: 6.9 in the 300 s watched.
    const window = windowOf({ end: START + 2_998_000 });
    const watched = { start: WATCHED_FROM, end: WATCHED_FROM + 300_000 };
    const verdictAfter = (failed: number) =>
      check({
        windows: [{ window, named: false }],
        attributed: during(window, sightings('DisconnectionError', failed, START)),
        observation: { interval: watched, wanted: watched, cutBy: null },
      }).verdict;
    expect(verdictAfter(69)).toBe('recovered');
    expect(verdictAfter(68)).toBe('no-evidence');
  });

  it('takes the rate of the outage from the expected failures during it, and from nothing else', () => {
    const window = windowOf();
    const inTheGrace = sightings('DisconnectionError', 9, END + 2000).map((seen) => ({
      ...seen,
      window,
      relation: 'recovery' as const,
    }));
    const seen = during(window, [
      ...sightings('DisconnectionError', 2, START),
      ...sightings('Tolerated', 9, START),
    ]);
    expect(check({ attributed: [...seen, ...inTheGrace] }).verdict).toBe('no-evidence');
  });

  it('does not weigh usual outage failures against ordinary signs of life', () => {
    const baselineCounts = [counted('NotFound', 144), counted('DisconnectionError', 90)];
    expect(check({ afterwards: sightings('NotFound', 1, WATCHED_FROM), baselineCounts }).verdict).toBe(
      'recovered',
    );
  });

  // 48 half hours in the baseline day: n_B / 48 predicted, of which a third must have been seen.
  it.each([
    [1, 144, 'recovered'],
    [1, 145, 'no-evidence'],
    [2, 288, 'recovered'],
    [2, 289, 'no-evidence'],
    [0, 10, 'no-evidence'],
  ])('%i ordinary OOPSes as proof of life where %i a day are usual: %s', (seen, usual, verdict) => {
    const afterwards = sightings('NotFound', seen, WATCHED_FROM);
    expect(check({ afterwards, baselineCounts: [counted('NotFound', usual)] }).verdict).toBe(verdict);
  });

  it('tells when the system was first heard again', () => {
    const afterwards = [sighting('DisconnectionError', END + 5), sighting('NotFound', WATCHED_FROM)];
    expect(check({ attributed: storm, afterwards }).firstHeardAgain).toBe(END + 5);
  });
});

/** Spreads what was made a second apart over the observation, so that thousands lie in it. */
function spread<T extends { time: number }>(one: T): T {
  return { ...one, time: WATCHED_FROM + (((one.time - WATCHED_FROM) / 1000) % (30 * MINUTE)) };
}

describe('what the recovery check shows', () => {
  it('is at most five OOPSes', () => {
    const afterwards = sightings('NotFound', 6, WATCHED_FROM);
    const shown = afterwards.slice(0, 5).map(({ oopsId }) => oopsId);
    const baselineCounts = [counted('NotFound', 300)];
    expect(check({ attributed: storm, afterwards, baselineCounts }).evidence.oopsIds).toEqual(shown);
    expect(check({ attributed: storm }).evidence.oopsIds).toEqual([]);
  });

  it.each([
    ['Poisson', sightings('DisconnectionError', 4, WATCHED_FROM), 'recovered-late'],
    ['Poisson', [], 'silent'],
    ['conditional binomial', sightings('KeyError', 60, WATCHED_FROM), 'elevated'],
  ])('is the name of the test that decided: %s, %#', (name, afterwards, verdict) => {
    const baselineCounts = [counted('NotFound', 400)];
    expect(check({ attributed: storm, afterwards, baselineCounts })).toMatchObject({
      verdict,
      evidence: { test: { name } },
    });
  });

  it('weighs among the late failures only systems that have some, and a baseline', () => {
    const late = {
      attributed: storm,
      afterwards: sightings('DisconnectionError', 2, WATCHED_FROM),
      baselineCounts: [counted('DisconnectionError', 2)],
    };
    const others = [systemOf({ attributed: storm }), systemOf({ ...late, baseline: [] })];
    expect(checkAll(systemOf(late), ...others)[0]?.verdict).toBe('recovered-late');
  });
});
