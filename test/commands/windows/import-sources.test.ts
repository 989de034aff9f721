import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeWorkplace } from '../../support/workplace.js';

const NOW = Date.parse('2026-11-27T13:16:00Z');
const SAMPLES = 'test/fixtures/window-sources';

/** A workplace at the time of the samples, with some of them in it, and `windows` as a function. */
function makePlace(...samples: string[]) {
  const { folder, run } = makeWorkplace({ now: () => NOW });
  for (const name of samples) copyFileSync(`${SAMPLES}/${name}`, join(folder, name));
  return {
    write: (name: string, text: string) => writeFileSync(join(folder, name), text),
    windows: (...args: string[]) => run('windows', ...args),
  };
}

/** A maintenance of a status page, with what a test is about. */
function maintenance(more: object): string {
  const said = { id: 'm1', name: 'Upgrade', status: 'scheduled', components: [{ name: 'web' }] };
  return JSON.stringify({ page: { id: 'p' }, scheduled_maintenances: [{ ...said, ...more }] });
}

describe('windows import', () => {
  it.each([
    ['alertmanager-0.25-silences.json', 2, 3],
    ['amtool-0.25-expired.json', 0, 1],
    ['statuspage-maintenances.json', 0, 5],
    ['statuspage-incidents.json', 0, 2],
    ['pagerduty-maintenance-windows.json', 0, 3],
  ])('recognises %s, and changes nothing the second time', async (name, code, count) => {
    const { windows } = makePlace(name);
    const first = await windows('import', name, '--format', 'json');
    expect([first.code, JSON.parse(first.stdout).imported]).toEqual([code, count]);
    const { refused: refusedFirst } = JSON.parse(first.stdout);
    const second = await windows('import', name, '--format', 'json');
    expect(JSON.parse(second.stdout)).toEqual({
      imported: 0,
      updated: 0,
      unchanged: count,
      refused: refusedFirst,
    });
  });

  it('loads good silences, refuses the others by their id, and ends with 2', async () => {
    const { windows } = makePlace('alertmanager-0.25-silences.json');
    const { code, stdout } = await windows('import', 'alertmanager-0.25-silences.json');
    expect(code).toBe(2);
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      'Windows: 3 imported, 0 updated, 0 unchanged, 3 refused.',
      'refused: alertmanager-0.25-silences.json line 1: silence 70b1f6d3-dbd5-418e-9c56-26236a253078: service!="blog" says which system is not meant, and no matcher which is. Say with --systems which are meant, or give the silence a matcher that says it.',
    ]);
    const { code: chosen } = await windows(
      'import',
      'alertmanager-0.25-silences.json',
      '--systems',
      'db web',
    );
    expect(chosen).toBe(0);
  });

  it('closes the open window of a silence once it has expired', async () => {
    const { windows, write } = makePlace();
    const silence = (state: string, endsAt: string) =>
      JSON.stringify([
        {
          id: '0d4c',
          status: { state },
          startsAt: '2026-11-27T13:05:00Z',
          endsAt,
          comment: 'Move',
          matchers: [{ name: 'job', value: 'web', isRegex: false }],
        },
      ]);
    write('s.json', silence('active', '2026-11-27T14:00:00Z'));
    expect(await windows('import', 's.json')).toEqual({
      code: 0,
      stdout: 'Windows: 2 imported, 0 updated, 0 unchanged, 0 refused.\n',
      stderr:
        's.json line 1: silence 0d4c: goes on, so its window is open. Import it again when it is over.\n',
    });
    write('s.json', silence('expired', '2026-11-27T13:15:00Z'));
    expect((await windows('import', 's.json')).stdout).toBe(
      'Windows: 0 imported, 1 updated, 0 unchanged, 0 refused.\n',
    );
    expect((await windows('list')).stdout).toBe(
      'OUTAGE        STATE       KIND     PHASE     START                 END                   SYSTEMS  TITLE\n' +
        'silence-0d4c  over        actual   downtime  2026-11-27T13:05:00Z  2026-11-27T13:15:00Z  web  Move\n' +
        '              took place  planned  downtime  2026-11-27T13:05:00Z  2026-11-27T14:00:00Z  web\n',
    );
  });

  it('moves the plan that its tool has moved, and keeps what it said before', async () => {
    const { windows, write } = makePlace();
    const planned = (day: number) => ({
      scheduled_for: `2026-12-0${day}T10:00:00Z`,
      scheduled_until: `2026-12-0${day}T11:00:00Z`,
    });
    write('m.json', maintenance(planned(1)));
    await windows('import', 'm.json');
    write('m.json', maintenance({ ...planned(2), components: [{ name: 'web' }, { name: 'db' }] }));
    expect((await windows('import', 'm.json')).stdout).toBe(
      'Windows: 0 imported, 1 updated, 0 unchanged, 0 refused.\n',
    );
    expect((await windows('list')).stdout).toBe(
      'OUTAGE          STATE       KIND     PHASE     START                 END                   SYSTEMS  TITLE\n' +
        'maintenance-m1  upcoming    planned  downtime  2026-12-02T10:00:00Z  2026-12-02T11:00:00Z  db web  Upgrade\n',
    );
    expect((await windows('log', 'maintenance-m1')).stdout).toContain('start was 2026-12-01T10:00:00Z');
  });

  it('reads JSON with keys of its own by --columns, or by the config', async () => {
    const { windows, write } = makePlace();
    write(
      'jobs-1.json',
      '{"jobs": [{"id": 7, "begin": {"at": "2026-11-27T10:00+01:00"}, "on": ["Web Shop"]}]}',
    );
    const columns = 'outage=id,start=begin.at,systems=on';
    expect((await windows('import', 'jobs-1.json', '--columns', columns)).stdout).toBe(
      'Windows: 1 imported, 0 updated, 0 unchanged, 0 refused.\n',
    );
    write(
      'oops-report.yaml',
      'windowSources: [{ files: "jobs-*.json", columns: { outage: id, start: begin.at, systems: "on" } }]',
    );
    expect((await windows('import', 'jobs-1.json')).stdout).toBe(
      'Windows: 0 imported, 0 updated, 1 unchanged, 0 refused.\n',
    );
    expect((await windows('list')).stdout).toBe(
      'OUTAGE  STATE       KIND     PHASE     START                 END                   SYSTEMS  TITLE\n' +
        '7       open        actual   downtime  2026-11-27T09:00:00Z  open                  web-shop\n',
    );
  });

  it('takes the labels of silences from the config', async () => {
    const { windows, write } = makePlace('amtool-0.25-expired.json');
    write('oops-report.yaml', 'silences: { labels: [alertname] }');
    await windows('import', 'amtool-0.25-expired.json');
    expect((await windows('list')).stdout).toContain('  InstanceDown  Restart web\n');
  });

  it('gives a row of CSV, and an event of a calendar, the systems of the option where it names none', async () => {
    const { windows, write } = makePlace();
    write('w.csv', 'outage,phase,start,end\na,downtime,2026-11-01,2026-11-02\n');
    write(
      'w.ics',
      'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:b\r\nDTSTART:20261103T100000Z\r\nDTEND:20261103T110000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
    );
    await windows('import', 'w.csv', 'w.ics', '--systems', 'web;db');
    const { stdout } = await windows('list', '--format', 'json');
    expect(JSON.parse(stdout).map(({ systems }: { systems: string[] }) => systems)).toEqual([
      ['db', 'web'],
      ['db', 'web'],
    ]);
  });

  it.each([
    [
      ['m.json', '--columns', 'outage=id,start=from', '--from', 'statuspage'],
      '--columns maps JSON, and --from says statuspage. Leave one of them out.',
    ],
    [
      ['m.json', '--systems', 'all, db'],
      '--systems all, db: systems holds * and names. Write * alone for all systems, or the names alone.',
    ],
    [
      ['m.json', '--from', 'silences'],
      'm.json: needed is a list of silences; its keys are: page.id, scheduled_maintenances.id, scheduled_maintenances.name, scheduled_maintenances.status, scheduled_maintenances.components.name. Name another file, or another --from.',
    ],
    [['cut.json'], 'cut.json line 1: the JSON ends in the middle. Fetch the file again, whole.'],
  ])('refuses %j in one line', async (args, message) => {
    const { windows, write } = makePlace();
    write('m.json', maintenance({}));
    write('cut.json', maintenance({}).slice(0, -3));
    expect(await windows('import', ...args)).toEqual({
      code: 2,
      stdout: '',
      stderr: `oops-report: ${message}\n`,
    });
  });
});
