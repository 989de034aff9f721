import type { OopsClass } from '../oops/classes/classification-rules.js';
import type { Cause, Signature } from '../oops/oops.js';

/**
 * Exception type, value and causes as they were written. Within one snapshot an exception is one object, so that what is found out
 * of it can be kept in a Map; its value may be looked up only when it is asked for.
 */
export interface Exception {
  readonly type: string | null;
  readonly value: string | null;
  /** What it was raised from, the nearest first and the root last. */
  readonly causes: readonly Cause[];
}

/** A signature, and the bug that tracks it, null when there is none. Within one snapshot each is one object. */
export interface TrackedSignature extends Signature {
  readonly bug: number | null;
}

/** One OOPS as evidence: what attribution and the checks look at, and no more. */
export interface SightedOops {
  /** Names it in a question to the same snapshot. It means nothing else. */
  readonly mark: number;
  readonly id: string;
  /** Milliseconds since the Unix epoch, UTC. */
  readonly time: number;
  /** The time is only the day. */
  readonly inexact: boolean;
  readonly durationMs: number | null;
  readonly reporter: string;
  readonly exception: Exception;
  readonly signature: TrackedSignature;
  /** By the kind of its system. */
  readonly class: OopsClass;
  /** Equal where the URLs are, within one snapshot; null without one. It means nothing else. */
  readonly urlMark: number | null;
  /** The same for the user. */
  readonly userMark: number | null;
  /** The same for the topic. */
  readonly topicMark: number | null;
  readonly isBot: boolean;
}

/**
 * The order of OOPSes: by time, those of one moment by their ids. It does not depend on the order of loading.
 */
export function compareSighted(
  a: Pick<SightedOops, 'time' | 'id'>,
  b: Pick<SightedOops, 'time' | 'id'>,
): number {
  const later = a.time - b.time;
  return later !== 0 || a === b ? later : compareOopsIds(a.id, b.id);
}

/**
 * Brings OOPSes into the order of `compareSighted`, in place. Ids are asked for only where times are equal, and each
 * once: a large outage has a hundred thousand OOPSes, and the store finds their ids one by one.
 */
export function sortSighted<T extends Pick<SightedOops, 'time' | 'id'>>(oopses: T[]): T[] {
  if (oopses.length < 2) return oopses;
  const times = new Float64Array(oopses.length);
  for (let place = 0; place < oopses.length; place++) times[place] = (oopses[place] as T).time;
  const places = placesByTime(times);
  const timeOf = (place: number) => times[place] as number;
  const sorted = Array.from(places, (place) => oopses[place] as T);
  for (let from = 0, to = 0; from < sorted.length; from = to) {
    while (to < sorted.length && timeOf(places[to] as number) === timeOf(places[from] as number)) to++;
    if (to - from === 1) oopses[from] = sorted[from] as T;
    else {
      const tied = sorted.slice(from, to).map((oops) => ({ id: oops.id, oops }));
      tied.sort((a, b) => compareOopsIds(a.id, b.id));
      tied.forEach(({ oops }, index) => {
        oopses[from + index] = oops;
      });
    }
  }
  return oopses;
}

/** The places of some times in their order, of equals the first place first. */
function placesByTime(times: Float64Array): Uint32Array {
  const count = times.length;
  let [least, most, areWhole] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, true];
  for (let place = 0; place < count; place++) {
    const time = times[place] as number;
    if (time < least) least = time;
    if (time > most) most = time;
    areWhole &&= Number.isInteger(time);
  }
  const places = new Uint32Array(count);
  for (let place = 0; place < count; place++) places[place] = place;
  // Where a time and its place are one number, none of those that are sorted has to be looked up: years of a hundred thousand OOPSes.
  if (!areWhole || !Number.isSafeInteger((most - least + 1) * count)) {
    return places.sort((a, b) => (times[a] as number) - (times[b] as number));
  }
  const sorted = new Float64Array(count);
  for (let place = 0; place < count; place++)
    sorted[place] = ((times[place] as number) - least) * count + place;
  sorted.sort();
  for (let at = 0; at < count; at++) {
    const both = sorted[at] as number;
    places[at] = both - Math.floor(both / count) * count;
  }
  return places;
}

/**
 * The order of ids, everywhere: by code point, A to Z as if they were a to z. It is the order of SQLite's NOCASE, by which ids
 * are also told apart.
 *
 * @example
 * compareOopsIds('OOPS-1A1', 'oops-1a1'); // 0
 * compareOopsIds('OOPS-1_', 'OOPS-1A');   // less than 0: `_` comes before `a`
 */
export function compareOopsIds(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const difference = lowerCodePoint(a, at) - lowerCodePoint(b, at);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function lowerCodePoint(id: string, at: number): number {
  const code = id.codePointAt(at) as number;
  return code >= 0x41 && code <= 0x5a ? code + 0x20 : code;
}
