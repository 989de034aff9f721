import type { Sighting } from '../../analysis/outage-evidence.js';
import { TouchedTally } from '../touched.js';
import type { Touched } from './outage-report.js';

/** OOPSes of one user and URL that lie further apart are of two requests. In milliseconds. */
const RETRY_GAP = 5_000;

/**
 * Counts whom OOPSes touched. A request that is retried writes an OOPS a try, eight of them at times; the tries follow
 * at once, so OOPSes of the same user and URL with gaps of at most 5 s count as one request. Two visitors without a
 * name who ask for one page in the same second cannot be told apart: the number of requests is the least there were.
 *
 * @param sightings in any order
 *
 * @example
 * countTouched([at('10:00:00', ann, url), at('10:00:02', ann, url)]).requests; // 1
 */
export function countTouched(sightings: readonly Sighting[]): Touched {
  const people = sightings.filter(({ isRobot }) => !isRobot);
  const robots = sightings.filter(({ isRobot }) => isRobot);
  const ofRequests = people.filter(({ urlId }) => urlId !== null);
  const tally = new TouchedTally();
  for (const sighting of sightings) tally.add(sighting);
  const { requests, mostOfOneRequest } = countRequests(ofRequests);
  return {
    ...tally.counts,
    oopsesOfRequests: ofRequests.length,
    requests,
    oopsesPerRequest: requests > 0 ? Number((ofRequests.length / requests).toFixed(2)) : null,
    mostOfOneRequest,
    robots: { oopses: robots.length, urls: countUrls(robots) },
  };
}

/**
 * Counts requests with the tries of each side by side: by URL, user and time. What is compared a million times is put
 * into plain arrays first.
 */
function countRequests(sightings: readonly Sighting[]): { requests: number; mostOfOneRequest: number } {
  const urls = Float64Array.from(sightings, ({ urlId }) => urlId ?? 0);
  const users = Float64Array.from(sightings, ({ userId }) => userId ?? 0);
  const times = Float64Array.from(sightings, ({ time }) => time);
  const gap = (values: Float64Array, a: number, b: number) => (values[a] ?? 0) - (values[b] ?? 0);
  const order = Array.from(sightings.keys()).sort(
    (a, b) => gap(urls, a, b) || gap(users, a, b) || gap(times, a, b),
  );
  let requests = 0;
  let tries = 0;
  let mostOfOneRequest = 0;
  order.forEach((place, index) => {
    const before = order[index - 1];
    const isRetry =
      before !== undefined &&
      gap(urls, place, before) === 0 &&
      gap(users, place, before) === 0 &&
      gap(times, place, before) <= RETRY_GAP;
    if (!isRetry) requests += 1;
    tries = isRetry ? tries + 1 : 1;
    mostOfOneRequest = Math.max(mostOfOneRequest, tries);
  });
  return { requests, mostOfOneRequest };
}

function countUrls(sightings: readonly Sighting[]): number {
  return new Set(sightings.flatMap(({ urlId }) => (urlId === null ? [] : [urlId]))).size;
}
