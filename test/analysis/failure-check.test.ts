import { describe, expect, it } from 'vitest';
import { disposeSightings } from '../../src/analysis/disposition.js';
import type { SystemEvidence } from '../../src/analysis/evidence.js';
import { checkFailure } from '../../src/analysis/failure-check.js';
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
  windowOf,
} from '../support/build-evidence.js';

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

  it.each([
    ['nothing in either', [], [], 'no-evidence', 'downtime'],
    ['an expected failure in the partial outage only', [], ['DisconnectionError'], 'no-evidence', 'downtime'],
    ['an expected failure in the downtime', ['DisconnectionError'], [], 'failed-as-expected', 'downtime'],
    [
      'an unexpected one in the partial outage',
      ['DisconnectionError'],
      ['KeyError'],
      'failed-unexpectedly',
      'partial',
    ],
  ] as const)(
    'judges downtime and partial outage apart, the worse standing: %s',
    (_, inDowntime, inPartial, verdict, phase) => {
      const [downtime, partial] = [windowOf(), windowOf({ phase: 'partial', start: END, end: END + HOUR })];
      const attributed = [
        ...during(
          downtime,
          inDowntime.map((type) => sighting(type, START)),
        ),
        ...during(
          partial,
          inPartial.map((type) => sighting(type, END)),
        ),
      ];
      const windows = [downtime, partial].map((window) => ({ window, named: false }));
      expect(check(systemOf({ windows, attributed, end: END + HOUR }))).toMatchObject({ verdict, phase });
    },
  );

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

describe('checkFailure of a system that is shut down and has a downtime', () => {
  const downtime = windowOf();

  /** Shut down over the given minutes from the start of the downtime, by this outage or another. */
  const shutDown = (from: number, to: number | null, outage = downtime.outage) =>
    windowOf({
      outage,
      phase: 'shutdown',
      start: START + from * MINUTE,
      end: to === null ? null : START + to * MINUTE,
    });

  const [early, around] = [shutDown(-10, -1), shutDown(-10, 20)];

  it.each([
    ['silent, then as expected', early, [], ['DisconnectionError'], 'failed-as-expected', 'downtime'],
    ['silent, then unexpected', early, [], ['KeyError'], 'failed-unexpectedly', 'downtime'],
    ['silent, then ordinary', early, [], ['NotFound'], 'did-not-fail', 'downtime'],
    ['silent in both', early, [], [], 'no-evidence', 'downtime'],
    ['heard, then as expected', early, ['NotFound'], ['DisconnectionError'], 'not-shut-down', 'shutdown'],
    ['silent in a downtime within the shutdown', around, [], [], 'stayed-silent', 'shutdown'],
    ['heard in a downtime within the shutdown', around, [], ['NotFound'], 'not-shut-down', 'shutdown'],
    ['failing in it', around, [], ['DisconnectionError'], 'not-shut-down', 'shutdown'],
    ['cut off in it', shutDown(0, 20), [], ['DisconnectionError'], 'stayed-silent', 'shutdown'],
  ] as const)('%s: %#', (_, shutdown, inShutdown, inDowntime, verdict, phase) => {
    const attributed = [
      ...during(
        shutdown,
        inShutdown.map((type) => sighting(type, shutdown.start + 3 * MINUTE)),
      ),
      ...during(
        downtime,
        inDowntime.map((type) => sighting(type, START + 5000)),
      ),
    ];
    const windows = [shutdown, downtime].map((window) => ({ window, named: true }));
    const { start } = shutdown;
    expect(check(systemOf({ ...usual, windows, attributed, start }))).toMatchObject({ verdict, phase });
  });

  it('says what each phase showed, the worst first', () => {
    const attributed = during(downtime, [sighting('KeyError', START)]);
    const windows = [early, downtime].map((window) => ({ window, named: true }));
    expect(check(systemOf({ windows, attributed, start: early.start })).evidence.text).toBe(
      'In the downtime: 1 OOPS that should not have been there at 00:00:00, beside 0 expected failures. While shut down: Not heard while it was shut down.',
    );
  });

  it.each([
    ['around the downtime', shutDown(0, 10, 'other'), 'no-evidence'],
    ['that ends a minute too early', shutDown(0, 9, 'other'), 'failed-unexpectedly'],
    ['that begins a minute too late', shutDown(1, 20, 'other'), 'failed-unexpectedly'],
    ['left open, within its cap', shutDown(-200, null, 'other'), 'no-evidence'],
    ['left open, past its cap', shutDown(-240, null, 'other'), 'failed-unexpectedly'],
  ])('does not judge a downtime within a shutdown of another outage: %s', (_, shutdown, verdict) => {
    const attributed = during(downtime, [sighting('KeyError', START)]);
    const checked = check(
      systemOf({ attributed, windows: [{ window: downtime, named: true }], shutdownsElsewhere: [shutdown] }),
    );
    expect(checked).toMatchObject({ verdict, unexpected: 1 });
  });

  it.each([
    [early, 'affected'],
    [around, 'not-shut-down'],
  ])('judges one that no outage touches in the same way: %#', (shutdown, verdict) => {
    const attributed = during(downtime, [sighting('KeyError', START + MINUTE)]);
    const windows = [shutdown, downtime].map((window) => ({ window, named: true }));
    expect(check(systemOf({ windows, attributed, during: 'unaffected' })).verdict).toBe(verdict);
  });
});

