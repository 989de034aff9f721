import { describe, expect, it } from 'vitest';
import type { ReporterCounts, SystemEvidence } from '../../../src/analysis/evidence.js';
import {
  baselineOf,
  clumps,
  counted,
  discard,
  during,
  failedRequests,
  followedUp,
  justBeforeOf,
  reporterOf,
  START,
  shortBaseline,
  spread,
  systemOf,
  watchedFor,
  windowOf,
} from '../../support/build-evidence.js';
import { checkAll, checkRecovery } from '../../support/check-recovery.js';

const storm = during(windowOf(), failedRequests(600, START));
const whole = watchedFor(30 * 60_000).interval;
const ordinary = (count: number) => spread('NotFound', count, whole);

describe('fewer ordinary OOPSes', () => {
  const usually = (count: number, dispersion = 1) =>
    baselineOf([counted('NotFound', count)], { ordinaryBins: dispersion > 1 ? clumps(dispersion) : [] });
  const verdictOf = (more: Partial<SystemEvidence>) => checkRecovery({ attributed: storm, ...more }).verdict;

  // 48 half hours a day. P(X <= 5) is 0.00101 at 789 a day, 0.000997 at 790: too weak for an alarm is a doubt.
  it.each([
    [5, 789, 'no-evidence'],
    [5, 790, 'partly-silent'],
    // 40 of 100 usual are two fifths, 39 are less.
    [40, 4800, 'recovered'],
    [39, 4800, 'partly-silent'],
  ])('%i where %i a day are usual: %s', (seen, usual, verdict) => {
    expect(verdictOf({ afterwards: ordinary(seen), baseline: usually(usual) })).toBe(verdict);
  });

  // Over φ = 4: μ = 100 / 4 = 25. 39 / 4 is rounded up to 10: P(X <= 10 | 25) = 0.00059; with φ = 5: P(X <= 8 | 20) = 0.0021.
  it.each([
    [39, 4, 'partly-silent'],
    [39, 5, 'no-evidence'],
    // P(X <= 11 | 25) = 0.0014, and P(X <= 10 | 25) again at 40, which is two fifths.
    [40, 4, 'recovered'],
  ])('%i are rounded up where they come in clumps of %i: %s', (seen, phi, verdict) => {
    expect(verdictOf({ afterwards: ordinary(seen), baseline: usually(4800, phi) })).toBe(verdict);
  });

  // 30 min of 2 h: a quarter. P(X <= 5) is 0.0107 at 52 just before, 0.0091 at 53.
  it.each([
    [52, 800, 'recovered'],
    [53, 800, 'partly-silent'],
    // 700 a day are too weak by themselves: P(X <= 5) = 0.0044, which is a doubt where both judges say so.
    [52, 700, 'recovered'],
    [53, 700, 'no-evidence'],
  ])('must be few against %i just before too, where %i a day are usual: %s', (before, usual, verdict) => {
    const justBefore = justBeforeOf(60, before);
    expect(verdictOf({ afterwards: ordinary(5), baseline: usually(usual), justBefore })).toBe(verdict);
  });

  // 40 of 100 are two fifths by what was seen just before; of 101 they are less.
  it.each([
    [400, 'recovered'],
    [404, 'partly-silent'],
  ])('must be under two fifths of the rate just before too, %i in two hours: %s', (before, verdict) => {
    const justBefore = justBeforeOf(9999, before);
    expect(verdictOf({ afterwards: ordinary(40), baseline: usually(5000), justBefore })).toBe(verdict);
  });

  it('counts OOPSes that are no outage failures alone', () => {
    const afterwards = [...ordinary(5), ...failedRequests(40, whole.start)].sort((a, b) => a.time - b.time);
    const baseline = baselineOf([counted('NotFound', 800), counted('DisconnectionError', 4000)]);
    expect(verdictOf({ afterwards, baseline })).toBe('partly-silent');
    const failures = baselineOf([counted('DisconnectionError', 4000)]);
    expect(verdictOf({ afterwards: failedRequests(40, whole.start), baseline: failures })).not.toBe(
      'partly-silent',
    );
  });

  it('says how few', () => {
    expect(checkRecovery({ afterwards: ordinary(5), baseline: usually(960) })).toMatchObject({
      evidence: {
        // P(X <= 5 | 20) = 7.2e-5
        text: 'Only 5 ordinary OOPSes in 30 min, where 20 are usual (Poisson test, p = 7.2e-5): a part of it may not have come back.',
      },
      missingReporters: [],
    });
  });

  it.each([
    ['a baseline', { baseline: shortBaseline([counted('NotFound', 800)]) }],
    ['knowing that nothing was thrown away', { baseline: usually(800), discards: [discard(whole.start)] }],
  ])('cannot be told without %s', (_, more) => {
    expect(verdictOf({ afterwards: ordinary(5), ...more })).not.toBe('partly-silent');
  });

  it('is a doubt all the same where events were thrown away: they may be all that is missing', () => {
    const { verdict, evidence } = checkRecovery({
      attributed: storm,
      baseline: usually(800),
      afterwards: ordinary(5),
      discards: [discard(whole.start)],
    });
    expect(verdict).toBe('no-evidence');
    expect(evidence.text).toMatch(/^In doubt: only 5 ordinary OOPSes in 30 min .* Events were thrown away: /);
  });
});

