import { describe, expect, it } from 'vitest';
import { readDailyPeriod } from '../../src/commands/options/period.js';
import { UserError } from '../../src/user-error.js';
import { run } from '../support/run.js';
import { makeFolder, textReport } from '../support/temporary-folder.js';

const iso = ({ start, end }: { start: number; end: number }) =>
  [start, end].map((at) => new Date(at).toISOString().replace(':00.000Z', 'Z'));

describe('readDailyPeriod', () => {
  it.each<[text: string, now: string, zone: string, expected: string[]]>([
    ['yesterday', '2011-09-09T00:00:00Z', 'UTC', ['2011-09-08T00:00Z', '2011-09-09T00:00Z']],
    ['yesterday', '2011-09-08T23:59:59.999Z', 'UTC', ['2011-09-07T00:00Z', '2011-09-08T00:00Z']],
    ['today', '2011-09-08T23:59:59.999Z', 'UTC', ['2011-09-08T00:00Z', '2011-09-09T00:00Z']],
    // In London the day after has begun.
    ['yesterday', '2011-09-08T23:00:00Z', 'Europe/London', ['2011-09-07T23:00Z', '2011-09-08T23:00Z']],
    ['yesterday', '2011-09-08T22:59:59Z', 'Europe/London', ['2011-09-06T23:00Z', '2011-09-07T23:00Z']],
    // The clocks go forward, and back.
    ['2011-03-27', '2011-09-09T00:00:00Z', 'Europe/London', ['2011-03-27T00:00Z', '2011-03-27T23:00Z']],
    ['2011-10-30', '2011-11-09T00:00:00Z', 'Europe/London', ['2011-10-29T23:00Z', '2011-10-31T00:00Z']],
    ['2011-09-08', '2011-09-09T00:00:00Z', 'Asia/Kolkata', ['2011-09-07T18:30Z', '2011-09-08T18:30Z']],
  ])('reads %s at %s in %s', (date, now, zone, expected) => {
    expect(iso(readDailyPeriod({ date }, Date.parse(now), zone))).toEqual(expected);
  });

  it('reads times without an offset as the clocks of the zone, and others as they are', () => {
    const now = Date.parse('2011-09-09T06:00:00Z');
    const read = (from: string, to: string) => iso(readDailyPeriod({ from, to }, now, 'Europe/London'));
    expect(read('2011-09-08T09:00', '2011-09-08T09:30Z')).toEqual(['2011-09-08T08:00Z', '2011-09-08T09:30Z']);
    expect(read('2011-09-08', 'today')).toEqual(['2011-09-07T23:00Z', '2011-09-08T23:00Z']);
    expect(read('-7d', '-2h')).toEqual(['2011-09-02T06:00Z', '2011-09-09T04:00Z']);
  });

  it.each([
    [{ date: '8/9/2011' }, '8/9/2011 is no day.'],
    [{ date: '2011-02-30' }, '2011-02-30 is no day.'],
    [{ date: '-2h' }, '-2h is no day.'],
    [{ date: 'constructor' }, 'constructor is no day.'],
    [{ date: '__proto__' }, '__proto__ is no day.'],
    [{ from: '2011-03-27T01:30', to: 'today' }, 'is skipped by the clocks of Europe/London that day.'],
    [{ from: 'soon', to: 'today' }, '--from soon is no time.'],
  ])('refuses %j', (options, reason) => {
    const read = () => readDailyPeriod(options, Date.parse('2011-09-09T06:00:00Z'), 'Europe/London');
    expect(read).toThrow(UserError);
    expect(read).toThrow(reason);
  });
});

describe('daily --timezone', () => {
  const report = (id: string, time: string) =>
    textReport(id, { 'Exception-Type': 'E', Date: `${time}+00:00` });
  const files = {
    'r/2011-09-07/A1': report('OOPS-2076A1', '2011-09-07T23:30:00'),
    'r/2011-09-08/A2': report('OOPS-2077A2', '2011-09-08T22:59:59'),
    'r/2011-09-08/A3': report('OOPS-2077A3', '2011-09-08T23:00:00'),
  };

  it('reports the days of a zone, says which, and shows its clocks', async () => {
    const folder = makeFolder(files);
    await run(folder, ['ingest', 'r']);
    const { stdout } = await run(folder, ['daily', '2011-09-08', '--timezone', 'Europe/London']);
    expect(stdout).toContain('OOPS summary: Thursday 2011-09-08, Europe/London, all systems');
    expect(stdout).toContain('Period      2011-09-08 00:00:00 - 2011-09-09 00:00:00 Europe/London, 1 day');
    expect(stdout).toContain('Log start   2011-09-08 00:30:00');
    expect(stdout).toContain('2 OOPSes in all');
    const json = await run(folder, [
      'daily',
      '2011-09-08',
      '--timezone',
      'Europe/London',
      '--format',
      'json',
    ]);
    expect(JSON.parse(json.stdout)).toMatchObject({
      from: '2011-09-07T23:00:00.000Z',
      to: '2011-09-08T23:00:00.000Z',
      timezone: 'Europe/London',
      total: 2,
    });
  });

  it('takes the zone of the config, and draws a day of 25 hours', async () => {
    const folder = makeFolder({ ...files, 'oops-report.yaml': 'timezone: Europe/London' });
    await run(folder, ['ingest', 'r']);
    const { stdout } = await run(folder, [
      'daily',
      '2011-10-30',
      '--format',
      'json',
      '--as-of',
      '2011-11-02T00:00Z',
    ]);
    const { timezone, timeline } = JSON.parse(stdout);
    expect(timezone).toBe('Europe/London');
    expect(timeline.reported).toHaveLength(25);
    const html = await run(folder, ['daily', '2011-09-08', '--format', 'html']);
    expect(html.stdout).toContain('2011-09-08 00:00:00, 1 h: 1 reported');
  });

  it('refuses what is no zone', async () => {
    const { code, stderr } = await run(makeFolder(), ['daily', '--timezone', 'Mars']);
    expect(code).toBe(2);
    expect(stderr).toContain(
      'oops-report: --timezone Mars is no zone. Write the IANA name, such as Europe/London.\n',
    );
  });
});
