import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { NOW, run } from '../../support/run.js';
import { addFiles, makeFolder, textReport } from '../../support/temporary-folder.js';

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
      unsettled: 0,
      exports: 0,
      notErrors: 0,
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
    expect((await run(folder, ['ingest', 'r', 'bad'])).code).toBe(0);
    expect((await run(folder, ['ingest', 'r', 'bad', '--strict'])).code).toBe(1);
    expect((await run(folder, ['ingest', 'r', 'bad', '--strict'])).code).toBe(1);
  });

  it.each([
    ['a damaged report', { 'r/2011-09-08/1': '' }, 'r/2011-09-08/1: empty file.'],
    [
      'damaged reports',
      { 'r/2011-09-08/1': '', 'r/2011-09-08/2': '' },
      'r/2011-09-08/1: empty file, and 1 more.',
    ],
    ['nothing', { 'r/inner/.keep': '' }, 'r has no folder of a day in it.'],
    [
      'files that lie elsewhere',
      { 'r/a.txt': '', 'r/b.md': '' },
      'r has no folder of a day in it, but 2 files (.md, .txt).',
    ],
  ])('ends with 1 and says what is needed when it was given %s', async (_, files, found) => {
    const folder = makeFolder(files);
    for (const _ of ['first', 'again']) {
      const { code, stderr } = await run(folder, ['ingest', 'r']);
      expect(code).toBe(1);
      expect(stderr.replace(`${folder}/`, '')).toBe(
        `oops-report: nothing could be read: ${found} Name a repository (folders such as 2011-09-08 with a report in each file), a report, an export (.ndjson, .json, .csv, .envelope) or a log (.log) of JSON lines.\n`,
      );
    }
  });

  it.each([
    ['x.tmp', GOOD, 'x.tmp holds no report; 1 skipped for hidden or temporary names'],
    ['x.oops', 'no report', 'is neither BSON nor text'],
    ['x.ndjson', 'no report', 'line 1: is no JSON'],
    ['x.ndjson', '', 'x.ndjson holds no report'],
  ])('ends with 1 when all it was given is %s with %j', async (name, content, found) => {
    const folder = makeFolder({ [name]: content });
    const { code, stderr } = await run(folder, ['ingest', name]);
    expect({ code, lines: stderr.split('\n').length }).toEqual({ code: 1, lines: 2 });
    expect(stderr).toContain(found);
  });

  it.each([
    ['a day on which nothing happened', ['ingest', 'empty']],
    ['a period without reports', ['ingest', 'r', '--since', '2011-09-09']],
  ])('ends with 0 for %s', async (_, args) => {
    const folder = makeFolder({ 'r/2011-09-08/1': GOOD, 'empty/2011-09-08/metadata/x': '' });
    expect(await run(folder, args)).toMatchObject({ code: 0, stderr: '' });
  });

  it('leaves what is too young for the next run, and says so', async () => {
    const folder = makeFolder({ 'r/2011-09-08/1': GOOD });
    const written = new Date(NOW - 1500);
    utimesSync(join(folder, 'r/2011-09-08/1'), written, written);
    const { code, stdout, stderr } = await run(folder, ['ingest', 'r']);
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: `0 files: 0 loaded, 0 known, 0 rejected, 0 skipped (0 s).
1 file too young to be read, left for the next run (--settle 0 reads all).
`,
      stderr: '',
    });
    expect((await run(folder, ['ingest', 'r', '--settle', '1s'])).stdout).toContain('1 loaded');
    addFiles(folder, {
      'oops-report.yaml': 'settlingTime: 1h\n',
      'r/2011-09-08/2': GOOD.replace('1A1', '1A2'),
    });
    utimesSync(join(folder, 'r/2011-09-08/2'), written, written);
    expect((await run(folder, ['ingest', 'r'])).stdout).toContain('2 files too young');
    expect((await run(folder, ['ingest', 'r', '--settle', '0'])).stdout).toContain('1 loaded');
  });

  it('loads the others when a path is missing, and ends with 2', async () => {
    const folder = makeFolder({ 'r/2011-09-08/1': GOOD });
    const { code, stdout, stderr } = await run(folder, ['ingest', 'nowhere', 'r', 'x.csv']);
    expect(code).toBe(2);
    expect(stdout).toContain('1 loaded');
    expect(stderr).toBe(
      'oops-report: nowhere, x.csv: no such file or folder. Name a repository or a report that can be read.\n',
    );
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
      ['ingest', 'nowhere'],
      'nowhere: no such file or folder. Name a repository or a report that can be read.',
    ],
    [['ingest'], "missing required argument 'path'. See oops-report ingest --help."],
    [
      ['ingest', 'r', '--since', 'soon'],
      '--since soon is no date. Write it as 2011-09-08, 8 Sep 2011, yesterday, monday or -1d.',
    ],
    [['ingest', 'r', '--settle', '5'], '--settle 5 is no length of time. Write it as 2s, 500ms or 0.'],
    [['ingest', 'r', '--format', 'xml'], '--format xml is no format of ingest. Choose text or json.'],
    [['ingest', 'r', '--fast'], "unknown option '--fast'. See oops-report ingest --help."],
    [['ingets', 'r'], "unknown command 'ingets'. Did you mean ingest? See oops-report --help."],
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
