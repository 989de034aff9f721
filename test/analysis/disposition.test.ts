import { describe, expect, it } from 'vitest';
import { DISPOSITIONS, disposeSightings } from '../../src/analysis/disposition.js';
import type { SystemEvidence } from '../../src/analysis/evidence.js';
import {
  baselineOf,
  clumps,
  counted,
  during,
  END,
  evidenceOf,
  HOUR,
  held,
  inRecovery,
  MINUTE,
  SETTINGS,
  START,
  settingsAt,
  shortBaseline,
  sighting,
  sightings,
  systemOf,
  windowOf,
} from '../support/build-evidence.js';

/** What the OOPSes of each system mean, in the order of the evidence. */
function dispose(...systems: SystemEvidence[]): string[][] {
  return disposeSightings(evidenceOf(...systems), SETTINGS).map(({ sightings: disposed }, index) =>
    (systems[index]?.attributed ?? []).map((sighting) =>
      DISPOSITIONS.filter((disposition) => disposed[disposition].includes(sighting)).join(),
    ),
  );
}

describe('expected', () => {
  it.each(['downtime', 'partial'] as const)('is an outage failure in a %s window', (phase) => {
    const window = windowOf({ phase });
    const attributed = during(window, [sighting('DisconnectionError', START)]);
    expect(dispose(systemOf({ windows: held(window), attributed }))).toEqual([['expected']]);
  });

  it('is one in the recovery after a window', () => {
    const window = windowOf();
    const attributed = inRecovery(window, [sighting('DisconnectionError', END + 30_000)]);
    expect(dispose(systemOf({ windows: held(window), attributed }))).toEqual([['expected']]);
  });

  it('is one with which a system that was shut down is started again', () => {
    const window = windowOf({ phase: 'shutdown' });
    const attributed = inRecovery(window, [sighting('DisconnectionError', END + 30_000)]);
    expect(dispose(systemOf({ windows: held(window), attributed }))).toEqual([['expected']]);
  });

  it.each([
    ['the last moment of tolerance and grace', 60_999, 'expected'],
    ['a moment later', 61_000, 'unexpected'],
  ])('is one that a shutdown cut off, until %s', (_, after, disposition) => {
    const window = windowOf({ phase: 'shutdown' });
    const attributed = during(window, [sighting('DisconnectionError', START + after)]);
    expect(dispose(systemOf({ windows: held(window), attributed }))).toEqual([[disposition]]);
  });
});

