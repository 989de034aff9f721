import { describe, expect, it } from 'vitest';
import { disposeSightings } from '../../src/analysis/disposition.js';
import { checkFailure } from '../../src/analysis/failure-check.js';
import type { SystemEvidence } from '../../src/analysis/outage-evidence.js';
import {
  counted,
  during,
  END,
  evidenceOf,
  HOUR,
  SETTINGS,
  START,
  sighting,
  sightings,
  systemOf,
  windowOf,
} from './build-evidence.js';

function check(system: SystemEvidence, observedUntil = END + HOUR) {
  const evidence = { ...evidenceOf(system), observedUntil };
  const [disposed] = disposeSightings(evidence, SETTINGS);
  if (!disposed) throw new Error('one system in, one out');
  return checkFailure(system, disposed, observedUntil, SETTINGS.attribution);
}

function systemIn(
  phase: 'downtime' | 'partial' | 'shutdown',
  types: string[],
  more: Partial<SystemEvidence> = {},
) {
  const window = windowOf({ phase });
  const attributed = during(
    window,
    types.map((type, index) => sighting(type, START + index * 1000)),
  );
  return systemOf({ windows: [{ window, named: true }], attributed, ...more });
}

const usual = { baselineCounts: [counted('NotFound', 500)] };

describe('checkFailure', () => {
  it.each([
    ['downtime', ['DisconnectionError', 'AssertionError'], {}, 'failed-unexpectedly'],
    ['downtime', ['DisconnectionError'], {}, 'failed-as-expected'],
    ['downtime', ['DisconnectionError', 'NotFound'], usual, 'failed-as-expected'],
    ['downtime', ['NotFound'], usual, 'did-not-fail'],
    ['downtime', [], {}, 'no-evidence'],
    ['partial', ['AssertionError'], {}, 'failed-unexpectedly'],
    ['partial', ['DisconnectionError'], {}, 'allowed'],
    ['partial', ['NotFound'], usual, 'allowed'],
    ['partial', [], {}, 'allowed'],
    ['shutdown', [], {}, 'stayed-silent'],
    ['shutdown', ['DisconnectionError'], {}, 'stayed-silent'],
    ['shutdown', ['NotFound'], usual, 'not-shut-down'],
    ['downtime', [], { during: 'unaffected' as const }, 'unaffected'],
    ['downtime', ['NotFound'], { ...usual, during: 'unaffected' as const }, 'unaffected'],
    ['downtime', ['AssertionError'], { during: 'unaffected' as const }, 'affected'],
    [
      'downtime',
      Array(20).fill('NotFound'),
      { baselineCounts: [counted('NotFound', 10)], during: 'unaffected' as const },
      'affected',
    ],
    ['shutdown', ['NotFound'], { ...usual, during: 'unaffected' as const }, 'not-shut-down'],
  ] as const)('in a %s window, having shown %j: %s', (phase, types, more, verdict) => {
    expect(check(systemIn(phase, [...types], more)).verdict).toBe(verdict);
  });

  it('lets downtime decide for a system that is also in a partial window', () => {
    const [downtime, partial] = [windowOf(), windowOf({ phase: 'partial' })];
    const windows = [downtime, partial].map((window) => ({ window, named: false }));
    expect(check(systemOf({ windows })).verdict).toBe('no-evidence');
    expect(
      check(systemOf({ windows, attributed: during(partial, [sighting('DisconnectionError', START)]) }))
        .verdict,
    ).toBe('failed-as-expected');
  });

  // 602 s of downtime, with its tolerance: K·602/D at 2.99 leaves a chance of 0.0503 to see nothing, at 3.0 of 0.0498.
  it.each([
    [2990, 602_000, 'no-evidence'],
    [3000, 602_000, 'did-not-fail'],
    [0, 602_000, 'no-evidence'],
  ])(
    'holds silence against %i expected failures in %i s of earlier downtime: %s',
    (expected, seconds, verdict) => {
      const checked = check(systemOf({ earlier: { expected, seconds } }));
      expect(checked.verdict).toBe(verdict);
      if (expected > 0)
        expect(checked.evidence.test?.pValue).toBeCloseTo(Math.exp((-expected * 602) / seconds), 12);
    },
  );

  // At 0.999 a second, 2.998 s of silence leave a chance of 0.05004, 2.999 s one of 0.04999.
  it.each([
    ['open', null],
    ['closed', END],
  ])('holds the silence of an %s window against it only as far as it has been read', (_, end) => {
    const window = windowOf({ end });
    const earlier = { expected: 999, seconds: 1000 };
    const system = systemOf({ windows: [{ window, named: false }], end, earlier });
    expect(check(system, START - 1000 - HOUR).verdict).toBe('no-evidence');
    expect(check(system, START + 1998).verdict).toBe('no-evidence');
    expect(check(system, START + 1999).verdict).toBe('did-not-fail');
  });

  it('counts, and gives the first and last time and ids to look at', () => {
    const window = windowOf();
    const attributed = during(window, [
      ...sightings('DisconnectionError', 7, START + 500),
      sighting('AssertionError', START + 60_000),
    ]);
    const checked = check(systemOf({ attributed }));
    expect(checked).toMatchObject({
      expected: 7,
      background: 0,
      unexpected: 1,
      firstTime: START + 500,
      lastTime: START + 60_000,
      evidence: { oopsIds: [attributed[7]?.oopsId], test: null },
    });
    expect(checked.evidence.text).toBe(
      '1 OOPS that should not have been there at 00:01:00, beside 7 expected failures.',
    );
  });

  it('says so where the baseline is too short to explain anything', () => {
    expect(
      check(systemOf({ baseline: [], attributed: during(windowOf(), [sighting('KeyError', START)]) }))
        .evidence.text,
    ).toBe(
      '1 OOPS that should not have been there at 00:00:00, beside 0 expected failures. Its baseline is shorter than an hour, so no usual rate could explain anything.',
    );
  });
});
