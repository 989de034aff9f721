import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeWorkplace } from '../../support/workplace.js';

const HEADER = 'outage,phase,systems,start,end,title,budget\n';
const DOWNTIME = 'fdt-1,downtime,*,2011-09-08T08:53:05Z,2011-09-08T08:55:17Z,Trial run,5m\n';
const SHUTDOWN = 'fdt-1,shutdown,soyuz,2011-09-08T08:43:00Z,2011-09-08T09:00:00Z,,\n';

describe('windows import', () => {
  it('loads good rows, refuses bad ones with line and reason, and ends with 2', async () => {
    const { folder, run } = makeWorkplace();
    const bad = 'fdt-1,downtime,*,2011-09-08T10:00:00Z,2011-09-08T09:00:00Z,,\n';
    writeFileSync(join(folder, 'windows.csv'), HEADER + DOWNTIME + bad + SHUTDOWN);
    expect(await run('windows', 'import', 'windows.csv', '--format', 'json')).toEqual({
      code: 2,
      stderr: '',
      stdout: `${JSON.stringify(
        {
          imported: 2,
          updated: 0,
          unchanged: 0,
          refused: [
            {
              file: 'windows.csv',
              line: 3,
              reason:
                'end 2011-09-08T09:00:00.000Z is before start 2011-09-08T10:00:00.000Z. Swap them, or leave end empty while the outage is open.',
            },
          ],
        },
        null,
        2,
      )}\n`,
    });
  });

  it('changes nothing the second time, and corrects what a row now says', async () => {
    const { folder, run } = makeWorkplace();
    const log = join(folder, 'windows.csv');
    writeFileSync(log, HEADER + DOWNTIME + SHUTDOWN);
    await run('windows', 'import', 'windows.csv');
    expect((await run('windows', 'import', 'windows.csv')).stdout).toBe(
      'Windows: 0 imported, 0 updated, 2 unchanged, 0 refused.\n',
    );
    writeFileSync(log, HEADER + DOWNTIME.replace('08:55:17', '08:55:20') + SHUTDOWN);
    expect((await run('windows', 'import', 'windows.csv')).stdout).toBe(
      'Windows: 0 imported, 1 updated, 1 unchanged, 0 refused.\n',
    );
    expect((await run('windows', 'log', 'fdt-1')).stdout).toContain(
      'updated by tester: downtime of * from 2011-09-08T08:53:05Z to 2011-09-08T08:55:20Z (end was 2011-09-08T08:55:17Z)\n',
    );
  });

  it.each([
    [
      'a missing file',
      ['nosuch.csv'],
      'oops-report: nosuch.csv: there is no such file. Name a window log.\n',
    ],
    [
      'an unknown form',
      ['windows.csv', '--from', 'xls'],
      'oops-report: --from xls is no form of a window log. Choose one of csv, deploy-log, ics, json, pagerduty, silences, statuspage.\n',
    ],
  ])('refuses %s', async (_, args, stderr) => {
    const { folder, run } = makeWorkplace();
    writeFileSync(join(folder, 'windows.csv'), HEADER + DOWNTIME);
    expect(await run('windows', 'import', ...args)).toEqual({ code: 2, stdout: '', stderr });
  });
});

describe('windows list', () => {
  it('gives each window the title and budget of its outage where it has none', async () => {
    const { folder, run } = makeWorkplace();
    writeFileSync(join(folder, 'windows.csv'), HEADER + DOWNTIME + SHUTDOWN);
    await run('windows', 'import', 'windows.csv');
    const { stdout } = await run('windows', 'list', '--format', 'json');
    expect(JSON.parse(stdout)).toEqual([
      {
        outage: 'fdt-1',
        phase: 'shutdown',
        systems: ['soyuz'],
        start: '2011-09-08T08:43:00.000Z',
        end: '2011-09-08T09:00:00.000Z',
        title: 'Trial run',
        budgetSeconds: 300,
        source: 'windows.csv',
      },
      {
        outage: 'fdt-1',
        phase: 'downtime',
        systems: ['*'],
        start: '2011-09-08T08:53:05.000Z',
        end: '2011-09-08T08:55:17.000Z',
        title: 'Trial run',
        budgetSeconds: 300,
        source: 'windows.csv',
      },
    ]);
  });

  it('writes annotations of Grafana, one a window', async () => {
    const { folder, run } = makeWorkplace();
    writeFileSync(
      join(folder, 'windows.csv'),
      `${HEADER}${DOWNTIME}b,partial,blog,2011-09-09T01:00:00Z,,,\n`,
    );
    await run('windows', 'import', 'windows.csv');
    const { code, stdout } = await run('windows', 'list', '--format', 'grafana');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual([
      {
        time: Date.parse('2011-09-08T08:53:05Z'),
        timeEnd: Date.parse('2011-09-08T08:55:17Z'),
        tags: ['oops-report', 'outage:fdt-1', 'phase:downtime', 'system:*'],
        text: 'fdt-1: Trial run (downtime of *)',
      },
      {
        time: Date.parse('2011-09-09T01:00:00Z'),
        tags: ['oops-report', 'outage:b', 'phase:partial', 'system:blog'],
        text: 'b: partial of blog',
      },
    ]);
  });

  it('knows no annotations of runs that were refused', async () => {
    expect(await makeWorkplace().run('windows', 'list', '--refused', '--format', 'grafana')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'oops-report: --format grafana is no format of windows list --refused. Choose text or json.\n',
    });
  });

  it('says so when there is none', async () => {
    expect((await makeWorkplace().run('windows', 'list')).stdout).toBe('The window log is empty.\n');
  });
});

