import type {
  AttributedSighting,
  Baseline,
  BaselineCount,
  BinCounts,
  FollowUpCounts,
  JustBefore,
  OutageEvidence,
  ReporterCounts,
  Sighting,
  SightingElsewhere,
  SystemEvidence,
} from '../../src/analysis/evidence.js';
import type { FollowUp, Observation } from '../../src/analysis/stretches.js';
import type { OutageWindow } from '../../src/outages/window.js';
import { covers, type Interval } from '../../src/time/interval.js';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The outage of these tests: ten minutes from midnight of a Thursday; 602 s with its tolerance. */
export const START = Date.parse('2011-09-08T00:00:00Z');
export const END = START + 10 * MINUTE;
/** When the observation begins. */
export const WATCHED_FROM = END + 61 * SECOND;

export const SETTINGS = {
  attribution: { clockTolerance: SECOND, recoveryGrace: MINUTE, openWindowCap: 4 * HOUR },
  verdict: {
    baseline: DAY,
    observation: 30 * MINUTE,
    minimumObservation: 5 * MINUTE,
    followUp: DAY,
    alpha: 0.001,
    minimumShare: 0.5,
    deliveryLag: MINUTE,
  },
};

/** The settings with another α. */
export function settingsAt(alpha: number): typeof SETTINGS {
  return { ...SETTINGS, verdict: { ...SETTINGS.verdict, alpha } };
}

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

/** Makes windows hold the system of a test. */
export function held(...windows: readonly OutageWindow[]): SystemEvidence['windows'] {
  return windows.map((window) => ({ window, named: true }));
}

let serial = 0;

/** An OOPS of a type at a time. `DisconnectionError` is an outage failure, `Tolerated` is tolerated. */
export function sighting(type: string, time: number, more: Partial<Sighting> = {}): Sighting {
  serial += 1;
  return {
    oopsId: `OOPS-2077T${serial}`,
    time,
    reporter: 'WEB1',
    type,
    signature: { type, value: '' },
    isOutageFailure: type === 'DisconnectionError',
    isTolerated: type === 'Tolerated',
    isNeverSuppressed: false,
    root: null,
    isException: true,
    urlMark: null,
    userMark: null,
    topicMark: null,
    isRobot: false,
    ...more,
  };
}

/** `count` OOPSes of a type, a second apart, the first at `from`. */
export function sightings(type: string, count: number, from: number): Sighting[] {
  return Array.from({ length: count }, (_, index) => sighting(type, from + index * SECOND));
}

/** `count` OOPSes of a type in a stretch, as far apart as can be, the first at its start. */
export function spread(type: string, count: number, { start, end }: Interval): Sighting[] {
  return Array.from({ length: count }, (_, index) =>
    sighting(type, start + Math.floor((index * (end - start)) / count)),
  );
}

/** Outage failures a second apart, each of a request of its own. */
export function failedRequests(count: number, from: number): Sighting[] {
  return Array.from({ length: count }, (_, index) => failedRequest(from + index * SECOND));
}

/** An outage failure of a request of its own. */
export function failedRequest(time: number): Sighting {
  const failure = sighting('DisconnectionError', time);
  return { ...failure, urlMark: serial };
}

export function during(window: OutageWindow, seen: readonly Sighting[]): AttributedSighting[] {
  return seen.map((one) => ({ ...one, window, relation: 'during' }));
}

export function inRecovery(window: OutageWindow, seen: readonly Sighting[]): AttributedSighting[] {
  return seen.map((one) => ({ ...one, window, relation: 'recovery' }));
}

/** OOPSes that belong to another outage. */
export function elsewhere(outage: string, seen: readonly Sighting[]): SightingElsewhere[] {
  return seen.map((one) => ({ sighting: one, outage }));
}

/** How often a type was seen in a baseline. */
export function counted(type: string, count: number): BaselineCount {
  return { type, count, signature: { type, value: '' }, isOutageFailure: type === 'DisconnectionError' };
}

/** A day that held these and no more, every outage failure a request of its own, scattered as single events are. */
export function baselineOf(counts: readonly BaselineCount[] = [], more: Partial<Baseline> = {}): Baseline {
  const failureRequests = counts.reduce(
    (sum, { count, isOutageFailure }) => sum + (isOutageFailure ? count : 0),
    0,
  );
  const intervals = [{ start: START - SECOND - DAY, end: START - SECOND }];
  return { intervals, counts, failureRequests, bins: [], ordinaryBins: [], ...more };
}

/** A baseline that is too short by a millisecond. */
export function shortBaseline(counts: readonly BaselineCount[] = []): Baseline {
  return baselineOf(counts, { intervals: [{ start: START - SECOND - HOUR + 1, end: START - SECOND }] });
}

/** Bins whose dispersion is what is given, at least 2: 0, φ, 0, φ, … have the mean φ/2, and φ²/2 over that is φ. */
export function clumps(dispersion: number): BinCounts {
  return [Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? 0 : dispersion))];
}

