// The programs that the benchmarks run, as lists of words.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PYTHON = '/usr/bin/python3';

/** The path of a file beside this one. */
export function here(path) {
  return fileURLToPath(new URL(path, import.meta.url));
}

/** A script run by Node that tells its peak memory and processor time. */
export function node(...args) {
  return [process.execPath, '--import', here('report-peak.js'), ...args];
}

/** A script run by Python that tells the same. */
export function python(...args) {
  return [PYTHON, here('report_peak.py'), ...args];
}

/** Whether there is a Python that can run some lines, such as the import of what a script needs. */
export function hasPython(lines) {
  return spawnSync(PYTHON, ['-c', lines]).status === 0;
}

/** A command of this program, on a database, started as users start it: with what Node has kept of compiling it. */
export function ours(db, ...args) {
  return node(here('../dist/oops-report.js'), '--quiet', '--db', db, ...args);
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
