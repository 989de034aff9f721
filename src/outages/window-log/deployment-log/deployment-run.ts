import { formatCompactInstant } from '../../../time/instant.js';
import { ALL_SYSTEMS, type OutageWindow, type Phase } from '../../window.js';
import type { LogEvent } from './log-event.js';
import { type OutageSpan, readOutageSpan, readReplicaSwitch, readSteps, type Step } from './outage-span.js';
import { type Refusal, readRefusal } from './refusal.js';

/** How a run ended. The log does not tell the exit status; this is what its lines say. */
export const RUN_ENDINGS = [
  'refused',
  'complete',
  'failed-but-over',
  'ongoing',
  'broken-off',
  'unknown',
] as const;
/**
 * - `refused`: stopped before any outage;
 * - `complete`: the outage is over and the work is done;
 * - `failed-but-over`: the outage is over, the work is not done;
 * - `ongoing`: the log says that the outage goes on;
 * - `broken-off`: the outage began and the log ends: it may go on;
 * - `unknown`: the lines show no outage and no refusal, because the log lacks this run's head or tail.
 */
export type RunEnding = (typeof RUN_ENDINGS)[number];

/** The connections of one user that were cut. One that does not die is tried again, with a line each time. */
export interface Kills {
  readonly user: string;
  readonly connections: number;
  readonly attempts: number;
}

/** One run of the deployment tool. */
export interface DeploymentRun {
  /** The first line of the run. Milliseconds since the Unix epoch, UTC. */
  readonly startedAt: number;
  readonly ending: RunEnding;
  /** `fdt-YYYYMMDDTHHMMSSZ` of the outage's start; null when there was none. */
  readonly outage: string | null;
  /** A downtime window, and a partial one when replicas were switched; none without an outage. */
  readonly windows: readonly OutageWindow[];
  /** As the log measured it, with its microseconds; null while the outage lasts. */
  readonly durationMilliseconds: number | null;
  /** The log lacks the start, which was reckoned from the end and the duration. */
  readonly isStartReckoned: boolean;
  /** What the outage's time went into; together they are its duration once it is over. */
  readonly steps: readonly Step[];
  /** The patches that this run applied, with the seconds that each took. */
  readonly patches: readonly Step[];
  /** The patches that this run was to apply. */
  readonly pending: readonly string[];
  readonly kills: readonly Kills[];
  /** What the checks before the upgrade found. */
  readonly refusals: readonly Refusal[];
  /** Errors of the upgrade itself, as the log has them. */
  readonly failures: readonly string[];
  /** What the check after the outage found; it is no part of the outage. */
  readonly problemsAfter: readonly string[];
  /** Whether the check after the outage found all good. */
  readonly isAllGood: boolean;
  /** The first and the last line that say something about it. */
  readonly lines: { readonly first: number; readonly last: number };
}

/** Tells the story of one run from its events, of which there is at least one. */
export function runFromEvents(events: readonly LogEvent[], file: string): DeploymentRun {
  const span = readOutageSpan(events);
  const upgrade = events.findIndex((event) => event.kind === 'upgrade-starts');
  const after = span.overIndex === null ? [] : events.slice(span.overIndex + 1);
  const during = span.overIndex === null ? events : events.slice(0, span.overIndex);
  const beforeUpgrade = upgrade < 0 ? during : events.slice(0, upgrade);
  const afterUpgrade = upgrade < 0 ? [] : during.slice(upgrade);
  const refusals = beforeUpgrade.filter(isCritical).filter((event) => event.kind !== 'outage-ongoing');
  const outage = span.start === null ? null : outageId(span.start);
  return {
    startedAt: events[0]?.at ?? 0,
    ending: endingOf(events, span, refusals.length > 0),
    outage,
    windows: outage === null ? [] : windowsOf(outage, span, after, file),
    durationMilliseconds: span.durationMilliseconds,
    isStartReckoned: span.isStartReckoned,
    steps: span.isStartReckoned ? [] : readSteps(during, span),
    patches: events.flatMap((event) =>
      event.kind === 'patch-applied' ? [{ name: event.patch, seconds: event.seconds }] : [],
    ),
    pending: [...new Set(events.flatMap((event) => (event.kind === 'check' && event.patch) || []))],
    kills: countKills(events),
    refusals: refusals.map((event) => readRefusal(event.message)),
    failures: afterUpgrade.filter(isError).map((event) => event.message),
    problemsAfter: after.filter(isCritical).map((event) => event.message),
    isAllGood: events.at(-1)?.kind === 'all-good',
    lines: { first: events[0]?.line ?? 0, last: events.at(-1)?.line ?? 0 },
  };
}

function endingOf(events: readonly LogEvent[], span: OutageSpan, isRefused: boolean): RunEnding {
  if (span.isOngoing) return 'ongoing';
  if (span.overIndex !== null) {
    return events.some((event) => event.kind === 'failures-remain') ? 'failed-but-over' : 'complete';
  }
  if (span.start !== null) return 'broken-off';
  return isRefused ? 'refused' : 'unknown';
}

function windowsOf(
  outage: string,
  span: OutageSpan,
  after: readonly LogEvent[],
  source: string,
): readonly OutageWindow[] {
  const common = { outage, systems: [ALL_SYSTEMS], title: null, budgetSeconds: null, source };
  const window = (phase: Phase, start: number, end: number | null): OutageWindow => ({
    ...common,
    phase,
    start,
    end,
  });
  const replicas = readReplicaSwitch(after);
  return [
    ...(span.start === null ? [] : [window('downtime', span.start, span.end)]),
    ...(replicas ? [window('partial', replicas.start, replicas.end)] : []),
  ];
}

function outageId(start: number): string {
  return `fdt-${formatCompactInstant(start)}`;
}

function countKills(events: readonly LogEvent[]): Kills[] {
  const byUser = new Map<string, string[]>();
  for (const event of events) {
    if (event.kind === 'killed')
      byUser.set(event.user, [...(byUser.get(event.user) ?? []), event.connection]);
  }
  return [...byUser]
    .map(([user, attempts]) => ({ user, connections: new Set(attempts).size, attempts: attempts.length }))
    .sort((a, b) => b.connections - a.connections || (a.user < b.user ? -1 : 1));
}

function isCritical(event: LogEvent): boolean {
  return event.level === 'CRITICAL';
}

function isError(event: LogEvent): boolean {
  return event.level === 'ERROR' || isCritical(event);
}
