import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AttributableOops, attributionRule, createAttributor } from '../../src/analysis/attribution.js';
import { createWindowScopes } from '../../src/analysis/window-scope.js';
import { type OutageWindow, PHASES, type Phase } from '../../src/outages/window.js';

const settings = { clockTolerance: 1000, recoveryGrace: 60_000, openWindowCap: 4 * 3_600_000 };

const at = (clock: string) => Date.parse(`2011-09-08T${clock}Z`);

function windowOf(start: string, end: string | null, more: Partial<OutageWindow> = {}): OutageWindow {
  return {
    outage: 'fdt-1',
    phase: 'downtime',
    systems: ['*'],
    start: at(start),
    end: end === null ? null : at(end),
    title: null,
    budgetSeconds: null,
    source: 'test',
    ...more,
  };
}

function attribute(
  windows: readonly OutageWindow[],
  oops: { time: string; durationMs?: number | null; system?: string; inexact?: boolean },
  isOutageFailure = false,
) {
  const attributor = createAttributor(createWindowScopes(windows), settings);
  const { time, durationMs = null, system = 'web', inexact = false } = oops;
  return attributor.attribute({ time: at(time), durationMs, system, inexact }, () => isOutageFailure);
}

describe('an OOPS and one window from 08:53:05 to 08:55:17', () => {
  const windows = [windowOf('08:53:05', '08:55:17')];

  it.each([
    ['08:53:03.999', null],
    ['08:53:04.000', 'during'],
    ['08:53:05.000', 'during'],
    ['08:55:17.999', 'during'],
    ['08:55:18.000', null],
  ])('at %s, no outage failure: %s', (time, relation) => {
    expect(attribute(windows, { time })?.relation ?? null).toBe(relation);
  });

  it.each([
    ['08:53:03.999', null],
    ['08:53:04.000', 'during'],
    ['08:55:17.999', 'during'],
    ['08:55:18.000', 'recovery'],
    ['08:56:17.999', 'recovery'],
    ['08:56:18.000', null],
  ])('at %s, an outage failure: %s', (time, relation) => {
    expect(attribute(windows, { time }, true)?.relation ?? null).toBe(relation);
  });

  it.each([
    ['that began with the window, in the grace', '08:55:20.000', 136_000, 'during'],
    ['that began a moment before the tolerance', '08:55:20.000', 136_001, null],
    ['that began in the last moment of the tolerance', '08:55:20.000', 2001, 'during'],
    ['that began a moment later', '08:55:20.000', 2000, null],
    ['that gave up in the last moment of the grace', '08:56:17.999', 120_000, 'during'],
    ['that gave up a moment later', '08:56:18.000', 120_000, null],
    ['of no duration', '08:55:20.000', 0, null],
    ['of unknown duration', '08:55:20.000', null, null],
    ['of a negative duration, which is none', '08:53:00.000', -10_000, null],
  ])('holds a request %s: %s less %s ms: %s', (_, time, durationMs, relation) => {
    expect(attribute(windows, { time, durationMs })?.relation ?? null).toBe(relation);
  });

  it('never holds an OOPS whose time is inexact', () => {
    expect(attribute(windows, { time: '08:54:00', inexact: true }, true)).toBeNull();
  });
});

describe('attributionRule', () => {
  const outside = 'its time lies within the clock tolerance of the window';
  const inside = 'its time lies in the window';
  it.each([
    ['08:53:04.999', '08:55:17', null, outside],
    ['08:53:05.000', '08:55:17', null, inside],
    ['08:55:16.999', '08:55:17', null, inside],
    ['08:55:17.000', '08:55:17', null, outside],
    ['08:53:04.999', null, null, outside],
    ['08:55:17.000', null, null, inside],
    ['08:55:18.000', '08:55:17', null, 'an expected failure within the recovery grace'],
    ['08:55:18.000', '08:55:17', 60_000, 'its request began in the window and gave up in the grace'],
  ])(
    'says of %s, the window having ended at %s, the request having lasted %s: %s',
    (time, end, durationMs, rule) => {
      const claim = attribute([windowOf('08:53:05', end)], { time, durationMs }, true);
      expect(claim && attributionRule(claim, at(time), settings)).toBe(rule);
    },
  );
});

