import { describe, expect, it } from 'vitest';
import { parsePagerDuty } from '../../../src/outages/window-log/pager-duty.js';
import { UserError } from '../../../src/user-error.js';
import { OPTIONS, refusalsOf, rowsOf, sample } from './sources.js';

const DOCUMENT = sample('pagerduty-maintenance-windows.json');

describe('maintenance windows of PagerDuty', () => {
  it.each([
    [
      'while one lasts',
      '2026-11-20T13:00:00Z',
      [
        ['pagerduty-PMW7A2B', 'orders web-shop', '2026-11-10T01:00:00Z', '2026-11-10T03:00:00Z', ''],
        ['pagerduty-PMW8C3D', 'search', '2026-11-20T12:00:00Z', '', ''],
        ['pagerduty-PMW8C3D', 'search', '2026-11-20T12:00:00Z', '2026-11-20T14:00:00Z', 'planned'],
        ['pagerduty-PMW9E4F', 'search', '2027-01-10T06:00:00Z', '2027-01-10T07:00:00Z', 'planned'],
      ],
    ],
    [
      'when it is over',
      '2026-11-20T14:00:00Z',
      [
        ['pagerduty-PMW7A2B', 'orders web-shop', '2026-11-10T01:00:00Z', '2026-11-10T03:00:00Z', ''],
        ['pagerduty-PMW8C3D', 'search', '2026-11-20T12:00:00Z', '2026-11-20T14:00:00Z', ''],
        ['pagerduty-PMW9E4F', 'search', '2027-01-10T06:00:00Z', '2027-01-10T07:00:00Z', 'planned'],
      ],
    ],
  ])('are what happened and what is planned, %s', (_, now, expected) => {
    const read = parsePagerDuty(DOCUMENT, { ...OPTIONS, now: Date.parse(now) });
    expect(
      rowsOf(read).map(([outage, , systems, start, end, , kind]) => [outage, systems, start, end, kind]),
    ).toEqual(expected);
    expect(read.refused).toEqual([]);
  });

  it('are called by their description, else by what PagerDuty says of them', () => {
    const titles = rowsOf(parsePagerDuty(DOCUMENT, OPTIONS)).map(([, , , , , title]) => title);
    expect(titles).toEqual(['Move the order database', 'Patch the search hosts', 'Next year']);
  });

  it('are remarked on when they are only the first of more', () => {
    const part = DOCUMENT.replace('"more": false', '"more": true');
    expect(parsePagerDuty(part, OPTIONS).remarks).toEqual([
      'f.json: PagerDuty has more of them. Fetch the others with offset=, and import them too.',
    ]);
  });

  it('are refused alone, by their id', () => {
    const text = DOCUMENT.replace('"2026-11-20T12:00:00Z"', '"noon"');
    const read = parsePagerDuty(text, { ...OPTIONS, knownSystems: new Set(['search']) });
    expect(refusalsOf(read)).toEqual([
      '3: maintenance window PMW7A2B: no service is a system: "orders", "Web Shop". Add one to systems in the config, which has: search; or say with --systems which are meant.',
      '20: maintenance window PMW8C3D: start_time noon is no time. Write it as year, month, day and time: 2011-09-08T08:53:05Z.',
    ]);
    expect(rowsOf(read).map(([outage]) => outage)).toEqual(['pagerduty-PMW9E4F']);
  });
});

it('refuses an answer that is no list of them', () => {
  expect(() => parsePagerDuty('{"error": {"message": "Unauthorized"}}', OPTIONS)).toThrow(
    new UserError(
      'f.json: needed is a list under maintenance_windows; its keys are: error.message. Name another file, or another --from.',
    ),
  );
});
