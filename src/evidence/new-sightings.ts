import { millisecondsInDay } from 'date-fns/constants';
import type { Sighting } from '../analysis/outage-evidence.js';
import { openSignatureHistory } from '../store/signature-history.js';
import type { SystemFrame } from './gather-evidence.js';
import type { Knowledge } from './knowledge.js';

/** A signature that its system has not shown for this long is new. In milliseconds: 30 days. */
const MEMORY = 30 * millisecondsInDay;

/** Keeps the sightings whose signature the system had not shown in the 30 days before the outage. */
export function keepNewSightings(
  { db, reporters, systemMap }: Knowledge,
  { system, start }: SystemFrame,
  candidates: readonly { readonly signatureId: number; readonly sighting: Sighting }[],
): Sighting[] {
  const before = { start: start - MEMORY, end: start };
  const reporterIds = reporters.filter(({ name }) => systemMap.systemOf(name) === system).map(({ id }) => id);
  const wasSeen = openSignatureHistory(db);
  const seen = new Map<number, boolean>();
  return candidates
    .filter(({ signatureId }) => {
      if (!seen.has(signatureId)) seen.set(signatureId, wasSeen(signatureId, reporterIds, before));
      return !seen.get(signatureId);
    })
    .map(({ sighting }) => sighting);
}
