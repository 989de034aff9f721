import { existsSync } from 'node:fs';
import { createFoundExports } from '../../ingest/exports/found-exports.js';
import type { ExportReading } from '../../ingest/exports/ingest-export.js';
import { type IngestOptions, ingestFolders } from '../../ingest/ingest-folders.js';
import { Tally } from '../../ingest/tally.js';
import type { DocumentSettings } from '../../oops/events/document-settings.js';
import type { FoundFolder } from '../../sources/find-reports.js';
import type { FileStamp } from '../../sources/read-report-file.js';
import type { Loader } from '../../store/loader.js';
import { countLoaded, type IntakeFigures } from '../intake.js';
import { isYielding, type LiveSession, type LiveStore } from '../live-store.js';
import { createNameSet, type NameSet } from './tree/name-set.js';

/** How what is followed is read. */
export interface FollowedReading {
  /** How many threads read reports at most. */
  readonly jobs: number;
  /** Younger files, in milliseconds, wait until they have settled; undefined: as the config says. */
  readonly settle?: number | undefined;
  /** How rows are read, as far as it is said; the config says the rest. */
  readonly rows?: Partial<DocumentSettings>;
  /** The largest report, in bytes unpacked. */
  readonly maxReportBytes?: number;
}

export interface LoadingsOptions extends FollowedReading {
  readonly store: LiveStore;
  readonly figures: IntakeFigures;
  readonly now: () => number;
  readonly stop: AbortSignal;
  readonly onRemark: (remark: string) => void;
}

/** The files that were read, as they were then, by their paths. */
export interface ReadFiles {
  /** Those that are loaded, or refused; null where they were too many to be kept. */
  readonly loaded: ReadonlyMap<string, FileStamp> | null;
  /** Those that are left because they may still be in the making. */
  readonly young: ReadonlyMap<string, FileStamp>;
}

/** What came of looking at every file of a folder. */
export interface ScannedFolder extends ReadFiles {
  readonly folders: ReadonlySet<string>;
  readonly exports: ReadonlySet<string>;
  /** Why it could not be listed; null where it could. */
  readonly fault: string | null;
}

/** What a follower asks of the store. Each counts what it loads, ends early when it is to stop, and then throws the reason. */
export interface Loadings {
  /** How long a file must have been left alone, in milliseconds, as the config says it now. */
  readonly settle: number;
  /** How many reports and rows there are that could be read, known ones among them. */
  readonly good: number;
  /** Loads files of which nothing is known, in one go: not very many. */
  loadNew(paths: readonly string[]): Promise<ReadFiles>;
  /** Looks at every file of a folder, and loads what is new or has changed. */
  scanFolder(path: string): Promise<ScannedFolder>;
  /** Reads an export on, or a log. Null where it could not be read to its end. */
  readExport(path: string): Promise<ExportReading | null>;
  /** Loads a report that was named, where it is new or has changed. */
  readReport(path: string): Promise<ReadFiles>;
  /** The names of the files of a folder that were read, or refused. */
  knownNames(folder: string): Promise<NameSet>;
  /** Has somebody told when the config was read anew. */
  onNewConfig(listener: () => void): void;
  /** Writes what is no report. */
  write(work: (loader: Loader) => Promise<void>): Promise<void>;
}

type Loading<T> = (session: LiveSession, signal: AbortSignal, tally: Tally) => Promise<T>;

/** So many files that were loaded in one go are kept in mind. */
const MOST_LOADED = 10_000;

