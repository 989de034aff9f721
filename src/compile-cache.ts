import { mkdirSync, type Stats, statSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { dirname, posix, win32 } from 'node:path';

/** What of a process says where it may keep what was compiled; `process` itself is one. */
export interface CacheOwner {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly getuid?: (() => number) | undefined;
}

/**
 * Has Node keep the compiled form of the files that it loads from now on, so that the next start need not compile them. It
 * is kept in a folder of the user's own, for whoever could write there could have the program do anything. Where there can
 * be none, and where the user has chosen another, nothing changes.
 */
export function keepCompiled(owner: CacheOwner): void {
  const folder = compileCacheFolder(owner);
  if (folder !== null && makeOwnFolder(folder, owner.getuid?.())) enableCompileCache(folder);
}

/**
 * The folder for it by the custom of each system, or null where there is to be none: Node keeps it in another already
 * (`NODE_COMPILE_CACHE`) or must not (`NODE_DISABLE_COMPILE_CACHE`), it counts which code runs (`NODE_V8_COVERAGE`), or the user
 * has no home.
 *
 * @example
 * compileCacheFolder({ platform: 'linux', env: { HOME: '/home/ann' } }); // '/home/ann/.cache/oops-report'
 */
export function compileCacheFolder({ platform, env }: CacheOwner): string | null {
  if (env.NODE_COMPILE_CACHE || env.NODE_DISABLE_COMPILE_CACHE || env.NODE_V8_COVERAGE) return null;
  const { isAbsolute, join } = platform === 'win32' ? win32 : posix;
  const within = (folder: string | undefined, ...names: string[]) =>
    folder !== undefined && isAbsolute(folder) ? join(folder, ...names, 'oops-report') : null;
  if (platform === 'win32') return within(env.LOCALAPPDATA);
  if (platform === 'darwin') return within(env.HOME, 'Library', 'Caches');
  return within(env.XDG_CACHE_HOME) ?? within(env.HOME, '.cache');
}

/**
 * Makes a folder that only its owner can read and write, and the one around it where that is missing. Returns whether it is
 * there and this user's own; that it may be full or closed is nothing to Node. Who runs the program as somebody else, as
 * with sudo, finds nothing of him in his home.
 *
 * @param uid undefined where users have no numbers
 */
function makeOwnFolder(folder: string, uid: number | undefined): boolean {
  const isOwn = (found: Stats) => found.isDirectory() && (uid === undefined || found.uid === uid);
  try {
    for (const path of [dirname(folder), folder]) {
      if (statSync(path, { throwIfNoEntry: false })) continue;
      if (!isOwn(statSync(dirname(path)))) return false;
      mkdirSync(path, { mode: 0o700 });
    }
    const found = statSync(folder);
    return isOwn(found) && (uid === undefined || (found.mode & 0o022) === 0);
  } catch {
    return false;
  }
}
