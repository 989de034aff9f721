import type { LogEvent } from './log-event.js';

/** When the outage of a run began and ended. */
export interface OutageSpan {
  /** Null when the run began no outage, or its head is missing and cannot be reckoned. */
  readonly start: number | null;
  readonly isStartReckoned: boolean;
  /** Null without an end. */
  readonly end: number | null;
  /** As the log measured it, with its microseconds. */
  readonly durationMilliseconds: number | null;
  /** Which event says that it is over; null when none does, or a later one says that it goes on. */
  readonly overIndex: number | null;
  /** Whether the last word is that it goes on. */
  readonly isOngoing: boolean;
}

const NONE = { start: null, end: null, durationMilliseconds: null, isStartReckoned: false };

/**
 * Finds the outage of a run. It begins with the line that says so and lasts for the duration that the log measured,
 * which is exact even where the clock shows whole seconds; the clock of the last line can be off by one. Where several
 * lines tell of the end, the latest is right.
 *
 * @example
 * // 08:53:05 Outage starts. … 08:55:17 Outage complete. 0:02:12.000412
 * readOutageSpan(events).end; // 08:55:17.000
 */
export function readOutageSpan(events: readonly LogEvent[]): OutageSpan {
  const started = events.find((event) => event.kind === 'outage-starts');
  const start = started?.at ?? null;
  const last = events.findLastIndex((event) => event.kind === 'outage-ongoing' || measured(event) !== null);
  const ending = events[last];
  if (!ending || ending.kind === 'outage-ongoing') {
    return { ...NONE, start, overIndex: null, isOngoing: ending !== undefined };
  }
  return { ...spanUntil(ending, start), overIndex: last, isOngoing: false };
}

function measured(event: LogEvent): number | null {
  if (event.kind !== 'outage-over' && event.kind !== 'failures-remain') return null;
  return event.microseconds === undefined ? null : event.microseconds / 1000;
}

/**
 * The span that ends with an event. A clock set back during the outage makes its duration negative; then the clock's
 * time of the end is the best there is. A window lasts at least one millisecond.
 */
function spanUntil(ending: LogEvent, started: number | null): Omit<OutageSpan, 'overIndex' | 'isOngoing'> {
  const duration = measured(ending) ?? -1;
  const start = started ?? (duration < 0 ? null : reckonStart(ending, duration));
  if (start === null) return NONE;
  const exact = duration < 0 ? Math.max(0, ending.at - start) : duration;
  const end = start + Math.max(1, Math.round(exact));
  return { start, end, durationMilliseconds: exact, isStartReckoned: started === null };
}

/**
 * The clock's time of a start that the log lacks. A clock of whole seconds most likely showed the nearest one, but it can
 * have been the one before or after.
 */
function reckonStart(ending: LogEvent, duration: number): number {
  const start = Math.round(ending.at - duration);
  return ending.hasMilliseconds ? start : Math.round(start / 1000) * 1000;
}

/**
 * Finds the time after an outage in which replicas were switched: from the first that is closed to the last that is
 * opened. Returns null when none was closed; the end is null when one of them still is, and the run does not say that
 * all is good.
 */
export function readReplicaSwitch(after: readonly LogEvent[]): { start: number; end: number | null } | null {
  const closed = new Set<string>();
  let start: number | null = null;
  let end = 0;
  for (const event of after) {
    if (event.kind === 'closing' || event.kind === 'opening-failed') {
      start ??= event.at;
      for (const database of event.databases) closed.add(database);
    } else if (event.kind === 'opening') {
      for (const database of event.databases) closed.delete(database);
      end = event.at;
    } else if (event.kind === 'all-good' && closed.size > 0) {
      closed.clear();
      end = Math.max(end, event.at);
    }
  }
  if (start === null) return null;
  return { start, end: closed.size > 0 ? null : Math.max(end, start + 1) };
}

/** A part of an outage, or a patch, with the time it took. */
export interface Step {
  readonly name: string;
  readonly seconds: number;
}

/** Each step with the kinds of event that begin it; the first begins with the outage. */
const STEPS: readonly (readonly [string, readonly LogEvent['kind'][]])[] = [
  ['cutting connections', ['outage-starts']],
  ['applying patches', ['upgrade-starts']],
  ['resetting permissions', ['patches-applied']],
  ['opening again', ['upgrade-completed', 'opening']],
];

/**
 * Divides an outage into its steps by the clock of the log; the last ends with the outage, so that together they are its
 * exact duration. While the outage lasts, the steps are those that are behind it.
 *
 * @param events up to the end of the outage
 */
export function readSteps(events: readonly LogEvent[], { start, end }: OutageSpan): Step[] {
  const outage = events.slice(events.findIndex((event) => event.kind === 'outage-starts'));
  if (start === null || outage.length === 0) return [];
  const marks: { name: string; at: number }[] = [];
  for (const [name, kinds] of STEPS) {
    const mark = outage.find((event) => kinds.includes(event.kind));
    if (mark) marks.push({ name, at: Math.max(mark.at, marks.at(-1)?.at ?? start) });
  }
  const ends = [...marks.slice(1).map((mark) => mark.at), end];
  return marks.flatMap(({ name, at }, index) => {
    const until = ends[index] ?? null;
    if (until === null) return [];
    return [{ name, seconds: (Math.min(until, end ?? until) - Math.min(at, end ?? at)) / 1000 }];
  });
}
