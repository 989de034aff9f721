import { describe, expect, it } from 'vitest';
import type { SystemEvidence } from '../../../src/analysis/evidence.js';
import {
  baselineOf,
  clumps,
  counted,
  during,
  failedRequests,
  justBeforeOf,
  MINUTE,
  START,
  shortBaseline,
  sighting,
  spread,
  systemOf,
  WATCHED_FROM,
  windowOf,
} from '../../support/build-evidence.js';
import { checkAll, checkRecovery } from '../../support/check-recovery.js';

/** A storm that leaves no doubt that the outage's own failures are over. */
const storm = during(windowOf(), failedRequests(600, START));
const whole = { start: WATCHED_FROM, end: WATCHED_FROM + 30 * MINUTE };
const every = (count: number, gapMs: number) =>
  Array.from({ length: count }, (_, index) => sighting('NotFound', WATCHED_FROM + index * gapMs));
const usually = (count: number, phi = 1) =>
  baselineOf([counted('NotFound', count)], { ordinaryBins: phi > 1 ? clumps(phi) : [] });
const verdictOf = (more: Partial<SystemEvidence>) => checkRecovery({ attributed: storm, ...more }).verdict;

describe('a rise of other failures', () => {
  // Six minutes apart, so that the densest five hold one. Without it 3 in 25 min against n_B in a day, p = 25/1465: at 9
  // 0.00097, at 10 0.00125, which is a doubt: 4 of 14 with p = 1/49 is 0.00015.
  it.each([
    [4, 9, 'elevated'],
    [4, 10, 'no-evidence'],
    // 2 of 2 without the densest is 0.00029, of 3 0.00086, of 4 0.0017.
    [3, 1, 'elevated'],
    [3, 2, 'no-evidence'],
  ])('%i where a day has %i: %s', (seen, usual, verdict) => {
    expect(verdictOf({ afterwards: every(seen, 6 * MINUTE), baseline: usually(usual) })).toBe(verdict);
  });

  it.each([
    ['within five minutes', 59_999, 'no-evidence'],
    ['a moment longer', 60_000, 'no-evidence'],
    ['in ten minutes', 2 * MINUTE, 'elevated'],
  ])('is no clump: six %s', (_, gap, verdict) => {
    expect(verdictOf({ afterwards: every(6, gap), baseline: usually(0) })).toBe(verdict);
  });

  // 96 000 a day are 2000 in half an hour; a sixth of those spread evenly is left out once.
  it.each([
    ['not twice as often', 3999, 'recovered'],
    ['twice as often, but not without its densest stretch', 4000, 'no-evidence'],
    ['twice as often by both', 4020, 'elevated'],
  ])('must be one by half: %s', (_, seen, verdict) => {
    expect(verdictOf({ afterwards: spread('NotFound', seen, whole), baseline: usually(96_000) })).toBe(
      verdict,
    );
  });

  // 6 of 6 + n_B with p = 30 min / 2.5 h: 0.00037 of 7, 0.0012 of 8, 0.0117 of 11.
  it.each([
    [1, 'elevated'],
    [2, 'no-evidence'],
    [5, 'recovered'],
  ])('must stand against %i just before: %s', (before, verdict) => {
    const justBefore = justBeforeOf(60, before);
    expect(verdictOf({ afterwards: every(6, 5 * MINUTE), baseline: usually(1), justBefore })).toBe(verdict);
  });

  // 12 over 3 are 4, without the densest two 10, rounded down to 3; 27 over 3 are 9, 28 are rounded up to 10.
  it.each([
    [27, 'elevated'],
    [28, 'no-evidence'],
  ])('divides by the dispersion: 12 where a day has %i, in clumps of 3: %s', (usual, verdict) => {
    expect(verdictOf({ afterwards: every(12, 150_000), baseline: usually(usual, 3) })).toBe(verdict);
  });

  it('has a densest stretch that is half open: three five minutes apart are one in each', () => {
    expect(verdictOf({ afterwards: every(3, 5 * MINUTE), baseline: usually(1) })).toBe('elevated');
    expect(verdictOf({ afterwards: every(3, 5 * MINUTE - 1), baseline: usually(1) })).toBe('no-evidence');
  });

  it('cannot be told without a baseline', () => {
    const afterwards = every(20, MINUTE);
    expect(verdictOf({ afterwards, baseline: shortBaseline() })).toBe('recovered');
  });

  it('names what it is made of', () => {
    const afterwards = [...every(12, 2 * MINUTE), sighting('KeyError', WATCHED_FROM + 29 * MINUTE)];
    expect(checkRecovery({ afterwards, baseline: usually(24) })).toMatchObject({
      verdict: 'elevated',
      laterRise: null,
      evidence: {
        test: { name: 'conditional binomial' },
        text: expect.stringMatching(
          /^13 other failures in 30 min, where 0\.5 are usual \(conditional binomial test, p = .+\): NotFound 12 \(usually 0\.5\); KeyError 1 \(usually 0\)\.$/,
        ),
      },
    });
  });

  it('is adjusted over the systems that have other failures', () => {
    const one = systemOf({ attributed: storm, afterwards: every(3, 6 * MINUTE), baseline: usually(1) });
    const other = { afterwards: every(1, 1), baseline: usually(48), attributed: storm };
    expect(checkAll([one, systemOf({ ...other, afterwards: [] })])[0]?.verdict).toBe('elevated');
    expect(checkAll([one, systemOf(other)])[0]).toMatchObject({
      verdict: 'no-evidence',
      worthALook: [{ type: null, of: 'elevated', count: 3 }],
    });
  });
});