/** Two full hours before the outage. */
export function justBeforeOf(count: number, ordinary = count): JustBefore {
  return { lengthMs: 2 * HOUR, count, ordinary };
}

/** What a reporter wrote: nothing, but for what is given. */
export function reporterOf(
  reporter: string,
  more: Partial<Omit<ReporterCounts, 'reporter'>> = {},
): ReporterCounts {
  const nothing = { baseline: 0, bins: [], justBefore: 0, observation: 0, followUp: 0, sameHours: [0] };
  return { reporter, ...nothing, ...more };
}

export function discard(minute: number, count = 1): SystemEvidence['discards'][number] {
  return { reporter: 'WEB1', reason: 'queue_overflow', minute, count };
}

/** An observation of a given length, cut because no more has been read. */
export function watchedFor(length: number): Observation {
  return {
    interval: { start: WATCHED_FROM, end: WATCHED_FROM + length },
    wanted: { start: WATCHED_FROM, end: WATCHED_FROM + 30 * MINUTE },
    cutBy: 'observed-until',
  };
}

/** An observation, and follow-up, of a given length, cut by the next window. */
export function cutByWindow(length: number): Observation {
  const interval = { start: WATCHED_FROM, end: WATCHED_FROM + length };
  return { interval, wanted: interval, cutBy: 'window' };
}

/**
 * A follow-up of a day, or as long as the observation was cut to, and what was seen in it: what came `afterwards`, and
 * in the same hours `sameHours`: the day before, and the week before where there is a second number.
 */
export function followedUp(
  afterwards: readonly Sighting[] = [],
  sameHours: readonly number[] = [0],
  more: {
    readonly observation?: Observation;
    readonly storms?: readonly Interval[];
    readonly end?: number;
  } = {},
): { readonly followUp: FollowUp; readonly followUpCounts: FollowUpCounts } {
  const end = more.end ?? END;
  const start = end + 61 * SECOND;
  const whole = { start, end: end + DAY };
  const { observation } = more;
  const cutBy = observation?.cutBy ?? null;
  const interval = observation && cutBy !== null ? observation.interval : whole;
  const wanted = cutBy === 'window' ? interval : whole;
  const firstHours = { start, end: Math.min(interval.end, start + 3 * HOUR) };
  const seen = afterwards.filter(({ time }) => covers(interval, time));
  const ordinary = seen.filter(({ isOutageFailure }) => !isOutageFailure);
  const late = seen.filter(({ isOutageFailure, time }) => isOutageFailure && covers(firstHours, time));
  const last = late.at(-1)?.time ?? Number.POSITIVE_INFINITY;
  const daysBack = ([1, 7] as const).slice(0, sameHours.length);
  return {
    followUp: {
      interval,
      wanted,
      cutBy,
      firstHours,
      sameHours: daysBack.map((days) => ({
        daysBack: days,
        interval: {
          start: interval.start - days * DAY,
          end: Math.min(interval.end - days * DAY, START - SECOND),
        },
      })),
    },
    followUpCounts: {
      count: seen.length,
      ordinary: ordinary.length,
      sameHours,
      firstHours: [firstHours],
      late,
      ordinaryAfterLate: ordinary.filter(({ time }) => time > last && covers(firstHours, time)).length,
    },
  };
}

/**
 * A system in one downtime window, or those that its OOPSes belong to, with a full baseline in which nothing happened, nothing known of the hours just before,
 * and a full observation and follow-up, in which was seen what came `afterwards`.
 */
export function systemOf(more: Partial<SystemEvidence> = {}): SystemEvidence {
  const attributedTo = [...new Set((more.attributed ?? []).map(({ window }) => window))];
  const end = more.end === undefined ? END : more.end;
  const watched = { start: (end ?? END) + 61 * SECOND, end: (end ?? END) + 61 * SECOND + 30 * MINUTE };
  const observation: Observation | null =
    more.observation ?? (end === null ? null : { interval: watched, wanted: watched, cutBy: null });
  const following =
    end === null || observation === null
      ? { followUp: null, followUpCounts: null }
      : followedUp(more.afterwards, [0], { observation, end });
  return {
    system: 'web',
    during: 'fails',
    windows: held(...(attributedTo.length > 0 ? attributedTo : [windowOf()])),
    shutdownsElsewhere: [],
    start: START,
    end,
    baseline: baselineOf(),
    justBefore: null,
    reporters: [],
    attributed: [],
    elsewhere: [],
    typeBins: [],
    downtimeBins: [],
    observation,
    ...following,
    afterwards: [],
    newSightings: [],
    earlierDowntimes: [],
    discards: [],
    ...more,
  };
}

export function evidenceOf(...systems: SystemEvidence[]): OutageEvidence {
  return { outage: 'fdt-1', systems, unheardDiscards: [], observedUntil: END + DAY };
}
