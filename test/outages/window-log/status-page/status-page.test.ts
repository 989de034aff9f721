import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStatusPage } from '../../../../src/outages/window-log/status-page/status-page.js';
import { UserError } from '../../../../src/user-error.js';
import { OPTIONS, refusalsOf, rowsOf, sample } from '../sources.js';

const MAINTENANCES = sample('statuspage-maintenances.json');
const INCIDENTS = sample('statuspage-incidents.json');

const read = (document: unknown, more = {}) =>
  parseStatusPage(JSON.stringify(document), { ...OPTIONS, ...more });

describe('scheduled maintenances of a status page', () => {
  const maintenances = parseStatusPage(MAINTENANCES, OPTIONS);

  it('are what was planned, and what the updates say happened', () => {
    expect(rowsOf(maintenances)).toEqual([
      [
        'maintenance-q7n2v5w8x1yz',
        'downtime',
        'git-operations',
        '2026-12-06T02:00:00Z',
        '2026-12-06T03:00:00Z',
        'Database upgrade',
        'planned',
      ],
      [
        'maintenance-b3c4d5e6f7gh',
        'downtime',
        '*',
        '2026-11-20T16:00:00Z',
        '2026-11-20T18:00:00Z',
        'Search index rebuild',
        'planned',
      ],
      [
        'maintenance-b3c4d5e6f7gh',
        'downtime',
        '*',
        '2026-11-20T16:00:02.061Z',
        '',
        'Search index rebuild',
        '',
      ],
      [
        'maintenance-m9k8j7h6g5f4',
        'downtime',
        'API web-site',
        '2026-11-14T08:00:00Z',
        '2026-11-14T09:00:00Z',
        'Network maintenance',
        'planned',
      ],
      [
        'maintenance-m9k8j7h6g5f4',
        'downtime',
        'API web-site',
        '2026-11-14T08:03:11.905Z',
        '2026-11-14T08:21:40.210Z',
        'Network maintenance',
        '',
      ],
    ]);
    expect(maintenances.refused).toEqual([]);
  });

  it('that go on are remarked on', () => {
    expect(maintenances.remarks).toEqual([
      'f.json line 59: maintenance b3c4d5e6f7gh: goes on, so its window is open. Import it again when it is over.',
    ]);
  });

  it('read the same as a bare list, and in any order', () => {
    const { scheduled_maintenances: list } = JSON.parse(MAINTENANCES) as { scheduled_maintenances: object[] };
    fc.assert(
      fc.property(fc.shuffledSubarray(list, { minLength: list.length }), (shuffled) => {
        expect(rowsOf(read(shuffled)).sort()).toEqual(rowsOf(maintenances).sort());
      }),
      { numRuns: 20 },
    );
  });

  it('have the systems that the config spells alike, and leave out components that are none', () => {
    const known = parseStatusPage(MAINTENANCES, {
      ...OPTIONS,
      knownSystems: new Set(['Git_Operations', 'api']),
    });
    expect(rowsOf(known).map(([outage, , systems]) => [outage, systems])).toEqual([
      ['maintenance-q7n2v5w8x1yz', 'Git_Operations'],
      ['maintenance-b3c4d5e6f7gh', '*'],
      ['maintenance-b3c4d5e6f7gh', '*'],
      ['maintenance-m9k8j7h6g5f4', 'api'],
      ['maintenance-m9k8j7h6g5f4', 'api'],
    ]);
    expect(known.remarks).toContain(
      'f.json line 103: maintenance m9k8j7h6g5f4: component "Web Site" is no system of the config and was left out.',
    );
  });

  it('of which no component is a system are refused, or have the systems of the option', () => {
    const knownSystems = new Set(['blog']);
    expect(refusalsOf(parseStatusPage(MAINTENANCES, { ...OPTIONS, knownSystems }))).toEqual([
      '10: maintenance q7n2v5w8x1yz: no component is a system: "Git Operations". Add one to systems in the config, which has: blog; or say with --systems which are meant.',
      '103: maintenance m9k8j7h6g5f4: no component is a system: "API", "Web Site". Add one to systems in the config, which has: blog; or say with --systems which are meant.',
    ]);
    const chosen = parseStatusPage(MAINTENANCES, { ...OPTIONS, knownSystems, systems: ['blog'] });
    expect(new Set(rowsOf(chosen).map(([, , systems]) => systems))).toEqual(new Set(['blog']));
    expect(chosen.refused).toEqual([]);
  });
});

