import type { AttributionSettings, VerdictSettings } from '../../config/config.js';
import { covers, type Interval, lengthOf, totalLength } from '../../time/interval.js';
import { millisecondsInDay, millisecondsInMinute } from '../../time/lengths.js';
import type { BaselineCount, JustBefore, ReporterCounts, Sighting, SystemEvidence } from '../evidence.js';
import { joinByTime } from '../join-by-time.js';
import { duringOf } from '../phases.js';
import { countRequests } from '../requests.js';
import { dispersion } from '../statistics/dispersion.js';
import { isSufficient, type Observation } from '../stretches.js';

export interface RecoverySettings {
  readonly attribution: AttributionSettings;
  readonly verdict: VerdictSettings;
}

/** What the recovery check counts of one system. Lengths are in milliseconds. */
export interface RecoveryFigures {
  readonly system: string;
  /** Latest end of the outage's windows that hold the system; null while one is open. */
  readonly end: number | null;
  /** A, and its length; 0 while a window is open. */
  readonly observation: Observation | null;
  readonly observedMs: number;
  /** What is still to be read before A begins; 0 once it has begun. */
  readonly unreadMs: number;
  /** Every OOPS in A, and those that are no outage failures. */
  readonly observed: readonly Sighting[];
  readonly others: readonly Sighting[];
  /** Outage failures in A. */
  readonly late: LateFailures | null;
  readonly baseline: BaselineFigures | null;
  readonly justBefore: JustBefore | null;
  readonly reporters: readonly ReporterCounts[];
  readonly followUp: FollowUpFigures | null;
  /** K and d: requests that the outage made fail, and how long its downtime and partial windows lasted. */
  readonly failedRequests: number;
  readonly duringMs: number;
  /** From the end to the last outage failure within the recovery grace; null when there was none. */
  readonly lagSeconds: number | null;
  readonly firstHeardAgain: number | null;
  readonly discards: DiscardFigures;
}

/** Outage failures in a stretch after the outage. */
export interface LateFailures {
  readonly sightings: readonly Sighting[];
  readonly requests: number;
  /** The stretch's length, and how much of it lies after the last of them; both without storms. */
  readonly ms: number;
  readonly quietMs: number;
  /** OOPSes that are no outage failures, after the last of them. */
  readonly ordinaryAfter: number;
}

/** What the baseline holds; null in its place where it is shorter than an hour. */
export interface BaselineFigures {
  readonly ms: number;
  readonly count: number;
  readonly ordinary: number;
  /** Requests of outage failures. */
  readonly failedRequests: number;
  /** φ of all OOPSes, and of those that are no outage failures. */
  readonly dispersion: number;
  readonly ordinaryDispersion: number;
  readonly counts: readonly BaselineCount[];
}

/** F: what was seen in it, and in the same hours before. */
export interface FollowUpFigures {
  readonly interval: Interval;
  readonly wanted: Interval;
  readonly cutBy: Observation['cutBy'];
  readonly ms: number;
  readonly count: number;
  readonly ordinary: number;
  readonly late: LateFailures | null;
  readonly sameHours: readonly { readonly daysBack: number; readonly count: number }[];
  /** It holds no weekend, or the same hours of a week before are known: a silence can be told from a day off. */
  readonly canShowSilence: boolean;
}

/** How many events the system's reporters threw away, as far as is known. */
export interface DiscardFigures {
  /** From the first window to where the observation begins: what comes just after a window belongs to it. */
  readonly inWindows: number;
  readonly inObservation: number;
  readonly inFollowUp: number;
}

/** Counts what the recovery check needs. */
export function measureRecovery(
  system: SystemEvidence,
  observedUntil: number,
  settings: RecoverySettings,
): RecoveryFigures {
  const { end, observation, attributed, afterwards } = system;
  const interval = observation?.interval ?? null;
  const observed = interval ? afterwards.filter(({ time }) => covers(interval, time)) : [];
  const others = observed.filter(({ isOutageFailure }) => !isOutageFailure);
  const outage = system.windows.map(({ window }) => window).filter(({ phase }) => phase !== 'shutdown');
  const during = duringOf(outage, observedUntil, settings.attribution);
  const isFailed = ({ isOutageFailure, time }: Sighting) =>
    isOutageFailure && during.some((one) => covers(one, time));
  const failures = joinByTime<Sighting>(
    attributed.filter(isFailed),
    system.elsewhere.map(({ sighting }) => sighting).filter(isFailed),
  );
  return {
    system: system.system,
    end,
    observation,
    observedMs: interval ? lengthOf(interval) : 0,
    unreadMs: interval ? Math.max(0, interval.start - observedUntil) : 0,
    observed,
    others,
    late: interval ? measureLate(observed, [interval], countAfterLast(observed)) : null,
    baseline: measureBaseline(system),
    justBefore: system.justBefore,
    reporters: system.reporters,
    followUp: measureFollowUp(system),
    failedRequests: countRequests(failures),
    duringMs: totalLength(during),
    lagSeconds: measureLag(system, settings),
    firstHeardAgain: afterwards[0]?.time ?? null,
    discards: measureDiscards(system),
  };
}

