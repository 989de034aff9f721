import { join } from 'node:path';
import { unrotatedPath } from '../../sources/exports/formats.js';
import type { FoundFolder } from '../../sources/find-reports.js';
import { isWithin } from '../../sources/is-within.js';

/** Exports and logs that are one source: their readings say together until when it is known. */
export interface FoundSource {
  /** An export, or the log that all of them were rotated away from; or the folder that was named, in which they lie. */
  readonly path: string;
  /** Whether that folder has folders of days too: then its own reading says until when it is known. */
  readonly isRepository: boolean;
  readonly exports: readonly string[];
}

/** Gathers the exports and logs that were named, or lie in folders that were. */
export interface FoundExports {
  addNamed(path: string): void;
  /** Takes what lies in a folder that was named, or below one. */
  addFolder(folder: FoundFolder): void;
  /** Whether exports were found in a folder that was named, and no folder of a day. */
  isAllExports(named: string): boolean;
  sources(): FoundSource[];
}

/** Starts gathering. `named`: the folders and files that were named. */
export function createFoundExports(named: readonly string[]): FoundExports {
  const exportsOf = new Map<string, Set<string>>();
  const repositories = new Set<string>();

  function add(source: string, path: string): void {
    const exports = exportsOf.get(source);
    if (exports) exports.add(path);
    else exportsOf.set(source, new Set([path]));
  }

  return {
    addNamed: (path) => add(unrotatedPath(path), path),
    addFolder({ path, date, exports }) {
      const root = named.find((one) => isWithin(one, path)) ?? path;
      if (date !== null) repositories.add(root);
      for (const name of exports) add(root, join(path, name));
    },
    isAllExports: (root) => exportsOf.has(root) && !repositories.has(root),
    sources: () =>
      Array.from(exportsOf, ([path, exports]) => ({
        path,
        isRepository: repositories.has(path),
        exports: [...exports],
      })),
  };
}
