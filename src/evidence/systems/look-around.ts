import type { AttributedSighting, SightingElsewhere } from '../../analysis/evidence.js';
import { duringInterval, windowReach } from '../../analysis/window-scope.js';
import type { Outage } from '../../outages/outage.js';
import { type SightedOops, sortSighted } from '../../store/sighted-oops.js';
import { covers, type Interval, union } from '../../time/interval.js';
import type { ReportContext } from '../report-context.js';
import { createSightingReader, type StoredSighting } from '../sighting-reader.js';
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
  const { data, config, attributor, reporters, systemOf, failures, observedUntil } = context;
  const sightings = createSightingReader(context);
  const seen = new Map(
    Array.from(frames, ([system, frame]) => [
      system,
      {
        frame,
        during: union(frame.windows.map(({ window }) => duringInterval(window, config.attribution))),
        attributed: [] as (StoredSighting & AttributedSighting)[],
        elsewhere: [] as (SightingElsewhere & { readonly sighting: StoredSighting })[],
        afterwards: [] as StoredSighting[],
        newcomers: [] as StoredSighting[],
      },
    ]),
  );

  function look(oops: SightedOops): void {
    const system = systemOf(oops.reporter);
    const own = seen.get(system);
    if (!own || oops.inexact) return;
    const isOutageFailure = failures.isOutageFailure(system, oops.exception);
    const { time, inexact, durationMs } = oops;
    const asked = isOutageFailure ? isOne : isNone;
    const attribution = attributor.attribute({ system, time, inexact, durationMs }, asked);
    const belongs = attribution?.window.outage === outage.id;
    const isElsewhere = attribution !== null && !belongs && own.during.some((during) => covers(during, time));
    const { start, end, observation } = own.frame;
    const isAfterwards =
      observation !== null && end !== null && time >= end && time < observation.interval.end;
    const isNewcomer = time >= start && time < (observation?.interval.end ?? observedUntil);
    if (!belongs && !isElsewhere && !isAfterwards && !isNewcomer) return;
    const attributed = belongs ? sightings.readAttributed(oops, system, attribution) : null;
    const sighting = attributed ?? sightings.read(oops, system);
    if (attributed) own.attributed.push(attributed);
    if (isElsewhere) own.elsewhere.push({ sighting, outage: attribution.window.outage });
    if (isAfterwards) own.afterwards.push(sighting);
    if (isNewcomer && sighting.isException && !isOutageFailure) own.newcomers.push(sighting);
  }

  const heardFrom = reporters.map(({ name }) => name).filter((name) => seen.has(systemOf(name)));
  const span = spanOf(context, [...frames.values()]);
  for await (const oopses of data.sightings(span, heardFrom)) oopses.forEach(look);
  const oopsOf = ({ oops }: StoredSighting) => oops;
  for (const { attributed, elsewhere, afterwards, newcomers } of seen.values()) {
    sortSighted(attributed, oopsOf);
    sortSighted(elsewhere, ({ sighting }) => oopsOf(sighting));
    sortSighted(afterwards, oopsOf);
    sortSighted(newcomers, oopsOf);
  }
  return seen;
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
