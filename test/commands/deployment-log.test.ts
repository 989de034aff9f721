import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { addFiles } from '../support/temporary-folder.js';
import { makeWorkplace } from '../support/workplace.js';

const LOGS = fileURLToPath(new URL('../fixtures/deployment-logs/', import.meta.url));
const log = (name: string) => readFileSync(`${LOGS}${name}.log`, 'utf8');

describe('a deployment log', () => {
  it('becomes an outage with its windows, steps, patches and kills', async () => {
    const { folder, run } = makeWorkplace();
    addFiles(folder, { 'fdt.log': log('2012-06-18-slony-success') });
    expect((await run('windows', 'import', 'fdt.log')).stdout).toBe(
      'Windows: 1 imported, 0 updated, 0 unchanged, 0 refused.\n',
    );
    const report = JSON.parse((await run('outage', 'fdt-20120618T100025Z', '--format', 'json')).stdout);
    const steps = report.steps as { name: string; seconds: number }[];
    expect(steps.map(({ name }) => name)).toEqual([
      'cutting connections',
      'applying patches',
      'resetting permissions',
      'opening again',
    ]);
    expect(steps.reduce((sum, { seconds }) => sum + seconds, 0)).toBeCloseTo(report.durationSeconds, 6);
    expect(report.patches).toEqual([{ name: '2209-16-6', seconds: 3.4 }]);
    expect(report.budget).toMatchObject({ patchSeconds: 3.4, overheadSeconds: report.durationSeconds - 3.4 });
    expect(report.run).toMatchObject({ ending: 'complete', problemsAfter: [] });
  });

  it('changes nothing when it is imported again, or as the longer log of the next day', async () => {
    const { folder, run } = makeWorkplace();
    const [first, second] = [log('2011-09-08-slony-success'), log('2012-06-18-slony-success')];
    addFiles(folder, { 'fdt.log': first });
    await run('windows', 'import', 'fdt.log');
    const before = (await run('windows', 'list')).stdout;
    addFiles(folder, { 'fdt.log': first + second });
    expect((await run('windows', 'import', 'fdt.log')).stdout).toBe(
      'Windows: 1 imported, 0 updated, 1 unchanged, 0 refused.\n',
    );
    expect((await run('windows', 'list')).stdout.startsWith(before)).toBe(true);
  });

  it('closes, when it is longer, the window that it had left open', async () => {
    const { folder, run } = makeWorkplace();
    const lines = log('2011-09-08-slony-success').split('\n');
    addFiles(folder, { 'fdt.log': lines.slice(0, 20).join('\n') });
    const broken = await run('windows', 'import', 'fdt.log');
    expect(broken.stderr).toContain('the log ends within outage fdt-20110908T080016Z: its window is open.');
    addFiles(folder, { 'fdt.log': lines.join('\n') });
    expect((await run('windows', 'import', 'fdt.log')).stdout).toBe(
      'Windows: 0 imported, 1 updated, 0 unchanged, 0 refused.\n',
    );
    expect((await run('windows', 'list')).stdout).not.toContain('open');
  });

  it('keeps a run that was refused, with what stopped it, and makes no window of it', async () => {
    const { folder, run } = makeWorkplace();
    addFiles(folder, { 'fdt.log': log('2011-09-08-slony-aborted-preflight') });
    await run('windows', 'import', 'fdt.log');
    expect((await run('windows', 'list')).stdout).toBe('The window log is empty.\n');
    expect((await run('windows', 'list', '--refused')).stdout).toBe(
      '2011-09-08T08:00:05Z  fdt.log: launchpad_prod_3 has transaction by karma open 0:21:44.128830; launchpad_prod_3 has transaction by rosettaadmin open 0:03:10.552109; Fragile system archivepublisher running. launchpad_prod_3 has 2 connections.\n',
    );
  });
});

describe('a calendar', () => {
  const event = (start: string, end: string) =>
    `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VEVENT\r\nUID:plan-1\r\nDTSTAMP:${start}\r\nDTSTART:${start}\r\nDTEND:${end}\r\nSUMMARY:Planned downtime\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;

  it('is a plan, shown beside the actual windows that overlap it', async () => {
    const { folder, run } = makeWorkplace();
    addFiles(folder, {
      'plan.ics': event('20120618T100000Z', '20120618T100500Z'),
      'fdt.log': log('2012-06-18-slony-success'),
    });
    await run('windows', 'import', 'plan.ics', 'fdt.log');
    const report = JSON.parse((await run('outage', '2012-06-18', '--format', 'json')).stdout);
    expect(report).toMatchObject({
      outage: 'fdt-20120618T100025Z',
      start: '2012-06-18T10:00:25.000Z',
      planned: [{ outage: 'plan-1', start: '2012-06-18T10:00:00.000Z', title: 'Planned downtime' }],
    });
    expect((await run('outage', 'plan-1')).stderr).toContain('There is no outage plan-1.');
  });

  it('stands for itself where nobody says what happened', async () => {
    const { folder, run } = makeWorkplace();
    addFiles(folder, { 'plan.ics': event('20110908T100000Z', '20110908T100500Z') });
    await run('windows', 'import', 'plan.ics');
    const report = JSON.parse((await run('outage', '--format', 'json')).stdout);
    expect(report).toMatchObject({ outage: 'plan-1', durationSeconds: 300, planned: [] });
  });
});
