import { describe, expect, it } from 'vitest';
import { run } from '../../support/run.js';
import { makeFolder, textReport } from '../../support/temporary-folder.js';

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
