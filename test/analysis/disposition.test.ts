import { describe, expect, it } from 'vitest';
import { disposeSightings } from '../../src/analysis/disposition.js';
import type { SystemEvidence } from '../../src/analysis/evidence.js';
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

function dispose(...systems: SystemEvidence[]): string[][] {
  return disposeSightings(evidenceOf(...systems), SETTINGS).map((disposed) =>
    disposed.sightings.map(({ disposition }) => disposition),
  );
}

const heldBy = (window: ReturnType<typeof windowOf>) => ({ windows: [{ window, named: true }] });

describe('expected', () => {
  it.each(['downtime', 'partial'] as const)('is an outage failure in a %s window', (phase) => {
    const window = windowOf({ phase });
    const attributed = during(window, [sighting('DisconnectionError', START)]);
    expect(dispose(systemOf({ ...heldBy(window), attributed }))).toEqual([['expected']]);
  });

  it('is one in the recovery after a window', () => {
    const window = windowOf();
    const late = { ...sighting('DisconnectionError', END + 30_000), window, relation: 'recovery' as const };
    expect(dispose(systemOf({ ...heldBy(window), attributed: [late] }))).toEqual([['expected']]);
  });

  it.each([
    ['the last moment of tolerance and grace', 60_999, 'expected'],
    ['a moment later', 61_000, 'unexpected'],
  ])('is one that a shutdown cut off, until %s', (_, after, disposition) => {
    const window = windowOf({ phase: 'shutdown' });
    const attributed = during(window, [sighting('DisconnectionError', START + after)]);
    expect(dispose(systemOf({ ...heldBy(window), attributed }))).toEqual([[disposition]]);
  });
});

describe('background', () => {
  const window = windowOf();

  it('is what is tolerated, whatever its rate', () => {
    const attributed = during(window, sightings('Tolerated', 50, START));
    expect(new Set(dispose(systemOf({ ...heldBy(window), attributed }))[0])).toEqual(new Set(['background']));
  });

  // 10 min 2 s of 24 h at n = 10: a mean of 0.0697. P(X >= 2) = 0.0023, P(X >= 3) = 0.00005.
  it.each([
    [2, 10, 'background'],
    [3, 10, 'unexpected'],
    [1, 1, 'background'],
    [1, 0, 'unexpected'],
  ])('is %i in the window where %i in the baseline explain it: %s', (seen, before, disposition) => {
    const attributed = during(window, sightings('KeyError', seen, START));
    const baselineCounts = [counted('KeyError', before), counted('ValueError', 1000)].filter(
      ({ count }) => count > 0,
    );
    const [found] = dispose(systemOf({ ...heldBy(window), attributed, baselineCounts }));
    expect(new Set(found)).toEqual(new Set([disposition]));
  });

  it('is what has a p-value that equals α, not one below it', () => {
    const attributed = during(window, sightings('KeyError', 2, START));
    const evidence = evidenceOf(
      systemOf({ ...heldBy(window), attributed, baselineCounts: [counted('KeyError', 10)] }),
    );
    const disposeAt = (alpha: number) =>
      disposeSightings(evidence, { ...SETTINGS, verdict: { ...SETTINGS.verdict, alpha } })[0];
    const p = disposeAt(0.001)?.tests[0]?.result.pValue ?? Number.NaN;
    expect(disposeAt(p)?.sightings[0]?.disposition).toBe('background');
    expect(disposeAt(p * (1 + Number.EPSILON))?.sightings[0]?.disposition).toBe('unexpected');
  });

  it('counts all OOPSes of the type, those of other values too', () => {
    const baselineCounts = [
      { ...counted('KeyError', 5), signature: { type: 'KeyError', value: 'a' } },
      { ...counted('KeyError', 5), signature: { type: 'KeyError', value: 'b' } },
    ];
    const attributed = during(window, sightings('KeyError', 2, START));
    expect(dispose(systemOf({ ...heldBy(window), attributed, baselineCounts }))).toEqual([
      ['background', 'background'],
    ]);
  });

  it('is nothing without a baseline of an hour, which explains nothing', () => {
    const baselineCounts = [counted('KeyError', 1000)];
    const attributed = during(window, [sighting('KeyError', START)]);
    const enough = [{ start: START - 1000 - HOUR, end: START - 1000 }];
    const tooLittle = [{ start: START - 1000 - HOUR + 1, end: START - 1000 }];
    const system = systemOf({ ...heldBy(window), attributed, baselineCounts });
    expect(dispose({ ...system, baseline: enough })).toEqual([['background']]);
    expect(dispose({ ...system, baseline: tooLittle })).toEqual([['unexpected']]);
  });

  it('is nothing in a shutdown window, not even what is tolerated', () => {
    const shutdown = windowOf({ phase: 'shutdown' });
    const attributed = during(shutdown, [sighting('KeyError', START), sighting('Tolerated', START)]);
    const baselineCounts = [counted('KeyError', 1000)];
    expect(dispose(systemOf({ ...heldBy(shutdown), attributed, baselineCounts }))).toEqual([
      ['unexpected', 'unexpected'],
    ]);
  });

  it('is judged by p-values adjusted for how many types were tested', () => {
    // n = 6: a mean of 0.0418, P(X >= 2) = 0.00085: below α alone, but not among two tests of which the other is 1 in 1.
    const rare = during(window, sightings('KeyError', 2, START));
    const common = during(window, [sighting('ValueError', START)]);
    const baselineCounts = [counted('KeyError', 6), counted('ValueError', 10_000)];
    const alone = systemOf({ ...heldBy(window), attributed: rare, baselineCounts });
    const both = systemOf({ ...heldBy(window), attributed: [...rare, ...common], baselineCounts });
    expect(dispose(alone)).toEqual([['unexpected', 'unexpected']]);
    expect(dispose(both)).toEqual([['background', 'background', 'background']]);
  });

  it('reads an open window up to what has been observed', () => {
    const open = windowOf({ end: null });
    const attributed = during(open, sightings('KeyError', 5, START));
    const system = systemOf({
      ...heldBy(open),
      end: null,
      attributed,
      baselineCounts: [counted('KeyError', 24)],
    });
    const judge = (observedUntil: number) =>
      disposeSightings({ ...evidenceOf(system), observedUntil }, SETTINGS)[0]?.sightings[0]?.disposition;
    expect(judge(START + 10 * MINUTE)).toBe('unexpected');
    expect(judge(START + 3 * HOUR)).toBe('background');
  });
});

