import { DISPOSITIONS, type Disposition } from '../../analysis/disposition.js';
import type { Sighting } from '../../analysis/evidence.js';
import { measureRequests } from '../../analysis/requests.js';
import { TouchedTally } from '../../analysis/touched.js';
import type { SystemJudgement } from '../../analysis/verdict.js';
import type { Signature } from '../../oops/oops.js';
import { compareText } from '../../text/compare-text.js';
import { formatInstant } from '../../time/instant.js';
import { cutLine } from '../layout/text.js';
import type {
  FailureModeGroup,
  ReportedSystem,
  SignatureGroup,
  Touched,
  UnexpectedGroup,
} from './outage-report.js';

/** How many ids a group names. */
const IDS_SHOWN = 10;
/** Two lines a frame: where, and what. */
const FRAME_LINES_SHOWN = 4;

/** Groups OOPSes by signature; the largest group first, then by type and value. */
function groupSignatures(sightings: readonly Sighting[]): SignatureGroup[] {
  return [...groupBySignature(sightings).values()].map(describeGroup).sort(compareGroups);
}

/** Groups unexpected OOPSes by signature, each with the innermost frames of its first one's traceback. */
export function groupUnexpected(
  sightings: readonly Sighting[],
  tracebacks: ReadonlyMap<string, string | null>,
): UnexpectedGroup[] {
  return groupSignatures(sightings).map((group) => {
    const traceback = group.oopsIds[0] === undefined ? null : tracebacks.get(group.oopsIds[0]);
    return { ...group, traceback: innermostFrames(traceback ?? '') };
  });
}

/** Groups first sightings by signature, each with the time at which it appeared; in that order. */
export function groupNewSignatures(sightings: readonly Sighting[]): ReportedSystem['newSignatures'] {
  return [...groupBySignature(sightings).values()]
    .map((group) => ({ ...describeGroup(group), firstTime: formatInstant(Math.min(...times(group))) }))
    .sort((a, b) => compareText(a.firstTime, b.firstTime) || compareGroups(a, b));
}

/** Groups what was seen in an outage's windows over all systems, by signature and disposition. */
export function groupFailureModes(systems: readonly SystemJudgement[]): FailureModeGroup[] {
  return DISPOSITIONS.flatMap((disposition) => {
    const groupsOf = systems.map(({ system, sightings }) => ({
      system,
      groups: groupBySignature(sightings[disposition]),
    }));
    const keys = new Set(groupsOf.flatMap(({ groups }) => [...groups.keys()]));
    return Array.from(keys, (key) =>
      joinGroups(
        groupsOf.flatMap(({ system, groups }) => {
          const group = groups.get(key);
          return group ? [{ system, group }] : [];
        }),
        disposition,
      ),
    );
  }).sort((a, b) => compareGroups(a, b) || compareDispositions(a, b));
}

/** Joins the groups that systems have of one signature, each in the order of time. */
function joinGroups(
  groups: readonly { readonly system: string; readonly group: Group }[],
  disposition: Disposition,
): FailureModeGroup {
  const first = groups.flatMap(({ group }) => group.slice(0, IDS_SHOWN)).sort((a, b) => a.time - b.time);
  const lastTimes = groups.map(({ group }) => group.at(-1)?.time ?? group[0].time);
  return {
    ...describeGroup(first as Group),
    count: groups.reduce((sum, { group }) => sum + group.length, 0),
    disposition,
    systems: groups.map(({ system }) => system).sort(),
    firstTime: formatInstant(Math.min(...times(first))),
    lastTime: formatInstant(Math.max(...lastTimes)),
  };
}

/** The last indented lines of a traceback: the frames in which it happened. A line is cut at 200 characters. */
function innermostFrames(traceback: string): string[] {
  const frames = traceback.split('\n').filter((line) => /^\s+\S/.test(line));
  return frames.slice(-FRAME_LINES_SHOWN).map((line) => cutLine(line.trimEnd(), 200));
}

type Group = [Sighting, ...Sighting[]];

/** By the text of the signature. Most signatures that are the same are also one object: their text is made once. */
function groupBySignature(sightings: readonly Sighting[]): Map<string, Group> {
  const groups = new Map<string, Group>();
  const known = new Map<Signature, Group>();
  for (const sighting of sightings) {
    const { signature } = sighting;
    const group = known.get(signature);
    if (group) {
      group.push(sighting);
      continue;
    }
    const key = `${signature.type}\n${signature.value}`;
    const begun = groups.get(key);
    begun?.push(sighting);
    const own: Group = begun ?? [sighting];
    groups.set(key, own);
    known.set(signature, own);
  }
  return groups;
}

function describeGroup(group: Group): SignatureGroup {
  const { signature, root } = group[0];
  const { type, value } = signature;
  return {
    type,
    value,
    count: group.length,
    root,
    oopsIds: group.slice(0, IDS_SHOWN).map(({ oopsId }) => oopsId),
  };
}

function times(group: readonly Sighting[]): number[] {
  return group.map(({ time }) => time);
}

function compareGroups(a: SignatureGroup, b: SignatureGroup): number {
  return b.count - a.count || compareText(a.type, b.type) || compareText(a.value, b.value);
}

function compareDispositions(a: { readonly disposition: Disposition }, b: typeof a): number {
  return DISPOSITIONS.indexOf(a.disposition) - DISPOSITIONS.indexOf(b.disposition);
}

/**
 * Counts whom OOPSes touched. A request that is retried writes an OOPS a try, eight of them at times. Two visitors
 * without a name who ask for one page in the same second cannot be told apart: the number of requests is the least
 * there were.
 *
 * @param sightings those of one reporter by time
 *
 * @example
 * countTouched([at('10:00:00', ann, url), at('10:00:02', ann, url)]).requests; // 1
 */
export function countTouched(sightings: readonly Sighting[]): Touched {
  const tally = new TouchedTally();
  const ofRequests: Sighting[] = [];
  const robots: Sighting[] = [];
  for (const sighting of sightings) {
    tally.add(sighting);
    if (sighting.isRobot) robots.push(sighting);
    else if (sighting.urlMark !== null) ofRequests.push(sighting);
  }
  const { requests, mostOfOne } = measureRequests(ofRequests);
  return {
    ...tally.counts,
    oopsesOfRequests: ofRequests.length,
    requests,
    oopsesPerRequest: requests > 0 ? Number((ofRequests.length / requests).toFixed(2)) : null,
    mostOfOneRequest: mostOfOne,
    robots: { oopses: robots.length, urls: countUrls(robots) },
  };
}

function countUrls(sightings: readonly Sighting[]): number {
  return new Set(sightings.flatMap(({ urlMark }) => (urlMark === null ? [] : [urlMark]))).size;
}
