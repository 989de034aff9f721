import { SECOND, type Sighting } from './world.js';

/** How many requests wrote some OOPSes, formed among them alone. */
export function countRequests(counted: readonly Sighting[]): number {
  const open = new Map<string, { first: number; last: number }>();
  let requests = 0;
  for (const { reporter, url, user, topic, time } of [...counted].sort((a, b) => a.time - b.time)) {
    // "OOPSes of one reporter with the same URL and user, each at most 5 s after the one before; without a URL: of one
    // reporter and topic, each at most 1 s after the one before"
    const key = JSON.stringify(
      url ? [reporter.toUpperCase(), 'url', url, user] : [reporter.toUpperCase(), 'topic', topic],
    );
    const request = open.get(key);
    const isSame =
      request !== undefined &&
      time - request.last <= (url ? 5 : 1) * SECOND &&
      !hasEnded(request.first, time);
    if (isSame) request.last = time;
    else {
      requests += 1;
      open.set(key, { first: time, last: time });
    }
  }
  return requests;
}

/** Ambiguity: an OOPS exactly 10 s after the first one begins the next request. */
// "it ends 10 s after its first OOPS, so that a loop that fails all the time is many"
function hasEnded(first: number, time: number): boolean {
  return time - first >= 10 * SECOND;
}
