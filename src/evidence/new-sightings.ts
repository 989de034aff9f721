import { millisecondsInDay } from 'date-fns/constants';
import type { Sighting } from '../analysis/evidence.js';
import type { ReportContext } from './report-context.js';
import type { StoredSighting } from './sighting-reader.js';

/** A signature that its system has not shown for this long is new. In milliseconds: 30 days. */
const MEMORY = 30 * millisecondsInDay;

/** Keeps the sightings whose signature the system had not shown in the 30 days before the outage. */
export async function keepNewSightings(
  { data, reporters, systemOf }: ReportContext,
  { system, start }: { readonly system: string; readonly start: number },
  candidates: readonly StoredSighting[],
): Promise<Sighting[]> {
  if (candidates.length === 0) return [];
  const before = { start: start - MEMORY, end: start };
  const own = reporters.map(({ name }) => name).filter((name) => systemOf(name) === system);
  const signatures = new Set(candidates.map(({ oops }) => oops.signature));
  const seen = await data.signaturesSeen(signatures, own, before);
  return candidates.filter(({ oops }) => !seen.has(oops.signature));
}
