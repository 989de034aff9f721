import type {
  AttributedSighting,
  BaselineCount,
  OutageEvidence,
  Sighting,
  SystemEvidence,
} from '../../src/analysis/evidence.js';
import type { OutageWindow } from '../../src/outages/window.js';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** The outage of these tests: ten minutes from midnight of some day. */
export const START = Date.parse('2011-09-08T00:00:00Z');
export const END = START + 10 * MINUTE;

export const SETTINGS = {
  attribution: { clockTolerance: 1000, recoveryGrace: 60_000, openWindowCap: 4 * HOUR },
  verdict: {
    baseline: 24 * HOUR,
    observation: 30 * MINUTE,
    minimumObservation: 5 * MINUTE,
    alpha: 0.001,
    deliveryLag: MINUTE,
  },
};

export function windowOf(more: Partial<OutageWindow> = {}): OutageWindow {
  return {
    outage: 'fdt-1',
    phase: 'downtime',
    systems: ['*'],
    start: START,
    end: END,
    title: null,
    budgetSeconds: null,
    source: 'test',
    ...more,
  };
}

let serial = 0;

/** An OOPS of a type at a time. `DisconnectionError` is an outage failure, `Tolerated` is tolerated. */
export function sighting(type: string, time: number): Sighting {
  serial += 1;
  return {
    oopsId: `OOPS-2077T${serial}`,
    time,
    type,
    signature: { type, value: '' },
    isOutageFailure: type === 'DisconnectionError',
    isTolerated: type === 'Tolerated',
    isNeverSuppressed: false,
    isException: true,
    urlMark: null,
    userMark: null,
    isRobot: false,
  };
}

/** `count` OOPSes of a type, a second apart, the first at `from`. */
export function sightings(type: string, count: number, from: number): Sighting[] {
  return Array.from({ length: count }, (_, index) => sighting(type, from + index * 1000));
}

export function during(window: OutageWindow, seen: readonly Sighting[]): AttributedSighting[] {
  return seen.map((one) => ({ ...one, window, relation: 'during' }));
}

export function counted(type: string, count: number): BaselineCount {
  return { type, count, signature: { type, value: '' }, isOutageFailure: type === 'DisconnectionError' };
}

/** A system in one downtime window, with a full baseline in which nothing happened and a full observation. */
export function systemOf(more: Partial<SystemEvidence> = {}): SystemEvidence {
  const [window] = more.windows ?? [{ window: windowOf(), named: false }];
  const end = more.end === undefined ? END : more.end;
  const watched = { start: (end ?? END) + 61_000, end: (end ?? END) + 61_000 + 30 * MINUTE };
  return {
    system: 'web',
    during: 'fails',
    windows: window ? [window] : [],
    shutdownsElsewhere: [],
    start: START,
    end,
    baseline: [{ start: START - 1000 - 24 * HOUR, end: START - 1000 }],
    baselineCounts: [],
    attributed: [],
    observation: end === null ? null : { interval: watched, wanted: watched, cutBy: null },
    afterwards: [],
    newSightings: [],
    earlier: { expected: 0, seconds: 0 },
    ...more,
  };
}

export function evidenceOf(...systems: SystemEvidence[]): OutageEvidence {
  return { outage: 'fdt-1', systems, observedUntil: END + 24 * HOUR };
}

/** When the observation begins. */
export const WATCHED_FROM = END + 61_000;

/** An observation of a given length, cut because no more has been read. */
export function watchedFor(length: number): NonNullable<SystemEvidence['observation']> {
  return {
    interval: { start: WATCHED_FROM, end: WATCHED_FROM + length },
    wanted: { start: WATCHED_FROM, end: WATCHED_FROM + 30 * MINUTE },
    cutBy: 'observed-until',
  };
}
