import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { run } from './support/run.js';
import { makeFolder } from './support/temporary-folder.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PROGRAM = join(ROOT, 'dist/main.js');
const isLinux = process.platform === 'linux';

/** Runs a line of a shell in which `"$@"` is the program with these arguments. */
function shell(folder: string, line: string, args: readonly string[], program = PROGRAM) {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', line, 'sh', process.execPath, program, ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** A folder whose database knows two outages: one without any reports, and one that is still open. */
async function makePlace(): Promise<string> {
  const folder = makeFolder();
  for (const more of [
    ['--outage', 'open'],
    ['--outage', 'over', '--end', '2011-09-08T08:10:00Z'],
  ]) {
    await run(folder, ['windows', 'add', '--systems', 'A', '--start', '2011-09-08T08:00:00Z', ...more]);
  }
  return folder;
}

describe.skipIf(!isLinux)('what cannot be written', () => {
  const FULL = 'oops-report: stdout cannot be written (ENOSPC). Send it to where there is room.\n';

  it.each([
    [['outage', 'over'], 3],
    [['windows', 'list'], 0],
    [['--help'], 0],
  ])('to stdout ends %j with 2 and one line, which else ends with %i', async (args, usual) => {
    const folder = await makePlace();
    expect(shell(folder, '"$@" > /dev/null', args).status).toBe(usual);
    expect(shell(folder, '"$@" > /dev/full', args)).toEqual({ status: 2, stdout: '', stderr: FULL });
  });

  it('ends an export when the first of it cannot be written', async () => {
    const rows = Array.from({ length: 500 }, (_, index) => `{"id":"OOPS-1A${index}","time":1315468800}\n`);
    const folder = makeFolder({ 'e.ndjson': rows.join('') });
    await run(folder, ['ingest', 'e.ndjson']);
    expect(shell(folder, '"$@" > /dev/full', ['--quiet', 'export'])).toEqual({
      status: 2,
      stdout: '',
      stderr: FULL,
    });
  });

  it('to stderr ends with 2', () => {
    expect(shell(makeFolder(), '"$@" 2> /dev/full', ['windows', 'list']).status).toBe(2);
  });

  it.each([
    [['outage', 'over'], 3],
    [['windows', 'list'], 0],
  ])('because nobody reads it is no error: %j still ends with %i', async (args, usual) => {
    const folder = await makePlace();
    const child = spawn(process.execPath, [PROGRAM, '--quiet', ...args], { cwd: folder });
    child.stdout.destroy();
    const [stderr, [status]] = await Promise.all([text(child.stderr), once(child, 'close')]);
    expect({ stderr, status }).toEqual({ stderr: '', status: usual });
  });
});

describe.skipIf(process.platform === 'win32')('what cannot be started', () => {
  it('because the working folder is gone ends with 2 and one line', () => {
    expect(shell(makeFolder(), 'mkdir g && cd g && rmdir ../g && exec "$@"', ['windows', 'list'])).toEqual({
      status: 2,
      stdout: '',
      stderr: 'oops-report: The folder in which it was started is gone. Go to one that is there.\n',
    });
  });

  it.each([
    ['templates', ['windows', 'list', '--help'], 0, ''],
    ['templates', ['outages'], 0, ''],
    ['templates', ['outages', '--format', 'html'], 2, 'templates'],
    ['dist/templates/outages.text.js', ['outages'], 2, "outages.text.js'. Install oops-report again."],
    ['package.json', ['windows', 'list'], 2, 'package.json'],
    [
      'node_modules',
      ['windows', 'list'],
      2,
      "Cannot find module 'better-sqlite3'. Install oops-report again.",
    ],
    [
      'dist/chunks/list.js',
      ['windows', 'list'],
      2,
      "Cannot find module './list.js'. Install oops-report again.",
    ],
  ])('because %s is missing: %j ends with %i and one line', (part, args, status, told) => {
    const folder = makeFolder();
    for (const name of ['dist', 'templates'])
      cpSync(join(ROOT, name), join(folder, name), { recursive: true });
    cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    rmSync(join(folder, part), { recursive: true });
    const ended = shell(folder, '"$@"', ['--quiet', ...args], join(folder, 'dist/main.js'));
    expect(ended.status).toBe(status);
    expect(ended.stderr).toMatch(status === 0 ? /^$/ : /^oops-report: .*\n$/);
    expect(ended.stderr).toContain(told);
  });
});

describe.skipIf(process.getuid?.() !== 0)('a user whom the system has no name for', () => {
  const NAMELESS = { uid: 54_321, gid: 54_321 };

  it('can run the program, and goes into the history by number', ({ skip }) => {
    const folder = makeFolder();
    chmodSync(folder, 0o777);
    const start = (...args: string[]) =>
      spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', env: {}, ...NAMELESS });
    // Only its owner may go there, or to this Node.
    const canReach = start('-e', 'require("fs").readFileSync(process.argv[1])', PROGRAM).status === 0;
    skip(!canReach, 'the program lies where this user may not go');
    const window = ['--outage', 'o', '--start', '2011-09-08T08:00:00Z', '--systems', 'A'];
    expect(start(PROGRAM, '--quiet', 'windows', 'add', ...window)).toMatchObject({ status: 0, stderr: '' });
    expect(start(PROGRAM, 'windows', 'log', 'o').stdout).toContain('by uid 54321');
  });
});
