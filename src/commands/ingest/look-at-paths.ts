import { accessSync, constants } from 'node:fs';
import { resolve } from 'node:path';
import { STANDARD_INPUT } from '../../sources/exports/export-stream.js';
import { explainFileError } from '../../sources/read-report-file.js';
import { UserError } from '../../user-error.js';

/** What was found of the paths that somebody named. */
export interface LookedAtPaths {
  /** Absolute, and `-` as it is. */
  readonly readable: readonly string[];
  /** What is to be said of the rest, a line for each fault. */
  readonly missing: readonly string[];
}

/**
 * The absolute paths of what is there to be read, and what is to be said of the rest. Throws a UserError when there is
 * nothing else.
 */
export function lookAtPaths(paths: readonly string[], cwd: string): LookedAtPaths {
  if (paths.length === 0)
    throw new UserError("missing required argument 'path'. See oops-report ingest --help.");
  const readable: string[] = [];
  const faults = new Map<string, string[]>();
  for (const path of paths) {
    if (path === STANDARD_INPUT) {
      readable.push(path);
      continue;
    }
    const absolute = resolve(cwd, path);
    try {
      accessSync(absolute, constants.R_OK);
      readable.push(absolute);
    } catch (error) {
      const fault = explainFileError(error);
      faults.set(fault, [...(faults.get(fault) ?? []), path]);
    }
  }
  const missing = Array.from(
    faults,
    ([fault, names]) => `${names.join(', ')}: ${fault}. Name a repository or a report that can be read.`,
  );
  if (readable.length === 0) throw new UserError(missing.join(' '));
  return { readable, missing };
}
