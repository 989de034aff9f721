import { BY_HAND, type OutageWindow, windowKey } from '../window.js';

/** A window of the log, and what takes its place. */
export interface Replacement {
  readonly before: OutageWindow;
  readonly after: OutageWindow;
}

/**
 * The windows of the log that a tool now tells otherwise: it has moved the plan, or named other systems, so that the window
 * would seem to be another one beside the old. For forms whose tool alone names its outages, and gives each at most one window
 * as planned and one as it happened: an outage of which more are told is left alone. What was recorded by hand stays.
 *
 * @param log the log as it stands
 * @param told the windows that the tool tells now
 * @example
 * findReplaced([planOfMonday], [samePlanOnTuesday]); // [{ before: planOfMonday, after: samePlanOnTuesday }]
 */
export function findReplaced(log: readonly OutageWindow[], told: readonly OutageWindow[]): Replacement[] {
  const keys = new Set(log.map(windowKey));
  const names = new Set(told.map(({ outage }) => outage));
  const counts = new Map<string, number>();
  for (const window of told) counts.set(nameOf(window), (counts.get(nameOf(window)) ?? 0) + 1);
  const recorded = log.filter(({ outage, source }) => names.has(outage) && source !== BY_HAND);
  return told.flatMap((after) => {
    if (keys.has(windowKey(after)) || counts.get(nameOf(after)) !== 1) return [];
    const alike = recorded.filter(
      ({ outage, isPlanned }) => outage === after.outage && isPlanned === after.isPlanned,
    );
    const [before, ...others] =
      alike.length > 1 ? alike.filter(({ source }) => source === after.source) : alike;
    return before && others.length === 0 ? [{ before, after }] : [];
  });
}

/** What happened and what was planned of an outage are told apart. */
function nameOf({ outage, isPlanned }: OutageWindow): string {
  return JSON.stringify([outage, isPlanned ?? false]);
}