describe('background', () => {
  const window = windowOf();

  it('is what is tolerated, whatever its rate', () => {
    const attributed = during(window, sightings('Tolerated', 50, START));
    expect(new Set(dispose(systemOf({ windows: held(window), attributed }))[0])).toEqual(
      new Set(['background']),
    );
  });

  // 10 min 2 s of 24 h at n = 10: a mean of 0.0697. P(X >= 2) = 0.0023, P(X >= 3) = 0.00005.
  it.each([
    [2, 10, 'background'],
    [3, 10, 'unexpected'],
    [1, 1, 'background'],
    [1, 0, 'unexpected'],
  ])('is %i in the window where %i in the baseline explain it: %s', (seen, before, disposition) => {
    const attributed = during(window, sightings('KeyError', seen, START));
    const counts = [counted('KeyError', before), counted('ValueError', 1000)].filter(
      ({ count }) => count > 0,
    );
    const [found] = dispose(systemOf({ windows: held(window), attributed, baseline: baselineOf(counts) }));
    expect(new Set(found)).toEqual(new Set([disposition]));
  });

  it('is what has a p-value that equals α, not one below it', () => {
    const attributed = during(window, sightings('KeyError', 2, START));
    const evidence = evidenceOf(
      systemOf({ windows: held(window), attributed, baseline: baselineOf([counted('KeyError', 10)]) }),
    );
    const disposeAt = (alpha: number) => disposeSightings(evidence, settingsAt(alpha))[0];
    const p = disposeAt(0.001)?.tests[0]?.result.pValue ?? Number.NaN;
    expect(disposeAt(p)?.sightings.background).toEqual(attributed);
    expect(disposeAt(p * (1 + Number.EPSILON))?.sightings.unexpected).toEqual(attributed);
  });

  it('counts as far as the window has been read, however many later ones are known', () => {
    const attributed = during(window, sightings('KeyError', 5, START));
    const baseline = baselineOf([counted('KeyError', 1000)]);
    const evidence = evidenceOf(systemOf({ windows: held(window), attributed, baseline }));
    // 2 s of 24 h at n = 1000: a mean of 0.023. P(X >= 1) = 0.023, P(X >= 2) = 0.00026.
    const testAt = (observedUntil: number) =>
      disposeSightings({ ...evidence, observedUntil }, SETTINGS)[0]?.tests[0];
    expect(testAt(START + 1000)).toMatchObject({ seen: 1, duringMs: 2000, explained: true });
    expect(testAt(START + 1001)).toMatchObject({ seen: 2, duringMs: 2001, explained: false });
  });

  it('counts all OOPSes of the type, those of other values too', () => {
    const counts = [
      { ...counted('KeyError', 5), signature: { type: 'KeyError', value: 'a' } },
      { ...counted('KeyError', 5), signature: { type: 'KeyError', value: 'b' } },
    ];
    const attributed = during(window, sightings('KeyError', 2, START));
    expect(dispose(systemOf({ windows: held(window), attributed, baseline: baselineOf(counts) }))).toEqual([
      ['background', 'background'],
    ]);
  });

  it('is nothing without a baseline of an hour, which explains nothing', () => {
    const counts = [counted('KeyError', 1000)];
    const attributed = during(window, [sighting('KeyError', START)]);
    const hour = baselineOf(counts, { intervals: [{ start: START - 1000 - HOUR, end: START - 1000 }] });
    const system = systemOf({ windows: held(window), attributed });
    expect(dispose({ ...system, baseline: hour })).toEqual([['background']]);
    expect(dispose({ ...system, baseline: shortBaseline(counts) })).toEqual([['unexpected']]);
  });

  it('is nothing in a shutdown window, not even what is tolerated', () => {
    const shutdown = windowOf({ phase: 'shutdown' });
    const attributed = during(shutdown, [sighting('KeyError', START), sighting('Tolerated', START)]);
    const counts = [counted('KeyError', 1000)];
    expect(dispose(systemOf({ windows: held(shutdown), attributed, baseline: baselineOf(counts) }))).toEqual([
      ['unexpected', 'unexpected'],
    ]);
  });

  it('is judged by p-values adjusted for how many types were tested', () => {
    // n = 6: a mean of 0.0418, P(X >= 2) = 0.00085: below α alone, but not among two tests of which the other is 1 in 1.
    const rare = during(window, sightings('KeyError', 2, START));
    const common = during(window, [sighting('ValueError', START)]);
    const counts = [counted('KeyError', 6), counted('ValueError', 10_000)];
    const alone = systemOf({ windows: held(window), attributed: rare, baseline: baselineOf(counts) });
    const both = systemOf({
      windows: held(window),
      attributed: [...rare, ...common],
      baseline: baselineOf(counts),
    });
    expect(dispose(alone)).toEqual([['unexpected', 'unexpected']]);
    expect(dispose(both)).toEqual([['background', 'background', 'background']]);
  });

  it('reads an open window up to what has been observed', () => {
    const open = windowOf({ end: null });
    const attributed = during(open, sightings('KeyError', 5, START));
    const system = systemOf({
      windows: held(open),
      end: null,
      attributed,
      baseline: baselineOf([counted('KeyError', 24)]),
    });
    const judge = (observedUntil: number) =>
      disposeSightings({ ...evidenceOf(system), observedUntil }, SETTINGS)[0]?.sightings;
    expect(judge(START + 10 * MINUTE)?.unexpected).toEqual(attributed);
    expect(judge(START + 3 * HOUR)?.background).toEqual(attributed);
  });
});