describe('the tests that tell background from news', () => {
  const window = windowOf();
  const testsOf = (...systems: SystemEvidence[]) =>
    disposeSightings(evidenceOf(...systems), SETTINGS).map(({ tests }) => tests);
  const usual = [counted('KeyError', 10)];

  it('say what they compared, and are those of their system', () => {
    const attributed = during(window, sightings('KeyError', 2, START));
    const system = { ...heldBy(window), attributed, baselineCounts: usual };
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
    const recovery = { ...sighting('KeyError', END + 30_000), window, relation: 'recovery' as const };
    const attributed = [...during(window, [sighting('KeyError', START)]), recovery];
    expect(testsOf(systemOf({ ...heldBy(window), attributed, baselineCounts: usual }))).toMatchObject([
      [{ seen: 1 }],
    ]);
  });

  it('are made for each type of each window, unknown types among them, once', () => {
    const later = windowOf({ start: END + HOUR, end: END + 2 * HOUR });
    const unknown = { ...sighting('', START + 1), type: null };
    const attributed = [
      ...during(window, [sighting('KeyError', START), sighting('KeyError', START), unknown]),
      ...during(later, [sighting('KeyError', later.start)]),
    ];
    const windows = [window, later].map((one) => ({ window: one, named: true }));
    const baselineCounts = [...usual, { ...counted('', 5), type: null }];
    expect(
      testsOf(systemOf({ windows, attributed, baselineCounts }))[0]?.map(({ type, seen }) => [type, seen]),
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
  ])('are not made for %s, which they could not tell anything of', (_, attributed, held) => {
    const baselineCounts = ['DisconnectionError', 'Tolerated', 'KeyError'].map((type) => counted(type, 10));
    expect(testsOf(systemOf({ ...heldBy(held), attributed, baselineCounts }))).toEqual([[]]);
  });

  it('hold an open window against the rate as far as it has been read', () => {
    const open = windowOf({ end: null });
    const attributed = during(open, [sighting('KeyError', START)]);
    const system = systemOf({ ...heldBy(open), end: null, attributed, baselineCounts: usual });
    const evidence = { ...evidenceOf(system), observedUntil: START + MINUTE };
    expect(disposeSightings(evidence, SETTINGS)[0]?.tests).toMatchObject([{ duringMs: 61_000 }]);
    const closed = {
      ...evidenceOf(
        systemOf({
          ...heldBy(window),
          attributed: during(window, [sighting('KeyError', START)]),
          baselineCounts: usual,
        }),
      ),
      observedUntil: START + MINUTE,
    };
    expect(disposeSightings(closed, SETTINGS)[0]?.tests).toMatchObject([{ duringMs: 602_000 }]);
  });
});