describe('a window without an end', () => {
  const windows = [windowOf('08:00:00', null)];

  it.each([
    ['07:59:58.999', null],
    ['07:59:59.000', 'during'],
    ['11:59:59.999', 'during'],
    ['12:00:00.000', null],
    ['12:00:30.000', null],
  ])('at %s: %s', (time, relation) => {
    expect(attribute(windows, { time }, true)?.relation ?? null).toBe(relation);
  });
});

describe('the scope of a window', () => {
  it('holds the systems it names, in any case, and no other', () => {
    const windows = [windowOf('08:00:00', '08:10:00', { systems: ['soyuz', 'Librarian'] })];
    expect(attribute(windows, { time: '08:05:00', system: 'SOYUZ' })).not.toBeNull();
    expect(attribute(windows, { time: '08:05:00', system: 'librarian' })).not.toBeNull();
    expect(attribute(windows, { time: '08:05:00', system: 'web' })).toBeNull();
  });

  it('leaves out of * what a shutdown window of the same outage names, at any time', () => {
    const shutdown = windowOf('08:00:00', '08:01:00', { phase: 'shutdown', systems: ['soyuz'] });
    const downtime = windowOf('08:30:00', '08:40:00');
    const other = windowOf('08:30:00', '08:40:00', { outage: 'fdt-2' });
    expect(attribute([shutdown, downtime], { time: '08:35:00', system: 'Soyuz' })).toBeNull();
    expect(attribute([shutdown, downtime], { time: '08:35:00' })?.window).toBe(downtime);
    expect(attribute([shutdown, other], { time: '08:35:00', system: 'soyuz' })?.window).toBe(other);
  });

  it('keeps in a named window what a shutdown window of the same outage names too', () => {
    const shutdown = windowOf('08:00:00', '08:01:00', { phase: 'shutdown', systems: ['soyuz'] });
    const downtime = windowOf('08:30:00', '08:40:00', { systems: ['soyuz'] });
    expect(attribute([shutdown, downtime], { time: '08:35:00', system: 'soyuz' })?.window).toBe(downtime);
  });
});

describe('where several windows claim an OOPS', () => {
  const first = (windows: OutageWindow[], time = '08:30:30') => {
    const given = attribute(windows, { time }, true)?.window;
    const reversed = attribute(windows.toReversed(), { time }, true)?.window;
    expect(given).toBe(reversed);
    return given;
  };

  it('the one it happened during comes before one it was a recovery from', () => {
    const before = windowOf('08:20:00', '08:30:00', { outage: 'b', systems: ['web'], phase: 'shutdown' });
    const during = windowOf('08:30:20', '08:31:00', { outage: 'c', phase: 'partial' });
    expect(first([before, during])).toBe(during);
  });

  it('the one that names the system comes before one that holds all', () => {
    const named = windowOf('08:00:00', '09:00:00', { outage: 'z', systems: ['web'], phase: 'partial' });
    const all = windowOf('08:10:00', '09:00:00', { outage: 'a' });
    expect(first([named, all])).toBe(named);
  });

  it('shutdown comes before downtime, and downtime before partial', () => {
    const of = (phase: Phase, outage: string) => windowOf('08:00:00', '09:00:00', { outage, phase });
    expect(first([of('downtime', 'a'), of('shutdown', 'z')])?.phase).toBe('shutdown');
    expect(first([of('partial', 'a'), of('downtime', 'z')])?.phase).toBe('downtime');
  });

  it('the later start comes first, then the smaller outage id', () => {
    const early = windowOf('08:00:00', '09:00:00', { outage: 'a' });
    const late = windowOf('08:00:01', '09:00:00', { outage: 'b' });
    const same = windowOf('08:00:01', '08:50:00', { outage: 'c' });
    expect(first([early, late])).toBe(late);
    expect(first([same, late])).toBe(late);
  });
});

