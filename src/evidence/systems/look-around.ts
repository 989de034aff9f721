import type { AttributedSighting, SightingElsewhere } from '../../analysis/evidence.js';
import { duringInterval, windowReach } from '../../analysis/window-scope.js';
import { memoize } from '../../memoize.js';
import type { Outage } from '../../outages/outage.js';
import { type SightedOops, sortSighted } from '../../store/sighted-oops.js';
import { covers, type Interval, union } from '../../time/interval.js';
import type { ReportContext } from '../report-context.js';
import { createSightingReader, type SightingReader, type StoredSighting } from '../sighting-reader.js';
import type { Frame } from './system-frame.js';

/** What one system wrote from the first window to the end of the observation, each list by time. */
export interface SeenOfSystem {
  readonly attributed: readonly (StoredSighting & AttributedSighting)[];
  readonly elsewhere: readonly SightingElsewhere[];
  readonly afterwards: readonly StoredSighting[];
  /** Exceptions, outage failures left out, that may never have been seen before. */
  readonly newcomers: readonly StoredSighting[];
}

/** What attribution asks of an outage failure, and of any other OOPS. */
const isOne = () => true;
const isNone = () => false;

/**
 * Looks at every OOPS that some systems wrote from the first window of an outage to the end of the last observation.
 *
 * @param frames by system
 */
export async function lookAround(
  context: ReportContext,
  outage: Outage,
  frames: ReadonlyMap<string, Frame>,
): Promise<Map<string, SeenOfSystem>> {
  const { data, reporters, systemOf } = context;
  const bySystem = new Map(Array.from(frames.keys(), (system) => [system, [] as SightedOops[]]));
  const listOf = memoize((reporter: string) => bySystem.get(systemOf(reporter)) ?? []);
  const heardFrom = reporters.map(({ name }) => name).filter((name) => frames.has(systemOf(name)));
  const span = spanOf(context, [...frames.values()]);
  for await (const oopses of data.sightings(span, heardFrom)) {
    for (const oops of oopses) if (!oops.inexact) listOf(oops.reporter).push(oops);
  }
  const sightings = createSightingReader(context);
  return new Map(
    Array.from(frames, ([system, frame]) => [
      system,
      // What is made of them in the order of time lies so in memory: the checks go through a hundred thousand again and again.
      lookAtSystem(context, outage, {
        system,
        frame,
        oopses: sortSighted(bySystem.get(system) ?? []),
        sightings,
      }),
    ]),
  );
}

interface LookedAt {
  readonly system: string;
  readonly frame: Frame;
  /** By time; none is inexact. */
  readonly oopses: readonly SightedOops[];
  readonly sightings: SightingReader;
}

function lookAtSystem(
  { config, attributor, failures, observedUntil }: ReportContext,
  outage: Outage,
  { system, frame, oopses, sightings }: LookedAt,
): SeenOfSystem {
  const duringWindows = union(frame.windows.map(({ window }) => duringInterval(window, config.attribution)));
  const { start, end, observation } = frame;
  const watchedUntil = observation?.interval.end ?? observedUntil;
  const attributed: (StoredSighting & AttributedSighting)[] = [];
  const elsewhere: SightingElsewhere[] = [];
  const afterwards: StoredSighting[] = [];
  const newcomers: StoredSighting[] = [];
  for (const oops of oopses) {
    const isOutageFailure = failures.isOutageFailure(system, oops.exception);
    const { time, inexact, durationMs } = oops;
    const asked = isOutageFailure ? isOne : isNone;
    const attribution = attributor.attribute({ system, time, inexact, durationMs }, asked);
    const belongs = attribution?.window.outage === outage.id;
    const isElsewhere = attribution !== null && !belongs && duringWindows.some((one) => covers(one, time));
    const isAfterwards = observation !== null && end !== null && time >= end && time < watchedUntil;
    const isNewcomer = time >= start && time < watchedUntil;
    if (!belongs && !isElsewhere && !isAfterwards && !isNewcomer) continue;
    const own = belongs ? sightings.readAttributed(oops, isOutageFailure, attribution) : null;
    const sighting = own ?? sightings.read(oops, isOutageFailure);
    if (own) attributed.push(own);
    if (isElsewhere) elsewhere.push({ sighting, outage: attribution.window.outage });
    if (isAfterwards) afterwards.push(sighting);
    if (isNewcomer && !isOutageFailure && sighting.isException) newcomers.push(sighting);
  }
  return { attributed, elsewhere, afterwards, newcomers };
}

/** From the first moment that a window reaches to the end of the last observation. */
function spanOf({ config, asOf, observedUntil }: ReportContext, frames: readonly Frame[]): Interval {
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
