import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../support/run.js';
import { makeFolder, textReport } from '../../support/temporary-folder.js';

const CONFIG = `systems:
  web: { reporters: [A] }
  code: { reporters: [CH] }
groups:
  web: { systems: [web] }
  code: { systems: [code], summary: codehosting }
`;

const report = (id: string, type: string, time: string) =>
  textReport(id, { 'Exception-Type': type, Date: `2011-09-08T${time}+00:00` });

/** A folder whose database holds two OOPSes of web and one of code, all on 2011-09-08. */
async function makeDay(): Promise<string> {
  const folder = makeFolder({
    'oops-report.yaml': CONFIG,
    'r/2011-09-08/A1': report('OOPS-2077A1', 'KeyError', '08:00:00'),
    'r/2011-09-08/A2': report('OOPS-2077A2', 'TimeoutError', '10:00:00'),
    'r/2011-09-08/CH1': report('OOPS-2077CH1', 'TimeoutError', '10:00:00'),
  });
  await run(folder, ['ingest', 'r']);
  return folder;
}

async function daily(folder: string, ...args: string[]) {
  const { code, stdout, stderr } = await run(folder, ['daily', '--format', 'json', ...args]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

describe('daily', () => {
  it('reports yesterday unless told another day', async () => {
    const folder = await makeDay();
    expect(await daily(folder)).toMatchObject({ from: '2011-09-08T00:00:00.000Z', total: 3, group: null });
    expect(await daily(folder, '2011-09-07')).toMatchObject({ to: '2011-09-08T00:00:00.000Z', total: 0 });
    expect(await daily(folder, '--as-of', '2011-09-10T01:00Z')).toMatchObject({
      from: '2011-09-09T00:00:00.000Z',
    });
  });

  it('reports any period, its end outside', async () => {
    const folder = await makeDay();
    expect(await daily(folder, '--from', '2011-09-08T08:00', '--to', '2011-09-08T10:00')).toMatchObject({
      total: 1,
    });
    expect(await daily(folder, '--from', '-20h')).toMatchObject({ to: '2011-09-09T06:00:00.000Z', total: 2 });
  });

  it('reports a group with the sections of its kind', async () => {
    const folder = await makeDay();
    const code = await daily(folder, '--group', 'code');
    expect(code).toMatchObject({ group: 'code', summary: 'codehosting', systems: ['code'], total: 1 });
    expect(code.sections).toMatchObject([
      { id: 'exceptions', count: 0 },
      { id: 'remote-errors', count: 1 },
    ]);
  });

  it('says nothing of what it wrote with --quiet, and writes the same in files as in a pipe', async () => {
    const folder = await makeDay();
    const { stdout } = await run(folder, ['daily']);
    const written = await run(folder, ['--quiet', 'daily', '--output', 'a.txt'], { columns: 200 });
    expect(written).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe(stdout);
  });

  it('prints text, and writes each file in the format of its ending', async () => {
    const folder = await makeDay();
    const { stdout } = await run(folder, ['daily']);
    expect(stdout).toMatch(/^OOPS summary: Thursday 2011-09-08, UTC, all systems\n/);
    const written = await run(folder, ['daily', '--output', 'a.txt', '--output', 'b.json']);
    expect(written.stderr).toMatch(/^wrote a\.txt, \d+ KB\nwrote b\.json, \d+ KB\n$/);
    expect(written).toMatchObject({ code: 0, stdout: '' });
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe(stdout);
    expect(JSON.parse(readFileSync(join(folder, 'b.json'), 'utf8'))).toMatchObject({
      kind: 'daily',
      total: 3,
    });
  });

  it('says in words why a day is empty', async () => {
    const folder = await makeDay();
    expect((await run(folder, ['daily', '2011-09-07'])).stdout).toContain(
      'No OOPS was written in this period.',
    );
    expect((await run(folder, ['daily', '2011-12-24'])).stdout).toContain(
      'No OOPS is known of this period: the reports have been read only until\n2011-09-09 05:59:00 UTC.',
    );
    expect((await run(makeFolder(), ['daily'])).stdout).toContain(
      'The database is empty: load reports with oops-report ingest PATH.',
    );
  });

  it.each([
    [
      ['2011-09'],
      '2011-09 is no day. Write it as 2011-09-08, 8 Sep 2011, yesterday, monday or -1d; for hours use --from and --to.',
    ],
    [
      ['-2h'],
      '-2h is no day. Write it as 2011-09-08, 8 Sep 2011, yesterday, monday or -1d; for hours use --from and --to.',
    ],
    [['03/04/2026'], '03/04/2026 may be 3 April or 4 March 2026. Write 2026-04-03 or 2026-03-04.'],
    [
      ['-1d', '--frmat', 'json'],
      "unknown option '--frmat'. Did you mean --format? See oops-report daily --help.",
    ],
    [['2011-09-08', '--from', '-2h'], 'Name either the day 2011-09-08 or --from and --to, not both.'],
    [['--to', '-2h'], '--to needs --from: name both ends of the period.'],
    [
      ['--from', 'noon'],
      '--from noon is no time. Write it as 2011-09-08T08:53Z, 8 Sep 2011 08:53, 08:53, yesterday, monday 09:00 or -2h.',
    ],
    [['--from', '-1h', '--to', '-2h'], '--from -1h is not before --to -2h. Swap them.'],
    [
      ['--from', 'tomorrow'],
      '--from tomorrow is not in the past. Name an earlier time, or the end with --to.',
    ],
    [['--group', 'nosuch'], 'There is no group nosuch. Choose one of web, code.'],
    [
      ['--format', 'pdf'],
      '--format: pdf is no format of this report. Choose one of text, html, markdown, json.',
    ],
  ])('refuses %j', async (args, message) => {
    const folder = makeFolder({ 'oops-report.yaml': CONFIG });
    const { code, stdout, stderr } = await run(folder, ['--quiet', 'daily', ...args]);
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: `oops-report: ${message}\n` });
  });
});
