import type { Baseline, Sighting } from '../analysis/evidence.js';
import type { Signature } from '../oops/oops.js';
import { millisecondsInDay } from '../time/lengths.js';
import type { ReportContext } from './report-context.js';
import type { StoredSighting } from './sighting-reader.js';

/** A signature that its system has not shown for this long is new. In milliseconds: 30 days. */
const MEMORY = 30 * millisecondsInDay;

/**
 * Keeps the sightings whose signature the system had not shown in the 30 days before the outage. Most were counted in its
 * baseline: the store is asked only for the others.
 */
export async function keepNewSightings(
  { data, reporters, systemOf }: ReportContext,
  { system, start, baseline }: Known,
  candidates: readonly StoredSighting[],
): Promise<Sighting[]> {
  const before = { start: start - MEMORY, end: start };
  const usual = signaturesSince(before.start, baseline);
  const unusual = candidates.filter(({ oops }) => !usual.has(oops.signature));
  if (unusual.length === 0) return [];
  const own = reporters.map(({ name }) => name).filter((name) => systemOf(name) === system);
  const seen = await data.signaturesSeen(new Set(unusual.map(({ oops }) => oops.signature)), own, before);
  return unusual.filter(({ oops }) => !seen.has(oops.signature));
}

/** What is known of a system. */
interface Known {
  readonly system: string;
  /** Of the outage's windows. */
  readonly start: number;
  readonly baseline: Baseline;
}

/** What a baseline holds, unless it reaches further back and so does not tell since when. */
function signaturesSince(moment: number, { intervals, counts }: Baseline): Set<Signature> {
  const isSince = intervals.every(({ start }) => start >= moment);
  return new Set(isSince ? counts.map(({ signature }) => signature) : []);
}
