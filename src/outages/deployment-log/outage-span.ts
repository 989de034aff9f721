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
