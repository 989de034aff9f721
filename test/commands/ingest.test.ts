import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { makeFolder, textReport } from '../sources/temporary-folder.js';
import { run } from './run.js';

const GOOD = textReport('OOPS-1A1', { Date: '2011-09-08T08:53:06+00:00' });

describe('ingest', () => {
  it('says what it did, and where the reports lie in time', async () => {
    const folder = makeFolder({ 'r/2011-09-08/1': GOOD, 'r/2011-09-08/2': '', 'r/2011-09-08/3.tmp': '' });
    expect(await run(folder, ['ingest', 'r'])).toEqual({
      code: 0,
      stdout: `3 files: 1 loaded, 0 known, 1 rejected, 1 skipped (0 s).
They were written from 2011-09-08T08:53:06.000Z to 2011-09-08T08:53:06.000Z.
rejected: ${join(folder, 'r/2011-09-08/2')}: empty file
`,
      stderr: '',
    });
  });

  it('prints the promised JSON', async () => {
    const folder = makeFolder({ 'r/2011-09-08/1': GOOD, 'r/2011-09-08/2': '' });
    const { stdout } = await run(folder, ['ingest', 'r', '--format', 'json']);
    expect(JSON.parse(stdout)).toEqual({
      found: 2,
      loaded: 1,
      known: 0,
      rejected: 1,
      skipped: 0,
      rejects: [{ path: join(folder, 'r/2011-09-08/2'), reason: 'empty file' }],
      unreadableFolders: [],
      firstTime: '2011-09-08T08:53:06.000Z',
      lastTime: '2011-09-08T08:53:06.000Z',
      elapsedSeconds: 0,
    });
  });

  it('ends with 1 under --strict as long as something is rejected', async () => {
    const folder = makeFolder({ 'r/2011-09-08/1': GOOD, 'bad/2011-09-08/1': '' });
    expect((await run(folder, ['ingest', 'r', '--strict'])).code).toBe(0);
    expect((await run(folder, ['ingest', 'bad', '--strict'])).code).toBe(1);
    expect((await run(folder, ['ingest', 'bad', '--strict'])).code).toBe(1);
    expect((await run(folder, ['ingest', 'bad'])).code).toBe(0);
  });

  it('loads the days from --since to --until, both inside', async () => {
    const days = ['2011-09-06', '2011-09-07', '2011-09-08', '2011-09-09'];
    const folder = makeFolder(
      Object.fromEntries(days.map((day, at) => [`r/${day}/1`, GOOD.replace('1A1', `1A${at}`)])),
    );
    const { stdout } = await run(folder, ['ingest', 'r', '--since', '2011-09-07', '--until', 'yesterday']);
    expect(stdout).toContain('2 files: 2 loaded');
  });

  it('draws its progress on a terminal, and none with --quiet', async () => {
    const folder = makeFolder({ 'r/2011-09-08/1': GOOD });
    const drawn = async (...args: string[]) => {
      const terminal = Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY: true });
      const { stdout } = await run(folder, [...args, 'ingest', 'r'], {
        stderr: terminal,
        showsProgress: true,
      });
      expect(stdout).toContain('1 file: ');
      return terminal.read();
    };
    expect(await drawn()).toContain('/1 new files');
    expect(await drawn('--quiet')).toBeNull();
  });

  it.each([
    [
      ['ingest', 'r', 'nowhere'],
      'nowhere: no such file or folder. Name a repository or a report that can be read.',
    ],
    [['ingest'], "missing required argument 'path'. See oops-report --help."],
    [
      ['ingest', 'r', '--since', 'soon'],
      '--since soon is no date. Write it as 2011-09-08, yesterday or -7d.',
    ],
    [['ingest', 'r', '--format', 'xml'], '--format xml is no format of ingest. Choose text or json.'],
    [['ingest', 'r', '--fast'], "unknown option '--fast'. See oops-report --help."],
    [['ingets', 'r'], "unknown command 'ingets' (Did you mean ingest?) See oops-report --help."],
    [['--db', 'r', 'ingest', 'r'], '/r: is a folder. Give --db the name of a file.'],
  ])('%j cannot be done', async (args, message) => {
    const folder = makeFolder({ 'r/2011-09-08/1': GOOD });
    const { code, stdout, stderr } = await run(folder, args);
    expect({ code, stdout, stderr: stderr.replace(folder, '') }).toEqual({
      code: 2,
      stdout: '',
      stderr: `oops-report: ${message}\n`,
    });
  });
});

describe('rejects', () => {
  it('lists what was refused, why and when', async () => {
    const folder = makeFolder({ 'r/2011-09-08/1': '' });
    const path = join(folder, 'r/2011-09-08/1');
    expect((await run(folder, ['rejects'])).stdout).toBe('Nothing was rejected.\n');
    await run(folder, ['ingest', 'r']);
    expect((await run(folder, ['rejects'])).stdout).toBe(`2011-09-09T06:00:00.000Z  ${path}: empty file\n`);
    expect(JSON.parse((await run(folder, ['rejects', '--format', 'json'])).stdout)).toEqual([
      { path, reason: 'empty file', rejectedAt: '2011-09-09T06:00:00.000Z' },
    ]);
  });
});

describe('the database', () => {
  it('is the one of --db, else of the environment, else in the current folder', async () => {
    const folder = makeFolder({ 'r/2011-09-08/1': GOOD });
    const env = { OOPS_REPORT_DB: 'env.db' };
    const loaded = async (args: readonly string[], given = {}) =>
      (await run(folder, [...args, 'ingest', 'r'], given)).stdout.includes('1 loaded');
    expect(await loaded([])).toBe(true);
    expect(await loaded(['--db', 'oops-report.db'], { env })).toBe(false);
    expect(await loaded([], { env })).toBe(true);
    expect(await loaded(['--db', 'env.db'])).toBe(false);
  });

  it('is named on stderr when a report finds it new, and not with --quiet', async () => {
    const [loud, quiet] = [makeFolder(), makeFolder()];
    expect((await run(loud, ['rejects'])).stderr).toBe(
      'oops-report.db is new and empty: load reports with oops-report ingest PATH.\n',
    );
    expect((await run(quiet, ['--quiet', 'rejects'])).stderr).toBe('');
  });
});

it.each([
  ['1KB', 'loaded'],
  ['100', 'oops-report: --max-report-size 100 is no size. Write it like 16MB.\n'],
])('takes the largest report from --max-report-size %s', async (size, outcome) => {
  const small = textReport('OOPS-2077A1', { Date: '2011-09-08T00:00:00Z' });
  const large = textReport('OOPS-2077A2', {
    Date: '2011-09-08T00:00:00Z',
    'Exception-Value': 'x'.repeat(2000),
  });
  const folder = makeFolder({ '2011-09-08/A1': small, '2011-09-08/A2': large });
  const { stdout, stderr } = await run(folder, [
    'ingest',
    '.',
    '--max-report-size',
    size,
    '--format',
    'json',
  ]);
  if (outcome !== 'loaded') expect(stderr).toBe(outcome);
  else
    expect(JSON.parse(stdout)).toMatchObject({
      loaded: 1,
      rejects: [{ reason: 'is larger than 1024 bytes' }],
    });
});
