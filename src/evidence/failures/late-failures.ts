import type { FollowUpCounts } from '../../analysis/evidence.js';
import { stormReach } from '../../analysis/stretches.js';
import type { ReportedException } from '../../store/snapshot.js';
import { covers, type Interval, subtract } from '../../time/interval.js';
import type { ReportContext } from '../report-context.js';
import { createSightingReader } from '../sighting-reader.js';
import { lookAtFailures } from '../storms.js';
import { cutPieces, type StretchCounts } from '../systems/stretch-counts.js';
import type { Frame } from '../systems/system-frame.js';

/** The outage failures of the first hours of a follow-up. */
export type LateFailures = Pick<FollowUpCounts, 'firstHours' | 'late' | 'ordinaryAfterLate'>;

/** Gathers them of the systems that have some, which were counted, without the storms among them. */
export async function gatherLateFailures(
  context: ReportContext,
  frames: ReadonlyMap<string, Frame>,
  counts: StretchCounts,
): Promise<Map<string, LateFailures>> {
  const sightings = createSightingReader(context);
  const found = new Map<string, LateFailures>();
  for (const { hours, systems } of failingHours(frames, counts)) {
    const looked = await lookAtFailures(context, hours, (system) => systems.has(system));
    for (const [system, { failures, storms }] of looked) {
      const reaches = storms.map((storm) => stormReach(storm, context.config.attribution));
      const firstHours = subtract(hours, reaches);
      const late = failures
        .filter(({ time }) => firstHours.some((stretch) => covers(stretch, time)))
        .map((oops) => sightings.read(oops, true));
      found.set(system, { firstHours, late, ordinaryAfterLate: 0 });
    }
  }
  const after = await countAfter(context, frames, found);
  return new Map(
    Array.from(found, ([system, own]) => [system, { ...own, ordinaryAfterLate: after.get(system) ?? 0 }]),
  );
}

/** The first hours in which outage failures were counted, each with whose they were. */
function failingHours(
  frames: ReadonlyMap<string, Frame>,
  counts: StretchCounts,
): { readonly hours: Interval; readonly systems: ReadonlySet<string> }[] {
  const wanted = new Map<string, { readonly hours: Interval; readonly systems: Set<string> }>();
  for (const [system, { followUp }] of frames) {
    if (!followUp || !counts.hasFailures(system, [followUp.firstHours])) continue;
    const hours = followUp.firstHours;
    const key = `${hours.start} ${hours.end}`;
    const ofHours = wanted.get(key) ?? { hours, systems: new Set() };
    ofHours.systems.add(system);
    wanted.set(key, ofHours);
  }
  return [...wanted.values()];
}

/** How many ordinary OOPSes systems wrote after their last late failure, to the end of the first hours. */
async function countAfter(
  { data, failures, systemOf }: ReportContext,
  frames: ReadonlyMap<string, Frame>,
  found: ReadonlyMap<string, LateFailures>,
): Promise<Map<string, number>> {
  const stretches = new Map<string, Interval>();
  for (const [system, { late }] of found) {
    const [last, end] = [late.at(-1)?.time, frames.get(system)?.followUp?.firstHours.end];
    if (last !== undefined && end !== undefined) stretches.set(system, { start: last + 1, end });
  }
  const pieces = cutPieces([...stretches.values()]);
  const isOrdinary = ({ reporter, exception }: ReportedException) => {
    const system = systemOf(reporter);
    return stretches.has(system) && !failures.isOutageFailure(system, exception);
  };
  const after = new Map<string, number>();
  if (pieces.length === 0) return after;
  const { rows, indices } = await data.placeExceptions(pieces, isOrdinary);
  for (const { reporter, begin, end } of rows) {
    const system = systemOf(reporter);
    const start = stretches.get(system)?.start ?? Number.POSITIVE_INFINITY;
    const own = indices.subarray(begin, end).filter((index) => (pieces[index]?.start ?? 0) >= start);
    after.set(system, (after.get(system) ?? 0) + own.length);
  }
  return after;
}
