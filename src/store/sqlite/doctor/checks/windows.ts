import { isDeepStrictEqual } from 'node:util';
import { type OutageWindow, windowKey } from '../../../../outages/window.js';
import type { KeptChange } from '../../../kept.js';
import type { Db } from '../../db.js';
import { listChangesAfter, listWindows } from '../../tables/windows.js';
import type { Check } from '../check.js';

/** The windows as the log of their changes leaves them, by their keys. */
export function replayLog(changes: readonly KeptChange[]): Map<string, OutageWindow> {
  const windows = new Map<string, OutageWindow>();
  for (const { before, after } of changes) {
    if (before && hasName(before)) windows.delete(windowKey(before));
    if (after && hasName(after)) windows.set(windowKey(after), after);
  }
  return windows;
}

/** In the JSON of a damaged log the systems can be missing, without which no window is named. */
function hasName({ systems }: OutageWindow): boolean {
  return Array.isArray(systems);
}

/** Whether a window of the log has what names it, and nothing that no window has. */
export function isWholeWindow(window: OutageWindow): boolean {
  return hasName(window) && Object.keys(window).every((key) => WINDOW_KEYS.includes(key));
}

const WINDOW_KEYS: readonly string[] = [
  ...['outage', 'phase', 'systems', 'start', 'end'],
  ...['title', 'budgetSeconds', 'source', 'isPlanned'],
];

/** All changes, the first one first. */
export function listAllChanges(db: Db): KeptChange[] {
  return listChangesAfter(db, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
}

/** The windows against the log of their changes. */
export const WINDOWS: Check = {
  check: 'windows',
  isQuick: true,
  since: 1,
  look(db) {
    const windows = listWindows(db);
    const changes = listAllChanges(db);
    const logged = replayLog(changes);
    const faults = windows.flatMap((window) => {
      const last = logged.get(windowKey(window));
      logged.delete(windowKey(window));
      if (last === undefined) return [`${nameOfWindow(window)} is in no log`];
      return isDeepStrictEqual(whatIsLogged(last), whatIsLogged(window))
        ? []
        : [`${nameOfWindow(window)} is not what its log says last`];
    });
    const gone = Array.from(logged.values(), (window) => `${nameOfWindow(window)} is in the log alone`);
    return {
      told: `${windows.length} windows against ${changes.length} changes in their log`,
      faults: [...faults, ...gone],
      lost: 'What nobody else knows: when an outage was. --repair exports both first, and believes the log.',
    };
  },
};

/** What a log and a window must say alike: older logs say less of the source. */
export function whatIsLogged({ outage, phase, systems, start, end, title, budgetSeconds }: OutageWindow) {
  return { outage, phase, systems, start, end, title, budgetSeconds };
}

/** What a window is called. */
export function nameOfWindow({ outage, phase, start }: OutageWindow): string {
  const at = Number.isInteger(start) && Math.abs(start) <= 8.64e15 ? new Date(start).toISOString() : start;
  return `the ${phase} of ${outage} from ${at}`;
}
