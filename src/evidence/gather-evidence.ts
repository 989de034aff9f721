import type { AttributedSighting, OutageEvidence, SystemEvidence } from '../analysis/evidence.js';
import { baselineIntervals, observe } from '../analysis/evidence.js';
import type { HoldingWindow } from '../analysis/window-scope.js';
import { windowReach } from '../analysis/window-scope.js';
import { duringOf } from '../config/system-map.js';
import { memoize } from '../memoize.js';
import type { Outage } from '../outages/outage.js';
import { compareSighted, type SightedOops } from '../store/sighted-oops.js';
import type { Interval } from '../time/interval.js';
import type { ReportContext } from './report-context.js';
import { createSightingReader, type StoredSighting } from './sighting-reader.js';
import type { SystemFrame } from './system-frame.js';
import { countBaselines, countEarlierDowntime, keepNewSightings } from './system-history.js';

interface OpenSystem {
  readonly frame: SystemFrame;
  readonly attributed: (StoredSighting & AttributedSighting)[];
  readonly afterwards: StoredSighting[];
  readonly candidates: StoredSighting[];
}

/**
 * Gathers what the store knows around one outage: for each system that a window of it holds, the baseline before, what
 * belongs to the windows, and what came after. One pass over the OOPSes from the first window to the end of the last
 * observation, and grouped counts for the baselines.
 */
export async function gatherEvidence(context: ReportContext, outage: Outage): Promise<OutageEvidence> {
  const { data, config, scopes, attributor, reporters, systemOf, failures, observedUntil } = context;
  const open = new Map<string, OpenSystem>();
  // Most systems are held by the same windows, and share one list of them: it is gone through once.
  const timesOf = memoize((holding: readonly HoldingWindow[]) => frameTimes(context, outage, holding));
  for (const system of candidateSystems(context)) {
    const times = timesOf(scopes.holding(system));
    if (times === null) continue;
    const frame = { system, during: duringOf(config, system), ...times };
    open.set(system, { frame, attributed: [], afterwards: [], candidates: [] });
  }
  const frames = [...open.values()].map(({ frame }) => frame);
  const sightings = createSightingReader(context);

  function look(oops: SightedOops): void {
    const system = systemOf(oops.reporter);
    const own = open.get(system);
    if (!own || oops.inexact) return;
    const isOutageFailure = failures.isOutageFailure(system, oops.exception);
    const { time, inexact, durationMs } = oops;
    const attribution = attributor.attribute({ system, time, inexact, durationMs }, () => isOutageFailure);
    const belongs = attribution?.window.outage === outage.id;
    const { start, end, observation } = own.frame;
    const isAfterwards =
      observation !== null && end !== null && time >= end && time < observation.interval.end;
    const isNewcomer = time >= start && time < (observation?.interval.end ?? observedUntil);
    if (!belongs && !isAfterwards && !isNewcomer) return;
    const attributed = belongs ? sightings.readAttributed(oops, system, attribution) : null;
    const sighting = attributed ?? sightings.read(oops, system);
    if (attributed) own.attributed.push(attributed);
    if (isAfterwards) own.afterwards.push(sighting);
    if (isNewcomer && sighting.isException && !isOutageFailure) own.candidates.push(sighting);
  }

  const heardFrom = reporters.map(({ name }) => name).filter((name) => open.has(systemOf(name)));
  for await (const oopses of data.sightings(spanOf(context, frames), heardFrom)) oopses.forEach(look);
  const byTime = (a: StoredSighting, b: StoredSighting) => compareSighted(a.oops, b.oops);
  for (const { attributed, afterwards, candidates } of open.values()) {
    attributed.sort(byTime);
    afterwards.sort(byTime);
    candidates.sort(byTime);
  }

  const baselineCounts = await countBaselines(context, frames);
  const heard = (system: string, { attributed, afterwards }: OpenSystem): boolean =>
    attributed.length > 0 || afterwards.length > 0 || (baselineCounts.get(system)?.length ?? 0) > 0;
  const configured = new Set(config.systems.map(({ name }) => name));
  const systems: SystemEvidence[] = [];
  for (const [system, own] of open) {
    if (!configured.has(system) && !heard(system, own)) continue;
    const { frame, attributed, afterwards, candidates } = own;
    systems.push({
      ...frame,
      baselineCounts: baselineCounts.get(system) ?? [],
      attributed,
      afterwards,
      newSightings: await keepNewSightings(context, frame, candidates),
      earlier: await countEarlierDowntime(context, outage, frame, !attributed.some(isOfDowntime)),
    });
  }
  return { outage: outage.id, observedUntil, systems };
}

function isOfDowntime({ window }: AttributedSighting): boolean {
  return window.phase === 'downtime';
}

/** The systems of the config, and those of every reporter that was ever heard. */
function candidateSystems({ config, reporters, systemMap }: ReportContext): Set<string> {
  const heard = reporters.map(({ name }) => systemMap.systemOf(name));
  return new Set([...config.systems.map(({ name }) => name), ...heard]);
}

/** When to look for the systems that these windows hold; null when none of them is the outage's. */
function frameTimes(
  { config, firstOopsAt, observedUntil }: ReportContext,
  outage: Outage,
  holding: readonly HoldingWindow[],
): Omit<SystemFrame, 'system' | 'during'> | null {
  const windows = holding.filter(({ window }) => window.outage === outage.id);
  if (windows.length === 0) return null;
  const others = holding.filter(({ window }) => window.outage !== outage.id);
  const start = Math.min(...windows.map(({ window }) => window.start));
  const ends = windows.map(({ window }) => window.end);
  const end = ends.includes(null) ? null : Math.max(...ends.map(Number));
  return {
    windows,
    shutdownsElsewhere: others.map(({ window }) => window).filter(({ phase }) => phase === 'shutdown'),
    start,
    end,
    baseline: baselineIntervals(start, holding, firstOopsAt, config),
    observation: end === null ? null : observe(end, others, observedUntil, config),
  };
}

/** From the first moment that a window reaches to the end of the last observation. */
function spanOf({ config, asOf, observedUntil }: ReportContext, frames: readonly SystemFrame[]): Interval {
  const reaches = frames.flatMap(({ windows }) =>
    windows.map(({ window }) => windowReach(window, config.attribution)),
  );
  const ends = frames.map(({ observation }) => observation?.interval.end ?? observedUntil);
  const end = Math.max(...reaches.map((reach) => reach.end), ...ends);
  return {
    start: Math.min(...reaches.map((reach) => reach.start)),
    end: asOf === null ? end : Math.min(end, asOf),
  };
}