describe('attribution of anything to any windows', () => {
  // The log holds one window of an outage, phase, systems and start.
  const windows = fc.uniqueArray(
    fc.record({
      outage: fc.constantFrom('a', 'b', 'c'),
      phase: fc.constantFrom(...PHASES),
      systems: fc.constantFrom(['*'], ['web'], ['soyuz'], ['soyuz', 'web']),
      start: fc.nat({ max: 60 }).map((place) => place * 10_000),
      length: fc.option(fc.integer({ min: 1, max: 30 }).map((steps) => steps * 10_000)),
    }),
    { maxLength: 8, selector: ({ length: _, ...window }) => JSON.stringify(window) },
  );
  /** Any time, and as often one that lies a step of the rules from a whole second, where the edges are. */
  const times = fc.oneof(
    fc.integer({ min: -100_000, max: 1_100_000 }),
    fc
      .tuple(fc.integer({ min: -10, max: 110 }), fc.constantFrom(0, -1, 1, -1000, -1001, 1000, 999))
      .map(([place, step]) => place * 10_000 + step),
  );
  const oopses = fc.array(
    fc.record({
      system: fc.constantFrom('web', 'soyuz', 'OTHER'),
      time: times,
      inexact: fc.boolean(),
      durationMs: fc.option(
        fc.oneof(
          fc.integer({ min: -10, max: 400_000 }),
          fc.nat({ max: 40 }).map((ten) => ten * 10_000),
        ),
      ),
      isOutageFailure: fc.boolean(),
    }),
    { maxLength: 40 },
  );
  const build = (
    drafts: typeof windows extends fc.Arbitrary<infer Drafts> ? Drafts : never,
  ): OutageWindow[] =>
    drafts.map(({ length, start, ...draft }) => ({
      ...draft,
      start,
      end: length === null ? null : start + length,
      title: null,
      budgetSeconds: null,
      source: 'test',
    }));
  const narrow = { clockTolerance: 1000, recoveryGrace: 60_000, openWindowCap: 200_000 };

  it('is what the rules say when they are applied to every window in turn', () => {
    fc.assert(
      fc.property(windows, oopses, (drafts, reports) => {
        const log = build(drafts);
        const attributor = createAttributor(createWindowScopes(log), narrow);
        for (const oops of reports) {
          const found = attributor.attribute(oops, () => oops.isOutageFailure);
          const wanted = applyRules(log, oops, narrow);
          expect(found && describeClaim(found.window, found.relation)).toEqual(
            wanted && describeClaim(wanted.window, wanted.relation),
          );
        }
      }),
      { numRuns: 300 },
    );
  });

  it('changes, when a window moves by τ, only what lies or began within τ of its edges', () => {
    const tau = narrow.clockTolerance;
    fc.assert(
      fc.property(windows, oopses, fc.nat(), fc.boolean(), (drafts, reports, pick, isLater) => {
        const log = build(drafts);
        const window = log[pick % Math.max(1, log.length)];
        if (!window) return;
        const step = isLater ? tau : -tau;
        const moved = {
          ...window,
          start: window.start + step,
          end: window.end === null ? null : window.end + step,
        };
        const movedLog = log.map((one) => (one === window ? moved : one));
        const before = createAttributor(createWindowScopes(log), narrow);
        const after = createAttributor(createWindowScopes(movedLog), narrow);
        const end = window.end ?? window.start + narrow.openWindowCap - tau;
        const edges = [window.start - tau, end + tau, end + tau + narrow.recoveryGrace];
        for (const oops of reports) {
          const began = oops.time - Math.max(0, oops.durationMs ?? 0);
          const isNear = [oops.time, began].some((at) => edges.some((edge) => Math.abs(at - edge) <= tau));
          if (isNear) continue;
          const relationIn = (attributor: typeof before, one: OutageWindow) =>
            attributor.claims(oops, () => oops.isOutageFailure).find((claim) => claim.window === one)
              ?.relation;
          expect(relationIn(after, moved)).toBe(relationIn(before, window));
          const belongs = (attributor: typeof before) =>
            attributor.attribute(oops, () => oops.isOutageFailure) !== null;
          expect(belongs(after)).toBe(belongs(before));
        }
      }),
      { numRuns: 300 },
    );
  });
});

const describeClaim = (window: OutageWindow, relation: string) => ({ ...window, relation });

