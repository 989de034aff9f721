import { describe, expect, it } from 'vitest';
import type { Sighting } from '../../../src/analysis/evidence.js';
import { countTouched } from '../../../src/reports/outage/group-sightings.js';
import { sighting } from '../../support/build-evidence.js';

const seen = (second: number, more: Partial<Sighting>): Sighting => ({
  ...sighting('DisconnectionError', second * 1000),
  ...more,
});

describe('countTouched', () => {
  it('counts the tries of one request as one', () => {
    const ann = { userMark: 1, urlMark: 7 };
    const touched = countTouched([seen(0, ann), seen(4, ann), seen(9, ann), seen(14.001, ann)]);
    expect(touched).toMatchObject({
      requests: 2,
      oopsesOfRequests: 4,
      oopsesPerRequest: 2,
      mostOfOneRequest: 3,
    });
  });

  it('tells users and URLs apart, and counts what names none of them in no request', () => {
    const touched = countTouched([
      seen(0, { userMark: 1, urlMark: 7 }),
      seen(0, { userMark: 2, urlMark: 7 }),
      seen(0, { userMark: null, urlMark: 8 }),
      seen(0, { userMark: 3, urlMark: null }),
    ]);
    expect(touched).toMatchObject({
      users: 3,
      urls: 2,
      requests: 3,
      oopsesOfRequests: 3,
      oopsesPerRequest: 1,
    });
  });

  it('keeps robots apart', () => {
    const touched = countTouched([
      seen(0, { urlMark: 7, isRobot: true }),
      seen(1, { urlMark: 7, isRobot: true }),
    ]);
    expect(touched).toEqual({
      users: 0,
      urls: 0,
      oopsesOfRequests: 0,
      requests: 0,
      oopsesPerRequest: null,
      mostOfOneRequest: 0,
      robots: { oopses: 2, urls: 1 },
    });
  });
});
