import { ALL_SYSTEMS, type OutageWindow } from '../outages/window.js';
import type { Snapshot } from '../store/snapshot.js';
import { suggestNames } from '../text/nearest-names.js';

/** Says what is to be said of the systems that a window names; each is told of once. */
export type RemarkOnSystems = (window: Pick<OutageWindow, 'systems'>) => string[];

/**
 * Remarks on systems of which no OOPS was ever read: most often a name is misspelt. A team may as well write down an outage
 * before the first OOPS of a system, so it is no fault, and nothing is said before anything was read.
 */
export async function createRemarkOnSystems(data: Snapshot): Promise<RemarkOnSystems> {
  const heard = (await data.reporters()).map(({ system }) => system);
  const known = new Set([ALL_SYSTEMS, ...heard].map((name) => name.toUpperCase()));
  return ({ systems }) => {
    if (heard.length === 0) return [];
    const unknown = systems.filter((name) => !known.has(name.toUpperCase()));
    for (const name of unknown) known.add(name.toUpperCase());
    return unknown.map((name) => {
      const question = suggestNames(name, heard, '');
      return `system ${name} is not known, no OOPS of it was ever read.${question && ` ${question}`} It is recorded all the same.`;
    });
  };
}
