import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeWorkplace } from '../support/workplace.js';

const MEBIBYTE = 1024 * 1024;
const FDT = new URL('../fixtures/deployment-logs/2012-06-18-slony-success.log', import.meta.url);

/** Imports a file that begins like this and is filled up with NULs, which take no room on the disk. */
async function importSparse(name: string, beginning: string, megabytes: number, ...options: string[]) {
  const { folder, run } = makeWorkplace();
  writeFileSync(join(folder, name), beginning);
  truncateSync(join(folder, name), megabytes * MEBIBYTE);
  return await run('windows', 'import', name, ...options);
}

describe('windows import of a large file', () => {
  it.each([
    ['disk.img', ''],
    ['access.log', 'GET / HTTP/1.1 200\n'.repeat(300_000)],
  ])('gives up at once on %s, which is no log', async (name, beginning) => {
    expect(await importSparse(name, beginning, 2000)).toEqual({
      code: 2,
      stdout: '',
      stderr: `oops-report: ${name}: is no window log: nothing in its first 1 MB says so. Name a window log: CSV with the columns outage, phase, systems, start, end, a deployment log, a calendar, JSON, maintenance windows of PagerDuty, silences of Alertmanager or what a status page tells; or say with --from which it is.\n`,
    });
  });

  it.each([
    ['log.csv', `outage,phase,systems,start,end\n${'a,downtime,*,,\n'.repeat(300_000)}`, [], 16],
    ['log.json', `[${' '.repeat(5 * MEBIBYTE)}`, [], 16],
    ['log.ics', `BEGIN:VCALENDAR\n${'X\n'.repeat(3 * MEBIBYTE)}`, [], 16],
    ['any.log', '', ['--from', 'deploy-log'], 256],
  ])('does not read %s, which is larger than any of its form', async (name, beginning, options, most) => {
    expect(await importSparse(name, beginning, 2000, ...options)).toMatchObject({
      code: 2,
      stderr: `oops-report: ${name}: is larger than ${most} MB, and no window log is. Name a window log, or cut out the lines that tell of outages.\n`,
    });
  });

  it('reads a long deployment log to its end', async () => {
    const { folder, run } = makeWorkplace();
    const noise = 'LOG:  duration: 3 ms\n'.repeat(40_000);
    const log = readFileSync(FDT, 'utf8');
    writeFileSync(
      join(folder, 'fdt.log'),
      noise + log + noise.repeat(5) + log.replaceAll('2012-06-18', '2012-06-19'),
    );
    const { stdout } = await run('windows', 'import', 'fdt.log', '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({ imported: 2, refused: [] });
  });

  it('answers a line of the deployment tool that is a megabyte of blanks', async () => {
    const { folder, run } = makeWorkplace();
    const blanks = ' '.repeat(MEBIBYTE / 2);
    writeFileSync(join(folder, 'blank.log'), `2011-09-08 08:53:05 INFO    ${`${blanks}x`.repeat(2)}\n`);
    expect(await run('windows', 'import', 'blank.log')).toMatchObject({ code: 2, stdout: '' });
  });
});
