import type { Source } from '../store/records.js';

/**
 * Until when all is known that was written: the earliest of what is known of each source, less how long a report may take
 * from being written to being readable there; null when nothing was ever read.
 *
 * Single reports that somebody named are no source that could have more of them; only where there is nothing else does
 * the latest of their readings count.
 *
 * @param lagOf the delivery lag of a source by its path, in milliseconds
 */
export function observedUntil(sources: readonly Source[], lagOf: (path: string) => number): number | null {
  const untils = sources.map(({ path, readUntil, heldBack }) =>
    readUntil === null ? null : readUntil - Math.max(lagOf(path), heldBack),
  );
  const known = untils.filter((until) => until !== null);
  if (known.length > 0) return Math.min(...known);
  if (sources.length === 0) return null;
  return Math.max(...sources.map(({ path, lastReadAt }) => lastReadAt - lagOf(path)));
}