describe('the tests that tell background from news', () => {
  const window = windowOf();
  const testsOf = (...systems: SystemEvidence[]) =>
    disposeSightings(evidenceOf(...systems), SETTINGS).map(({ tests }) => tests);
  const usual = [counted('KeyError', 10)];

  it('say what they compared, and are those of their system', () => {
    const attributed = during(window, sightings('KeyError', 2, START));
    const system = { windows: held(window), attributed, baseline: baselineOf(usual) };
    const [own, other] = testsOf(systemOf(system), systemOf({ system: 'mail' }));
    expect(other).toEqual([]);
    expect(own).toMatchObject([
      {
        window,
        type: 'KeyError',
        seen: 2,
        seenInBaseline: 10,
        baselineMs: 24 * HOUR,
        duringMs: 602_000,
        explained: true,
        result: { name: 'Poisson', threshold: 0.001 },
      },
    ]);
  });

  it('count what happened during the window, not its recovery', () => {
    const attributed = [
      ...during(window, [sighting('KeyError', START)]),
      ...inRecovery(window, [sighting('KeyError', END + 30_000)]),
    ];
    expect(
      testsOf(systemOf({ windows: held(window), attributed, baseline: baselineOf(usual) })),
    ).toMatchObject([[{ seen: 1 }]]);
  });

  it('are made for each type of each window, unknown types among them, once', () => {
    const later = windowOf({ start: END + HOUR, end: END + 2 * HOUR });
    const unknown = { ...sighting('', START + 1), type: null };
    const attributed = [
      ...during(window, [sighting('KeyError', START), sighting('KeyError', START), unknown]),
      ...during(later, [sighting('KeyError', later.start)]),
    ];
    const windows = [window, later].map((one) => ({ window: one, named: true }));
    const counts = [...usual, { ...counted('', 5), type: null }];
    expect(
      testsOf(systemOf({ windows, attributed, baseline: baselineOf(counts) }))[0]?.map(({ type, seen }) => [
        type,
        seen,
      ]),
    ).toEqual([
      ['KeyError', 2],
      [null, 1],
      ['KeyError', 1],
    ]);
  });

  it.each([
    ['what is expected', during(window, [sighting('DisconnectionError', START)]), window],
    ['what is tolerated', during(window, [sighting('Tolerated', START)]), window],
    [
      'what was heard in a shutdown',
      during(windowOf({ phase: 'shutdown' }), [sighting('KeyError', START)]),
      windowOf({ phase: 'shutdown' }),
    ],
  ])('are not made for %s, which they could not tell anything of', (_, attributed, holding) => {
    const counts = ['DisconnectionError', 'Tolerated', 'KeyError'].map((type) => counted(type, 10));
    expect(testsOf(systemOf({ windows: held(holding), attributed, baseline: baselineOf(counts) }))).toEqual([
      [],
    ]);
  });

  it.each([null, END])(
    'hold a window against the rate as far as it has been read, open or not: %s',
    (end) => {
      const half = windowOf({ end });
      const attributed = during(half, [sighting('KeyError', START)]);
      const system = systemOf({ windows: held(half), end, attributed, baseline: baselineOf(usual) });
      const evidence = { ...evidenceOf(system), observedUntil: START + MINUTE };
      expect(disposeSightings(evidence, SETTINGS)[0]?.tests).toMatchObject([{ duringMs: 61_000 }]);
    },
  );

  it('leave outage failures of the type out of both counts', () => {
    const failing = { isOutageFailure: true };
    const attributed = during(window, [
      sighting('KeyError', START),
      ...sightings('KeyError', 40, START + 1000).map((seen) => ({ ...seen, ...failing })),
    ]);
    const counts = [counted('KeyError', 3), { ...counted('KeyError', 900), ...failing }];
    const system = systemOf({ windows: held(window), attributed, baseline: baselineOf(counts) });
    expect(testsOf(system)).toMatchObject([[{ seen: 1, seenInBaseline: 3 }]]);
    const never = systemOf({ windows: held(window), attributed, baseline: baselineOf(counts.slice(1)) });
    expect(testsOf(never)).toEqual([[]]);
  });

  // n = 10 in a day are 0.0697 in 602 s. With φ = 2: P(X >= 2 | 0.0348) = 0.00059, P(X >= 1) = 0.034.
  it.each([
    [3, 2, 'background'],
    [4, 2, 'unexpected'],
    // With φ = 4: P(X >= 1 | 0.0174) = 0.017.
    [4, 4, 'background'],
    [7, 4, 'background'],
    // P(X >= 2 | 0.0174) = 0.00015.
    [8, 4, 'unexpected'],
    [2, 4, 'background'],
  ])('round %i that come in clumps of %i down: %s', (seen, phi, disposition) => {
    const attributed = during(window, sightings('KeyError', seen, START));
    const typeBins = [
      { window: windowOf(), type: 'KeyError', bins: clumps(50) },
      { window, type: 'ValueError', bins: clumps(50) },
      { window, type: 'KeyError', bins: clumps(phi) },
    ];
    const system = systemOf({ windows: held(window), attributed, typeBins, baseline: baselineOf(usual) });
    expect(new Set(dispose(system)[0])).toEqual(new Set([disposition]));
    expect(testsOf(system)).toMatchObject([[{ dispersion: phi, explained: disposition === 'background' }]]);
  });

  it('are adjusted over the systems of the outage', () => {
    // n = 6: P(X >= 2 | 0.0418) = 0.00085, doubled by the other test it is above α.
    const rare = during(window, sightings('KeyError', 2, START));
    const web = systemOf({
      attributed: rare,
      windows: held(window),
      baseline: baselineOf([counted('KeyError', 6)]),
    });
    const mail = systemOf({
      system: 'mail',
      windows: held(window),
      attributed: during(window, [sighting('ValueError', START)]),
      baseline: baselineOf([counted('ValueError', 10_000)]),
    });
    expect(dispose(web)).toEqual([['unexpected', 'unexpected']]);
    expect(dispose(web, mail)).toEqual([['background', 'background'], ['background']]);
    expect(dispose(web, systemOf({ system: 'quiet' }))).toEqual([['unexpected', 'unexpected'], []]);
  });
});
