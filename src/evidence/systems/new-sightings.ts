import type { Baseline, Sighting } from '../../analysis/evidence.js';
import type { Signature } from '../../oops/oops.js';
import { millisecondsInDay } from '../../time/lengths.js';
import type { ReportContext } from '../report-context.js';
import type { SeenOfSystem } from './look-around.js';
import type { CountedSystem } from './system-counts.js';

/** A signature that its system has not shown for this long is new. In milliseconds: 30 days. */
export const MEMORY = 30 * millisecondsInDay;

/**
 * Of each system the sightings whose signature it had not shown in the 30 days before the outage. Most were counted in its baseline:
 * the store is asked only for the others.
 */
export async function findNewSightings(
  { data, reporters, systemOf }: ReportContext,
  counted: ReadonlyMap<string, CountedSystem>,
  seen: ReadonlyMap<string, SeenOfSystem>,
): Promise<ReadonlyMap<string, readonly Sighting[]>> {
  const unusual = Array.from(counted, ([system, { frame, baseline }]) => {
    const before = { start: frame.start - MEMORY, end: frame.start };
    const usual = signaturesSince(before.start, baseline);
    const sightings = seen.get(system)?.newcomers.filter(({ oops }) => !usual.has(oops.signature)) ?? [];
    return { system, before, sightings };
  }).filter(({ sightings }) => sightings.length > 0);
  const shown = await data.signaturesSeen(
    unusual.map(({ system, before, sightings }) => ({
      signatures: new Set(sightings.map(({ oops }) => oops.signature)),
      reporters: reporters.map(({ name }) => name).filter((name) => systemOf(name) === system),
      interval: before,
    })),
  );
  return new Map(
    unusual.map(({ system, sightings }, index) => [
      system,
      sightings.filter(({ oops }) => shown[index]?.has(oops.signature) !== true),
    ]),
  );
}

/** What a baseline holds, unless it reaches further back and so does not tell since when. */
function signaturesSince(moment: number, { intervals, counts }: Baseline): Set<Signature> {
  const isSince = intervals.every(({ start }) => start >= moment);
  return new Set(isSince ? counts.map(({ signature }) => signature) : []);
}
