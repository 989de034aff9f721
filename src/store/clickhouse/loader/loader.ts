import { basename, dirname } from 'node:path';
import { rowSettingsOf } from '../../../oops/events/document-settings.js';
import { keyOfName } from '../../../oops/key-of-name.js';
import type { DerivationSettings } from '../../derivation-settings.js';
import type { Loader, LoadOptions } from '../../loader.js';
import { recordedFileReading, recordedReading, type SourceChange } from '../../loading/source-readings.js';
import { createStamps, NO_STAMP } from '../../loading/stamps.js';
import type { FilePlace, ReadExport, Reject, Source } from '../../records.js';
import type { Connection } from '../connecting/connection.js';
import { createEventRows } from '../events/event-row.js';
import { hasFilesWithin } from '../records/files-within.js';
import { compareRejects, rejectKey, rejectKeyStart } from '../records/rejects.js';
import { compareSources } from '../records/sources.js';
import { beginsWithOneOf, isOneOf, LATEST } from '../words.js';
import { write } from '../writes.js';
import { findLastIds, findVanishedRows } from './export-rows.js';
import { createFreedFiles } from './freed.js';
import { createIdSet } from './id-set.js';
import { readKnownFiles } from './known-files.js';
import { createKnownNames } from './known-names.js';
import type { Release } from './look-up-batch.js';
import { createPendingWords } from './pending-words.js';
import { createBatchStoring } from './store-batch.js';
import { nameRows } from './write-changes.js';

/** A loader, and what ends it: all that it was given is then kept. */
export interface FinishableLoader {
  readonly loader: Loader;
  readonly finish: () => Promise<void>;
}

/** What a loading is done with. */
export interface LoaderOptions extends LoadOptions {
  readonly connection: Connection;
  readonly settings: DerivationSettings;
  /** Waited for when all was looked up that a batch needs, and nothing of it is written; for who tries what others do meanwhile. */
  readonly onLookedUp?: () => Promise<void>;
}

/** How many files are put at once: a server wants few writings, and large ones. */
const FILES_AT_ONCE = 10_000;
/** So many words wait for the next writing at most. */
const MOST_WORDS = 10_000;

const NOTHING_READ = { goodRows: 0, rejectedRows: 0, otherRows: 0, position: null };