/** Opens them. */
export async function openLoadings(options: LoadingsOptions): Promise<Loadings> {
  const { store, figures, now, jobs, rows, maxReportBytes, stop, onRemark } = options;
  const limit = maxReportBytes === undefined ? {} : { maxReportBytes };
  const startedAt = () => ({ startedAt: now(), clock: now, exists: existsSync });
  let settle = options.settle ?? 0;
  let good = 0;
  let last: LiveSession | null = null;
  let tellOfConfig = () => {};

  function takeSession(session: LiveSession): void {
    if (session === last) return;
    settle = options.settle ?? session.settlingTime;
    if (last !== null) tellOfConfig();
    last = session;
  }

  function count(tally: Tally): void {
    const { again } = tally;
    const loaded = {
      loaded: tally.good - tally.known,
      known: Math.max(0, tally.known - again.known),
      rejected: Math.max(0, tally.rejected - again.rejected),
      notErrors: Math.max(0, tally.notErrors - again.notErrors),
    };
    good += tally.good;
    figures.accepted += loaded.loaded + loaded.known + loaded.rejected + loaded.notErrors;
    countLoaded(figures, loaded);
  }

  /**
   * Loads in turn with other ways in.
   *
   * @param goesOn whether it can take long and, asked for again, goes on where it was: then it lets others load who wait. One
   *   that got no further than looking is let do so to the end the next time: else it might never come to one
   */
  async function load<T>(work: Loading<T>, goesOn = false): Promise<T> {
    for (let yields = goesOn; ; ) {
      let tally = new Tally();
      try {
        return await store.load((session, yielded) => {
          takeSession(session);
          tally = new Tally();
          if (!yields) return work(session, stop, tally);
          return untilEither(stop, yielded, (signal) => work(session, signal, tally));
        });
      } catch (error) {
        if (!isYielding(error)) throw error;
        yields = tally.good > tally.again.known;
      } finally {
        count(tally);
      }
    }
  }

  async function loadFiles(
    paths: readonly string[],
    more: Pick<IngestOptions, 'areNew' | 'areParts' | 'found'>,
    goesOn = false,
  ): Promise<ReadFiles & { readonly fault: string | null }> {
    const loaded = new Map<string, FileStamp>();
    const young = new Map<string, FileStamp>();
    const onRead = (path: string, stamp: FileStamp, isYoung: boolean) => {
      if (isYoung) young.set(path, stamp);
      else if (loaded.size <= MOST_LOADED) loaded.set(path, stamp);
    };
    const { unreadableFolders } = await load((session, signal, tally) => {
      young.clear();
      return ingestFolders(session, paths, { ...more, ...limit, jobs, settle, signal, onRead }, tally);
    }, goesOn);
    const fault = unreadableFolders[0]?.reason ?? null;
    return { loaded: loaded.size <= MOST_LOADED ? loaded : null, young, fault };
  }

  await store.load(async (session) => takeSession(session));

  return {
    get settle() {
      return settle;
    },
    get good() {
      return good;
    },
    loadNew: (paths) => loadFiles(paths, { areNew: true }),
    async scanFolder(path) {
      const found = { folders: new Set<string>(), exports: new Set<string>() };
      const addFolder = ({ folders, exports }: FoundFolder) => {
        for (const name of folders) found.folders.add(name);
        for (const name of exports) found.exports.add(name);
      };
      const gathered = { ...createFoundExports([path]), addFolder };
      return { ...(await loadFiles([path], { areParts: true, found: gathered }, true)), ...found };
    },
    readReport: (path) => loadFiles([path], { areParts: true }),
    async readExport(path) {
      const { ingestExport } = await import('../../ingest/exports/ingest-export.js');
      return load((session, signal, tally) => {
        const rowsOf = (path: string) => ({ ...session.rowsOf(path), ...rows });
        return ingestExport(session, path, { ...limit, rowsOf, settle, jobs, signal, onRemark }, tally);
      });
    },
    async knownNames(folder) {
      const names = createNameSet();
      await store.load(({ store }) =>
        store.load(startedAt(), async (loader) => {
          for (const name of (await loader.knownFiles(folder)).names()) names.add(name);
          for (const name of (await loader.refusedFiles(folder)).keys()) names.add(name);
        }),
      );
      return names;
    },
    onNewConfig(listener) {
      tellOfConfig = listener;
    },
    async write(work) {
      await store.load((session) => {
        takeSession(session);
        return session.store.load(startedAt(), work);
      });
    },
  };
}

/**
 * Does work with a signal that is aborted when either of two is. `AbortSignal.any` leaves something behind whenever it is
 * called, in Node 22 and 26, as long as one of its signals lives.
 */
async function untilEither<T>(
  stop: AbortSignal,
  yielded: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const either = new AbortController();
  const signals = [stop, yielded];
  const abort = () => either.abort(signals.find(({ aborted }) => aborted)?.reason);
  for (const signal of signals) signal.addEventListener('abort', abort);
  if (signals.some(({ aborted }) => aborted)) abort();
  try {
    return await work(either.signal);
  } finally {
    for (const signal of signals) signal.removeEventListener('abort', abort);
  }
}