describe('a window kept by hand', () => {
  it('is recorded, closed once, corrected and removed, and every change is kept', async () => {
    const { run } = makeWorkplace();
    const say = async (...args: string[]) => {
      const { code, stdout, stderr } = await run('windows', ...args);
      return code === 0 ? stdout : `${code} ${stderr}`;
    };
    expect(await say('add', '--outage', 'fdt-1', '--start', '2011-09-08T08:53:05Z', '--budget', '5m')).toBe(
      'fdt-1: downtime of * from 2011-09-08T08:53:05Z to open is recorded.\n',
    );
    expect(await say('end', 'fdt-1', '--at', '2011-09-08T08:55:17Z')).toBe(
      'fdt-1: downtime of * from 2011-09-08T08:53:05Z to 2011-09-08T08:55:17Z is closed.\n',
    );
    expect(await say('end', 'fdt-1')).toBe('fdt-1 was closed already, at 2011-09-08T08:55:17.000Z.\n');
    expect(await say('edit', 'fdt-1', '--end', '2011-09-08T08:50:00Z')).toBe(
      '2 oops-report: fdt-1: end 2011-09-08T08:50:00.000Z is before start 2011-09-08T08:53:05.000Z. Swap them, or leave end empty while the outage is open.\n',
    );
    expect(await say('edit', 'fdt-1', '--systems', 'web')).toBe(
      'fdt-1: downtime of web from 2011-09-08T08:53:05Z to 2011-09-08T08:55:17Z is corrected.\n',
    );
    expect(await say('remove', 'fdt-1')).toBe(
      'fdt-1: downtime of web from 2011-09-08T08:53:05Z to 2011-09-08T08:55:17Z is removed.\n',
    );
    expect(await say('list')).toBe('The window log is empty.\n');
    const changes = JSON.parse(await say('log', 'fdt-1', '--format', 'json')) as {
      action: string;
      by: string;
    }[];
    expect(changes.map(({ action, by }) => `${action} by ${by}`)).toEqual([
      'added by tester',
      'ended by tester',
      'updated by tester',
      'removed by tester',
    ]);
  });

  it('cannot end before it begins, and is not closed at another time', async () => {
    const { run } = makeWorkplace();
    await run('windows', 'add', '--outage', 'a', '--start', '2011-09-10T08:00Z');
    expect(await run('windows', 'end', 'a')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'oops-report: a cannot end at 2011-09-09T06:00:00.000Z: it begins at 2011-09-10T08:00:00.000Z. Give a later time, or take it out with oops-report windows remove a.\n',
    });
    await run('windows', 'end', 'a', '--at', '2011-09-10T09:00Z');
    expect(await run('windows', 'end', 'a', '--at', '2011-09-10T09:30Z')).toEqual({
      code: 0,
      stdout: 'a was closed already, at 2011-09-10T09:00:00.000Z.\n',
      stderr: 'If it ended at another time, say so with oops-report windows edit a --end TIME.\n',
    });
    expect((await run('windows', 'end', 'a', '--at', '2011-09-10T09:00Z')).stderr).toBe('');
  });

  it('asks which window is meant where an outage has several', async () => {
    const { run } = makeWorkplace();
    await run('windows', 'add', '--outage', 'a', '--start', '2011-09-08T08:00:00Z');
    await run(
      'windows',
      'add',
      '--outage',
      'a',
      '--phase',
      'shutdown',
      '--systems',
      'soyuz',
      '--start',
      '2011-09-08T07:00:00Z',
    );
    expect((await run('windows', 'edit', 'a', '--title', 'x')).stderr).toBe(
      'oops-report: Outage a has several windows: shutdown of soyuz from 2011-09-08T07:00:00Z to open; downtime of * from 2011-09-08T08:00:00Z to open. Say which with --of-phase, --of-systems and --of-start.\n',
    );
    expect((await run('windows', 'edit', 'a', '--of-phase', 'shutdown', '--title', 'x')).code).toBe(0);
  });
});

describe('windows export', () => {
  it.each(['csv', 'json', 'ics'])('writes as %s what import reads unchanged', async (format) => {
    const { folder, run } = makeWorkplace();
    writeFileSync(join(folder, 'windows.csv'), HEADER + DOWNTIME + SHUTDOWN);
    await run('windows', 'import', 'windows.csv');
    const { stdout } = await run('windows', 'export', '--format', format);
    writeFileSync(join(folder, `again.${format}`), stdout);
    expect((await run('windows', 'import', `again.${format}`)).stdout).toBe(
      'Windows: 0 imported, 0 updated, 2 unchanged, 0 refused.\n',
    );
  });
});
