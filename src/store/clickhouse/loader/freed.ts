import { join } from 'node:path';
import type { Freed } from '../../loader.js';
import { CONFLICT, isRefusedForOneOf } from '../../loading/conflicts.js';
import type { FreeingFiles } from '../../loading/store-file.js';
import type { FilePlace } from '../../records.js';
import type { Connection } from '../connecting/connection.js';
import { compareRejects } from '../records/rejects.js';
import { LATEST, lastWords } from '../words.js';

/** Collects what files that changed had their say in. */
export interface FreedFiles extends FreeingFiles {
  /** Gives what has come together since the last time. */
  take(exports: ForgettingExports): Promise<Freed>;
}

/** What exports are forgotten with. */
export interface ForgettingExports {
  /** Says all that waits to be said of what was refused. */
  readonly sayWords: () => Promise<void>;
  /** Has an export read again the next time. */
  readonly forget: (path: string) => Promise<void>;
}

/** Makes an empty collection. */
export function createFreedFiles(connection: Connection): FreedFiles {
  let ids = new Set<string>();
  let copies: FilePlace[] = [];

  async function rejectsOfIds(wanted: ReadonlySet<string>) {
    if (wanted.size === 0) return [];
    const holds = 'position(last_value, {conflict:String}) > 0';
    const words = await lastWords(connection, 'reject', {
      ...{ cut: LATEST, holds, parameters: { conflict: CONFLICT } },
    });
    const isWanted = isRefusedForOneOf(wanted);
    return words
      .map(({ value }) => value)
      .filter(({ reason }) => isWanted(reason))
      .sort(compareRejects);
  }

  return {
    freeId: (id) => void ids.add(id),
    freeCopies: (files) => void copies.push(...files),
    async take({ sayWords, forget }) {
      const [wanted, taken] = [ids, copies];
      ids = new Set();
      copies = [];
      const refused: FilePlace[] = [];
      if (wanted.size > 0) await sayWords();
      for (const { directory, name, line } of await rejectsOfIds(wanted)) {
        if (line > 0) await forget(join(directory, name));
        else refused.push({ directory, name });
      }
      return { copies: taken, refused };
    },
  };
}
