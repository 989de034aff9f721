// The programs that the benchmarks run, as lists of words.
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const PYTHON = '/usr/bin/python3';

/** The path of a file beside this one. */
export function here(path) {
  return fileURLToPath(new URL(path, import.meta.url));
}

/** A script run by Node that tells its peak memory. */
export function node(...args) {
  return [process.execPath, '--import', here('report-peak.js'), ...args];
}

/** A command of this program, on a database. */
export function ours(db, ...args) {
  return node(here('../dist/main.js'), '--quiet', '--db', db, ...args);
}

/** Whether a package is there that users need not have. */
export function isInstalled(name) {
  try {
    import.meta.resolve(name);
    return true;
  } catch {
    return false;
  }
}

export function dropDatabase(path) {
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
}