describe('a downtime within a shutdown, told by its edges', () => {
  const downtime = windowOf();

  const checkIn = (
    shutdown: { start: number; end: number | null },
    ...seen: [type: string, time: number][]
  ) => {
    const stopped = windowOf({ phase: 'shutdown', ...shutdown });
    const attributed = during(
      downtime,
      seen.map(([type, time]) => sighting(type, time)),
    );
    const windows = [stopped, downtime].map((window) => ({ window, named: true }));
    return check(systemOf({ windows, attributed, start: stopped.start }));
  };
  const around = { start: START, end: END };

  it.each([
    ['a moment before its tolerance is over', around, START + 999, 'stayed-silent'],
    ['when its tolerance is over', around, START + 1000, 'not-shut-down'],
    ['a moment before the tolerance of its end', around, END - 1001, 'not-shut-down'],
    ['within the tolerance of its end', around, END - 1000, 'stayed-silent'],
    ['before the cap of one left open', { start: START, end: null }, START + 5 * MINUTE, 'not-shut-down'],
  ])('is not heard in the shutdown %s: %#', (_, shutdown, time, verdict) => {
    expect(checkIn(shutdown, ['KeyError', time]).verdict).toBe(verdict);
  });

  it.each([
    ['the last moment of tolerance and grace', START + 60_999, 'stayed-silent'],
    ['a moment later', START + 61_000, 'not-shut-down'],
  ])('may be cut off until %s', (_, time, verdict) => {
    expect(checkIn(around, ['DisconnectionError', time]).verdict).toBe(verdict);
  });

  it('says that it cannot fail where another outage stopped it', () => {
    const shutdown = windowOf({ outage: 'other', phase: 'shutdown' });
    expect(check(systemOf({ shutdownsElsewhere: [shutdown] }))).toMatchObject({
      verdict: 'no-evidence',
      phase: 'downtime',
      evidence: {
        text: 'It was shut down for the whole downtime, and what has been stopped cannot fail.',
        oopsIds: [],
      },
    });
  });

  it('lies in an open shutdown as far as an open downtime has been read', () => {
    const open = windowOf({ end: null });
    const shutdown = windowOf({ outage: 'other', phase: 'shutdown', start: START - 3 * HOUR, end: null });
    const attributed = during(open, [sighting('KeyError', START)]);
    const windows = [{ window: open, named: true }];
    const system = systemOf({ windows, attributed, end: null, shutdownsElsewhere: [shutdown] });
    expect(check(system, START + HOUR).verdict).toBe('no-evidence');
    expect(check(system, START + HOUR + 1).verdict).toBe('failed-unexpectedly');
  });
});

describe('what checkFailure shows', () => {
  it('is at most five OOPSes', () => {
    const attributed = during(windowOf(), sightings('KeyError', 6, START));
    const shown = attributed.slice(0, 5).map(({ oopsId }) => oopsId);
    expect(check(systemOf({ attributed })).evidence.oopsIds).toEqual(shown);
  });

  it('has of each phase the tests of its windows alone', () => {
    const [downtime, partial] = [windowOf(), windowOf({ phase: 'partial', start: END, end: END + HOUR })];
    const attributed = [
      ...during(downtime, [sighting('NotFound', START)]),
      ...during(partial, [sighting('KeyError', END)]),
    ];
    const windows = [downtime, partial].map((window) => ({ window, named: false }));
    const baselineCounts = [counted('NotFound', 10), counted('Rare', 1)];
    expect(check(systemOf({ windows, attributed, baselineCounts, end: END + HOUR })).evidence.text).toBe(
      'In the partial outage: 1 OOPS that should not have been there at 00:10:00, beside 0 expected failures. In the downtime: It was alive and served requests: 1 background, but no expected failure. NotFound: 1 in 10 min 2 s against 10 in 1 d before (Poisson, p = 0.067).',
    );
  });

  it.each(['downtime', 'partial'] as const)(
    'names the phase of a system that no outage touches: %s',
    (phase) => {
      expect(check(systemIn(phase, [], { during: 'unaffected' }))).toMatchObject({
        verdict: 'unaffected',
        phase,
      });
    },
  );

  it('has nothing to say of such a system that was only shut down, but that', () => {
    expect(check(systemIn('shutdown', [], { during: 'unaffected' })).evidence.text).toBe(
      'Not heard while it was shut down.',
    );
  });
});