describe('a maintenance', () => {
  const maintenance = (updates: [string, string][], more = {}) => ({
    id: 'm1',
    name: 'Upgrade',
    status: 'completed',
    scheduled_for: '2026-11-14T10:00:00Z',
    scheduled_until: '2026-11-14T11:00:00Z',
    components: [],
    incident_updates: updates.map(([status, time]) => ({ status, created_at: `2026-11-14T${time}:00Z` })),
    ...more,
  });
  const happened = (updates: [string, string][]) =>
    rowsOf(read([maintenance(updates)]))
      .filter(([, , , , , , kind]) => kind === '')
      .map(([, , , start, end]) => `${start?.slice(11, 16)}-${end?.slice(11, 16)}`);

  it.each<[string, [string, string][], string[]]>([
    [
      'from in_progress to completed',
      [
        ['completed', '10:40'],
        ['in_progress', '10:02'],
      ],
      ['10:02-10:40'],
    ],
    [
      'to the first completed of two',
      [
        ['in_progress', '10:02'],
        ['completed', '10:40'],
        ['completed', '12:00'],
      ],
      ['10:02-10:40'],
    ],
    [
      'to the last when it was taken up again',
      [
        ['in_progress', '10:02'],
        ['completed', '10:40'],
        ['in_progress', '10:50'],
        ['completed', '11:10'],
      ],
      ['10:02-11:10'],
    ],
    [
      'open while it is verified',
      [
        ['in_progress', '10:02'],
        ['verifying', '10:30'],
      ],
      ['10:02-'],
    ],
    [
      'not at all when it never began',
      [
        ['scheduled', '09:00'],
        ['completed', '09:30'],
      ],
      [],
    ],
  ])('happened %s', (_, updates, expected) => {
    expect(happened(updates)).toEqual(expected);
  });

  it('that was shown at another time than it was written has the time that is shown', () => {
    const update = {
      status: 'in_progress',
      created_at: '2026-11-14T10:20:00Z',
      display_at: '2026-11-14T10:01:00Z',
    };
    const rows = rowsOf(read([maintenance([], { incident_updates: [update] })]));
    expect(rows[1]?.[3]).toBe('2026-11-14T10:01:00Z');
  });

  it('that was completed and never began is its plan, with what to do', () => {
    expect(read([maintenance([['completed', '09:30']])]).remarks).toEqual([
      'f.json line 1: maintenance m1: is completed and was never in progress, so only its plan was imported. If it was called off, take it out: oops-report windows remove maintenance-m1',
    ]);
  });

  it.each([
    [
      { scheduled_until: null, incident_updates: [] },
      'scheduled_until is missing, and no update says in_progress, so that it has no end. Correct it on the page.',
    ],
    [
      { scheduled_until: 'soon' },
      'scheduled_until soon is no time. Write it as year, month, day and time: 2011-09-08T08:53:05Z.',
    ],
    [
      { scheduled_until: '2026-11-14T10:00:00Z' },
      'end is the same as start, 2026-11-14T10:00:00.000Z. Correct one of them, or leave end empty while the outage is open.',
    ],
  ])('is refused with %j', (wrong, reason) => {
    expect(refusalsOf(read([maintenance([], wrong)]))).toEqual([`1: maintenance m1: ${reason}`]);
  });
});

describe('incidents of a status page', () => {
  const incidents = parseStatusPage(INCIDENTS, OPTIONS);

  it('are downtime or partial by their impact, from their start until they are resolved', () => {
    expect(rowsOf(incidents)).toEqual([
      [
        'incident-x0ljvc9m1wxj',
        'downtime',
        'git-operations',
        '2026-11-20T17:10:04.113Z',
        '',
        'Pushes fail',
        '',
      ],
      [
        'incident-p5r6s7t8u9vw',
        'partial',
        'API',
        '2026-11-18T06:21:00Z',
        '2026-11-18T07:02:30.500Z',
        'Slow API',
        '',
      ],
    ]);
  });

  it('without an impact are left out and remarked on', () => {
    expect(incidents.remarks).toEqual([
      'f.json line 4: incident x0ljvc9m1wxj: goes on, so its window is open. Import it again when it is over.',
      'f.json line 41: incident n0impact0000: has no impact and was not imported.',
    ]);
  });

  it('end with the update that says so where the page does not tell when', () => {
    const incident = {
      id: 'i1',
      impact: 'major',
      created_at: '2026-11-18T06:00:00Z',
      incident_updates: [{ status: 'resolved', created_at: '2026-11-18T06:30:00Z' }],
    };
    expect(rowsOf(read({ incidents: [incident] }))[0]?.slice(1, 5)).toEqual([
      ...['downtime', '*', '2026-11-18T06:00:00Z', '2026-11-18T06:30:00Z'],
    ]);
  });

  it.each(['huge', 'constructor'])('are refused with the impact %s, which nobody knows', (impact) => {
    expect(refusalsOf(read({ incidents: [{ id: 'i1', impact }] }))).toEqual([
      `1: incident i1: impact ${impact} is unknown. It is one of critical, major, minor, none; correct it on the page.`,
    ]);
  });
});

it('reads both lists of a summary', () => {
  const summary = { ...JSON.parse(MAINTENANCES), ...JSON.parse(INCIDENTS) };
  expect(rowsOf(read(summary))).toHaveLength(7);
});

it.each([{ page: {}, scheduled_maintenances: [] }, { page: {}, incidents: [] }, []])(
  'reads %j as nothing to tell',
  (document) => {
    expect(read(document)).toEqual({ windows: [], refused: [], remarks: [] });
  },
);

it('refuses a document that is no status page', () => {
  expect(() => read({ page: { id: 'p' }, status: { indicator: 'none' } })).toThrow(
    new UserError(
      'f.json: needed is a list, or one under scheduled_maintenances or incidents; its keys are: page.id, status.indicator. Name another file, or another --from.',
    ),
  );
});