/** The rules as SEMANTICS words them, over all windows, without any lookup. */
function applyRules(
  log: readonly OutageWindow[],
  oops: AttributableOops & { isOutageFailure: boolean },
  { clockTolerance: tau, recoveryGrace: gamma, openWindowCap }: typeof settings,
) {
  if (oops.inexact) return null;
  const system = oops.system.toLowerCase();
  const started = oops.durationMs !== null && oops.durationMs >= 0 ? oops.time - oops.durationMs : oops.time;
  const claims = log.flatMap((window) => {
    const named = window.systems.includes(system);
    const isShutDown = log.some(
      (other) =>
        other.outage === window.outage && other.phase === 'shutdown' && other.systems.includes(system),
    );
    if (!named && (!window.systems.includes('*') || isShutDown)) return [];
    const from = window.start - tau;
    const to = window.end === null ? window.start + openWindowCap : window.end + tau;
    const last = window.end === null ? to : to + gamma;
    const inside = (moment: number) => from <= moment && moment < to;
    const isDuring = inside(oops.time) || (inside(started) && oops.time < last);
    const isRecovery = oops.time >= to && oops.time < last && oops.isOutageFailure;
    if (!isDuring && !isRecovery) return [];
    return [{ window, named, relation: isDuring ? 'during' : 'recovery' }];
  });
  const phases = ['shutdown', 'downtime', 'partial'];
  const rank = (claim: (typeof claims)[number]) => [
    claim.relation === 'during' ? 0 : 1,
    claim.named ? 0 : 1,
    phases.indexOf(claim.window.phase),
    -claim.window.start,
  ];
  const compare = (a: (typeof claims)[number], b: (typeof claims)[number]) => {
    const [left, right] = [rank(a), rank(b)];
    const difference = left.map((value, place) => value - (right[place] ?? 0)).find((value) => value !== 0);
    if (difference !== undefined) return difference;
    if (a.window.outage !== b.window.outage) return a.window.outage < b.window.outage ? -1 : 1;
    return JSON.stringify(a.window.systems) < JSON.stringify(b.window.systems) ? -1 : 1;
  };
  return claims.sort(compare)[0] ?? null;
}

describe('a request that cannot have begun when its duration says', () => {
  const windows = [windowOf('08:53:05', '08:55:17')];

  it.each([
    ['unknown', null, null],
    ['negative', -60_000, null],
    ['none at all', 0, null],
    ['long enough to have begun in the window', 20_000, 'during'],
  ])('%s: %#', (_, durationMs, relation) => {
    expect(attribute(windows, { time: '08:55:30', durationMs })?.relation ?? null).toBe(relation);
  });

  it('did not begin later than it ended', () => {
    const later = [windowOf('08:56:00', '08:57:00')];
    expect(attribute([...windows, ...later], { time: '08:55:30', durationMs: -60_000 })).toBeNull();
  });
});

describe('claims', () => {
  it('are those of every window that has one, the one it belongs to first', () => {
    const one = windowOf('08:53:05', '08:55:17', { outage: 'b' });
    const same = windowOf('08:53:05', '08:55:17', { outage: 'a' });
    const partial = windowOf('08:53:05', '08:55:17', { outage: 'a', phase: 'partial' });
    const attributor = createAttributor(createWindowScopes([one, partial, same]), settings);
    const oops = { time: at('08:54:00'), durationMs: null, system: 'web', inexact: false };
    expect(attributor.claims(oops, () => false).map(({ window }) => window)).toEqual([same, one, partial]);
    expect(attributor.claims({ ...oops, time: at('09:54:00') }, () => true)).toEqual([]);
  });

  it('are put in order by the keys of their windows where all else is the same', () => {
    const named = ['b', 'a', 'c'].map((name) => windowOf('08:53:05', '08:55:17', { systems: ['web', name] }));
    const attributor = createAttributor(createWindowScopes(named), settings);
    const oops = { time: at('08:54:00'), durationMs: null, system: 'web', inexact: false };
    expect(attributor.claims(oops, () => false).map(({ window }) => window.systems[1])).toEqual([
      'a',
      'b',
      'c',
    ]);
  });
});
