import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { makeWorkplace, type Workplace } from '../support/workplace.js';

const AS_OF = ['--as-of', '2011-12-31T00:00:00Z'];

/** The regimes of the practice: five minutes once a day, then under half a minute, then ten seconds thrice a day. */
const LOG = `outage,phase,systems,start,end,title,budget
fdt-1,downtime,*,2011-09-08T08:53:05Z,2011-09-08T08:55:17Z,Trial run,5m
fdt-2,downtime,*,2011-10-10T08:00:00Z,2011-10-10T08:00:20Z,,30s
fdt-3,downtime,*,2011-12-05T02:00:00Z,2011-12-05T02:00:09Z,,10s
fdt-4,downtime,*,2011-12-05T10:00:00Z,2011-12-05T10:00:12Z,,10s
<script>|,downtime,*,2011-12-05T23:59:55Z,2011-12-06T00:00:03Z,,10s
`;

async function makeRegister(log = LOG): Promise<Workplace> {
  const place = makeWorkplace();
  writeFileSync(join(place.folder, 'windows.csv'), log);
  writeFileSync(join(place.folder, 'oops-report.yaml'), 'systems: { web: { reporters: [A] } }\n');
  await place.run('windows', 'import', 'windows.csv');
  return place;
}

describe('outages', () => {
  it('lists all outages, the newest first, and what they amount to by month and by day', async () => {
    const { run } = await makeRegister();
    const { code, stdout } = await run('outages', '--format', 'json', ...AS_OF);
    const register = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(register.outages.map(({ outage }: { outage: string }) => outage)).toEqual([
      '<script>|',
      'fdt-4',
      'fdt-3',
      'fdt-2',
      'fdt-1',
    ]);
    expect(register.months).toMatchObject([
      {
        month: '2011-12',
        outages: 3,
        medianSeconds: 9,
        worstSeconds: 12,
        downtimeSeconds: 29,
        overBudget: 1,
      },
      { month: '2011-10', outages: 1, medianSeconds: 20 },
      { month: '2011-09', outages: 1, medianSeconds: 132 },
    ]);
    expect(register.days).toEqual([
      { date: '2011-12-06', downtimeSeconds: 3, outages: 1 },
      { date: '2011-12-05', downtimeSeconds: 26, outages: 3 },
      { date: '2011-10-10', downtimeSeconds: 20, outages: 1 },
      { date: '2011-09-08', downtimeSeconds: 132, outages: 1 },
    ]);
    expect(register.total).toMatchObject({ outages: 5, downtimeSeconds: 181, shareAsExpected: null });
  });

  it('takes only what began in the period that is asked for', async () => {
    const { run } = await makeRegister();
    const { stdout } = await run(
      'outages',
      '--from',
      '2011-10-10T08:00:00Z',
      '--to',
      '2011-12-05T02:00:00Z',
      '--format',
      'json',
      ...AS_OF,
    );
    expect(JSON.parse(stdout).outages).toMatchObject([{ outage: 'fdt-2' }]);
  });

  it('prints a table that keeps to the columns of the terminal', async () => {
    const { run } = await makeRegister();
    const { stdout } = await run('outages', ...AS_OF);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(stdout).toContain(' 2011-12-05 10:00  12 s        10 s over  undecided    0       -    fdt-4\n');
  });

  it('escapes what strangers wrote in HTML and Markdown', async () => {
    const { run } = await makeRegister();
    const html = (await run('outages', '--format', 'html', ...AS_OF)).stdout;
    expect(
      XMLValidator.validate(html.replace(/<meta([^>]*)>/g, '<meta$1/>').replace('<!DOCTYPE html>', '')),
    ).toBe(true);
    expect(html).not.toContain('<script');
    const markdown = (await run('outages', '--format', 'markdown', ...AS_OF)).stdout;
    expect(markdown).toContain('| 2011-12-05 23:59 | \\<script\\>\\| | 8 s |');
  });

  it('says that there is none when the log is empty', async () => {
    const { run } = await makeRegister('outage,phase,systems,start,end\n');
    expect((await run('outages', ...AS_OF)).stdout).toBe(
      'Outages to 2011-12-31 00:00:00 UTC\n\nThe window log has no outage in this period.\n',
    );
  });
});
