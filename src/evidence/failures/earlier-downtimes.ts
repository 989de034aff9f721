import type { EarlierDowntime } from '../../analysis/evidence.js';
import { duringOf, judgedWindows } from '../../analysis/phases.js';
import { countRequests } from '../../analysis/requests.js';
import { duringInterval } from '../../analysis/window-scope.js';
import { lowerBound } from '../../lower-bound.js';
import type { Outage } from '../../outages/outage.js';
import type { OutageWindow } from '../../outages/window.js';
import { type Interval, totalLength, union } from '../../time/interval.js';
import { isKnown } from '../known-time.js';
import type { ReportContext } from '../report-context.js';
import type { SeenOfSystem } from '../systems/look-around.js';
import type { Frame } from '../systems/system-frame.js';
import { sightFailures } from './failures.js';

/** Earlier downtimes that lasted up to so many times as long tell how a system fails. */
const LONGEST = 1.5;

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
): Promise<Map<string, EarlierDowntime[]>> {
  const asked = new Map<Frame, string[]>();
  for (const [system, frame] of frames) {
    const found = seen.get(system);
    if (frame.downtimeMs === 0 || !found || showedFailures(found)) continue;
    asked.set(frame, [...(asked.get(frame) ?? []), system]);
  }
  const downtimes = new Map<string, EarlierDowntime[]>();
  for (const [frame, systems] of asked) {
    const windows = earlierWindows(context, outage, frame);
    if (windows.length === 0) continue;
    for (const [system, own] of await countRequestsIn(context, windows, systems)) downtimes.set(system, own);
  }
  return downtimes;
}

function showedFailures({ attributed, elsewhere }: SeenOfSystem): boolean {
  return (
    attributed.some(({ window, isOutageFailure }) => window.phase === 'downtime' && isOutageFailure) ||
    elsewhere.some(({ sighting }) => sighting.isOutageFailure)
  );
}

function earlierWindows(context: ReportContext, outage: Outage, frame: Frame): OutageWindow[] {
  const { config, observedUntil } = context;
  const { attribution } = config;
  const judged = judgedWindows(frame, ['downtime'], observedUntil, attribution);
  const lastedMs = totalLength(duringOf(judged, observedUntil, { ...attribution, clockTolerance: 0 }));
  return frame.holding
    .map(({ window }) => window)
    .filter(({ outage: id, phase, start }) => id !== outage.id && phase === 'downtime' && start < frame.start)
    .filter(({ start, end }) => end !== null && end - start <= LONGEST * lastedMs)
    .filter((window) => {
      const during = duringInterval(window, attribution);
      return isKnown(context, during) && during.end <= observedUntil;
    });
}

/** How many requests of outage failures each system showed during each of the windows. */
async function countRequestsIn(
  context: ReportContext,
  windows: readonly OutageWindow[],
  systems: readonly string[],
): Promise<Map<string, EarlierDowntime[]>> {
  // Every later outage asks for the same windows again.
  const known = context.requestsOfDowntimes;
  const requestsOf = (window: OutageWindow, system: string) => known.get(window)?.get(system);
  const unknown = windows.filter((window) =>
    systems.some((system) => requestsOf(window, system) === undefined),
  );
  for (const [window, found] of await findRequestsIn(context, unknown, systems)) {
    known.set(window, new Map([...(known.get(window) ?? []), ...found]));
  }
  return new Map(
    systems.map((system) => [
      system,
      windows.map((window) => ({ outage: window.outage, requests: requestsOf(window, system) ?? 0 })),
    ]),
  );
}

async function findRequestsIn(
  context: ReportContext,
  windows: readonly OutageWindow[],
  systems: readonly string[],
): Promise<Map<OutageWindow, Map<string, number>>> {
  if (windows.length === 0) return new Map();
  const during = windows.map((window) => duringInterval(window, context.config.attribution));
  const asked = new Set(systems);
  const sighted = await sightFailures(context, union(during), (system) => asked.has(system));
  const failures = new Map(
    systems.map((system) => {
      const own = sighted.get(system) ?? [];
      return [system, { own, times: Float64Array.from(own, ({ time }) => time) }];
    }),
  );
  return new Map(
    windows.map((window, index) => {
      const { start, end } = during[index] as Interval;
      const requests = Array.from(failures, ([system, { own, times }]): [string, number] => [
        system,
        countRequests(own.slice(lowerBound(times, start), lowerBound(times, end))),
      ]);
      return [window, new Map(requests)];
    }),
  );
}
