import type { Sighting } from '../../analysis/outage-evidence.js';
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
  const ofRequests = people.filter(({ urlId }) => urlId !== null).sort((a, b) => a.time - b.time);
  const requests: { last: number; count: number }[] = [];
  const open = new Map<string, { last: number; count: number }>();
  for (const { urlId, userId, time } of ofRequests) {
    const key = `${urlId} ${userId}`;
    const request = open.get(key);
    if (request && time - request.last <= RETRY_GAP) {
      request.last = time;
      request.count += 1;
    } else {
      const begun = { last: time, count: 1 };
      open.set(key, begun);
      requests.push(begun);
    }
  }
  return {
    users: countDistinct(people.map(({ userId }) => userId)),
    urls: countDistinct(people.map(({ urlId }) => urlId)),
    oopsesOfRequests: ofRequests.length,
    requests: requests.length,
    oopsesPerRequest: requests.length > 0 ? Number((ofRequests.length / requests.length).toFixed(2)) : null,
    mostOfOneRequest: requests.reduce((most, { count }) => Math.max(most, count), 0),
    robots: { oopses: robots.length, urls: countDistinct(robots.map(({ urlId }) => urlId)) },
  };
}

function countDistinct(ids: readonly (number | null)[]): number {
  return new Set(ids.filter((id) => id !== null)).size;
}
