import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/config/defaults.js';
import type { OutageWindow } from '../../src/outages/window.js';
import { judgePlainly, verdictOfSystem } from './model.js';
import type { Rules, Scenario, ScenarioOops, SystemOutcome } from './scenario.js';
import { DAY, HOUR, MINUTE, SECOND } from './world.js';

/** Wednesday noon; the outage lasts ten minutes. */
const START = Date.UTC(2024, 2, 13, 12);
const END = START + 10 * MINUTE;
/** Where A begins. */
const AFTER = END + 61 * SECOND;

const RULES: Rules = {
  ...DEFAULT_CONFIG,
  verdict: { ...DEFAULT_CONFIG.verdict, followUp: DAY, minimumShare: 0.5 },
};

function windowOf(more: Partial<OutageWindow> = {}): OutageWindow {
  const given = { outage: 'o', phase: 'downtime', systems: ['*'], start: START, end: END } as const;
  return { ...given, title: null, budgetSeconds: null, source: 'test', ...more };
}

function oops(time: number, more: Partial<ScenarioOops> = {}): ScenarioOops {
  return {
    oopsId: '',
    reporter: 'WEB',
    time,
    timeIsInexact: false,
    durationSeconds: null,
    type: 'KeyError',
    value: 'x',
    causes: [],
    topic: null,
    url: '/',
    user: null,
    isException: true,
    ...more,
  };
}

/** OOPSes at equal steps, the first in the middle of the first step. */
function every(step: number, from: number, until: number, more: Partial<ScenarioOops> = {}): ScenarioOops[] {
  const count = Math.ceil((until - from) / step - 0.5);
  return Array.from({ length: count }, (_, index) => oops(from + (index + 0.5) * step, more));
}

const GONE = { type: 'DisconnectionError' };
/** 25 hours with 4 ordinary OOPSes an hour. */
const USUAL = every(15 * MINUTE, START - 25 * HOUR, START);
/** Sixty requests that failed in the outage. */
const STORM = every(10 * SECOND, START, END, GONE);

function judge(oopses: readonly ScenarioOops[], more: Partial<Scenario> = {}): SystemOutcome {
  const outcome = judgePlainly(scenario(oopses, more));
  const system = outcome.outages.find(({ outage }) => outage === 'o')?.systems[0];
  if (!system) throw new Error('no system was judged');
  return system;
}

function scenario(oopses: readonly ScenarioOops[], more: Partial<Scenario> = {}): Scenario {
  return {
    rules: RULES,
    oopses: oopses.map((one, index) => ({ ...one, oopsId: `OOPS-${index}` })),
    windows: [windowOf()],
    discards: [],
    observedUntil: AFTER + 30 * MINUTE,
    ...more,
  };
}