/** Whether events were thrown away, so that what was not seen says nothing. */
export function wereDiscarded(
  { discards }: RecoveryFigures,
  upTo: 'observation' | 'follow-up' = 'observation',
): boolean {
  const { inWindows, inObservation, inFollowUp } = discards;
  return inWindows + inObservation > 0 || (upTo === 'follow-up' && inFollowUp > 0);
}

/** The outage failures among what was seen in some stretches; null when there are none. */
function measureLate(
  seen: readonly Sighting[],
  stretches: readonly Interval[],
  ordinaryAfter: number,
): LateFailures | null {
  const sightings = seen.filter(({ isOutageFailure }) => isOutageFailure);
  const last = sightings.at(-1);
  if (!last) return null;
  const quiet = stretches.map(({ start, end }) => ({ start: Math.max(start, last.time), end }));
  return {
    sightings,
    requests: countRequests(sightings),
    ms: totalLength(stretches),
    quietMs: totalLength(quiet),
    ordinaryAfter,
  };
}

/** How many OOPSes that are no outage failures come after the last outage failure. */
function countAfterLast(seen: readonly Sighting[]): number {
  const last = seen.findLast(({ isOutageFailure }) => isOutageFailure);
  return last ? seen.filter(({ isOutageFailure, time }) => !isOutageFailure && time > last.time).length : 0;
}

function measureBaseline({ baseline }: SystemEvidence): BaselineFigures | null {
  const { intervals, counts, failureRequests, bins, ordinaryBins } = baseline;
  if (!isSufficient(intervals)) return null;
  let count = 0;
  let ordinary = 0;
  for (const counted of counts) {
    count += counted.count;
    if (!counted.isOutageFailure) ordinary += counted.count;
  }
  return {
    ms: totalLength(intervals),
    count,
    ordinary,
    failedRequests: failureRequests,
    dispersion: dispersion(bins),
    ordinaryDispersion: dispersion(ordinaryBins),
    counts,
  };
}

function measureFollowUp({ followUp, followUpCounts }: SystemEvidence): FollowUpFigures | null {
  if (!followUp || !followUpCounts) return null;
  const { interval, wanted, cutBy } = followUp;
  const { late, firstHours: calmHours, ordinaryAfterLate, count, ordinary, sameHours } = followUpCounts;
  return {
    interval,
    wanted,
    cutBy,
    ms: lengthOf(interval),
    count,
    ordinary,
    late: measureLate(late, calmHours, ordinaryAfterLate),
    sameHours: followUp.sameHours.map(({ daysBack }, index) => ({ daysBack, count: sameHours[index] ?? 0 })),
    canShowSilence: followUp.sameHours.some(({ daysBack }) => daysBack === 7) || !holdsWeekend(interval),
  };
}

/** Whether an interval holds a part of a Saturday or Sunday, in UTC. */
function holdsWeekend({ start, end }: Interval): boolean {
  for (let at = start; at < end; at += millisecondsInDay) if (isWeekendDay(at)) return true;
  return end > start && isWeekendDay(end - 1);
}

function isWeekendDay(at: number): boolean {
  return [0, 6].includes(new Date(at).getUTCDay());
}

function measureLag({ end, afterwards }: SystemEvidence, { attribution }: RecoverySettings): number | null {
  if (end === null) return null;
  const grace = { start: end, end: end + attribution.clockTolerance + attribution.recoveryGrace };
  const last = afterwards.findLast(({ time, isOutageFailure }) => isOutageFailure && covers(grace, time));
  return last ? (last.time - end) / 1000 : null;
}

function measureDiscards({ discards, observation, followUp }: SystemEvidence): DiscardFigures {
  const within = ({ start, end: last }: Interval) =>
    discards
      .filter(({ minute }) => minute < last && minute + millisecondsInMinute > start)
      .reduce((sum, { count }) => sum + count, 0);
  return {
    inWindows: within({
      start: Number.NEGATIVE_INFINITY,
      end: observation?.interval.start ?? Number.POSITIVE_INFINITY,
    }),
    inObservation: observation ? within(observation.interval) : 0,
    inFollowUp: followUp ? within(followUp.interval) : 0,
  };
}