describe('a later rise', () => {
  /** A rise that begins some time after the observation does. */
  const from = (after: number, count: number) =>
    spread('NotFound', count, { start: WATCHED_FROM + after, end: whole.end });
  const check = (afterwards: SystemEvidence['afterwards'], phi = 1) =>
    checkRecovery({ attributed: storm, afterwards, baseline: usually(24, phi) });

  // With nothing before it 2 ln of the ratio is 2·n·ln(30/25): 8.75 of 24, 9.12 of 25.
  it.each([
    ['at five minutes', 5 * MINUTE, 25, 1, true],
    ['a moment before', 5 * MINUTE - 1, 25, 1, false],
    ['that is not clear', 5 * MINUTE, 24, 1, false],
    ['that is not clear where they come in clumps', 5 * MINUTE, 49, 2, false],
    // 2·50·ln(30/25) = 18.2 of 18.
    ['that is clear although they do', 5 * MINUTE, 50, 2, true],
  ])('has an onset %s: %#', (_, after, count, phi, isLater) => {
    const checked = check(from(after, count), phi);
    expect(checked.verdict).toBe(isLater ? 'recovered' : 'elevated');
    expect(checked.laterRise).toEqual(
      isLater
        ? {
            start: WATCHED_FROM + after,
            afterSeconds: 61 + after / 1000,
            signatures: [{ type: 'NotFound', value: '' }],
          }
        : null,
    );
  });

  // In ten minutes against 24 in a day: one is usual, three are 0.0006.
  it.each([
    [1, true],
    [3, false],
  ])('follows minutes that are not elevated by themselves: %i in ten: %s', (before, isLater) => {
    const first = spread('NotFound', before, { start: WATCHED_FROM, end: WATCHED_FROM + 10 * MINUTE });
    expect(check([...first, ...from(10 * MINUTE, 60)]).laterRise !== null).toBe(isLater);
  });

  it.each([
    [3, ['NotFound']],
    [4, ['NotFound', 'KeyError']],
  ])('names what has a tenth of the greatest excess: beside 40 of one, %i of another', (count, types) => {
    const others = spread('KeyError', count, { start: WATCHED_FROM + 15 * MINUTE, end: whole.end });
    const afterwards = [...from(15 * MINUTE, 40), ...others].sort((a, b) => a.time - b.time);
    expect(check(afterwards).laterRise?.signatures.map(({ type }) => type)).toEqual(types);
  });

  it('is told with its onset, and leaves the verdict to the rows below', () => {
    const checked = check(from(15 * MINUTE, 40));
    expect(checked.accounts.find(({ row }) => row === 'more other failures than usual')).toMatchObject({
      row: 'more other failures than usual',
      text: '1 an hour before, 160 an hour since 00:26:01, 16 min 1 s after the end: another cause is likely.',
      decided: false,
    });
    expect(checkRecovery({ ...systemOf(), afterwards: [] }).laterRise).toBeNull();
  });
});
