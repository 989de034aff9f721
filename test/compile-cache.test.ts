import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compileCacheFolder } from '../src/compile-cache.js';
import { canOtherUserRead, OTHER_USER } from './support/other-user.js';
import { makeFolder } from './support/temporary-folder.js';

const PROGRAM = fileURLToPath(new URL('../dist/oops-report.js', import.meta.url));

describe('compileCacheFolder', () => {
  it.each<[NodeJS.Platform, Record<string, string>, string | null]>([
    ['linux', { HOME: '/home/ann' }, '/home/ann/.cache/oops-report'],
    ['freebsd', { HOME: '/home/ann', XDG_CACHE_HOME: '' }, '/home/ann/.cache/oops-report'],
    ['linux', { HOME: '/home/ann', XDG_CACHE_HOME: '/scratch' }, '/scratch/oops-report'],
    ['linux', { HOME: '/home/ann', XDG_CACHE_HOME: 'scratch' }, '/home/ann/.cache/oops-report'],
    ['darwin', { HOME: '/Users/ann' }, '/Users/ann/Library/Caches/oops-report'],
    [
      'win32',
      { LOCALAPPDATA: 'C:\\Users\\ann\\AppData\\Local' },
      'C:\\Users\\ann\\AppData\\Local\\oops-report',
    ],
    ['win32', { HOME: '/home/ann' }, null],
    ['linux', {}, null],
    ['linux', { HOME: 'ann' }, null],
    ['linux', { HOME: '/home/ann', NODE_COMPILE_CACHE: '/elsewhere' }, null],
    ['linux', { HOME: '/home/ann', NODE_DISABLE_COMPILE_CACHE: '1' }, null],
    ['linux', { HOME: '/home/ann', NODE_V8_COVERAGE: '/coverage' }, null],
  ])('on %s, with %j, is %j', (platform, env, folder) => {
    expect(compileCacheFolder({ platform, env })).toBe(folder);
  });
});

/** Starts the program, which is to work in any case, and returns what it has left in the home. */
function startAt(home: string, user: { uid?: number; gid?: number } = {}): string[] {
  const { status, stderr } = spawnSync(process.execPath, [PROGRAM, '--version'], {
    cwd: '/',
    encoding: 'utf8',
    env: { HOME: home },
    ...user,
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return existsSync(home) ? readdirSync(home, { recursive: true, encoding: 'utf8' }).sort() : [];
}

describe.skipIf(process.platform !== 'linux')('what was compiled', () => {
  it('is kept in a folder that only its owner can read', () => {
    const home = makeFolder();
    const left = startAt(home);
    expect(left.slice(0, 2)).toEqual(['.cache', '.cache/oops-report']);
    expect(left.length).toBeGreaterThan(5);
    expect(statSync(join(home, '.cache/oops-report')).mode & 0o777).toBe(0o700);
    expect(startAt(home)).toEqual(left);
  });

  it('is not kept where others can write', () => {
    const home = makeFolder();
    mkdirSync(join(home, '.cache/oops-report'), { recursive: true });
    chmodSync(join(home, '.cache/oops-report'), 0o777);
    expect(startAt(home)).toEqual(['.cache', '.cache/oops-report']);
  });

  it('is not kept where there is no home, or a file in its place', () => {
    expect(startAt(join(makeFolder(), 'gone'))).toEqual([]);
    expect(startAt(makeFolder({ '.cache': '' }))).toEqual(['.cache']);
  });

  it('is not kept in a folder that cannot be written', ({ skip }) => {
    skip(!canOtherUserRead(PROGRAM), 'the program lies where this user may not go');
    const home = makeFolder();
    const [cache, own] = [join(home, '.cache'), join(home, '.cache/oops-report')];
    mkdirSync(own, { recursive: true });
    const { uid, gid } = OTHER_USER as { uid?: number; gid?: number };
    if (uid !== undefined && gid !== undefined)
      for (const folder of [home, cache, own]) chownSync(folder, uid, gid);
    chmodSync(own, 0o500);
    expect(startAt(home, OTHER_USER)).toEqual(['.cache', '.cache/oops-report']);
  });

  it.skipIf(process.getuid?.() !== 0)('is not kept in the home of somebody else', ({ skip }) => {
    skip(!canOtherUserRead(PROGRAM), 'the program lies where this user may not go');
    const home = makeFolder();
    chmodSync(home, 0o777);
    expect(startAt(home, OTHER_USER)).toEqual([]);
  });
});
