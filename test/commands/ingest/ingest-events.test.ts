import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { observedUntil } from '../../../src/evidence/observed-until.js';
import { openDatabase } from '../../../src/store/sqlite/opening/database.js';
import { listSources } from '../../../src/store/sqlite/tables/sources.js';
import type { Run } from '../../support/run.js';
import { NOW, run } from '../../support/run.js';
import { addFiles, makeFolder } from '../../support/temporary-folder.js';

const PROGRAM = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));
const TIME = '2011-09-08T08:53:06.000Z';

const toLines = (lines: readonly object[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join('');

/** Lines of a writer that nobody knows. */
const ODD = toLines([
  { ts: TIME, err: { name: 'DbError', text: 'gone' }, svc: 'cart', grade: 'bad' },
  { ts: TIME, err: { name: 'Slow', text: 'late' }, svc: 'shop', grade: 'odd' },
]);

/** What the database has. */
async function oopsesOf(folder: string): Promise<unknown> {
  const { stdout } = await run(folder, [
    'sql',
    'SELECT reporter, type, value FROM oops ORDER BY type',
    '--format',
    'json',
  ]);
  return JSON.parse(stdout).rows;
}

async function firstId(folder: string): Promise<string> {
  const { stdout } = await run(folder, ['sql', 'SELECT id FROM oops ORDER BY type', '--format', 'json']);
  return JSON.parse(stdout).rows[0][0];
}

describe('lines whose keys are declared', () => {
  const declared = [
    ['cart', 'DbError', 'gone'],
    ['shop', 'Slow', 'late'],
  ];

  it('by --columns are read by them, now and at the next reading', async () => {
    const folder = makeFolder({ 'x.log': ODD });
    const columns = 'time=ts,type=err.name,value=err.text,system=svc';
    expect(await run(folder, ['ingest', 'x.log', '--columns', columns])).toMatchObject({
      code: 0,
      stderr: '',
    });
    expect(await oopsesOf(folder)).toEqual(declared);
    addFiles(folder, { 'x.log': ODD + ODD });
    expect((await run(folder, ['ingest', 'x.log'])).stdout).toContain('2 loaded, 2 known');
    const { stdout } = await run(folder, ['show', await firstId(folder), '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ type: 'DbError', value: 'gone', path: join(folder, 'x.log'), extra: { grade: 'bad' } },
    });
  });

  it('by --columns are corrected, when they were read without before', async () => {
    const folder = makeFolder({ 'x.log': ODD });
    await run(folder, ['ingest', 'x.log']);
    expect(await oopsesOf(folder)).not.toEqual(declared);
    await run(folder, ['ingest', 'x.log', '--columns', 'time=ts,type=err.name,value=err.text,system=svc']);
    expect(await oopsesOf(folder)).toEqual(declared);
  });

  it('by inputs of the config are read by them, with the levels that mean an error', async () => {
    const config = `
inputs:
  - { files: "*.log", columns: { time: ts, type: err.name, value: err.text, system: svc, level: grade }, errors: { level: [BAD] } }
`;
    const folder = makeFolder({ 'x.log': ODD, 'oops-report.yaml': config });
    expect((await run(folder, ['ingest', 'x.log'])).stdout).toContain('1 more row is no error');
    expect(await oopsesOf(folder)).toEqual([declared[0]]);
  });

  it.each([
    ['--columns time=', '--columns time=: write KEY=COLUMN, such as time=timestamp,type=exception.'],
    ['--columns colour=x', 'colour is no key of an OOPS. Choose one of id, type,'],
    ['--lines xml', '--lines xml is no format of lines. Choose auto, oops, sentry, otlp,'],
  ])('by %s, which is wrong, end with 2 and what is right', async (options, message) => {
    const folder = makeFolder({ 'x.log': ODD });
    const { code, stderr } = await run(folder, ['ingest', 'x.log', ...options.split(' ')]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('where nothing fits, say which keys were found and which are needed', async () => {
    const folder = makeFolder({ 'x.log': toLines([{ when: TIME, grade: 'fatal', words: 'gone' }]) });
    for (const options of [[], ['--columns', 'time=wann']]) {
      const { code, stderr } = await run(folder, ['ingest', 'x.log', ...options]);
      expect(code).toBe(1);
      expect(stderr).toContain(
        `x.log line 1: no time: it has when, grade and words; needed is ${options.length > 0 ? 'wann, ' : ''}@timestamp, time, `,
      );
    }
    expect((await run(folder, ['ingest', 'x.log', '--columns', 'time=when,level=grade'])).code).toBe(0);
  });
});

describe('what is no log', () => {
  it.each([
    ['a log of text', 'x.log', 'starting\nlistening\n', 'line 1: holds no line of JSON, only text.'],
    [
      'a log whose lines are all refused',
      'x.log',
      '{"level":50}\n{"level":60}\n',
      'line 1: no time: it has level; needed is @timestamp, time, timestamp, ts or date, and 1 more.',
    ],
    ['an empty log', 'x.log', '', 'x.log holds no report.'],
    [
      'an export packed with bzip2',
      'x.ndjson',
      Buffer.from('BZh91AY&SY'),
      'x.ndjson: is an export packed with bzip2: unpack it, or use gzip.',
    ],
  ])('%s ends with 1, each time', async (_, name, content, message) => {
    const folder = makeFolder({ [name]: content });
    for (const _ of ['first', 'again']) {
      const { code, stderr } = await run(folder, ['ingest', name]);
      expect(code).toBe(1);
      expect(stderr).toContain(message);
    }
  });
});

describe('a file whose name says nothing', () => {
  it.each<[string, string | Uint8Array]>([
    ['objects', ODD],
    ['a list behind space', `\ufeff \n[${ODD.trim().replace('\n', ',')}]`],
    ['packed objects', gzipSync(ODD)],
  ])('and that begins as JSON is read as rows: %s', async (_, content) => {
    const folder = makeFolder({ 'export-of-monday': content });
    const options = ['--columns', 'type=err.name,value=err.text'];
    expect((await run(folder, ['ingest', 'export-of-monday', ...options])).stdout).toContain('2 loaded');
    expect((await run(folder, ['ingest', 'export-of-monday'])).stdout).toContain('2 known');
    const { stdout } = await run(folder, ['show', await firstId(folder), '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({
      path: join(folder, 'export-of-monday'),
      extra: { grade: 'bad' },
    });
  });
});

describe('standard input', () => {
  const LINE = toLines([
    { level: 50, time: Date.parse(TIME), name: 'shop', err: { type: 'E', message: 'm' } },
  ]);
  const ingest = (
    folder: string,
    chunks: readonly (string | Uint8Array)[],
    ...more: string[]
  ): Promise<Run> =>
    run(folder, ['ingest', '-', ...more], {
      stdin: Readable.from(chunks.map((chunk) => Buffer.from(chunk as string))),
    });

  it('is read as a log, of which nothing is read again', async () => {
    const folder = makeFolder();
    expect(await ingest(folder, [`${LINE}stopped\n{"level":50}\n`])).toEqual({
      code: 0,
      stdout: `2 files and rows: 1 loaded, 0 known, 1 rejected, 0 skipped (0 s).
1 more row is no error.
They were written from ${TIME} to ${TIME}.
rejected: - line 3: no time: it has level; needed is @timestamp, time, timestamp, ts or date
`,
      stderr: '',
    });
    expect((await ingest(folder, [LINE])).stdout).toContain('0 loaded, 1 known, 0 rejected');
    expect((await run(folder, ['rejects', '--format', 'json'])).stdout).toBe('[]\n');
  });

  it('may be packed, and its lines declared', async () => {
    const folder = makeFolder();
    const options = ['--columns', 'type=err.name,value=err.text,system=svc', '--lines', 'json'];
    expect((await ingest(folder, [gzipSync(ODD)], ...options)).stdout).toContain('2 loaded');
    expect(await oopsesOf(folder)).toEqual([
      ['cart', 'DbError', 'gone'],
      ['shop', 'Slow', 'late'],
    ]);
  });

  it('goes with files, and is a source where there is no other', async () => {
    const folder = makeFolder({ 'x.log': LINE });
    utimesSync(join(folder, 'x.log'), new Date(TIME), new Date(TIME));
    await ingest(folder, [ODD], '--columns', 'type=err.name');
    const sources = () => listSources(openDatabase(join(folder, 'oops-report.db')).db);
    expect(sources()).toMatchObject([{ path: '-', lastReadAt: NOW, readUntil: null }]);
    expect(observedUntil(sources(), () => 0)).toBe(NOW);
    expect((await ingest(folder, [LINE], 'x.log')).stdout).toContain('1 loaded, 1 known');
    expect(observedUntil(sources(), () => 0)).toBe(Date.parse(TIME));
  });

  it('is named where the original report would be', async () => {
    const folder = makeFolder();
    await ingest(folder, [LINE]);
    const { stdout } = await run(folder, ['show', await firstId(folder), '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ path: '-', type: 'E', fileRemark: 'it was read from standard input, which nobody kept' },
    });
    expect((await run(folder, ['show', await firstId(folder)])).stdout).toContain('standard input');
  });

  it.each([
    ['', 'standard input holds no report.'],
    ['nothing but text\n', '- line 1: holds no line of JSON, only text.'],
  ])('of %j ends with 1', async (given, message) => {
    const { code, stderr } = await ingest(makeFolder(), [given]);
    expect(code).toBe(1);
    expect(stderr).toContain(message);
  });

  it('of a real program is a pipe, and is not waited for when nobody asks for it', async () => {
    const folder = makeFolder({ 'x.log': LINE });
    const start = (args: readonly string[], input: string) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, '--quiet', ...args], {
        ...{ cwd: folder, input, encoding: 'utf8' },
      });
      return { status, stdout: stdout.replace(/\([\d.]+ s\)/, ''), stderr };
    };
    expect(start(['ingest', '-'], `${LINE}${LINE}`)).toMatchObject({ status: 0, stderr: '' });
    expect(await oopsesOf(folder)).toHaveLength(2);
    const waiting = spawn(process.execPath, [PROGRAM, '--quiet', 'ingest', 'x.log'], { cwd: folder });
    const [printed, [status]] = await Promise.all([text(waiting.stdout), once(waiting, 'close')]);
    expect({ printed, status }).toMatchObject({ status: 0, printed: expect.stringContaining('1 known') });
  });

  it.skipIf(process.platform === 'win32')('that never ends is left when the program is to stop', async () => {
    // Sends the signal when the program has listened to signals for a while.
    const preload = `process.on('newListener', (name) => name === 'SIGINT' && setTimeout(() => process.kill(process.pid, 'SIGINT'), 300));`;
    const folder = makeFolder({ 'signal.mjs': preload });
    const importing = ['--import', pathToFileURL(join(folder, 'signal.mjs')).href];
    const child = spawn(process.execPath, [...importing, PROGRAM, '--quiet', 'ingest', '-'], { cwd: folder });
    child.stdin.write(LINE);
    const [stderr, [status]] = await Promise.all([text(child.stderr), once(child, 'close')]);
    expect({ stderr, status }).toEqual({
      status: 130,
      stderr: 'oops-report: stopped by SIGINT. What was read so far is kept: run it again for the rest.\n',
    });
  });
});
