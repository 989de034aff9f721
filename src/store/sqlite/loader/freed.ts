import { join } from 'node:path';
import type { Freed } from '../../loader.js';
import type { FreeingFiles } from '../../loading/store-file.js';
import type { FilePlace } from '../../records.js';
import type { Db } from '../db.js';
import { rejectsOfIds } from '../tables/rejects.js';
import { forgetExport } from '../tables/sources.js';

/** Collects what files that changed had their say in. */
export interface FreedFiles extends FreeingFiles {
  /** Gives what has come together since the last time. */
  take(): Freed;
}

/** Makes an empty collection. */
export function createFreedFiles(db: Db): FreedFiles {
  let ids = new Set<string>();
  let copies: FilePlace[] = [];

  return {
    freeId: (id) => void ids.add(id),
    freeCopies: (files) => void copies.push(...files),
    take() {
      const refused: FilePlace[] = [];
      for (const { directory, name, line } of rejectsOfIds(db, ids)) {
        if (line > 0) forgetExport(db, join(directory, name));
        else refused.push({ directory, name });
      }
      const taken = { copies, refused };
      ids = new Set();
      copies = [];
      return taken;
    },
  };
}
