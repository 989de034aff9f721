import { describe, expect, it } from 'vitest';
import { isDeploymentLog } from '../../../../src/outages/window-log/deployment-log/read-deployment-log.js';
import { readLog } from './samples.js';

/** A log whose lines begin with `SS.mmm` or `SS`, of 2015-06-01 10:00. */
function log(...lines: string[]): string {
  return lines
    .map((line) =>
      line.replace(/^(\d\d)(?:\.(\d{3}))?(?= )/, (_, s, ms) => `2015-06-01 10:00:${s}${ms ? `,${ms}` : ''}`),
    )
    .join('\n');
}

const START = '01.000 INFO    Outage starts.';
const UPGRADE = '02.000 INFO    Preflight check succeeded. Starting upgrade.';
const END = '05.000 INFO    Outage complete. 0:00:04.000000';
const CLOSED = { phase: 'downtime', end: at(5) };

function at(second: number): number {
  return Date.UTC(2015, 5, 1, 10, 0) + second * 1000;
}

describe('what stops a run before any outage', () => {
  const nothing = { user: null, database: null, seconds: null, connections: null };
  it.each([
    ['Database cluster lag is high (0:03:12.770431)', { reason: 'lag', seconds: 192.770431 }],
    ['Streaming replication lag is high (1 day, 0:00:01)', { reason: 'lag', seconds: 86_401 }],
    ['Database cluster lag is unknown', { reason: 'lag' }],
    [
      'launchpad_prod_3 has transaction by karma open 0:21:44.128830',
      { reason: 'long-transaction', user: 'karma', database: 'launchpad_prod_3', seconds: 1304.12883 },
    ],
    [
      'Fragile system archivepublisher running. launchpad_prod_3 has 2 connections.',
      { reason: 'fragile-user', user: 'archivepublisher', database: 'launchpad_prod_3', connections: 2 },
    ],
    [
      'launchpad_prod has 3 connections by fiera',
      { reason: 'connections', user: 'fiera', database: 'launchpad_prod', connections: 3 },
    ],
    ['Streaming replicas not syncing.', { reason: 'replicas-not-syncing' }],
    ['Replication events are not being propagated.', { reason: 'replicas-not-syncing' }],
    ['Not connected as a superuser', { reason: 'other' }],
  ])('%s', (message, refusal) => {
    expect(
      readLog(
        log('01.000 DEBUG   Connected to launchpad_prod as a superuser.', `02.000 CRITICAL ${message}`),
      ),
    ).toMatchObject([
      { ending: 'refused', outage: null, windows: [], refusals: [{ ...nothing, ...refusal, message }] },
    ]);
  });

  it('is not a transaction that is ignored', () => {
    const text = log('01 INFO    launchpad_prod has transactions by langpack open 1:12:09.551200 (ignoring)');
    expect(readLog(text)).toMatchObject([{ ending: 'unknown', refusals: [] }]);
  });
});

describe('when an outage begins and ends', () => {
  it.each([
    [
      'with the pooler shut down',
      ['01 INFO    Outage starts. Shutting down pgbouncer.', '05 INFO    Outage complete. 0:00:04.000412'],
    ],
    ['with the later words', [START, END]],
    ['with a clock that shows milliseconds only sometimes', ['01 INFO    Outage starts.', END]],
    [
      'which lasted over an hour',
      ['01 INFO    Outage starts.', '2015-06-01 11:30:01 INFO    Outage complete. 1:30:00'],
      at(5401),
    ],
    [
      'which lasted over a day',
      ['01 INFO    Outage starts.', '2015-06-03 10:00:01 INFO    Outage complete. 2 days, 0:00:00'],
      at(172_801),
    ],
    [
      'with a clock set back meanwhile, which makes the duration worthless',
      ['09 INFO    Outage starts.', '05 INFO    Outage complete. -1 day, 23:59:56'],
      at(9) + 1,
      at(9),
    ],
  ])('%s', (_, lines, end = at(5), start = at(1)) => {
    expect(readLog(log(...lines))).toMatchObject([
      {
        ending: 'complete',
        windows: [
          {
            phase: 'downtime',
            start,
            end,
            systems: ['*'],
            title: null,
            budgetSeconds: null,
            source: 'fdt.log',
          },
        ],
      },
    ]);
  });

  it('is as exact as the log measured it, and named by its start', () => {
    const text = [
      '2011-09-08 08:53:05 INFO    Outage starts. Shutting down pgbouncer.',
      '2011-09-08 08:55:17 INFO    Outage complete. 0:02:12.000412',
    ].join('\n');
    expect(readLog(text)).toMatchObject([
      {
        outage: 'fdt-20110908T085305Z',
        durationMilliseconds: 132_000.412,
        windows: [{ end: Date.UTC(2011, 8, 8, 8, 55, 17) }],
      },
    ]);
  });
});

