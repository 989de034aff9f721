import { join } from 'node:path';
import type { Earlier } from '../../sources/list-folder.js';
import type { LoadedFile, LoadOptions, LoadOutcome, Reading } from '../loader.js';
import type { FilePlace, Reject } from '../records.js';
import { conflictReason } from './conflicts.js';
import type { Stamps } from './stamps.js';
import type { StoredOopses } from './stored-oopses.js';

/** What files are stored with. `Stored`: see `StoredOopses`. */
export interface FileStoring<Stored> extends LoadOptions {
  readonly oopses: StoredOopses<Stored>;
  /** The OOPS that a file said before. */
  readonly saidBefore: (before: Earlier) => Stored;
  readonly keepReject: (reject: Reject) => void;
  /** Whether a file is an export that was read. */
  readonly isExport: (path: string) => boolean;
  readonly stamps: Stamps;
  readonly freed: FreeingFiles;
  /** Takes what was loaded or known. */
  readonly seen: SeenOopses<Stored>;
  /** Whether an export had a row with this id that was pruned; absent: none was. */
  readonly wasPruned?: (place: FilePlace, id: string) => boolean;
}

/** Takes what files that changed had their say in. */
export interface FreeingFiles {
  /** An id may belong to another report now. */
  freeId(id: string): void;
  /** Files held the same OOPS: the first of them decides anew. */
  freeCopies(files: readonly FilePlace[]): void;
}

export interface SeenOopses<Stored> {
  add(stored: Stored): void;
  has(stored: Stored): boolean;
}

type SettledReading = Exclude<Reading, { kind: 'same' }>;
type OopsReading = Extract<Reading, { kind: 'oops' }>;

/** How many refused lines of an export are kept with their reasons; it can have millions. */
const LINES_LISTED = 1000;

const LOADED: LoadOutcome = { kind: 'loaded' };
const KNOWN: LoadOutcome = { kind: 'known' };
const WAITING: LoadOutcome = { kind: 'waiting' };

/** Makes what stores one file, or row of an export, after another. */
export function createFileStoring<Stored>({
  oopses,
  saidBefore,
  keepReject,
  isExport,
  stamps,
  freed,
  seen,
  startedAt,
  exists,
  wasPruned = () => false,
}: FileStoring<Stored>): (file: LoadedFile) => LoadOutcome {
  let refusedLines = 0;

  /** Returns why it was refused, as a text. */
  function storeOops(file: LoadedFile, { oops, stamp }: OopsReading): LoadOutcome | string {
    if (file.line > 0 && wasPruned(file, oops.oops.id)) return KNOWN;
    const outcome = oopses.insert(oops, startedAt, file.line > 0 ? undefined : stamps.toKeep(stamp));
    const { stored } = outcome;
    if (outcome.kind === 'conflict') {
      const { paths } = outcome;
      if (!isOutdated(file, stored, paths)) return conflictReason(oops.oops.id, paths[0] ?? oops.oops.id);
      freed.freeId(oops.oops.id);
      oopses.remove(stored);
      return storeOops(file, { kind: 'oops', oops, stamp });
    }
    if (outcome.kind === 'known' && file.isReadAnew && !seen.has(stored)) {
      const corrected = oopses.correct(stored, oops, startedAt);
      seen.add(corrected.stored);
      return corrected.isSame ? KNOWN : LOADED;
    }
    seen.add(stored);
    return outcome.kind === 'loaded' ? LOADED : KNOWN;
  }

  /** Whether what is stored under an id gives way: no file says it any more, or only this one did, at its last reading. */
  function isOutdated({ directory, name, line }: LoadedFile, stored: Stored, paths: readonly string[]) {
    const isOwn = paths.length === 1 && paths[0] === join(directory, name);
    if (isOwn) return line === 0 || !seen.has(stored);
    return line === 0 && paths.length > 0 && !paths.some(exists);
  }

  /** Takes back what a file said before. Returns what became of it when that leaves nothing of it to be stored. */
  function replace(file: LoadedFile, stored: Stored, { stamp, ...read }: SettledReading): LoadOutcome | null {
    if (!oopses.isIn(stored, file)) return null;
    if (read.kind === 'oops' && oopses.holds(stored, read.oops)) {
      oopses.stamp(stored, file, stamps.toKeep(stamp));
      return KNOWN;
    }
    // What could not be opened has not said anything else.
    if (stamp === null) return null;
    const { oopsId, others } = oopses.release(stored, file);
    freed.freeId(oopsId);
    if (others.length === 0 || !others.every(canBeReadAgain)) return null;
    oopses.remove(stored);
    freed.freeCopies(others);
    return WAITING;
  }

  function canBeReadAgain({ directory, name }: FilePlace): boolean {
    const path = join(directory, name);
    return exists(path) && !isExport(path);
  }

  function refuse({ directory, name, line, read }: LoadedFile, reason: string): LoadOutcome {
    const isKept = line === 0 || ++refusedLines <= LINES_LISTED;
    if (isKept)
      keepReject({ directory, name, line, reason, rejectedAt: startedAt, ...stamps.toKeep(read.stamp) });
    return { kind: 'refused', reason, isKept };
  }

  return (file) => {
    const { read } = file;
    const before = file.before === null ? null : saidBefore(file.before);
    if (read.kind === 'same') {
      if (before !== null) oopses.stamp(before, file, read.stamp);
      return KNOWN;
    }
    const replaced = before === null ? null : replace(file, before, read);
    if (replaced) return replaced;
    const outcome = read.kind === 'refused' ? read.reason : storeOops(file, read);
    return typeof outcome === 'string' ? refuse(file, outcome) : outcome;
  };
}
