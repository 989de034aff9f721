import type { OutageEvidence, SystemEvidence } from '../analysis/evidence.js';
import { duringOf } from '../config/system-map.js';
import { memoize } from '../memoize.js';
import type { Outage } from '../outages/outage.js';
import type { Discard } from '../store/records.js';
import { covers, type Interval } from '../time/interval.js';
import { millisecondsInMinute } from '../time/lengths.js';
import { findEarlierDowntimes } from './failures/earlier-downtimes.js';
import { knownAround } from './known-time.js';
import type { ReportContext } from './report-context.js';
import { lookAround, type SeenOfSystem } from './systems/look-around.js';
import { findNewSightings } from './systems/new-sightings.js';
import { type CountedSystem, countSystems } from './systems/system-counts.js';
import { createFrame, type Frame } from './systems/system-frame.js';

/**
 * Gathers what the store knows around one outage: for each system that a window of it holds, the baseline before, what
 * belongs to the windows, and what came after. One pass over the OOPSes from the first window to the end of the last
 * observation, grouped counts for the rest, and single OOPSes where outage failures were counted.
 */
export async function gatherEvidence(whole: ReportContext, outage: Outage): Promise<OutageEvidence> {
  const context = knownAround(whole, outage);
  const { config, scopes, systemOf, observedUntil } = context;
  // Most systems are held by the same windows, and share one list of them: it is gone through once.
  const frameOf = memoize((holding: Frame['holding']) => ({ frame: createFrame(context, outage, holding) }));
  const frames = new Map<string, Frame>();
  for (const system of candidateSystems(context)) {
    const { frame } = frameOf(scopes.holding(system));
    if (frame) frames.set(system, frame);
  }
  const seen = await lookAround(context, outage, frames);
  const counted = await countSystems(context, frames);
  const earlier = await findEarlierDowntimes(context, outage, frames, seen);
  const discards = await gatherDiscards(context, frames);
  const configured = new Set(config.systems.map(({ name }) => name));
  const news = await findNewSightings(context, counted, seen);
  const systems: SystemEvidence[] = [];
  for (const [system, own] of counted) {
    const found = seen.get(system);
    if (!found || (!configured.has(system) && !isHeard(own, found))) continue;
    const { windows, shutdownsElsewhere, start, end, observation, followUp } = own.frame;
    const { attributed, elsewhere, afterwards } = found;
    systems.push({
      system,
      during: duringOf(config, system),
      ...{ windows, shutdownsElsewhere, start, end, observation, followUp },
      baseline: own.baseline,
      justBefore: own.justBefore,
      reporters: own.reporters,
      attributed,
      elsewhere,
      typeBins: own.typeBinsOf(attributed),
      downtimeBins: own.downtimeBins,
      followUpCounts: own.followUpCounts,
      afterwards,
      newSightings: news.get(system) ?? [],
      earlierDowntimes: earlier.get(system) ?? [],
      discards: discards.filter(
        (one) => systemOf(one.reporter) === system && covers(discardSpan(own.frame, context), one.minute),
      ),
    });
  }
  const judged = new Set(systems.map(({ system }) => system));
  const unheardDiscards = discards.filter(({ reporter, minute }) => {
    const system = systemOf(reporter);
    const { frame } = frameOf(scopes.holding(system));
    return frame !== null && !judged.has(system) && covers(judgedSpan(frame, context), minute);
  });
  return { outage: outage.id, observedUntil, systems, unheardDiscards };
}

/** The systems of the config, and those of every reporter that was ever heard. */
function candidateSystems({ config, reporters, systemMap }: ReportContext): Set<string> {
  const heard = reporters.map(({ name }) => systemMap.systemOf(name));
  return new Set([...config.systems.map(({ name }) => name), ...heard]);
}

function isHeard({ baseline }: CountedSystem, { attributed, afterwards }: SeenOfSystem): boolean {
  return attributed.length > 0 || afterwards.length > 0 || baseline.counts.length > 0;
}

/** What was thrown away around the outage, whoever's it is. */
async function gatherDiscards(
  context: ReportContext,
  frames: ReadonlyMap<string, Frame>,
): Promise<readonly Discard[]> {
  const spans = [...frames.values()].map((frame) => discardSpan(frame, context));
  if (spans.length === 0) return [];
  return context.data.discards({
    start: Math.min(...spans.map(({ start }) => start)),
    end: Math.max(...spans.map(({ end }) => end)),
  });
}

/** From a system's first window to the end of its observation. */
function judgedSpan(frame: Frame, context: ReportContext): Interval {
  const { start, end } = discardSpan(frame, context);
  return { start, end: Math.min(end, frame.observation?.interval.end ?? end) };
}

/** The minutes that begin in it reach from a system's first window to the end of its follow-up. */
function discardSpan({ start, followUp }: Frame, { config, observedUntil }: ReportContext): Interval {
  const from = start - config.attribution.clockTolerance;
  return { start: from - (from % millisecondsInMinute), end: followUp?.interval.end ?? observedUntil };
}
