import { DEFAULT_CONFIG } from '../../src/config/defaults.js';
import type { OutageWindow, Phase } from '../../src/outages/window.js';
import type { Discard, Exception, Rules, Scenario, ScenarioOops } from './scenario.js';
import { DAY, HOUR, MINUTE, SECOND } from './world.js';

/** Chance that the same seed always repeats. */
interface Dice {
  /** Below 1. */
  next(): number;
  between(low: number, high: number): number;
  whole(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(choices: readonly T[]): T;
}

function diceOf(seed: number): Dice {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const between = (low: number, high: number) => low + next() * (high - low);
  const whole = (low: number, high: number) => Math.floor(between(low, high + 1));
  return {
    next,
    between,
    whole,
    chance: (probability) => next() < probability,
    pick: (choices) => choices[whole(0, choices.length - 1)] as (typeof choices)[number],
  };
}

/** How a system takes an outage. */
const FAILING = [
  'storm',
  'storm',
  'storm',
  'few',
  'none',
  'none',
  'storm and new type',
  'new type',
  'burst',
  'usual',
] as const;
/** How a system is afterwards. */
const RECOVERING = [
  'resume',
  'resume',
  'resume',
  'late',
  'persistent',
  'trickle',
  'silent',
  'silent at first',
  'some silent',
  'all quieter',
  'renamed',
  'fewer',
  'elevated',
  'rise later',
  'clump',
  'late after a while',
] as const;

interface Plan {
  readonly name: string;
  readonly reporters: readonly string[];
  readonly isConfigured: boolean;
  /** Ordinary OOPSes an hour. */
  readonly rate: number;
  readonly clump: number;
  /** Types that come once. */
  readonly singles: number;
  readonly failing: (typeof FAILING)[number];
  readonly recovering: (typeof RECOVERING)[number];
  readonly isPausedInside: boolean;
  readonly isUnaffected: boolean;
}

/** Half a day of some systems, with outages in it: the same for the same seed. */
export function scenarioOf(seed: number): Scenario {
  const dice = diceOf(seed);
  const start = Date.UTC(2024, 2, dice.whole(1, 28)) + dice.whole(0, 24 * 3600 - 1) * SECOND;
  const length = dice.pick([10, 30, 60, 120, 132, 300, 600, 1200]) * SECOND;
  const end = start + length;
  const observedUntil = dice.pick([
    () => start + dice.whole(0, length),
    () => end + dice.whole(0, 6 * 60) * SECOND,
    () => end + dice.whole(6 * 60, 36 * 60) * SECOND,
    () => end + 32 * MINUTE,
    () => end + 40 * MINUTE,
    () => end + dice.whole(2 * 60, 6 * 60) * MINUTE,
    () => end + dice.whole(2 * 60, 6 * 60) * MINUTE,
    () => end + dice.whole(20, 48) * HOUR,
  ])();
  const begins =
    start - dice.pick([26 * HOUR, 26 * HOUR, 26 * HOUR, 25 * HOUR, 9 * DAY, 9 * DAY, 3 * HOUR, 50 * MINUTE]);
  const plans = plansOf(dice, observedUntil > end + 12 * HOUR ? 4 : 6);
  const windows = windowsOf(dice, plans, start, end);
  const lastKnown = observedUntil + (dice.chance(0.2) ? 10 * MINUTE : 0);
  const oopses = plans
    .flatMap((plan) => oopsesOf(dice, plan, { begins, start, end, until: lastKnown, windows }))
    .filter(({ time }) => time >= begins && time < lastKnown);
  const inexact = oopses
    .filter(() => dice.chance(0.003))
    .map((oops) => ({
      ...oops,
      time: Math.floor(oops.time / DAY) * DAY,
      timeIsInexact: true,
    }));
  const first = plans[0] as Plan;
  const all = [
    oopsOf(first.reporters[0] as string, begins, { type: 'Single', value: 'the first of all' }, '/'),
    ...oopses,
    ...inexact,
  ];
  return {
    rules: rulesOf(dice, plans),
    oopses: all.map((oops, index) => ({ ...oops, oopsId: `OOPS-${seed}plain${index}` })),
    windows,
    discards: dice.chance(0.15) ? discardsOf(dice, plans, start, end) : [],
    observedUntil,
  };
}

function plansOf(dice: Dice, most: number): Plan[] {
  const count = Math.min(most, dice.whole(1, 6));
  const hasConfig = dice.chance(0.8);
  const rates = [0, 0.3, 3, 12, 25, 50].slice(0, most < 6 ? 4 : count > 3 ? 5 : 6);
  return Array.from({ length: count }, (_, index): Plan => {
    const letter = 'ABCDEF'[index] as string;
    const recovering = dice.pick(RECOVERING);
    // What shows only where enough was heard before gets systems that are heard enough.
    const needsReporters = ['some silent', 'all quieter'].includes(recovering) && hasConfig;
    const needsRate = needsReporters || ['fewer', 'silent', 'silent at first'].includes(recovering);
    const isConfigured = hasConfig && (needsReporters || dice.chance(0.85));
    const reporters = isConfigured ? dice.pick(needsReporters ? [2, 3, 6, 10] : [1, 1, 2, 3, 6, 10]) : 1;
    return {
      name: isConfigured ? `sys-${letter.toLowerCase()}` : letter,
      reporters: Array.from({ length: reporters }, (__, number) =>
        isConfigured ? `${letter}${number}` : letter,
      ),
      isConfigured,
      rate: dice.pick(needsReporters && most === 6 ? [25, 50, 70] : needsRate ? rates.slice(2) : rates),
      clump: needsRate ? 1 : dice.pick([1, 1, 1, 6]),
      singles: dice.pick([0, 0, 2, 20]),
      failing: needsRate && dice.chance(0.6) ? 'none' : dice.pick(FAILING),
      recovering,
      isPausedInside: dice.chance(0.5),
      isUnaffected: isConfigured && dice.chance(0.15),
    };
  });
}

function rulesOf(dice: Dice, plans: readonly Plan[]): Rules {
  const isFast = dice.chance(0.1);
  return {
    ...DEFAULT_CONFIG,
    systems: plans
      .filter(({ isConfigured }) => isConfigured)
      .map(({ name, reporters, isUnaffected }) => ({
        name,
        reporters: [`${(reporters[0] as string).slice(0, 1)}*`],
        during: isUnaffected ? 'unaffected' : 'fails',
        expectedFailures: dice.chance(0.1)
          ? [{ type: 'DisconnectionError' }, { type: 'RefusedError' }]
          : null,
      })),
    toleratedFailures: dice.chance(0.15) ? [{ type: 'ValueError' }] : [],
    neverSuppress: dice.chance(0.15) ? [{ type: 'AssertionError' }] : [],
    attribution: isFast
      ? { clockTolerance: 2 * SECOND, recoveryGrace: 30 * SECOND, openWindowCap: HOUR }
      : DEFAULT_CONFIG.attribution,
    verdict: {
      ...DEFAULT_CONFIG.verdict,
      followUp: dice.chance(0.1) ? 12 * HOUR : DAY,
      minimumShare: dice.pick([0.5, 0.5, 0.5, 0, 1]),
    },
  };
}

function windowsOf(dice: Dice, plans: readonly Plan[], start: number, end: number): OutageWindow[] {
  const hasConfig = plans.some(({ isConfigured }) => isConfigured);
  const nameable = plans.filter(({ isConfigured }) => isConfigured || !hasConfig).map(({ name }) => name);
  const scope = () => (dice.chance(0.6) ? ['*'] : someOf(dice, nameable));
  const length = end - start;
  const made: OutageWindow[] = [];
  const add = (outage: string, phase: Phase, systems: readonly string[], from: number, to: number | null) => {
    const window = { outage, phase, systems: [...systems].sort(), start: from, end: to };
    // Two windows of a phase that begin together leave open which of them an OOPS belongs to.
    const hasTwin = made.some(
      (other) => other.outage === outage && other.phase === phase && other.start === from,
    );
    const isEmpty = to !== null && to <= from;
    if (!hasTwin && !isEmpty)
      made.push({ ...window, title: null, budgetSeconds: null, source: 'plain reading' });
  };
  const phase = dice.pick(['downtime', 'downtime', 'downtime', 'downtime', 'partial', 'shutdown'] as const);
  add('main', phase, scope(), start, dice.chance(0.05) ? null : end);
  if (dice.chance(0.2))
    add(
      'main',
      'shutdown',
      someOf(dice, nameable),
      start - dice.pick([0, 300, 600]) * SECOND,
      end + dice.pick([0, 60, 300]) * SECOND,
    );
  if (dice.chance(0.15))
    add(
      'main',
      'partial',
      scope(),
      dice.pick([start, end, start - length]),
      end + dice.pick([0, length, 60_000]),
    );
  if (dice.chance(0.1))
    add('main', 'downtime', scope(), end + dice.pick([30, 120, 600]) * SECOND, end + length + 600 * SECOND);
  if (dice.chance(0.15))
    add(
      'after',
      dice.pick(['downtime', 'partial', 'shutdown'] as const),
      scope(),
      end + dice.whole(1, 40) * MINUTE,
      end + dice.whole(41, 60) * MINUTE,
    );
  if (dice.chance(0.17))
    add(
      'across',
      dice.pick(['downtime', 'partial', 'shutdown'] as const),
      scope(),
      start - dice.pick([0, 30, 600]) * SECOND,
      end + dice.pick([0, 30, 600]) * SECOND,
    );
  if (dice.chance(0.1))
    add(
      'before',
      'downtime',
      scope(),
      start - dice.whole(30, 600) * MINUTE,
      start - dice.whole(2, 29) * MINUTE,
    );
  if (dice.chance(0.1)) {
    for (let number = 1; number <= 11; number += 1) {
      const from = start - number * 2 * HOUR;
      add(`past-${number}`, 'downtime', ['*'], from, from + Math.min(length, 300 * SECOND));
    }
  }
  return made;
}

function someOf(dice: Dice, names: readonly string[]): string[] {
  const some = names.filter(() => dice.chance(0.5));
  return some.length > 0 ? some : [dice.pick(names)];
}

interface Frame {
  readonly begins: number;
  readonly start: number;
  readonly end: number;
  readonly until: number;
  readonly windows: readonly OutageWindow[];
}

function oopsesOf(dice: Dice, plan: Plan, frame: Frame): ScenarioOops[] {
  const { start, end, until, begins } = frame;
  const found: ScenarioOops[] = [];
  const ordinary = (from: number, to: number, rate: number, reporters = plan.reporters) => {
    if (rate <= 0) return;
    const step = (HOUR / rate) * plan.clump;
    for (let time = from + dice.next() * step; time < to; time += -Math.log(1 - dice.next()) * step) {
      const reporter = dice.pick(reporters);
      for (let index = 0; index < plan.clump; index += 1) {
        const type = dice.pick(['KeyError', 'KeyError', 'NotFound', 'ValueError', 'AttributeError']);
        found.push(
          oopsOf(
            reporter,
            Math.floor(time) + index * 7000,
            { type, value: `at 0x${dice.whole(1, 99)}` },
            '/page',
          ),
        );
      }
    }
  };
  const failures = (from: number, to: number, every: number) => {
    const retries = dice.pick([1, 1, 1, 2, 5]);
    const step = Math.max(every, (to - from) / 60);
    for (let time = from; time < to; time += step * dice.between(0.5, 1.2)) {
      const reporter = dice.pick(plan.reporters);
      const url = dice.chance(0.8) ? `/page/${dice.whole(1, 50)}` : null;
      for (let index = 0; index < retries; index += 1) {
        found.push({
          ...oopsOf(reporter, Math.floor(time) + index * 400, failureOf(dice), url),
          durationSeconds: dice.chance(0.2) ? dice.whole(0, 90) : null,
        });
      }
    }
  };
  const single = (time: number, type: string) =>
    found.push(oopsOf(dice.pick(plan.reporters), Math.floor(time), { type, value: 'once' }, null));

  // Before: the day, and where the store reaches so far the same hours of the week before.
  ordinary(Math.max(begins, start - 26 * HOUR), start, plan.rate);
  if (begins < start - 7 * DAY) ordinary(start - 7 * DAY - HOUR, start - 6 * DAY + HOUR, plan.rate);
  for (let index = 0; index < plan.singles; index += 1) {
    single(dice.between(Math.max(begins, start - DAY), start), `Single${index}`);
  }
  if (dice.chance(0.15)) failures(start - dice.between(2, 20) * HOUR, start, 40 * MINUTE);
  if (dice.chance(0.1)) {
    const storm = start - dice.between(1, 20) * HOUR;
    failures(storm, storm + 90 * SECOND, 3 * SECOND);
  }
  for (const window of frame.windows.filter(({ outage }) => outage.startsWith('past-'))) {
    if (window.end !== null) failures(window.start, window.end, (window.end - window.start) / 14);
  }
  for (const window of frame.windows.filter(({ outage }) => ['after', 'across', 'before'].includes(outage))) {
    if (window.end !== null && dice.chance(0.4)) failures(window.start, window.end, 20 * SECOND);
  }

  // Inside.
  if (!plan.isPausedInside) ordinary(start, end, plan.rate);
  const every = dice.pick([1, 5, 20]) * SECOND;
  if (plan.failing.startsWith('storm')) failures(start, end + dice.pick([0, 0, 10, 50]) * SECOND, every);
  if (plan.failing === 'few') failures(start, start + 3 * SECOND, SECOND);
  if (plan.failing === 'burst')
    for (let index = 0; index < 15; index += 1) single(dice.between(start, end), 'KeyError');
  if (plan.failing === 'usual') ordinary(start, end, plan.rate * 2 + (7 * HOUR) / (end - start));
  if (plan.failing.endsWith('new type')) {
    for (let index = dice.whole(1, 3); index > 0; index -= 1)
      single(dice.between(start, end), 'AssertionError');
  }
  if (dice.chance(0.2)) {
    const edge = dice.pick([start - 1000, start, end, end + 999, end + 1000, end + 60_999, end + 61_000]);
    single(edge, dice.pick(['DisconnectionError', 'KeyError', 'AssertionError']));
  }

  // After.
  const after = end + 61 * SECOND;
  const whileLate = Math.max(every, 3 * SECOND);
  switch (plan.recovering) {
    case 'resume':
      ordinary(end, until, plan.rate);
      break;
    case 'late':
      failures(end, after + dice.between(1, 20) * MINUTE, whileLate);
      if (dice.chance(0.5)) ordinary(end, until, plan.rate);
      break;
    case 'persistent':
      failures(end, Math.min(until, after + 45 * MINUTE), 5 * whileLate);
      break;
    case 'trickle':
      failures(after, after + 25 * MINUTE, 9 * MINUTE);
      ordinary(end, until, plan.rate);
      break;
    case 'silent':
      break;
    case 'silent at first':
      ordinary(after + 32 * MINUTE, until, plan.rate);
      break;
    case 'some silent':
      ordinary(end, until, plan.rate, plan.reporters.slice(Math.floor(plan.reporters.length / 2)));
      break;
    case 'all quieter':
      ordinary(end, until, plan.rate, plan.reporters.slice(0, 1));
      break;
    case 'renamed':
      ordinary(
        end,
        until,
        plan.rate,
        plan.isConfigured ? plan.reporters.map((name) => `${name}X`) : plan.reporters,
      );
      break;
    case 'fewer':
      ordinary(end, until, plan.rate * dice.pick([0.1, 0.3, 0.5]));
      break;
    case 'elevated':
      ordinary(end, Math.min(until, after + HOUR), plan.rate * dice.pick([3, 6]) + 4);
      break;
    case 'rise later': {
      const onset = after + dice.between(6, 20) * MINUTE;
      ordinary(end, until, plan.rate);
      ordinary(onset, Math.min(until, onset + HOUR), plan.rate * 8 + 60);
      break;
    }
    case 'clump':
      ordinary(end, until, plan.rate);
      ordinary(after + 8 * MINUTE, after + 10 * MINUTE, 600);
      break;
    case 'late after a while': {
      const onset = after + dice.between(35, 120) * MINUTE;
      if (dice.chance(0.5)) ordinary(end, until, plan.rate);
      failures(onset, onset + dice.between(5, 90) * MINUTE, 40 * SECOND);
      break;
    }
  }
  return found;
}

function failureOf(dice: Dice): Exception {
  return dice.chance(0.7)
    ? { type: 'DisconnectionError', value: 'the database is gone' }
    : { type: 'OperationalError', value: 'could not connect to server: Connection refused' };
}

function oopsOf(reporter: string, time: number, exception: Exception, url: string | null): ScenarioOops {
  return {
    ...exception,
    oopsId: '',
    reporter,
    time,
    timeIsInexact: false,
    durationSeconds: null,
    causes: [],
    topic: url === null ? 'a-script' : 'Page:+index',
    url,
    user: null,
    isException: exception.type !== 'NotFound',
  };
}

function discardsOf(dice: Dice, plans: readonly Plan[], start: number, end: number): Discard[] {
  return Array.from({ length: dice.whole(1, 3) }, () => ({
    reporter: dice.pick(dice.pick(plans).reporters),
    reason: dice.pick(['ratelimit_backoff', 'queue_overflow']),
    minute: Math.floor(dice.between(start - 5 * MINUTE, end + 40 * MINUTE) / MINUTE) * MINUTE,
    count: dice.whole(1, 30),
  }));
}
