import type { LogEvent } from './log-event.js';

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
