import type { Source } from '../store/records.js';

/** The delivery lag of a source by its path, in milliseconds. */
export type LagOf = (path: string) => number;

/**
 * Until when all is known that was written: the earliest of what is known of each source (see `knownUntil`); null when
 * nothing was ever read.
 *
 * Single reports that somebody named are no source that could have more of them; only where there is nothing else does
 * the latest of their readings count.
 */
export function observedUntil(sources: readonly Source[], lagOf: LagOf): number | null {
  const known = sources.map((source) => knownUntil(source, lagOf)).filter((until) => until !== null);
  if (known.length > 0) return Math.min(...known);
  if (sources.length === 0) return null;
  return Math.max(...sources.map(({ path, lastReadAt }) => lastReadAt - lagOf(path)));
}

/**
 * Until when all is known that was written to a source: until it was read, less how long a report may take from being
 * written to being readable there; null where nobody can say, as of single reports.
 */
export function knownUntil({ path, readUntil, heldBack }: Source, lagOf: LagOf): number | null {
  return readUntil === null ? null : readUntil - Math.max(lagOf(path), heldBack);
}