describe('how a run ends', () => {
  const upgradeFailed = '03.000 CRITICAL upgrade.py failed [1]';
  it.each([
    ['all is done', [START, UPGRADE, END, '06.000 INFO    All good. All done.'], 'complete', [CLOSED]],
    [
      'the pooler came back despite failures',
      [
        START,
        UPGRADE,
        upgradeFailed,
        '04.900 INFO    Despite failures, pgbouncer restarted.',
        END,
        '05.100 WARNING upgrade.py still needs to be run',
      ],
      'failed-but-over',
      [CLOSED],
    ],
    [
      'the main database came back despite failures',
      [
        START,
        UPGRADE,
        upgradeFailed,
        '05.000 WARNING Master reenabled despite earlier failures. Outage over 0:00:04.000000, but we have problems',
      ],
      'failed-but-over',
      [CLOSED],
    ],
    [
      'the same in the words of recent years',
      [
        START,
        UPGRADE,
        upgradeFailed,
        '05.000 WARNING Primary reenabled despite earlier failures. Outage over 0:00:04, but we have problems',
      ],
      'failed-but-over',
      [CLOSED],
    ],
    [
      'work remains to be done after the end',
      [START, END, '05.100 WARNING security.py still needs to be run'],
      'failed-but-over',
      [CLOSED],
    ],
    [
      'the pooler stays down',
      [
        START,
        UPGRADE,
        upgradeFailed,
        '05.000 CRITICAL pgbouncer is down and refuses to restart',
        '05.100 WARNING upgrade.py still needs to be run',
      ],
      'ongoing',
      [{ end: null }],
    ],
    [
      'the main database stays disabled',
      [START, '05.000 WARNING Master is still disabled in pgbouncer. Outage ongoing.'],
      'ongoing',
      [{ end: null }],
    ],
    [
      'the primary stays disabled',
      [START, '05.000 WARNING Primary is still disabled in pgbouncer. Outage ongoing.'],
      'ongoing',
      [{ end: null }],
    ],
    [
      'it goes on until somebody acts',
      [START, '04.000 WARNING Outage ongoing until pgbouncer bounced.'],
      'ongoing',
      [{ end: null }],
    ],
    [
      'it was to go on, but a later line ends it',
      [START, '04.000 WARNING Outage ongoing until pgbouncer bounced.', END],
      'complete',
      [CLOSED],
    ],
    [
      'it was over, but a later line takes that back',
      [START, END, '06.000 CRITICAL pgbouncer is down and refuses to restart'],
      'ongoing',
      [{ end: null }],
    ],
    ['the log ends', [START, UPGRADE], 'broken-off', [{ start: at(1), end: null }]],
    [
      'the log ends within the duration',
      [START, UPGRADE, '05.000 INFO    Outage complete. 0:00:04.00'],
      'broken-off',
      [{ end: null }],
    ],
    [
      'the log begins after it',
      ['06.000 INFO    Streaming replicas syncing.', '06.000 INFO    All good. All done.'],
      'unknown',
      [],
    ],
    [
      'the log begins within it, and it goes on',
      ['05.000 WARNING Master is still disabled in pgbouncer. Outage ongoing.'],
      'ongoing',
      [],
    ],
  ])('%s', (_, lines, ending, windows) => {
    expect(readLog(log(...lines))).toMatchObject([{ ending, windows }]);
  });

  it('reckons a start that the log lacks from the end and the duration', () => {
    expect(readLog(log(UPGRADE, END))).toMatchObject([
      {
        outage: 'fdt-20150601T100001Z',
        isStartReckoned: true,
        steps: [],
        windows: [{ start: at(1), end: at(5) }],
      },
    ]);
  });

  it('keeps the errors of the upgrade apart from what the check afterwards finds', () => {
    const text = log(
      '00.000 CRITICAL launchpad_prod has transaction by karma open 0:21:44.128830',
      START,
      UPGRADE,
      '03.000 ERROR   slonik script failed',
      END,
      '06.000 CRITICAL Streaming replicas not syncing.',
    );
    expect(readLog(text)).toMatchObject([
      {
        ending: 'complete',
        refusals: [{ user: 'karma' }],
        failures: ['slonik script failed'],
        problemsAfter: ['Streaming replicas not syncing.'],
        isAllGood: false,
        windows: [CLOSED],
      },
    ]);
  });
});

