import { describe, expect, it } from 'vitest';
import type { OutageReport } from '../../../src/reports/outage/outage-report.js';
import {
  impactText,
  requestsText,
  rootText,
  signatureText,
  spanText,
  stormText,
  whenText,
} from '../../../src/reports/outage/words.js';

const outage = (more: object) => more as OutageReport;

describe('whenText', () => {
  const start = '2011-09-08T23:59:00.000Z';
  const budget = { budgetSeconds: 300, durationSeconds: 120, overSeconds: -180 };

  it.each([
    [
      '2011-09-08T23:59:40.000Z',
      { ...budget, durationSeconds: 40 },
      '2011-09-08 23:59:00 - 23:59:40 UTC, 40 s, within its budget of 5 min',
    ],
    [
      '2011-09-09T00:01:00.000Z',
      budget,
      '2011-09-08 23:59:00 - 2011-09-09 00:01:00 UTC, 2 min, within its budget of 5 min',
    ],
    [
      '2011-09-09T00:05:00.000Z',
      { ...budget, durationSeconds: 360, overSeconds: 60 },
      '2011-09-08 23:59:00 - 2011-09-09 00:05:00 UTC, 6 min',
    ],
    [
      null,
      { ...budget, durationSeconds: null, overSeconds: null },
      'since 2011-09-08 23:59:00 UTC, still open',
    ],
  ])('of an outage until %s', (end, held, text) => {
    expect(whenText(outage({ start, end, budget: held }))).toBe(text);
  });
});

describe('stormText', () => {
  const storm = {
    start: '2011-09-08T08:53:05.412Z',
    end: '2011-09-08T08:55:11.000Z',
    count: 1,
    startOffsetSeconds: -0.412,
    endOffsetSeconds: 5.527,
    isOff: true,
    systems: ['web'],
  };
  const systems = [{ system: 'web', discards: 0 }];

  it('says on which side of the edges of the log the storm lies', () => {
    expect(stormText(outage({ storm, systems }))).toBe(
      "1 failure from 08:53:05 to 08:55:11; it begins 0.4 s before the log's start and ends 5.5 s after its end, more than 5 s off: late failures, a clock, or the log",
    );
  });

  it('knows no end of a log that is open, and of no storm', () => {
    const open = { ...storm, count: 2, endOffsetSeconds: null, isOff: false };
    expect(stormText(outage({ storm: open, systems }))).toBe(
      "2 failures from 08:53:05 to 08:55:11; it begins 0.4 s before the log's start",
    );
    expect(stormText(outage({ storm: null }))).toBe('none: the outage failures were too few, or usual');
  });

  it.each([
    ['web', 'at least 1 failure from'],
    ['api', '1 failure from'],
  ])('is the least there was where a system of the storm threw events away: %s', (system, text) => {
    expect(stormText(outage({ storm, systems: [{ system, discards: 1 }] }))).toMatch(new RegExp(`^${text}`));
  });
});

describe('impactText and requestsText', () => {
  const nobody = {
    users: 0,
    urls: 0,
    requests: 0,
    oopsesOfRequests: 0,
    oopsesPerRequest: null,
    mostOfOneRequest: 0,
    robots: { oopses: 0, urls: 0 },
  };

  it.each([
    [nobody, 'no OOPS names a user or a URL', ''],
    [
      {
        ...nobody,
        users: 1,
        urls: 2,
        requests: 1,
        oopsesOfRequests: 3,
        oopsesPerRequest: 3,
        mostOfOneRequest: 3,
      },
      '1 user and 2 URLs touched, robots left out',
      '1 request wrote 3 OOPSes, 3 each and at most 3; none of robots.',
    ],
    [
      { ...nobody, robots: { oopses: 1, urls: 1 } },
      '0 users and 0 URLs touched, robots left out',
      'No request; 1 OOPS of robots on 1 URL.',
    ],
  ])('of %j', (touched, impact, requests) => {
    expect(impactText(outage({ touched, systems: [] }))).toBe(impact);
    expect(requestsText(outage({ touched }))).toBe(requests);
  });

  it('is the least there was where events were thrown away', () => {
    const touched = { ...nobody, urls: 1 };
    expect(impactText(outage({ touched, systems: [{ discards: 1 }] }))).toMatch(
      /^at least 0 users and 1 URL touched/,
    );
  });
});

it('names an exception in one harmless line, its value cut', () => {
  expect(signatureText({ type: '', value: '' })).toBe('Unknown');
  expect(signatureText({ type: 'E\u001b', value: 'a\nb' })).toBe('E\\x1b: a b');
  expect(signatureText({ type: 'E', value: 'x'.repeat(151) })).toBe(`E: ${'x'.repeat(147)}...`);
});

it.each([
  [null, ''],
  [{ type: 'OSError', value: 'no route' }, 'OSError: no route'],
  [{ type: 'E', value: 'x' }, ''],
  [{ type: null, value: 'a\nb' }, 'Unknown: a b'],
])('tells the root of an exception where it says more: %j', (root, text) => {
  expect(rootText({ type: 'E', value: 'x', root })).toBe(text);
});

it('has one time for what was seen within a second', () => {
  expect(spanText({ firstTime: '2011-09-08T08:53:05.000Z', lastTime: '2011-09-08T08:53:05.999Z' })).toBe(
    '08:53:05',
  );
});
