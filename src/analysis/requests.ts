import type { Sighting } from './evidence.js';

/** What tells the OOPSes of one request from those of another. */
export type RequestSighting = Pick<Sighting, 'time' | 'reporter' | 'urlMark' | 'userMark' | 'topicMark'>;

/** OOPSes of one request that follow one another; without a URL they must be closer. In milliseconds. */
const LONGEST_GAP = 5_000;
const LONGEST_GAP_WITHOUT_URL = 1_000;
/** A request ends so long after its first OOPS, so that a loop that fails all the time is many. In milliseconds. */
const LONGEST_REQUEST = 10_000;

/**
 * Groups OOPSes into requests: those of one reporter with the same URL and user, each at most 5 s after the one before;
 * without a URL those of one reporter and topic, each at most 1 s after the one before. A request ends 10 s after its
 * first OOPS. Returns the first OOPS of each request, by time.
 *
 * @param sightings those of one reporter by time; only they are grouped, whatever else was written between them
 * @example
 * firstOfRequests(retriedEightTimesInASecond); // [the first of the eight]
 */
export function firstOfRequests<T extends RequestSighting>(sightings: Iterable<T>): T[] {
  return groupRequests(sightings).map(({ first }) => first);
}

/** A request: its first OOPS, and how many it wrote. */
interface GroupedRequest<T> {
  readonly first: T;
  readonly oopses: number;
}

/** The same, with how many OOPSes each wrote. */
export function groupRequests<T extends RequestSighting>(sightings: Iterable<T>): GroupedRequest<T>[] {
  const openOf = createOpenRequests<OpenRequest<T>>();
  const found: GroupedRequest<T>[] = [];
  for (const sighting of sightings) {
    const { time, urlMark } = sighting;
    const gap = urlMark === null ? LONGEST_GAP_WITHOUT_URL : LONGEST_GAP;
    const [open, key] = openOf(sighting);
    const request = open.get(key);
    if (request && time - request.last <= gap && time - request.first.time < LONGEST_REQUEST) {
      request.last = time;
      request.oopses += 1;
    } else {
      const begun = { first: sighting, last: time, oopses: 1 };
      open.set(key, begun);
      found.push(begun);
    }
  }
  return found;
}

/** How many requests the OOPSes, given by time, are. */
export function countRequests(sightings: Iterable<RequestSighting>): number {
  return groupRequests(sightings).length;
}

interface OpenRequest<T> {
  readonly first: T;
  last: number;
  oopses: number;
}

/** The last request of each reporter, URL and user, or topic where there is no URL. */
function createOpenRequests<R>(): (sighting: RequestSighting) => [Map<number | string, R>, number | string] {
  const byReporter = new Map<string, Map<number | string, R>>();
  return ({ reporter, urlMark, userMark, topicMark }) => {
    let open = byReporter.get(reporter);
    if (!open) {
      open = new Map();
      byReporter.set(reporter, open);
    }
    return [open, urlMark === null ? `topic ${topicMark}` : keyOf(urlMark, userMark)];
  };
}

/** Marks are small whole numbers nearly always: two of them make one number, and a storm a hundred thousand fewer texts. */
const SMALL = 2 ** 26;

function keyOf(urlMark: number, userMark: number | null): number | string {
  const user = userMark ?? 0;
  const areSmall = urlMark >= 0 && urlMark < SMALL && user > -1 && user < SMALL && userMark !== 0;
  return areSmall ? urlMark * SMALL + user : `${urlMark} ${userMark}`;
}
