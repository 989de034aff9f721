import { basename, dirname } from 'node:path';
import { memoize } from '../../../memoize.js';
import { rowSettingsOf } from '../../../oops/events/document-settings.js';
import type { DerivationSettings } from '../../derivation-settings.js';
import type { LoadedFile, Loader, LoadOptions } from '../../loader.js';
import { createStamps, NO_STAMP } from '../../loading/stamps.js';
import { createFileStoring } from '../../loading/store-file.js';
import type { FilePlace } from '../../records.js';
import { type Db, writeTransaction } from '../db.js';
import { readPrunedFiles } from '../prune/pruned-files.js';
import { lastSeq } from '../single/oopses.js';
import { putDiscards } from '../tables/discards.js';
import { findRowOfFile, hasFilesWithin, lastIdsOf } from '../tables/files.js';
import { createRejectTable, rejectsIn, rejectsOfExport } from '../tables/rejects.js';
import {
  findExport,
  listSources,
  putExport,
  recordFileReading,
  recordFullReading,
} from '../tables/sources.js';
import { createOopsWriter } from '../writing/oops-writer.js';
import { createFreedFiles } from './freed.js';
import { readKnownFiles } from './known-files.js';
import { createSeqSet } from './seq-set.js';
import { createLoadTransaction } from './transaction.js';
import { findVanishedRows } from './vanished-rows.js';

/** A loader, and what ends it: all that it was given is then kept. */
export interface FinishableLoader {
  readonly loader: Loader;
  readonly finish: () => void;
}

/** Makes the loader of one loading. */
export function createLoader(db: Db, settings: DerivationSettings, options: LoadOptions): FinishableLoader {
  const { startedAt, clock } = options;
  const writer = createOopsWriter(db, settings);
  const rejects = createRejectTable(db);
  const stamps = createStamps(startedAt, clock);
  const freed = createFreedFiles(db);
  const seen = createSeqSet();
  const store = createFileStoring<number>({
    ...options,
    oopses: writer,
    // What a file said before is the number of its OOPS.
    saidBefore: (before) => before as number,
    keepReject: rejects.put,
    isExport: (path) => findExport(db, path) !== undefined,
    ...{ stamps, freed, seen },
    wasPruned: createPrunedRows(db),
  });
  const transaction = createLoadTransaction(writer, clock);
  /** The newest OOPS from before an export was begun. */
  let newest = 0;

  const loader: Loader = {
    filesAtOnce: FILES_AT_ONCE,
    sources: async () => listSources(db),
    hasFilesWithin: async (folder) => hasFilesWithin(db, folder),

    knownFiles: async (folder) => readKnownFiles(db, folder),
    refusedFiles: async (folder) => rejectsIn(db, folder),
    put: async (files) =>
      transaction.write(files.length, () => {
        rejects.remove(files.filter(isReport));
        return files.map(store);
      }),
    takeFreed: async () => freed.take(),

    findExport: async (path) => findExport(db, path),
    refusedRows: async (path) => rejectsOfExport(db, dirname(path), basename(path)),
    async beginExport(path, settings, resumedAt = -1) {
      newest = lastSeq(db);
      writeTransaction(db, () => {
        rejects.removeRows(placeOfPath(path), resumedAt);
        putExport(db, { ...rowSettingsOf(settings), path, ...NO_STAMP, ...NOTHING_READ });
      });
    },
    lastIds: async (path, most) => lastIdsOf(db, placeOfPath(path), most),
    async refuseRows(place, line, reason) {
      const { directory, name } = place;
      transaction.write(1, () =>
        rejects.put({ directory, name, line, reason, rejectedAt: startedAt, ...NO_STAMP }),
      );
    },
    async releaseVanishedRows(path) {
      const place = placeOfPath(path);
      for (const seq of findVanishedRows(db, place, newest, seen)) {
        transaction.write(1, () => freed.freeId(writer.release(seq, place).oopsId));
      }
    },
    async releaseRows(path, ids) {
      const place = placeOfPath(path);
      transaction.write(ids.length, () => {
        for (const id of ids) {
          const seq = findRowOfFile(db, place, id);
          if (seq !== null) freed.freeId(writer.release(seq, place).oopsId);
        }
      });
    },
    endExport: async (read) =>
      putExport(db, { ...read, ...(stamps.isFresh(read) ? { modifiedAt: -1 } : {}) }),

    putDiscards: async (source, discards) => transaction.write(1, () => putDiscards(db, source, discards)),

    recordFullReading: async (reading) => recordFullReading(db, reading),
    recordFileReading: async (reading, parts) => recordFileReading(db, reading, parts),
  };
  return { loader, finish: transaction.commit };
}

/** Makes what knows the rows of exports that were pruned: those of a folder are read once, when the first of it is asked for. */
function createPrunedRows(db: Db): (place: FilePlace, id: string) => boolean {
  const filesOf = memoize((directory: string) => readPrunedFiles(db, directory));
  return ({ directory, name }, id) => {
    const files = filesOf(directory);
    return !files.isEmpty && files.holdsRow(name, id);
  };
}

/** More at once would not be faster: they share a transaction with others. */
const FILES_AT_ONCE = 250;

const NOTHING_READ = { goodRows: 0, rejectedRows: 0, otherRows: 0, position: null };

function placeOfPath(path: string): FilePlace {
  return { directory: dirname(path), name: basename(path) };
}

/** Whether it is a file that could be read after all. */
function isReport({ read, line }: LoadedFile): boolean {
  return read.kind === 'oops' && line === 0;
}