describe('what a run did', () => {
  it('counts the connections cut, those that had to be cut again once', () => {
    const text = log(
      START,
      '01.100 WARNING Killed fiera [1] on launchpad_prod',
      '01.200 WARNING Killed fiera [1] on launchpad_prod',
      '01.200 INFO    Killed langpack [2] on launchpad_prod.',
      '01.200 INFO    Killed langpack [2] on launchpad_slave.',
      END,
    );
    expect(readLog(text)).toMatchObject([
      {
        kills: [
          { user: 'langpack', connections: 2, attempts: 2 },
          { user: 'fiera', connections: 1, attempts: 2 },
        ],
      },
    ]);
  });

  it('lists its own patches, not those applied before, and each pending one once', () => {
    const text = log(
      '00.000 INFO    patch-2209-1-0.sql is pending',
      START,
      '01.100 INFO    patch-2209-1-0.sql is pending',
      UPGRADE,
      '03.000 INFO    2208-76-3 applied 2011-08-16 in 0.1 seconds',
      '03.000 INFO    2209-1-0 applied just now in 14.6 seconds',
      END,
    );
    expect(readLog(text)).toMatchObject([
      { pending: ['patch-2209-1-0.sql'], patches: [{ name: '2209-1-0', seconds: 14.6 }] },
    ]);
  });

  it.each([
    ['All database upgrade steps completed'],
    ['All database upgrade steps completed. Waiting for sync.'],
    ['Restarting pgbouncer'],
    ['Enabling access to launchpad_prod.'],
  ])('takes "%s" for the step of opening again', (message) => {
    const text = log(
      START,
      UPGRADE,
      '03.500 INFO    Database patches applied. Stored procedures updated.',
      `04.250 INFO    ${message}`,
      END,
    );
    expect(readLog(text)[0]?.steps).toEqual([
      { name: 'cutting connections', seconds: 1 },
      { name: 'applying patches', seconds: 1.5 },
      { name: 'resetting permissions', seconds: 0.75 },
      { name: 'opening again', seconds: 0.75 },
    ]);
  });
});

describe('replicas switched after the outage', () => {
  const partial = (start: number, end: number | null) => [
    CLOSED,
    { phase: 'partial', start: at(start), end: end === null ? null : at(end) },
  ];
  it.each([
    [
      'one',
      ['06.000 INFO    Disabling access to slave1.', '08.000 INFO    Enabling access to slave1.'],
      partial(6, 8),
    ],
    [
      'several at once',
      [
        '06.000 INFO    Disabling access to slave1, slave2.',
        '07.000 INFO    Enabling access to slave1.',
        '08.000 INFO    Enabling access to slave2.',
      ],
      partial(6, 8),
    ],
    [
      'one after the other',
      [
        '06.000 INFO    Disabling access to slave1.',
        '07.000 INFO    Enabling access to slave1.',
        '07.500 INFO    Disabling access to slave2.',
        '08.000 INFO    Enabling access to slave2.',
      ],
      partial(6, 8),
    ],
    [
      'when the log breaks off',
      [
        '06.000 INFO    Disabling access to slave1.',
        '06.500 INFO    Disabling access to slave2.',
        '08.000 INFO    Enabling access to slave1.',
      ],
      partial(6, null),
    ],
    [
      'when one cannot be opened',
      [
        '06.000 INFO    Disabling access to slave1.',
        '08.000 INFO    Enabling access to slave1.',
        '08.100 ERROR   Unable to enable slave1 (server closed the connection unexpectedly',
      ],
      partial(6, null),
    ],
    [
      'when all is good in the end',
      ['06.000 INFO    Disabling access to slave1.', '09.000 INFO    All good. All done.'],
      partial(6, 9),
    ],
    [
      'in no time',
      ['06 INFO    Disabling access to slave1.', '06 INFO    Enabling access to slave1.'],
      partial(6, 6.001),
    ],
    ['not at all, as the main database was', ['06.000 INFO    All good. All done.'], [CLOSED]],
  ])('%s', (_, lines, windows) => {
    const text = log(
      START,
      '01.001 INFO    Disabling access to launchpad_prod.',
      '04.900 INFO    Enabling access to launchpad_prod.',
      END,
      ...lines,
    );
    expect(readLog(text)).toMatchObject([{ ending: 'complete', windows }]);
  });
});

