import { duringOf, judgedWindows } from '../../analysis/phases.js';
import { countRequests } from '../../analysis/requests.js';
import { duringInterval, type HoldingWindow } from '../../analysis/window-scope.js';
import { lowerBound } from '../../lower-bound.js';
import type { Outage } from '../../outages/outage.js';
import type { OutageWindow } from '../../outages/window.js';
import { totalLength, union } from '../../time/interval.js';
import { isKnown } from '../known-time.js';
import type { ReportContext } from '../report-context.js';
import type { SeenOfSystem } from '../systems/look-around.js';
import type { Frame } from '../systems/system-frame.js';
import { sightFailures } from './failures.js';

/** Earlier downtimes that lasted up to so many times as long tell how a system fails. */
const LONGEST = 1.5;

const NOT_COUNTED = -1;

/**
 * The downtimes of each system before an outage that tell whether it fails: those of other outages that began before
 * this one, lasted at most half as long again as the downtime that is judged here, as far as that has been read, and lie
 * in the store in full. Only systems are asked for that showed no outage failure in that downtime.
 *
 * @param frames by system
 */
export async function findEarlierDowntimes(
  context: ReportContext,
  outage: Outage,
  frames: ReadonlyMap<string, Frame>,
  seen: ReadonlyMap<string, SeenOfSystem>,
): Promise<Map<string, number[]>> {
  const asked = new Map<Frame, string[]>();
  for (const [system, frame] of frames) {
    const found = seen.get(system);
    if (frame.downtimeMs === 0 || !found || showedFailures(found)) continue;
    asked.set(frame, [...(asked.get(frame) ?? []), system]);
  }
  const downtimes = new Map<string, number[]>();
  for (const [frame, systems] of asked) {
    const places = earlierWindows(context, outage, frame);
    if (places.length === 0) continue;
    for (const [system, own] of await countRequestsIn(context, frame, places, systems)) {
      downtimes.set(system, own);
    }
  }
  return downtimes;
}

function showedFailures({ attributed, elsewhere }: SeenOfSystem): boolean {
  return (
    attributed.some(({ window, isOutageFailure }) => window.phase === 'downtime' && isOutageFailure) ||
    elsewhere.some(({ sighting }) => sighting.isOutageFailure)
  );
}

/** The places of those that tell among the windows that hold the systems of a frame. */
function earlierWindows(context: ReportContext, outage: Outage, frame: Frame): number[] {
  const { config, observedUntil } = context;
  const { attribution } = config;
  const judged = judgedWindows(frame, ['downtime'], observedUntil, attribution);
  const lastedMs = totalLength(duringOf(judged, observedUntil, { ...attribution, clockTolerance: 0 }));
  const tells = (window: OutageWindow): boolean => {
    const { outage: id, phase, start, end } = window;
    if (id === outage.id || phase !== 'downtime' || start >= frame.start) return false;
    if (end === null || end - start > LONGEST * lastedMs) return false;
    const during = duringInterval(window, attribution);
    return isKnown(context, during) && during.end <= observedUntil;
  };
  const places: number[] = [];
  frame.holding.forEach(({ window }, place) => {
    if (tells(window)) places.push(place);
  });
  return places;
}

/** How many requests of outage failures each system showed during each of the windows at some places. */
async function countRequestsIn(
  context: ReportContext,
  { holding }: Frame,
  places: readonly number[],
  systems: readonly string[],
): Promise<Map<string, number[]>> {
  // Every later outage asks for the same windows again.
  const known = new Map(
    systems.map((system) => [
      system,
      context.knownDowntimes.get(system) ?? new Int32Array(holding.length).fill(NOT_COUNTED),
    ]),
  );
  const unknown = placesNotCounted(places, [...known.values()]);
  if (unknown.length > 0) {
    const during = unknown.map((place) =>
      duringInterval((holding[place] as HoldingWindow).window, context.config.attribution),
    );
    const sighted = await sightFailures(context, union(during), (system) => known.has(system));
    for (const [system, own] of known) {
      const failures = sighted.get(system) ?? [];
      const times = Float64Array.from(failures, ({ time }) => time);
      during.forEach(({ start, end }, index) => {
        const seen = failures.slice(lowerBound(times, start), lowerBound(times, end));
        own[unknown[index] as number] = countRequests(seen);
      });
      context.knownDowntimes.set(system, own);
    }
  }
  return new Map(Array.from(known, ([system, own]) => [system, places.map((place) => own[place] as number)]));
}

/** Those of some places that are not counted for each system. A year of outages asks for millions. */
function placesNotCounted(places: readonly number[], counts: readonly Int32Array[]): number[] {
  const unknown = new Set<number>();
  for (const own of counts) {
    places.forEach((place) => {
      if (own[place] === NOT_COUNTED) unknown.add(place);
    });
  }
  return [...unknown].sort((a, b) => a - b);
}
