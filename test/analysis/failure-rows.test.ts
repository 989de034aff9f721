import { describe, expect, it } from 'vitest';
import type { BackgroundTest, DisposedSighting, Disposition } from '../../src/analysis/disposition.js';
import type { SystemEvidence } from '../../src/analysis/evidence.js';
import {
  findInDowntime,
  findInPartial,
  findInShutdown,
  findUnaffected,
  type PhaseSightings,
} from '../../src/analysis/failure-rows.js';
import {
  during,
  END,
  HOUR,
  SETTINGS,
  START,
  sighting,
  systemOf,
  windowOf,
} from '../support/build-evidence.js';

const window = windowOf();

/** OOPSes that mean what is given, a second apart from the start on. */
function phase(dispositions: readonly Disposition[], tests: readonly BackgroundTest[] = []): PhaseSightings {
  const seen = dispositions.map((disposition, index): DisposedSighting => {
    const [one] = during(window, [sighting('Any', START + index * 1000)]);
    if (!one) throw new Error('one in, one out');
    return { sighting: one, disposition };
  });
  return { windows: [window], sightings: seen, tests };
}

const test: BackgroundTest = {
  window,
  type: 'NotFound',
  seen: 2,
  seenInBaseline: 25,
  baselineMs: 24 * HOUR,
  duringMs: 602_000,
  explained: true,
  result: { name: 'Poisson', pValue: 0.01, adjustedPValue: 0.02, threshold: 0.001 },
};
const TESTED = ' NotFound: 2 in 10 min 2 s against 25 in 1 d before (Poisson, p = 0.02).';
const SHORT = ' Its baseline is shorter than an hour, so no usual rate could explain anything.';

const expected = 'expected' as const;
const background = 'background' as const;
const unexpected = 'unexpected' as const;

const system = systemOf();
const unheard = systemOf({ baseline: [] });
const inDowntime = (of: SystemEvidence, seen: PhaseSightings, observedUntil = END + HOUR) =>
  findInDowntime(of, seen, observedUntil, SETTINGS.attribution);

describe('a shutdown', () => {
  it.each([
    [[], 'stayed-silent', 'Not heard while it was shut down.', 0],
    [[expected], 'stayed-silent', '1 expected failure, of work that the shutdown cut off; then silent.', 1],
    [
      [expected, expected],
      'stayed-silent',
      '2 expected failures, of work that the shutdown cut off; then silent.',
      2,
    ],
    [
      [expected, background, unexpected],
      'not-shut-down',
      'It should have been stopped, but wrote 2 OOPSes from 00:00:01 to 00:00:02.',
      2,
    ],
    [[unexpected], 'not-shut-down', 'It should have been stopped, but wrote 1 OOPS at 00:00:00.', 1],
  ] as const)('with %j: %s', (seen, verdict, text, shown) => {
    const found = findInShutdown(phase(seen));
    expect(found).toMatchObject({ verdict, text });
    expect(found.shown).toHaveLength(shown);
  });
});

describe('a system that no outage touches', () => {
  it.each([
    [[], [], system, 'unaffected', 'Not heard, and nothing should have been.'],
    [
      [background, background],
      [test],
      system,
      'unaffected',
      `2 OOPSes, as its usual rates explain.${TESTED}`,
    ],
    [
      [background, unexpected],
      [test],
      system,
      'affected',
      `An outage should not touch it, but 1 OOPS above or outside its usual rates.${TESTED}`,
    ],
    [
      [unexpected],
      [],
      unheard,
      'affected',
      `An outage should not touch it, but 1 OOPS above or outside its usual rates.${SHORT}`,
    ],
  ] as const)('with %j: %#', (seen, tests, of, verdict, text) => {
    expect(findUnaffected(of, phase(seen, tests))).toMatchObject({ verdict, text });
  });
});

describe('a downtime', () => {
  it.each([
    [[expected], [], 'failed-as-expected', '1 expected failure at 00:00:00.'],
    [
      [expected, background, expected],
      [test],
      'failed-as-expected',
      '2 expected failures from 00:00:00 to 00:00:02; 1 background.',
    ],
    [
      [background],
      [test, { ...test, type: null }],
      'did-not-fail',
      `It was alive and served requests: 1 background, but no expected failure.${TESTED}${TESTED.replace('NotFound', 'Unknown type')}`,
    ],
    [
      [expected, unexpected, unexpected],
      [test],
      'failed-unexpectedly',
      `2 OOPSes that should not have been there from 00:00:01 to 00:00:02, beside 1 expected failure.${TESTED}`,
    ],
  ] as const)('with %j: %#', (seen, tests, verdict, text) => {
    expect(inDowntime(system, phase(seen, tests))).toMatchObject({ verdict, text });
  });

  it('says what earlier downtimes let be expected, where nothing was seen', () => {
    expect(inDowntime(systemOf({ earlier: { expected: 12, seconds: 600 } }), phase([]))).toEqual({
      verdict: 'did-not-fail',
      text: 'Nothing was seen, although 12 expected failures in 10 min of earlier downtime let 12.0 be expected here (p = 5.9e-6).',
      test: {
        name: 'Poisson',
        pValue: Math.exp(-12.04),
        adjustedPValue: Math.exp(-12.04),
        threshold: 0.05,
      },
      shown: [],
    });
    expect(inDowntime(systemOf({ earlier: { expected: 1, seconds: 602 } }), phase([]))).toMatchObject({
      verdict: 'no-evidence',
      text: 'Nothing was seen, and 1 expected failure in 10 min 2 s of earlier downtime let 1.00 be expected here (p = 0.37): too few to tell.',
    });
  });

  it.each([
    { expected: 0, seconds: 0 },
    { expected: 0, seconds: 600 },
    { expected: 3, seconds: 0 },
  ])('says that no earlier downtime tells anything: %j', (earlier) => {
    expect(inDowntime(systemOf({ earlier }), phase([]))).toEqual({
      verdict: 'no-evidence',
      text: 'Nothing was seen, and no earlier downtime says that something should have been.',
      shown: [],
    });
  });
});

describe('a partial outage', () => {
  it.each([
    [[], 'allowed', 'It may fail in a partial outage, and did not.'],
    [[background], 'allowed', '0 expected failures and 1 background, as a partial outage allows.'],
    [[expected, background], 'allowed', '1 expected failure and 1 background, as a partial outage allows.'],
    [
      [unexpected],
      'failed-unexpectedly',
      `1 OOPS that should not have been there at 00:00:00, beside 0 expected failures.`,
    ],
  ] as const)('with %j', (seen, verdict, text) => {
    expect(findInPartial(system, phase(seen))).toMatchObject({ verdict, text });
  });
});