describe('where one run ends and the next begins', () => {
  const look = [
    '00 INFO    Streaming replicas syncing.',
    '00 INFO    No fragile systems connected to the cluster (a)',
  ];
  const refused = [
    '00 INFO    Streaming replicas syncing.',
    '00 CRITICAL Fragile system a running. b has 1 connections.',
  ];
  it.each([
    ['a second start', [START, END, START, END], ['complete', 'complete']],
    [
      'the look before a second start',
      [...look, START, UPGRADE, ...look, START, END],
      ['broken-off', 'complete'],
    ],
    ['a run refused after a refused one', [...refused, ...refused], ['refused', 'refused']],
    [
      'a run refused after one that failed',
      [START, '04.000 WARNING Master is still disabled in pgbouncer. Outage ongoing.', ...refused],
      ['ongoing', 'refused'],
    ],
    ['a run refused after one whose check came', [START, END, ...look, ...refused], ['complete', 'refused']],
    [
      'a pending patch after the end',
      [START, END, '06.000 INFO    patch-1.sql is pending', ...refused],
      ['complete', 'refused'],
    ],
    [
      'a look long after the end',
      [START, END, ...refused.map((line) => line.replace('00', '2015-06-01 10:06:00'))],
      ['complete', 'refused'],
    ],
    ['the check soon after the end, which is no run', [START, END, ...refused], ['complete']],
    [
      'an end that does not fit the start',
      [START, '59.000 INFO    Outage complete. 0:00:04.000000'],
      ['broken-off', 'complete'],
    ],
    [
      'a clock that goes back by hours',
      [START, '2015-06-01 07:00:00 INFO    Streaming replicas syncing.'],
      ['broken-off', 'unknown'],
    ],
    ['an upgrade after the end', [START, END, UPGRADE], ['complete', 'unknown']],
  ])('%s', (_, lines, endings) => {
    expect(readLog(log(...lines)).map((run) => run.ending)).toEqual(endings);
  });

  it('checks of one look in another order, which are one run', () => {
    const lines = [
      'Fragile system a running. b has 1 connections.',
      'b has 2 connections by c',
      'Streaming replicas not syncing.',
      'Database cluster lag is high (0:03:12.770431)',
      'b has transaction by d open 0:04:11.392184',
    ];
    expect(readLog(log(...lines.map((line) => `01 CRITICAL ${line}`)))).toMatchObject([
      { refusals: lines.map((message) => ({ message })) },
    ]);
  });

  it('tells the lines of each run', () => {
    const runs = readLog(`noise\n${log(START, END)}\nnoise\n\n${log(START, 'noise')}\n${log(START, END)}`);
    expect(runs.map((run) => run.lines)).toEqual([
      { first: 2, last: 3 },
      { first: 6, last: 6 },
      { first: 8, last: 9 },
    ]);
  });
});

describe('isDeploymentLog', () => {
  it.each([
    [''],
    ['outage,phase,systems,start,end,title,budget\nfdt-1,downtime,*,2011-09-08 08:53:05,,,\n'],
    ['BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n'],
    ['2015-06-01 10:00:00 INFO    Started the web server.\n2015-06-01 10:00:00 ERROR   It fell over.\n'],
    ['Outage starts.\n'],
    ['2015-06-31 10:00:00 INFO    Outage starts.\n'],
  ])('does not take %j for one', (text) => {
    expect(isDeploymentLog(text)).toBe(false);
    expect(readLog(text)).toEqual([]);
  });
});
