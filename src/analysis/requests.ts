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
 * @param sightings by time; only they are grouped, whatever else was written between them
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
  const open = new Map<string, { first: T; last: number; oopses: number }>();
  const found: GroupedRequest<T>[] = [];
  for (const sighting of sightings) {
    const { time } = sighting;
    const key = requestKey(sighting);
    const gap = sighting.urlMark === null ? LONGEST_GAP_WITHOUT_URL : LONGEST_GAP;
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
  return firstOfRequests(sightings).length;
}

function requestKey({ reporter, urlMark, userMark, topicMark }: RequestSighting): string {
  return urlMark === null ? `t${topicMark} ${reporter}` : `${urlMark} ${userMark} ${reporter}`;
}
