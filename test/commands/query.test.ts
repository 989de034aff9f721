import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { makeWorkplace, type Workplace } from '../support/workplace.js';

const INCIDENT = fileURLToPath(new URL('../../data/incident-2011-09-08/', import.meta.url));
const README = fileURLToPath(new URL('../../README.md', import.meta.url));

async function workplaceOfIncident(columns: number | null = null): Promise<Workplace> {
  const workplace = makeWorkplace({ columns, env: { OOPS_REPORT_CONFIG: `${INCIDENT}oops-report.yaml` } });
  await workplace.run('ingest', `${INCIDENT}reports`);
  await workplace.run('windows', 'import', `${INCIDENT}windows.csv`);
  return workplace;
}

/** The arguments of a command line as a shell reads them: words, some of them in quotes. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  );
}

describe('query', () => {
  it('counts groups, with a bar beside each on a terminal', async () => {
    const { run } = await workplaceOfIncident(80);
    const { code, stdout, stderr } = await run('query', '--outage', 'any', '--group-by', 'disposition');
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: [
        'DISPOSITION  COUNT  SUPPRESSED_COUNT',
        `expected       348               348  ${'█'.repeat(24)}`,
        'background       3                 3  █',
        'unexpected       3                 3  █',
        '',
      ].join('\n'),
      stderr: '',
    });
  });

  it('lists OOPSes, those that the normal report leaves out marked', async () => {
    const { run } = await workplaceOfIncident();
    const { stdout } = await run(
      ...['query', '--value', 'Store left', '--robots', 'yes'],
      ...['--columns', 'id,outage,disposition,suppressed', '--format', 'json'],
    );
    expect(JSON.parse(stdout)).toEqual({
      columns: ['id', 'outage', 'disposition', 'suppressed'],
      rows: [
        ['OOPS-2077F41', null, null, 0],
        ['OOPS-2077H70', 'fdt-2011-09-08', 'unexpected', 1],
        ['OOPS-2077A100', 'fdt-2011-09-08', 'unexpected', 1],
        ['OOPS-2077C5', 'fdt-2011-09-08', 'unexpected', 1],
      ],
      truncated: false,
    });
  });

  it('counts a period from its start to before its end, and the most frequent groups', async () => {
    const { run } = await workplaceOfIncident();
    const period = ['--from', '2011-09-08T08:53:05Z', '--to', '2011-09-08T08:55:17Z'];
    const counted = await run('query', ...period, '--count', '--format', 'csv');
    expect(counted.stdout).toBe('count,suppressed_count\r\n349,349\r\n');
    const top = await run('query', ...period, '--group-by', 'system', '--top', '1', '--format', 'ndjson');
    expect(JSON.parse(top.stdout)).toMatchObject({ system: 'appservers' });
    expect(top.stderr).toBe('');
  });

  it('says on stderr which names nobody has heard of', async () => {
    const { run } = await workplaceOfIncident();
    const args = [
      '--outage',
      'fdt-2011-09-80',
      '--not-system',
      'blogs',
      '--outage',
      'fdt-*',
      '--system',
      'BLOG',
    ];
    expect(await run('query', ...args, '--count', '--format', 'csv')).toEqual({
      code: 0,
      stdout: 'count,suppressed_count\r\n1,1\r\n',
      stderr: [
        '--not-system blogs is not known here. Did you mean blog?',
        '--outage fdt-2011-09-80 is not known here. Did you mean fdt-2011-09-08?',
        '',
      ].join('\n'),
    });
  });

  it('shows the hours of a period in which nothing came, too', async () => {
    const { run } = await workplaceOfIncident();
    const period = ['--from', '2011-09-08T08:00', '--to', '2011-09-08T12:00'];
    const { stdout } = await run('query', ...period, '--group-by', 'hour', '--format', 'csv');
    expect(stdout.split('\r\n').at(-2)).toBe('2011-09-08 11:00,0,0');
  });

  it('has the opposite of every filter', async () => {
    const { run } = await workplaceOfIncident();
    const count = async (option: string) =>
      Number((await run('query', option, 'no', '--count', '--format', 'csv')).stdout.match(/\n(\d+)/)?.[1]);
    for (const flag of ['robots', 'suppressed']) {
      expect((await count(`--${flag}`)) + (await count(`--not-${flag}`))).toBe(620);
    }
  });

  it.each([
    [['--group-by', ''], expect.stringMatching(/^oops-report: --group-by '' lacks a column\. Choose from /)],
    [['--from', 'tomorrow'], '--from tomorrow is not before now. Give an earlier time.'],
    [
      ['--columns', 'id', '--count'],
      '--columns is for a list, and this counts. Take --group-by to count by columns.',
    ],
    [['--top', '3'], '--top is for groups. Add --group-by, or take --limit for a list.'],
    [['--phase', 'x'], '--phase x is unknown. Choose from shutdown, downtime, partial.'],
    [
      ['--from', 'x'],
      '--from x is no time. Write it as 2011-09-08T08:53Z, 8 Sep 2011 08:53, 08:53, yesterday, monday 09:00 or -2h.',
    ],
    [['--group-by', 'system', '--top', 'x'], '--top x is no number of rows. Write it as --top 100.'],
    [
      ['--sort', 'x', '--count'],
      '--sort x is no column of this answer. Choose from count, suppressed_count.',
    ],
  ])('refuses %j', async (args, message) => {
    expect(await makeWorkplace().run('query', ...args)).toEqual({
      code: 2,
      stdout: '',
      stderr: typeof message === 'string' ? `oops-report: ${message}\n` : message,
    });
  });
});

describe('the recipes of README.md', () => {
  it('all run and find something in the sample incident', async () => {
    const lines = readFileSync(README, 'utf8').match(/^oops-report (?:query|sql) .*$/gm) ?? [];
    expect(lines.length).toBeGreaterThan(4);
    const { run } = await workplaceOfIncident();
    for (const line of lines) {
      const [, ...args] = wordsOf(line.replace(/\s+#.*$/, ''));
      const { code, stdout, stderr } = await run(...args);
      expect({ line, code, stderr }).toEqual({ line, code: 0, stderr: '' });
      expect([line, stdout]).not.toEqual([line, 'No rows.\n']);
    }
  });
});