describe('attribution and suppression', () => {
  const suppressed = (oopses: readonly ScenarioOops[], more: Partial<Scenario> = {}) =>
    judgePlainly(scenario(oopses, more)).suppression.byOutage;

  it.each([
    ['just before the tolerance', oops(START - 1001), {}],
    ['at the tolerance', oops(START - 1000), { o: 1 }],
    ['last in the window', oops(END + 999), { o: 1 }],
    ['ordinary in the grace', oops(END + 1000), {}],
    ['failing in the grace', oops(END + 1000, GONE), { o: 1 }],
    ['failing past the grace', oops(END + 61_000, GONE), {}],
    ['begun inside, given up in the grace', oops(END + 50_000, { durationSeconds: 60 }), { o: 1 }],
    ['begun inside, given up later', oops(END + 61_000, { durationSeconds: 90 }), {}],
    [
      'caused by what is expected',
      oops(END + 1000, { causes: [{ type: 'DisconnectionError', value: '' }] }),
      { o: 1 },
    ],
    ['of a day alone', oops(START, { timeIsInexact: true }), {}],
  ])('%s', (_, one, expected) => {
    expect(suppressed([one])).toEqual(expected);
  });

  it('ends an open window at the cap', () => {
    const windows = [windowOf({ end: null })];
    expect(suppressed([oops(START + 4 * HOUR - 1)], { windows })).toEqual({ o: 1 });
    expect(suppressed([oops(START + 4 * HOUR, GONE)], { windows })).toEqual({});
  });

  it('lets during, a name, the phase, the later start and the id decide, in this order', () => {
    const named = windowOf({ outage: 'z', phase: 'partial', systems: ['WEB'], start: START - HOUR });
    expect(suppressed([oops(START)], { windows: [windowOf(), named] })).toEqual({ z: 1 });
    const over = { ...named, end: START - 2000 };
    expect(suppressed([oops(START, GONE)], { windows: [over, windowOf()] })).toEqual({ o: 1 });
    const partial = windowOf({ outage: 'a', phase: 'partial' });
    expect(suppressed([oops(START)], { windows: [partial, windowOf()] })).toEqual({ o: 1 });
    const later = windowOf({ outage: 'z', start: START + 1000 });
    expect(suppressed([oops(START)], { windows: [windowOf(), later] })).toEqual({ z: 1 });
    expect(suppressed([oops(START)], { windows: [windowOf(), windowOf({ outage: 'a' })] })).toEqual({ a: 1 });
  });

  it('takes what a shutdown names out of the scope of the same outage', () => {
    const shutdown = windowOf({ phase: 'shutdown', systems: ['web'], end: START + MINUTE });
    expect(suppressed([oops(START + 5 * MINUTE)], { windows: [windowOf(), shutdown] })).toEqual({});
    const other = { ...shutdown, outage: 'p' };
    expect(suppressed([oops(START + 5 * MINUTE)], { windows: [windowOf(), other] })).toEqual({ o: 1 });
  });
});

describe('the failure check', () => {
  it('is as expected, with counts', () => {
    const { failure } = judge([...USUAL, ...STORM, oops(START + MINUTE)]);
    // One KeyError where 4 an hour for 602 s let expect 0.67.
    expect(failure).toMatchObject({
      verdict: 'failed-as-expected',
      expected: 60,
      background: 1,
      unexpected: 0,
    });
  });

  it('is unexpected with a type too often', () => {
    // P(X ≥ 7 | 0.67) = 2e-5.
    const many = every(MINUTE, START, START + 7 * MINUTE);
    expect(judge([...USUAL, ...STORM, ...many]).failure).toMatchObject({
      verdict: 'failed-unexpectedly',
      unexpected: 7,
    });
  });

  it('excuses new types where new types turn up anyway, and lists them', () => {
    const fresh = oops(START + MINUTE, { type: 'Fresh' });
    expect(judge([...USUAL, ...STORM, fresh]).failure.verdict).toBe('failed-unexpectedly');
    // One type seen once in 24 h lets expect 0.007 in ten minutes: more than α.
    const once = oops(START - 5 * HOUR, { type: 'Once' });
    expect(judge([...USUAL, once, ...STORM, fresh]).failure).toMatchObject({
      verdict: 'failed-as-expected',
      unexpected: 1,
    });
  });

  it('did not fail where it went on as usual, but not on four OOPSes nor with discards', () => {
    const busy = every(2 * MINUTE, START - 25 * HOUR, START);
    const five = every(2 * MINUTE, START, END);
    expect(judge([...busy, ...five]).failure.verdict).toBe('did-not-fail');
    expect(judge([...busy, ...five.slice(1)]).failure.verdict).toBe('no-evidence');
    const discards = [{ reporter: 'WEB', reason: 'full', minute: START, count: 1 }];
    expect(judge([...busy, ...five], { discards }).failure.verdict).toBe('no-evidence');
  });

  it('did not fail where ten earlier downtimes say that it does', () => {
    const starts = Array.from({ length: 10 }, (_, index) => START - (index + 1) * 2 * HOUR);
    const past = starts.map((start, index) =>
      windowOf({ outage: `p${index}`, start, end: start + 15 * MINUTE }),
    );
    const failures = starts.flatMap((start) => every(3 * MINUTE, start, start + 15 * MINUTE, GONE));
    const windows = [windowOf(), ...past];
    expect(judge([...USUAL, ...failures], { windows }).failure.verdict).toBe('did-not-fail');
    expect(judge([...USUAL, ...failures.slice(1)], { windows }).failure.verdict).toBe('no-evidence');
    expect(judge([...USUAL, ...failures], { windows: windows.slice(0, -1) }).failure.verdict).toBe(
      'no-evidence',
    );
  });

  it('judges a shutdown by what lies well within it', () => {
    const windows = [windowOf({ phase: 'shutdown' })];
    const verdictOf = (...more: ScenarioOops[]) => judge([...USUAL, ...more], { windows }).failure.verdict;
    expect(verdictOf()).toBe('stayed-silent');
    expect(verdictOf(oops(START + 60_999, GONE))).toBe('stayed-silent');
    expect(verdictOf(oops(START + 61_000, GONE))).toBe('not-shut-down');
    expect(verdictOf(oops(START + 999), oops(END - 1000))).toBe('stayed-silent');
    expect(verdictOf(oops(START + 1000))).toBe('not-shut-down');
    expect(verdictOf(oops(END - 1001))).toBe('not-shut-down');
  });

  it('does not judge a downtime within a shutdown, and lets the worst phase stand', () => {
    const shutdown = windowOf({ outage: 's', phase: 'shutdown' });
    expect(judge(USUAL, { windows: [windowOf(), shutdown] }).failure).toMatchObject({
      verdict: 'no-evidence',
      phase: null,
    });
    const partial = windowOf({ phase: 'partial', start: END, end: END + HOUR });
    expect(judge([...USUAL, ...STORM], { windows: [windowOf(), partial] }).failure.verdict).toBe(
      'failed-as-expected',
    );
  });

  it('counts what belongs to another outage as seen', () => {
    const other = windowOf({ outage: 'a' });
    const { failure } = judge([...USUAL, ...STORM], { windows: [windowOf(), other] });
    expect(failure).toMatchObject({ verdict: 'failed-as-expected', expected: 0 });
  });
});

