import { describe, expect, it } from 'vitest';
import { disposeSightings } from '../../../src/analysis/disposition.js';
import type { SystemEvidence } from '../../../src/analysis/evidence.js';
import { checkFailure } from '../../../src/analysis/failure/failure-check.js';
import type { Phase } from '../../../src/outages/window.js';
import {
  baselineOf,
  clumps,
  counted,
  DAY,
  discard,
  during,
  END,
  elsewhere,
  evidenceOf,
  HOUR,
  held,
  inRecovery,
  MINUTE,
  SETTINGS,
  START,
  shortBaseline,
  sighting,
  sightings,
  systemOf,
  windowOf,
} from '../../support/build-evidence.js';

function check(system: SystemEvidence, observedUntil = END + HOUR) {
  const evidence = { ...evidenceOf(system), observedUntil };
  const [disposed] = disposeSightings(evidence, SETTINGS);
  if (!disposed) throw new Error('one system in, one out');
  return checkFailure(system, disposed, observedUntil, SETTINGS);
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

const usual = { baseline: baselineOf([counted('NotFound', 500)]) };
const unheard = { baseline: shortBaseline([counted('NotFound', 20)]) };
const untouched = { during: 'unaffected' as const };

describe('checkFailure', () => {
  it.each([
    ['downtime', ['DisconnectionError', 'AssertionError'], {}, 'failed-unexpectedly'],
    ['downtime', ['DisconnectionError'], {}, 'failed-as-expected'],
    ['downtime', ['DisconnectionError', 'NotFound'], usual, 'failed-as-expected'],
    ['downtime', Array(5).fill('NotFound'), usual, 'did-not-fail'],
    ['downtime', Array(4).fill('NotFound'), usual, 'no-evidence'],
    ['downtime', Array(5).fill('Tolerated'), {}, 'did-not-fail'],
    ['downtime', [...Array(5).fill('NotFound'), 'DisconnectionError'], usual, 'failed-as-expected'],
    ['downtime', Array(5).fill('Tolerated'), unheard, 'no-evidence'],
    ['downtime', [], {}, 'no-evidence'],
    ['partial', ['AssertionError'], {}, 'failed-unexpectedly'],
    ['partial', ['DisconnectionError'], {}, 'allowed'],
    ['partial', ['NotFound'], usual, 'allowed'],
    ['partial', [], {}, 'allowed'],
    ['shutdown', [], {}, 'stayed-silent'],
    ['shutdown', ['DisconnectionError'], {}, 'stayed-silent'],
    ['shutdown', ['', 'NotFound'], usual, 'not-shut-down'],
    ['downtime', [], untouched, 'unaffected'],
    ['downtime', ['NotFound'], { ...usual, ...untouched }, 'unaffected'],
    ['downtime', ['AssertionError'], untouched, 'affected'],
    // 10 a day: 0.07 in 602 s.
    [
      'downtime',
      Array(20).fill('NotFound'),
      { baseline: baselineOf([counted('NotFound', 10)]), ...untouched },
      'affected',
    ],
    ['downtime', [], { ...unheard, ...untouched }, 'unaffected'],
    ['downtime', ['Tolerated'], { ...unheard, ...untouched }, 'unaffected'],
    ['downtime', ['NotFound'], { ...unheard, ...untouched }, 'no-evidence'],
    ['partial', ['NotFound'], { ...unheard, ...untouched }, 'no-evidence'],
    ['shutdown', ['', 'NotFound'], { ...usual, ...untouched }, 'not-shut-down'],
    ['shutdown', [], { ...unheard, ...untouched }, 'stayed-silent'],
  ] as const)('in a %s window, having shown %j: %#, %o', (phase, types, more, verdict) => {
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
      const windows = held(downtime, partial);
      expect(check(systemOf({ windows, attributed, end: END + HOUR }))).toMatchObject({ verdict, phase });
    },
  );

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
      check(
        systemOf({
          baseline: shortBaseline(),
          attributed: during(windowOf(), [sighting('KeyError', START)]),
        }),
      ).evidence.text,
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
    ['silent, then ordinary', early, [], Array(5).fill('NotFound'), 'did-not-fail', 'downtime'],
    ['silent, then hardly heard', early, [], ['NotFound'], 'no-evidence', 'downtime'],
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
    const windows = held(shutdown, downtime);
    const { start } = shutdown;
    expect(check(systemOf({ ...usual, windows, attributed, start }))).toMatchObject({ verdict, phase });
  });

  it('says what each phase showed, the worst first', () => {
    const attributed = during(downtime, [sighting('KeyError', START)]);
    const windows = held(early, downtime);
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
    const windows = held(shutdown, downtime);
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
    const windows = held(stopped, downtime);
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
    const windows = held(downtime, partial);
    const baseline = baselineOf([counted('NotFound', 10)]);
    expect(check(systemOf({ windows, attributed, baseline, end: END + HOUR })).evidence.text).toBe(
      'In the partial outage: 1 OOPS that should not have been there at 00:10:00, beside 0 expected failures. In the downtime: No expected failure was seen, and 1 OOPS of the ordinary kind says nothing either way.',
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

describe('a downtime, at the edges of its rows', () => {
  const window = windowOf();
  const ordinary = (count: number) => during(window, sightings('Tolerated', count, START));

  // 602 s of a day: 2009 a day are 13.998, of which P(X <= 5) is 0.0055 and P(X <= 6) 0.0142.
  it.each([
    [5, 2009, 'no-evidence'],
    [6, 2009, 'did-not-fail'],
    // 1722 a day are 11.9983: P(X <= 4) = 0.0076, but 4 are too few anyway.
    [4, 100, 'no-evidence'],
    // 1880 a day are 13.0992: P(X <= 5) = 0.01012; 1886 are 13.141: 0.00984.
    [5, 1880, 'did-not-fail'],
    [5, 1886, 'no-evidence'],
    [5, 0, 'did-not-fail'],
  ])('went on as usual with %i ordinary OOPSes where %i a day are usual: %s', (seen, usually, verdict) => {
    const baseline = baselineOf([counted('Tolerated', usually)]);
    expect(check(systemOf({ attributed: ordinary(seen), baseline })).verdict).toBe(verdict);
  });

  // With φ = 3 and 4304 a day, 29.99 in 602 s: 10.0. 12 are 4: P(X <= 4 | 10.0) = 0.029; 9 are 3: 0.0103; 6 are 2: 0.0028.
  // 7 are rounded up to 3.
  it.each([
    [12, 'did-not-fail'],
    [7, 'did-not-fail'],
    [6, 'no-evidence'],
  ])('rounds %i ordinary OOPSes that come in clumps of 3 up: %s', (seen, verdict) => {
    const baseline = baselineOf([counted('Tolerated', 4304)]);
    const system = systemOf({ attributed: ordinary(seen), baseline, downtimeBins: clumps(3) });
    expect(check(system).verdict).toBe(verdict);
    expect(check({ ...system, downtimeBins: [] }).verdict).toBe('no-evidence');
  });

  it('counts as ordinary what was heard during it, not what was written after it', () => {
    const attributed = [
      ...ordinary(4),
      // Its request began inside, and gave up in the grace.
      ...during(window, [sighting('Tolerated', END + 1000)]),
    ];
    expect(check(systemOf({ attributed })).verdict).toBe('no-evidence');
    const heard = [...ordinary(4), ...during(window, [sighting('Tolerated', END + 999)])];
    expect(check(systemOf({ attributed: heard })).verdict).toBe('did-not-fail');
  });

  it.each([
    ['10 that failed', Array(10).fill(5), 'did-not-fail'],
    ['9 that failed', Array(9).fill(99), 'no-evidence'],
    ['one of 11 that did not', [...Array(10).fill(5), 4], 'no-evidence'],
    ['none', [], 'no-evidence'],
  ])('is told by earlier downtimes: %s', (_, requests, verdict) => {
    expect(check(systemOf({ earlierDowntimes: requests })).verdict).toBe(verdict);
    const few = { attributed: ordinary(4), earlierDowntimes: requests };
    expect(check(systemOf(few)).verdict).toBe(verdict);
  });

  it('is told by earlier ones also where too few ordinary OOPSes were heard, and where no baseline is known', () => {
    const earlierDowntimes = Array(10).fill(5);
    const baseline = baselineOf([counted('Tolerated', 99_999)]);
    expect(check(systemOf({ attributed: ordinary(9), baseline, earlierDowntimes })).verdict).toBe(
      'did-not-fail',
    );
    expect(check(systemOf({ baseline: shortBaseline(), earlierDowntimes })).verdict).toBe('did-not-fail');
  });
});

describe('types that the baseline has not', () => {
  const window = windowOf();
  const once = (count: number) => Array.from({ length: count }, (_, index) => counted(`Once${index}`, 1));

  // u types seen once, in 602 s of a day: 0.00697·u. With u = 1: P(X >= 1) = 0.0069, P(X >= 2) = 2.4e-5.
  // u = 7: 0.0488, P(X >= 2) = 0.00115; u = 6: 0.0418, 0.00085.
  it.each([
    ['downtime', 1, 1, 'no-evidence'],
    ['downtime', 2, 1, 'failed-unexpectedly'],
    ['downtime', 2, 6, 'failed-unexpectedly'],
    ['downtime', 2, 7, 'no-evidence'],
    ['downtime', 1, 0, 'failed-unexpectedly'],
    ['partial', 2, 6, 'failed-unexpectedly'],
    ['partial', 2, 7, 'allowed'],
  ] as const)('in a %s: %i of them where %i types were seen once: %s', (phase, seen, seenOnce, verdict) => {
    const types = Array.from({ length: seen }, (_, index) => `New${index}`);
    const system = systemIn(phase, types, {
      baseline: baselineOf([...once(seenOnce), counted('Often', 50)]),
    });
    expect(check(system)).toMatchObject({ verdict, unexpected: seen });
    const unaffected = verdict === 'failed-unexpectedly' ? 'affected' : 'unaffected';
    expect(check({ ...system, ...untouched }).verdict).toBe(unaffected);
  });

  it('count for a verdict where any unexpected one is of a type that the baseline has', () => {
    // 3 of a type that was seen once: P(X >= 3 | 0.007) is far below α.
    const baseline = baselineOf([...once(40), counted('KeyError', 1)]);
    const attributed = during(window, [...sightings('KeyError', 3, START), sighting('New', START)]);
    expect(check(systemOf({ attributed, baseline })).verdict).toBe('failed-unexpectedly');
    expect(check(systemOf({ attributed: attributed.slice(3), baseline })).verdict).toBe('no-evidence');
  });

  it('are those that it has only as outage failures, which are not seen once either', () => {
    const failing = { ...counted('New', 1), isOutageFailure: true };
    const attributed = during(window, [sighting('New', START)]);
    expect(check(systemOf({ attributed, baseline: baselineOf([failing]) })).verdict).toBe(
      'failed-unexpectedly',
    );
    expect(check(systemOf({ attributed, baseline: baselineOf([failing, ...once(1)]) })).verdict).toBe(
      'no-evidence',
    );
  });

  it('are seen once when all their values together were', () => {
    const value = (text: string) => ({ ...counted('Twice', 1), signature: { type: 'Twice', value: text } });
    const attributed = during(window, [sighting('New', START)]);
    const baseline = baselineOf([value('a'), value('b')]);
    expect(check(systemOf({ attributed, baseline })).verdict).toBe('failed-unexpectedly');
  });

  it('are held against the windows that hold them', () => {
    const other = windowOf({ start: END + HOUR, end: END + 2 * HOUR });
    const attributed = during(window, [sighting('New', START), sighting('Newer', START)]);
    const system = systemOf({ windows: held(window, other), attributed, baseline: baselineOf(once(6)) });
    expect(check(system, END + DAY).verdict).toBe('failed-unexpectedly');
    // 6 in 602 s and 3602 s: 0.29, P(X >= 3) = 0.0033.
    const both = [...attributed, ...during(other, [sighting('Newest', other.start)])];
    expect(check({ ...system, attributed: both }, END + DAY).verdict).toBe('no-evidence');
  });

  it('do not count without a baseline of an hour', () => {
    const attributed = during(window, [sighting('New', START)]);
    const baseline = shortBaseline(once(40));
    expect(check(systemOf({ attributed, baseline })).verdict).toBe('failed-unexpectedly');
  });
});

describe('OOPSes of another outage during this one', () => {
  const failures = elsewhere('fdt-2', sightings('DisconnectionError', 2, START + 5000));
  const others = elsewhere('fdt-2', sightings('KeyError', 5, START + 5000));
  const nothing = 'Nothing was seen';

  it.each([
    ['downtime', failures, 'failed-as-expected', 'within outage fdt-2'],
    ['downtime', others, 'did-not-fail', '5 of them within outage fdt-2'],
    ['downtime', others.slice(1), 'no-evidence', '4 of them within outage fdt-2'],
    ['partial', failures, 'allowed', '2 of them within outage fdt-2'],
    ['partial', others, 'allowed', '5 of them within outage fdt-2'],
    ['shutdown', failures, 'stayed-silent', 'Not heard'],
    ['shutdown', others, 'not-shut-down', '5 of them within outage fdt-2'],
    ['downtime', elsewhere('fdt-2', [sighting('DisconnectionError', START - 1001)]), 'no-evidence', nothing],
    [
      'downtime',
      elsewhere('fdt-2', [sighting('DisconnectionError', START - 1000)]),
      'failed-as-expected',
      'fdt-2',
    ],
    [
      'downtime',
      elsewhere('fdt-2', [sighting('DisconnectionError', END + 999)]),
      'failed-as-expected',
      'fdt-2',
    ],
    ['downtime', elsewhere('fdt-2', [sighting('DisconnectionError', END + 1000)]), 'no-evidence', nothing],
  ] as const)('in a %s count as seen: %#', (phase, seen, verdict, words) => {
    const checked = check(systemIn(phase, [], { elsewhere: seen }));
    expect(checked).toMatchObject({ verdict, expected: 0, background: 0, unexpected: 0, firstTime: null });
    expect(checked.evidence.text).toContain(words);
  });

  it('do not say that it went on as usual before that has been read', () => {
    const system = systemIn('downtime', [], { elsewhere: others });
    expect(check(system, START + 9000).verdict).toBe('no-evidence');
    expect(check(system, START + 9001).verdict).toBe('did-not-fail');
  });

  it('are told apart from its own, and those that say nothing are not counted', () => {
    const attributed = during(windowOf(), sightings('DisconnectionError', 3, START));
    const mixed = [
      ...failures,
      ...others,
      ...elsewhere('fdt-0', sightings('DisconnectionError', 1, START + 9000)),
    ];
    expect(check(systemOf({ attributed, elsewhere: mixed })).evidence.text).toBe(
      '6 expected failures from 00:00:00 to 00:00:09, 3 of them within outage fdt-0, fdt-2.',
    );
  });
});

describe('events that were thrown away', () => {
  it.each([
    ['downtime', 'no-evidence'],
    ['partial', 'no-evidence'],
    ['shutdown', 'no-evidence'],
  ] as const)('in a %s leave it open where nothing was seen', (phase, verdict) => {
    const discards = [discard(START, 3), discard(END + 30 * MINUTE, 40)];
    const checked = check(systemIn(phase, [], { discards }));
    expect(checked.verdict).toBe(verdict);
    expect(checked.evidence.text).toBe(
      'Nothing was seen, but at least 3 events were thrown away: it cannot be said that nothing happened.',
    );
    expect(check(systemIn(phase, [], { discards, ...untouched })).verdict).toBe(verdict);
  });

  it('say nothing where another outage shows what was seen', () => {
    const seen = elsewhere('fdt-2', [sighting('KeyError', START)]);
    const more = { ...untouched, discards: [discard(START)], elsewhere: seen };
    expect(check(systemIn('downtime', [], more)).verdict).toBe('unaffected');
  });

  // A minute is touched by the window's first moment, its tolerance included, and by its last.
  it.each([
    [START - MINUTE - 1000, false],
    [START - MINUTE - 999, true],
    [END + 999, true],
    [END + 1000, false],
  ])('count by the minutes that the window touches: %#', (minute, counts) => {
    const attributed = during(windowOf(), sightings('Tolerated', 5, START));
    const verdict = check(systemOf({ attributed, discards: [discard(minute)] })).verdict;
    expect(verdict).toBe(counts ? 'no-evidence' : 'did-not-fail');
  });

  it('let nothing be said by earlier downtimes', () => {
    const earlierDowntimes = Array(10).fill(9);
    expect(check(systemOf({ earlierDowntimes, discards: [discard(START)] })).verdict).toBe('no-evidence');
  });

  it('make every count the least there was, and say so in every phase', () => {
    const discards = [discard(START, 3)];
    const said = 'At least 3 more events were thrown away.';
    const seen: readonly (readonly [Phase, string])[] = [
      ['downtime', 'DisconnectionError'],
      ['downtime', 'KeyError'],
      ['partial', 'DisconnectionError'],
      ['shutdown', 'DisconnectionError'],
    ];
    for (const [phase, type] of seen) {
      const { evidence, accounts } = check(systemIn(phase, [type], { discards }));
      expect(evidence.text).toMatch(new RegExp(`\\. ${said}$`));
      expect(accounts.at(-1)).toMatchObject({ decided: true, text: evidence.text });
      expect(check(systemIn(phase, [type], {})).evidence.text).not.toContain('thrown away');
    }
    const unaffectedSeen = { ...untouched, discards };
    expect(check(systemIn('downtime', ['Tolerated'], unaffectedSeen)).evidence.text).toContain(said);
  });

  it('take nothing from what was seen', () => {
    const discards = [discard(START)];
    const seen = ['DisconnectionError'];
    expect(check(systemIn('downtime', seen, { discards })).verdict).toBe('failed-as-expected');
    expect(check(systemIn('partial', seen, { discards })).verdict).toBe('allowed');
    expect(check(systemIn('shutdown', seen, { discards })).verdict).toBe('stayed-silent');
    expect(check(systemIn('shutdown', ['', 'KeyError'], { discards })).verdict).toBe('not-shut-down');
    expect(check(systemIn('downtime', ['KeyError'], { discards })).verdict).toBe('failed-unexpectedly');
  });
});

describe('the edges of a shutdown', () => {
  const heardAt = (time: number, more: Partial<Parameters<typeof windowOf>[0]> = {}) => {
    const window = windowOf({ phase: 'shutdown', ...more });
    const attributed = during(window, [sighting('KeyError', time)]);
    return check(systemOf({ attributed, end: window.end })).verdict;
  };

  it.each([
    [START + 999, 'stayed-silent'],
    [START + 1000, 'not-shut-down'],
    [END - 1001, 'not-shut-down'],
    [END - 1000, 'stayed-silent'],
    // A request that began at its end, and gave up in the grace.
    [END + 30_000, 'stayed-silent'],
  ])('do not count, by the clock tolerance: %#', (time, verdict) => {
    expect(heardAt(time)).toBe(verdict);
  });

  it('are those of each window: what lies inside another was heard', () => {
    const [first, second] = [
      windowOf({ phase: 'shutdown' }),
      windowOf({ phase: 'shutdown', start: END - MINUTE, end: END + HOUR }),
    ];
    const attributed = during(first, [sighting('KeyError', END - 500)]);
    expect(check(systemOf({ windows: held(first, second), attributed })).verdict).toBe('not-shut-down');
  });

  it('may hold what was cut off and what came with the start, and nothing else', () => {
    const window = windowOf({ phase: 'shutdown' });
    const attributed = [
      ...during(window, [sighting('DisconnectionError', START + 60_999)]),
      ...inRecovery(window, [sighting('DisconnectionError', END + 30_000)]),
    ];
    expect(check(systemOf({ attributed })).verdict).toBe('stayed-silent');
    const later = during(window, [sighting('DisconnectionError', START + 61_000)]);
    expect(check(systemOf({ attributed: later })).verdict).toBe('not-shut-down');
  });
});

describe('the rows that a verdict went through', () => {
  const rowsOf = (system: SystemEvidence) =>
    check(system).accounts.map(({ phase, row, decided }) => [phase, row, decided]);

  it.each([
    [['KeyError'], {}, ['unexpected OOPSes']],
    [['DisconnectionError'], {}, ['unexpected OOPSes', 'expected failures']],
    [Array(5).fill('Tolerated'), {}, ['unexpected OOPSes', 'expected failures', 'went on as usual']],
    [
      [],
      { earlierDowntimes: Array(10).fill(5) },
      ['unexpected OOPSes', 'expected failures', 'went on as usual', 'earlier downtimes'],
    ],
    [
      [],
      {},
      ['unexpected OOPSes', 'expected failures', 'went on as usual', 'earlier downtimes', 'no-evidence'],
    ],
    [
      [],
      { discards: [discard(START)] },
      ['unexpected OOPSes', 'expected failures', 'went on as usual', 'earlier downtimes', 'discards'],
    ],
  ])('are told in order, the last one having decided: %#', (types, more, rows) => {
    expect(rowsOf(systemIn('downtime', types, more))).toEqual(
      rows.map((row, index) => ['downtime', row, index === rows.length - 1]),
    );
  });

  it('are those of every phase that was judged', () => {
    const windows = held(
      windowOf({ phase: 'shutdown', start: START - HOUR, end: START - MINUTE }),
      windowOf({ phase: 'partial', start: END, end: END + HOUR }),
    );
    expect(rowsOf(systemOf({ windows }))).toEqual([
      ['shutdown', 'heard while it was shut down', false],
      ['shutdown', 'stayed-silent', true],
      ['partial', 'unexpected OOPSes', false],
      ['partial', 'allowed', true],
    ]);
  });

  it('say why a row did not decide', () => {
    const baseline = baselineOf([counted('Tolerated', 2009)]);
    const attributed = during(windowOf(), sightings('Tolerated', 5, START));
    expect(check(systemOf({ attributed, baseline })).accounts.map(({ text }) => text)).toEqual([
      'None was seen.',
      'None was seen.',
      '5 ordinary OOPSes where 14 are usual (Poisson, p = 0.0055), which is fewer than usual.',
      '0 of 0 earlier downtimes no longer than half as long again showed at least 5 failed requests: at least 10 such downtimes would be needed.',
      'No expected failure was seen, and 5 OOPSes of the ordinary kind say nothing either way.',
    ]);
  });
});

describe('what is worth a look', () => {
  const window = windowOf();
  // n = 6: P(X >= 2 | 0.0418) = 0.00085, and with a second test twice that.
  const rare = during(window, sightings('KeyError', 2, START));
  const common = during(window, [sighting('ValueError', START)]);
  const baseline = baselineOf([counted('KeyError', 6), counted('ValueError', 10_000)]);

  it('is what only the adjustment kept from being unexpected, and changes no verdict', () => {
    const checked = check(systemOf({ attributed: [...rare, ...common], baseline }));
    expect(checked.verdict).toBe('no-evidence');
    expect(checked.worthALook).toMatchObject([{ type: 'KeyError', of: 'unexpected', count: 2 }]);
    expect(checked.worthALook[0]?.pValue).toBeCloseTo(0.00085, 5);
  });

  it('is nothing that was found, nor what would not have been by itself', () => {
    expect(check(systemOf({ attributed: rare, baseline }))).toMatchObject({
      verdict: 'failed-unexpectedly',
      worthALook: [],
    });
    expect(check(systemOf({ attributed: common, baseline })).worthALook).toEqual([]);
  });
});
