import { describe, expect, it } from 'vitest';
import type { Sighting, TestResult } from '../../src/analysis/evidence.js';
import type { RecoveryFigures } from '../../src/analysis/recovery-figures.js';
import * as say from '../../src/analysis/recovery-words.js';
import {
  END,
  HOUR,
  MINUTE,
  sighting,
  sightings,
  WATCHED_FROM,
  watchedFor,
} from '../support/build-evidence.js';

const late = (count: number) => sightings('DisconnectionError', count, WATCHED_FROM);
const others = (count: number) => sightings('NotFound', count, WATCHED_FROM);

/** Half an hour was watched; the day before had 96 OOPSes, 48 of them outage failures: 2 and 1 in half an hour. */
function figures(more: Partial<RecoveryFigures> = {}): RecoveryFigures {
  const observed = [...(more.late ?? []), ...(more.others ?? [])];
  return {
    end: END,
    observation: { ...watchedFor(30 * MINUTE), cutBy: null },
    observedMs: 30 * MINUTE,
    unreadMs: 0,
    observed,
    late: [],
    others: [],
    baseline: { lengthMs: 24 * HOUR, any: 96, outageFailures: 48, others: 48, counts: [] },
    failureRate: 1 / 1000,
    lagSeconds: null,
    firstHeardAgain: null,
    ...more,
  };
}

const test: TestResult = { name: 'Poisson', pValue: 0.0001, adjustedPValue: 0.0002, threshold: 0.001 };
const NO_BASELINE = ' Its baseline is shorter than an hour: a silence or a rise could not be tested.';

describe('the words of the recovery check', () => {
  it.each([
    ['ongoing', say.ongoing(), 'A window that holds it is still open.'],
    [
      'too early, with how much more to watch',
      say.tooEarly(figures({ observedMs: 2 * MINUTE, observation: watchedFor(2 * MINUTE) }), 180),
      'Only 2 min could be watched so far. Watch 3 min more.',
    ],
    [
      'too early, cut by the next window',
      say.tooEarly(
        figures({ observedMs: 2 * MINUTE, observation: { ...watchedFor(2 * MINUTE), cutBy: 'window' } }),
        null,
      ),
      'Only 2 min could be watched before the next window on it.',
    ],
    [
      'too early, without an observation',
      say.tooEarly(figures({ observedMs: 0, observation: null }), null),
      'Only 0 s could be watched so far.',
    ],
    [
      'a late failure without a baseline',
      say.lateWithoutBaseline(figures({ late: late(1), baseline: null })),
      '1 late outage failure, and its baseline is shorter than an hour: it cannot be said whether they are usual.',
    ],
    [
      'not recovered',
      say.notRecovered(figures({ late: late(3) }), test),
      '3 late outage failures, the last at 00:11:03, with too little time after it to call it over; 1 are usual in that time (Poisson test, p = 2.0e-4).',
    ],
    [
      'not recovered, without a baseline',
      say.notRecovered(figures({ late: late(1), baseline: null }), test),
      '1 late outage failure, the last at 00:11:01, with too little time after it to call it over; an unknown number of are usual in that time (Poisson test, p = 2.0e-4).',
    ],
    [
      'recovered late',
      say.recoveredLate(figures({ late: late(2) }), 90, test),
      '2 late outage failures, the last 1 min 30 s after the end; 1 are usual in that time (Poisson test, p = 2.0e-4).',
    ],
    [
      'silent',
      say.silent(figures(), test),
      'Nothing heard in 30 min, where 2 OOPSes are usual (Poisson test, p = 2.0e-4): it may not have come back at all.',
    ],
    [
      'silent without a baseline',
      say.silent(figures({ baseline: null }), test),
      'Nothing heard in 30 min, where an unknown number of OOPSes are usual (Poisson test, p = 2.0e-4): it may not have come back at all.',
    ],
    [
      'recovered, decisively',
      say.recovered(figures(), 0, true),
      "No failure after the end; at the outage's rate some 1800 more would have followed in 30 min.",
    ],
    [
      'recovered, with a last failure',
      say.recovered(figures({ others: others(1) }), 19.118, false),
      'Last failure 19.118 s after the end; 1 ordinary OOPS in 30 min shows it alive.',
    ],
    [
      'recovered, alive, without a baseline',
      say.recovered(figures({ others: others(2), baseline: null }), 0, false),
      `No failure after the end; 2 ordinary OOPSes in 30 min show it alive.${NO_BASELINE}`,
    ],
    [
      'no evidence in silence',
      say.noEvidence(figures(), 55),
      'Nothing heard in 30 min, which says nothing either way. Watch 55 s more.',
    ],
    [
      'no evidence in one OOPS',
      say.noEvidence(figures({ others: others(1), baseline: null }), null),
      `1 OOPS heard in 30 min, which says nothing either way.${NO_BASELINE}`,
    ],
    [
      'no evidence in two',
      say.noEvidence(figures({ others: others(2) }), null),
      '2 OOPSes heard in 30 min, which says nothing either way.',
    ],
  ])('say %s', (_, said, words) => {
    expect(said).toBe(words);
  });
});

describe('elevated', () => {
  const of = (type: string, value: string, count: number): Sighting[] =>
    sightings(type, count, WATCHED_FROM).map((one) => ({ ...one, signature: { type, value } }));
  const counted = (type: string, value: string, count: number, isOutageFailure = false) => ({
    type,
    signature: { type, value },
    isOutageFailure,
    count,
  });
  const elevated = (seen: Sighting[], counts: ReturnType<typeof counted>[]) =>
    say.elevated(
      figures({
        others: seen,
        baseline: { lengthMs: 24 * HOUR, any: 96, outageFailures: 48, others: 48, counts },
      }),
      { ...test, name: 'conditional binomial' },
    );

  it('names what rose, the most above the usual first, then by name, with the first line of its value', () => {
    const seen = [
      ...of('ValueError', 'a', 3),
      ...of('KeyError', 'two\nlines', 5),
      ...of('AssertionError', '', 3),
      ...of('Usual', '', 2),
      sighting('Once', WATCHED_FROM),
    ];
    // 96 a day are 2 in half an hour.
    const counts = [
      counted('KeyError', 'two\nlines', 48),
      counted('KeyError', 'another', 480),
      counted('ValueError', 'a', 24, true),
      counted('Usual', '', 96),
    ];
    expect(elevated(seen, counts)).toBe(
      '14 other failures in 30 min, where 1 are usual (conditional binomial test, p = 2.0e-4): KeyError: two 5 (usually 1); AssertionError 3 (usually 0); ValueError: a 3 (usually 0); Once 1 (usually 0).',
    );
  });

  it('adds up what the baseline tells of a signature in several counts', () => {
    const counts = [counted('KeyError', 'a', 48), counted('KeyError', 'a', 48)];
    expect(elevated(of('KeyError', 'a', 5), counts)).toContain(': KeyError: a 5 (usually 2).');
  });

  it('names at most five', () => {
    const seen = ['F', 'E', 'D', 'C', 'B', 'A'].flatMap((type) => of(type, '', 1));
    expect(elevated(seen, [])).toMatch(
      /: A 1 \(usually 0\); B 1 \(usually 0\); C 1 \(usually 0\); D 1 \(usually 0\); E 1 \(usually 0\)\.$/,
    );
  });

  it.each([
    [60, 'x'.repeat(60)],
    [61, `${'x'.repeat(59)}…`],
  ])('cuts a value of %i characters to 60', (length, shown) => {
    expect(elevated(of('KeyError', 'x'.repeat(length), 1), [])).toContain(`: KeyError: ${shown} 1 (usually`);
  });
});