describe('reporters that are silent', () => {
  /** A baseline without ordinary OOPSes, of which no fewer can be, and a sign of life. */
  const calm = baselineOf([counted('DisconnectionError', 1)]);
  const alive = { attributed: storm, baseline: calm, afterwards: ordinary(1) };
  const heard = (name: string, more: Partial<ReporterCounts> = {}) =>
    reporterOf(name, { baseline: 960, observation: 1, followUp: 40, sameHours: [960], ...more });
  const check = (...reporters: ReporterCounts[]) => checkRecovery({ ...alive, reporters });

  // As in silence: P(0) at 331 / 48 is 0.00101, a doubt, at 332 / 48 0.00099. Where all others write a lot, at once is
  // as likely as alone, so that the adjustment changes neither.
  it.each([
    [331, 'no-evidence'],
    [332, 'partly-silent'],
  ])('alone, of which %i a day are usual: %s', (baseline, verdict) => {
    const reporters = [heard('A'), reporterOf('B', { baseline, followUp: 1 })];
    const checked = check(...reporters);
    expect(checked.verdict).toBe(verdict);
    expect(checked.missingReporters).toEqual(verdict === 'partly-silent' ? ['B'] : []);
  });

  it('are told of two or more', () => {
    expect(check(reporterOf('B', { baseline: 9999 })).verdict).not.toBe('partly-silent');
    expect(
      check(reporterOf('B', { baseline: 9999 }), reporterOf('NEW', { observation: 0 })).verdict,
    ).not.toBe('partly-silent');
    expect(check(reporterOf('B', { baseline: 9999 }), heard('A')).verdict).toBe('partly-silent');
  });

  it('must be unlikely by what was seen just before too', () => {
    const silent = (justBefore: number) =>
      checkRecovery({
        ...alive,
        justBefore: justBeforeOf(60, 4),
        // 18 in two hours predict 4.5: P(0) = 0.011; 19 predict 4.75: 0.0087, for which at once is no finding either.
        reporters: [
          heard('A', { justBefore: 40 }),
          reporterOf('B', { baseline: 999, justBefore, followUp: 1 }),
        ],
      }).verdict;
    expect(silent(18)).not.toBe('partly-silent');
    expect(silent(19)).toBe('partly-silent');
  });

  it('are divided by their own dispersion', () => {
    const silent = (baseline: number) =>
      check(heard('A'), reporterOf('B', { baseline, bins: clumps(3), followUp: 1 })).verdict;
    expect(silent(994)).toBe('no-evidence');
    expect(silent(995)).toBe('partly-silent');
  });

  // Each of 192 a day: 4 in half an hour, P(0) = 0.0183, no doubt alone in four: P(at least one) = 0.07.
  // Two of four: 6·0.0183²·0.9637 + … = 0.00196. Three: 2.4e-5.
  it('at once, each of which alone would be nothing', () => {
    const quiet = (name: string) => reporterOf(name, { baseline: 192, followUp: 1 });
    const two = check(quiet('B'), quiet('A'), heard('C', { baseline: 192 }), heard('D', { baseline: 192 }));
    expect(two.verdict).toBe('no-evidence');
    expect(two.evidence.text).toBe('In doubt: 2 of its 4 reporters not heard (p = 0.002): B, A.');
    const three = check(quiet('A'), quiet('B'), quiet('C'), heard('D', { baseline: 192 }));
    expect(three).toMatchObject({
      verdict: 'partly-silent',
      missingReporters: ['A', 'B', 'C'],
      evidence: {
        text: '3 of its 4 reporters not heard in 30 min: A, B, C (Poisson binomial test, p = 9.7e-5).',
        test: { name: 'Poisson binomial' },
      },
    });
    expect(three.evidence.test?.pValue).toBeCloseTo(2.42e-5, 7);
  });

  it('are named also where there are fewer ordinary OOPSes for it', () => {
    const reporters = [heard('A'), reporterOf('B', { baseline: 999 })];
    const baseline = baselineOf([counted('NotFound', 4800)]);
    expect(checkRecovery({ ...alive, baseline })).toMatchObject({
      verdict: 'partly-silent',
      missingReporters: [],
    });
    expect(checkRecovery({ ...alive, baseline, reporters })).toMatchObject({
      verdict: 'partly-silent',
      missingReporters: ['B'],
    });
  });

  it('are made up for by as many newcomers, since names change with a restart', () => {
    const gone = (name: string) => reporterOf(name, { baseline: 999 });
    const came = (name: string) => reporterOf(name, { observation: 3, followUp: 9 });
    expect(check(heard('A'), gone('B'), came('X')).verdict).toBe('recovered');
    expect(check(heard('A'), gone('B'), gone('C'), came('X'), came('Y')).verdict).toBe('recovered');
    expect(check(heard('A'), gone('B'), gone('C'), came('X'))).toMatchObject({
      verdict: 'partly-silent',
      missingReporters: ['B', 'C'],
      evidence: { text: expect.stringMatching(/^2 of its 3 reporters not heard in 30 min: B, C; new: X \(/) },
    });
    // One that was not heard in the observation makes up for nothing there.
    expect(check(heard('A'), gone('B'), reporterOf('X', { followUp: 9 })).verdict).toBe('partly-silent');
  });

  it('in the whole follow-up, against the same hours', () => {
    // 24 a day: 0.5 in the observation, 24 in the follow-up.
    const silent = (sameHours: readonly number[], baseline = 24) => {
      const { followUp, followUpCounts } = followedUp(
        alive.afterwards,
        sameHours.map(() => 9),
      );
      const reporters = [heard('A', { sameHours }), reporterOf('B', { baseline, sameHours })];
      return checkRecovery({ ...alive, reporters, followUp, followUpCounts });
    };
    expect(silent([6]).verdict).not.toBe('partly-silent');
    expect(silent([7])).toMatchObject({
      verdict: 'partly-silent',
      missingReporters: ['B'],
      evidence: { text: expect.stringMatching(/^1 of its 2 reporters not heard in 23 h 58 min: B \(/) },
    });
    expect(silent([7, 6]).verdict).not.toBe('partly-silent');
    expect(silent([7, 7]).verdict).toBe('partly-silent');
    expect(silent([7], 6).verdict).not.toBe('partly-silent');
  });

  it('are not told where events were thrown away, or without a baseline', () => {
    const reporters = [heard('A'), reporterOf('B', { baseline: 999 })];
    for (const more of [{ discards: [discard(whole.start)] }, { baseline: shortBaseline() }]) {
      expect(checkRecovery({ ...alive, reporters, ...more }).verdict).not.toBe('partly-silent');
    }
  });

  it('are a doubt all the same where events were thrown away', () => {
    const reporters = [heard('A'), reporterOf('B', { baseline: 999 })];
    const discards = [discard(whole.start)];
    expect(checkRecovery({ ...alive, reporters, discards })).toMatchObject({
      verdict: 'no-evidence',
      missingReporters: [],
      evidence: {
        text: expect.stringMatching(/^In doubt: 1 of its 2 reporters not heard .*: B\. Events were/),
      },
    });
    expect(checkRecovery({ ...alive, reporters: [heard('A'), heard('B')], discards }).verdict).toBe(
      'recovered',
    );
  });

  it('are adjusted together, over all systems, with those at once and the fewer ones', () => {
    const reporters = [heard('A'), reporterOf('B', { baseline: 340, followUp: 1 })];
    const one = systemOf({ ...alive, reporters });
    // B alone and at once, both 0.00084: two of two tests. A third, of the fewer ones, makes them 0.0013.
    expect(checkAll([one])[0]).toMatchObject({ verdict: 'partly-silent', worthALook: [] });
    const usual = systemOf({ ...alive, baseline: baselineOf([counted('NotFound', 48)]), reporters });
    const other = systemOf({ ...usual, system: 'b', reporters: [] });
    expect(checkAll([usual])[0]).toMatchObject({
      verdict: 'no-evidence',
      worthALook: [{ type: null, of: 'partly-silent', count: 1 }],
    });
    expect(checkAll([one, other])[0]?.verdict).toBe('no-evidence');
  });
});