/** Makes the loader of one loading. What is put is stored when that is over; all other is said with it, or at the end. */
export function createLoader(options: LoaderOptions): FinishableLoader {
  const { connection, settings, startedAt, clock, onLookedUp = async () => {} } = options;
  const latest = { connection, cut: LATEST };
  const names = createKnownNames(connection);
  const words = createPendingWords(connection);
  const stamps = createStamps(startedAt, clock);
  const freed = createFreedFiles(connection);
  const seen = createIdSet();
  const batches = createBatchStoring({
    ...{ ...options, rowOf: createEventRows(settings), names, words, stamps, freed, seen, onLookedUp },
  });
  let releases: Release[] = [];

  /** Takes back what waits for that, so that the next question is answered as after it. */
  async function settleReleases(): Promise<void> {
    if (releases.length > 0) await put([]);
  }

  async function put(files: Parameters<Loader['put']>[0]): ReturnType<Loader['put']> {
    const taken = releases;
    releases = [];
    return batches.store(files, taken);
  }

  async function sayWords(): Promise<void> {
    if (words.size === 0) return;
    await write(connection, async (writing) =>
      writing.insert('word', [...(await words.rows(writing)), ...nameRows(writing, names.news)]),
    );
    words.clear();
    names.clearNews();
  }

  async function sayInTime(): Promise<void> {
    if (words.size >= MOST_WORDS) await sayWords();
  }

  async function findExport(path: string): Promise<ReadExport | undefined> {
    return (await words.last('export', isOneOf([path]))).get(path.toWellFormed());
  }

  async function forgetExport(path: string): Promise<void> {
    const read = await findExport(path);
    if (read) words.say('export', path, { ...read, modifiedAt: -1 });
  }

  /** What was refused of a folder, or of a file in it. */
  async function rejectsOf(directory: string, name?: string): Promise<Reject[]> {
    const start = rejectKeyStart(directory, name);
    const found = await words.last('reject', beginsWithOneOf([start]));
    return Array.from(found)
      .filter(([key]) => key.startsWith(start))
      .map(([, reject]) => reject)
      .sort(compareRejects);
  }

  async function listSources(): Promise<Source[]> {
    return [...(await words.last('source')).values()].sort(compareSources);
  }

  async function record(change: SourceChange | null): Promise<void> {
    if (!change) return;
    for (const path of change.removed) words.say('source', path, null);
    words.say('source', change.source.path, change.source);
    await sayInTime();
  }

  const loader: Loader = {
    filesAtOnce: FILES_AT_ONCE,
    sources: listSources,
    hasFilesWithin: async (folder) => {
      await settleReleases();
      return hasFilesWithin(latest, folder);
    },

    async knownFiles(folder) {
      await settleReleases();
      await sayWords();
      return readKnownFiles(connection, folder);
    },
    async refusedFiles(folder) {
      const files = (await rejectsOf(folder)).filter(({ line }) => line === 0);
      return new Map(files.map((reject) => [reject.name, reject]));
    },
    put,
    async takeFreed() {
      await settleReleases();
      return freed.take({ sayWords, forget: forgetExport });
    },

    findExport,
    refusedRows: async (path) =>
      (await rejectsOf(dirname(path), basename(path))).filter(({ line }) => line > 0),
    async beginExport(path, rowSettings, resumedAt = -1) {
      for (const reject of await rejectsOf(dirname(path), basename(path))) {
        if (reject.line <= resumedAt) continue;
        words.say('reject', rejectKey(reject), null);
        names.noteReject(reject, reject.line, false);
      }
      words.say('export', path, { ...rowSettingsOf(rowSettings), path, ...NO_STAMP, ...NOTHING_READ });
    },
    async lastIds(path, most) {
      await settleReleases();
      return findLastIds(connection, placeOfPath(path), most);
    },
    async refuseRows({ directory, name }, line, reason) {
      const reject = { directory, name, line, reason, rejectedAt: startedAt, ...NO_STAMP };
      words.say('reject', rejectKey(reject), reject);
      names.noteReject(reject, line, true);
      await names.learnFolders([directory]);
      names.noteFolder(directory);
      await sayInTime();
    },
    async releaseVanishedRows(path) {
      await settleReleases();
      const place = placeOfPath(path);
      const { knownTime, stamp } = batches.firsts;
      if (knownTime === Number.POSITIVE_INFINITY) return;
      const before = Math.min(stamp, Number.MAX_SAFE_INTEGER);
      for await (const ids of findVanishedRows(connection, place, { seen, since: knownTime, before })) {
        await batches.store([], [{ place, ids }]);
      }
    },
    async releaseRows(path, ids) {
      releases.push({ place: placeOfPath(path), ids: ids.map(keyOfName) });
      if (releases.length >= FILES_AT_ONCE) await settleReleases();
    },
    async endExport(read) {
      words.say('export', read.path, { ...read, ...(stamps.isFresh(read) ? { modifiedAt: -1 } : {}) });
      await sayInTime();
    },

    async putDiscards(source, discards) {
      words.say('discard', source, discards);
      await sayInTime();
    },

    recordFullReading: async (reading) => record(recordedReading(await listSources(), reading)),
    recordFileReading: async (reading, parts = []) =>
      record(recordedFileReading(await listSources(), reading, parts)),
  };

  return {
    loader,
    async finish() {
      await settleReleases();
      await sayWords();
    },
  };
}

function placeOfPath(path: string): FilePlace {
  return { directory: dirname(path), name: basename(path) };
}