describe('the recovery check', () => {
  const recovery = (oopses: readonly ScenarioOops[], more: Partial<Scenario> = {}) =>
    judge(oopses, more).recovery;

  it('waits for five minutes, unless the next window leaves none', () => {
    expect(recovery(STORM, { observedUntil: AFTER + 4 * MINUTE })).toMatchObject({
      verdict: 'too-early',
      secondsNeeded: 60,
    });
    const next = windowOf({ outage: 'n', start: AFTER + 5 * MINUTE, end: AFTER + HOUR });
    expect(recovery(STORM, { windows: [windowOf(), next] }).verdict).toBe('no-evidence');
    expect(recovery(STORM, { windows: [windowOf({ end: null })] }).verdict).toBe('ongoing');
  });

  it('has recovered by absence: 60 requests in 602 s, none in 30 min', () => {
    const grace = oops(END + 12_000, GONE);
    expect(recovery([...USUAL, ...STORM, grace])).toMatchObject({
      verdict: 'recovered',
      way: 'absence',
      lagSeconds: 12,
    });
    // (602 / 2402) ** 4 = 0.004.
    expect(recovery([...USUAL, ...STORM.slice(0, 4)]).verdict).toBe('no-evidence');
  });

  it('has recovered by a proof of life, in A or later', () => {
    // 4 an hour let expect 2 in A, 48 in 12 h.
    const life = oops(AFTER + MINUTE);
    expect(recovery([...USUAL, life])).toMatchObject({ verdict: 'recovered', way: 'life in A' });
    const busy = [...USUAL, ...every(15 * MINUTE, START - 25 * HOUR, START)];
    expect(recovery([...busy, life]).verdict).toBe('no-evidence');
    const afterwards = every(15 * MINUTE, AFTER + 35 * MINUTE, AFTER + 12 * HOUR);
    expect(recovery([...USUAL, ...afterwards], { observedUntil: AFTER + 12 * HOUR })).toMatchObject({
      verdict: 'recovered',
      way: 'life in F',
    });
  });

  it('has not recovered, or late, while failures go on', () => {
    const late = every(30 * SECOND, AFTER, AFTER + 10 * MINUTE, GONE);
    expect(recovery([...USUAL, ...STORM, ...late])).toMatchObject({
      verdict: 'recovered-late',
      // The last one in the middle of the last half minute.
      lagSeconds: 61 + 585,
    });
    const still = every(30 * SECOND, AFTER, AFTER + 30 * MINUTE, GONE);
    expect(recovery([...USUAL, ...STORM, ...still]).verdict).toBe('not-recovered');
    // Without an ordinary OOPS or much that failed, a quiet of 20 minutes does not decide: (10 min / 30 min) ** 5 > α.
    const few = every(MINUTE, AFTER, AFTER + 5 * MINUTE, GONE);
    expect(recovery([...USUAL, ...few]).verdict).toBe('not-recovered');
    expect(recovery([...USUAL, ...few, oops(AFTER + 20 * MINUTE)]).verdict).toBe('recovered-late');
  });

  it('is silent where both judges expect more', () => {
    // 20 an hour let expect 10 in A.
    const busy = every(3 * MINUTE, START - 25 * HOUR, START);
    expect(recovery(busy).verdict).toBe('silent');
    const wereQuiet = busy.filter(
      ({ time }) => time < START - 2 * HOUR && (time < AFTER - DAY || time > AFTER - DAY + 30 * MINUTE),
    );
    expect(recovery(wereQuiet).verdict).toBe('no-evidence');
    expect(
      recovery(busy, { discards: [{ reporter: 'WEB', reason: 'full', minute: START, count: 3 }] }).verdict,
    ).toBe('no-evidence');
  });

  it('asks the day after where A is too short for a silence', () => {
    const observedUntil = AFTER + 4 * HOUR;
    // 16 expected in 4 hours; the day before had as many at these hours.
    expect(recovery(USUAL, { observedUntil })).toMatchObject({ verdict: 'silent', way: 'F' });
    const friday = 2 * DAY;
    const moved = USUAL.map((one) => ({ ...one, time: one.time + friday + 9 * HOUR }));
    const windows = [windowOf({ start: START + friday + 9 * HOUR, end: END + friday + 9 * HOUR })];
    expect(recovery(moved, { windows, observedUntil: observedUntil + friday + 9 * HOUR }).verdict).toBe(
      'no-evidence',
    );
  });

  it('names the reporters that fell silent, unless others came in their place', () => {
    const systems = [{ name: 'web', reporters: ['W*'], during: 'fails' as const, expectedFailures: null }];
    const rules = { ...RULES, systems };
    const of = (reporter: string) => every(3 * MINUTE, START - 25 * HOUR, START, { reporter });
    const going = every(3 * MINUTE, AFTER, AFTER + HOUR, { reporter: 'W1' });
    expect(recovery([...of('W1'), ...of('W2'), ...going], { rules })).toMatchObject({
      verdict: 'partly-silent',
      missingReporters: ['W2'],
    });
    const newcomer = every(3 * MINUTE, AFTER, AFTER + HOUR, { reporter: 'W3' });
    expect(recovery([...of('W1'), ...of('W2'), ...going, ...newcomer], { rules }).verdict).toBe('recovered');
  });

  it('is elevated, unless one clump makes the rise or it begins later', () => {
    const many = every(MINUTE, AFTER, AFTER + 30 * MINUTE, { type: 'Worse' });
    expect(recovery([...USUAL, ...many]).verdict).toBe('elevated');
    const clump = every(10 * SECOND, AFTER + MINUTE, AFTER + 5 * MINUTE, { type: 'Worse' });
    expect(recovery([...USUAL, ...clump])).toMatchObject({ verdict: 'no-evidence', doubts: ['rise'] });
    const later = every(30 * SECOND, AFTER + 15 * MINUTE, AFTER + 30 * MINUTE, { type: 'Worse' });
    const usual = oops(AFTER + 5 * MINUTE);
    expect(recovery([...USUAL, ...STORM, usual, ...later])).toMatchObject({
      verdict: 'recovered',
      laterRise: { start: AFTER + 15.25 * MINUTE, afterSeconds: 61 + 915, signatures: ['Worse: x'] },
    });
  });
});

