import type { Sighting } from './evidence.js';

/** What tells the OOPSes of one request from those of another. */
export type RequestSighting = Pick<Sighting, 'time' | 'reporter' | 'urlMark' | 'userMark' | 'topicMark'>;

/** OOPSes of one request that follow one another; without a URL they must be closer. In milliseconds. */
const LONGEST_GAP = 5_000;
const LONGEST_GAP_WITHOUT_URL = 1_000;
/** A request ends so long after its first OOPS, so that a loop that fails all the time is many. In milliseconds. */
export const LONGEST_REQUEST = 10_000;

/** How many requests some OOPSes are, and how many OOPSes the one wrote that wrote the most. */
export interface RequestCounts {
  readonly requests: number;
  readonly mostOfOne: number;
}

/**
 * Groups OOPSes into requests: those of one reporter with the same URL and user, each at most 5 s after the one before;
 * without a URL those of one reporter and topic, each at most 1 s after the one before. A request ends 10 s after its
 * first OOPS.
 *
 * @param sightings those of one reporter by time; only they are grouped, whatever else was written between them
 * @example
 * measureRequests(retriedEightTimesInASecond); // { requests: 1, mostOfOne: 8 }
 */
export function measureRequests(sightings: readonly RequestSighting[]): RequestCounts {
  const open = new Map<string, OpenRequests>();
  let requests = 0;
  let mostOfOne = 0;
  sightings.forEach((sighting) => {
    let ofReporter = open.get(sighting.reporter);
    if (!ofReporter) {
      ofReporter = new OpenRequests();
      open.set(sighting.reporter, ofReporter);
    }
    const oopses = ofReporter.add(sighting);
    if (oopses === 1) requests += 1;
    mostOfOne = Math.max(mostOfOne, oopses);
  });
  return { requests, mostOfOne };
}

/** How many requests the OOPSes, given by time, are. */
export function countRequests(sightings: readonly RequestSighting[]): number {
  return measureRequests(sightings).requests;
}

interface OpenRequest {
  readonly first: number;
  last: number;
  oopses: number;
}

type Key = number | string;

/**
 * The last request of each URL and user, or topic, of one reporter. Those that are over are forgotten, two generations of
 * 5 s after another: a storm has a hundred thousand of them.
 */
class OpenRequests {
  #young = new Map<Key, OpenRequest>();
  #old = new Map<Key, OpenRequest>();
  #since = Number.NEGATIVE_INFINITY;

  /** Adds the next OOPS to its request. Returns how many this has now: 1 when it has just begun. */
  add(sighting: RequestSighting): number {
    const { time, urlMark } = sighting;
    const key = keyOf(sighting);
    const gap = urlMark === null ? LONGEST_GAP_WITHOUT_URL : LONGEST_GAP;
    if (time - this.#since > LONGEST_GAP) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#since = time;
    }
    const known = this.#young.get(key);
    let request = known ?? this.#old.get(key);
    if (!request || time - request.last > gap || time - request.first >= LONGEST_REQUEST) {
      request = { first: time, last: time, oopses: 0 };
    }
    request.last = time;
    request.oopses += 1;
    if (request !== known) this.#young.set(key, request);
    return request.oopses;
  }
}

/** Marks are small whole numbers nearly always: two of them make one number, and a storm a hundred thousand fewer texts. */
const SMALL = 2 ** 26;

function keyOf({ urlMark, userMark, topicMark }: RequestSighting): Key {
  if (urlMark === null) return `topic ${topicMark}`;
  const user = userMark ?? 0;
  const areSmall = urlMark >= 0 && urlMark < SMALL && user > -1 && user < SMALL && userMark !== 0;
  return areSmall ? urlMark * SMALL + user : `${urlMark} ${userMark}`;
}
