import { overlaps } from '../time/interval.js';
import { readDay } from '../time/moment.js';
import type { Outage } from './outage.js';
import { spanOf } from './window.js';

/** The word that asks for the outage that began last. */
export const LATEST = 'latest';

/**
 * Finds the outages that a user names: by id, as written or in another case; by day, as people write
 * it, all that lasted for a moment of it, UTC; or `latest`, the one that began last before `now`. Returns none when there
 * is none.
 *
 * @example
 * findOutages(outages, '2011-09-08', now).map(({ id }) => id); // ['fdt-2011-09-08']
 */
export function findOutages(outages: readonly Outage[], named: string, now: number): Outage[] {
  const exact = outages.filter(({ id }) => id === named);
  if (exact.length > 0) return exact;
  const similar = outages.filter(({ id }) => id.toUpperCase() === named.toUpperCase());
  if (similar.length > 0) return similar;
  if (named === LATEST) return outages.filter(({ start }) => start <= now).slice(-1);
  const day = readDay(named, { now });
  if (day === null || typeof day === 'string') return [];
  return outages.filter((outage) => overlaps(spanOf(outage), day));
}