describe('what the checks rest on', () => {
  it('divides by the dispersion of what comes in clumps', () => {
    // Ten at once every five hours: as many as two an hour, but what is missing is less than one clump.
    const clumps = Array.from({ length: 5 }, (_, index) => START - (index + 0.5) * 5 * HOUR).flatMap((time) =>
      every(SECOND, time, time + 10 * SECOND),
    );
    const steady = every(30 * MINUTE, START - 25 * HOUR, START);
    const many = every(2 * MINUTE, AFTER, AFTER + 30 * MINUTE);
    expect(judge([...steady, ...many]).recovery.verdict).toBe('elevated');
    expect(judge([...clumps, oops(START - 25 * HOUR), ...many]).recovery.verdict).not.toBe('elevated');
  });

  it('takes storms out of the baseline', () => {
    const storm = every(10 * SECOND, START - 5 * HOUR, START - 4 * HOUR, GONE);
    const late = every(3 * MINUTE, AFTER, AFTER + 30 * MINUTE, GONE);
    // Against 360 requests of 24 h, ten in half an hour are no more than usual.
    expect(judge([...USUAL, ...storm, ...late]).recovery.verdict).toBe('not-recovered');
  });

  it('counts a loop as many requests and a retry as one', () => {
    const loop = every(SECOND, START, START + 40 * SECOND, GONE);
    // Four requests in 602 s leave (602 / 2402) ** 4 = 0.004; five 0.001 less a little.
    expect(judge([...USUAL, ...loop]).recovery.verdict).toBe('no-evidence');
    const longer = every(SECOND, START, START + 50 * SECOND, GONE);
    expect(judge([...USUAL, ...longer]).recovery.verdict).toBe('recovered');
  });

  it('finds the storm that nobody recorded, of two systems', () => {
    const of = (reporter: string, from: number) =>
      every(5 * SECOND, from, from + MINUTE, { ...GONE, reporter });
    const { unrecordedStorms } = judgePlainly(
      scenario([...USUAL, ...of('WEB', START - HOUR), ...of('API', START - HOUR + 80 * SECOND), ...STORM]),
    );
    expect(unrecordedStorms).toEqual([
      {
        start: START - HOUR + 2500,
        end: START - HOUR + 80 * SECOND + 57_500,
        systems: ['API', 'WEB'],
        count: 24,
      },
    ]);
  });
});

describe('verdicts', () => {
  it('puts failure and recovery together', () => {
    expect(verdictOfSystem('allowed', 'recovered')).toBe('as-expected');
    expect(verdictOfSystem('stayed-silent', 'no-evidence')).toBe('inconclusive');
    expect(verdictOfSystem('no-evidence', 'recovered')).toBe('inconclusive');
    expect(verdictOfSystem('no-evidence', 'silent')).toBe('not-as-expected');
    expect(verdictOfSystem('affected', 'recovered')).toBe('not-as-expected');
  });

  it('asks for half of the systems', () => {
    const quiet = (name: string) => every(HOUR, START - 25 * HOUR, START, { reporter: name });
    const verdictOf = (...oopses: ScenarioOops[]) => judgePlainly(scenario(oopses)).outages[0]?.verdict;
    expect(verdictOf(...USUAL, ...STORM, ...quiet('A'))).toBe('as-expected');
    expect(verdictOf(...USUAL, ...STORM, ...quiet('A'), ...quiet('B'))).toBe('inconclusive');
  });
});
