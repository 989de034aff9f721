import { memoize } from '../memoize.js';
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
  const last = new LastRequests(sightings.length);
  let requests = 0;
  let mostOfOne = 0;
  for (const sighting of sightings) {
    const oopses = last.add(sighting);
    if (oopses === 1) requests += 1;
    if (oopses > mostOfOne) mostOfOne = oopses;
  }
  return { requests, mostOfOne };
}

/** How many requests the OOPSes, given by time, are. */
export function countRequests(sightings: readonly RequestSighting[]): number {
  return measureRequests(sightings).requests;
}

/**
 * The last request of each reporter's URL and user, or topic. A storm has a hundred thousand of them: they are plain numbers, found by
 * a table with open addresses, where a map would need an object for each.
 */
class LastRequests {
  /** The number of a request at a place that its key leads to, counted from 1; 0 where the place is free. */
  readonly #table: Int32Array;
  /** Of each request, by number. */
  readonly #reporters: Int32Array;
  readonly #keys: Float64Array;
  /** Times of its first and its last OOPS. */
  readonly #firsts: Float64Array;
  readonly #lasts: Float64Array;
  readonly #oopses: Int32Array;
  #count = 0;
  readonly #numberOf = numberTexts();
  /** Most systems have one reporter, which need not be looked up each time. */
  #reporter: string | null = null;
  #reporterNumber = 0;

  /** @param most how many OOPSes there are */
  constructor(most: number) {
    // More than half of it stays free.
    this.#table = new Int32Array(2 ** Math.ceil(Math.log2(2 * most + 2)));
    this.#reporters = new Int32Array(most + 1);
    this.#keys = new Float64Array(most + 1);
    this.#firsts = new Float64Array(most + 1);
    this.#lasts = new Float64Array(most + 1);
    this.#oopses = new Int32Array(most + 1);
  }

  /** Adds the next OOPS to its request. Returns how many this has now: 1 when it has just begun. */
  add(sighting: RequestSighting): number {
    const { time, urlMark, reporter } = sighting;
    if (reporter !== this.#reporter) {
      this.#reporter = reporter;
      this.#reporterNumber = this.#numberOf(reporter);
    }
    const gap = urlMark === null ? LONGEST_GAP_WITHOUT_URL : LONGEST_GAP;
    const number = this.#find(this.#reporterNumber, this.#keyOf(sighting));
    const goesOn =
      time - (this.#lasts[number] as number) <= gap &&
      time - (this.#firsts[number] as number) < LONGEST_REQUEST;
    if (!goesOn) {
      this.#firsts[number] = time;
      this.#oopses[number] = 0;
    }
    this.#lasts[number] = time;
    const oopses = (this.#oopses[number] as number) + 1;
    this.#oopses[number] = oopses;
    return oopses;
  }

  /** The number of the request with a key; a new one is long over. */
  #find(reporter: number, key: number): number {
    const last = this.#table.length - 1;
    let place = hash(reporter, key) & last;
    for (;;) {
      const number = this.#table[place] as number;
      if (number === 0) break;
      if (this.#keys[number] === key && this.#reporters[number] === reporter) return number;
      place = (place + 1) & last;
    }
    this.#count += 1;
    this.#table[place] = this.#count;
    this.#reporters[this.#count] = reporter;
    this.#keys[this.#count] = key;
    this.#lasts[this.#count] = Number.NEGATIVE_INFINITY;
    return this.#count;
  }

  #keyOf({ urlMark, userMark, topicMark }: RequestSighting): number {
    if (urlMark === null) return -1 - this.#numberOf(`topic ${topicMark}`);
    const user = userMark ?? 0;
    const areSmall = urlMark >= 0 && urlMark < SMALL && user > -1 && user < SMALL && userMark !== 0;
    return areSmall ? urlMark * SMALL + user : -1 - this.#numberOf(`${urlMark} ${userMark}`);
  }
}

/** Numbers texts from 0 on. */
function numberTexts(): (text: string) => number {
  let count = 0;
  return memoize(() => count++);
}

/** Marks are small whole numbers nearly always: two of them make one number, and a storm a hundred thousand fewer texts. */
const SMALL = 2 ** 26;

/** @param key a whole number up to 2 ** 52 */
function hash(reporter: number, key: number): number {
  const high = Math.floor(key / SMALL);
  const low = key - high * SMALL;
  const mixed = Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b) ^ Math.imul(reporter, 0xc2b2ae35);
  return mixed ^ (mixed >>> 15);
}
