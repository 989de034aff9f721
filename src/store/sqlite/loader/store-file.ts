import { join } from 'node:path';
import type { LoadedFile, LoadOptions, LoadOutcome, Reading } from '../../loader.js';
import type { FilePlace } from '../../records.js';
import type { Db } from '../db.js';
import type { OopsWriter } from '../tables/oops-writer.js';
import { conflictReason, type RejectTable } from '../tables/rejects.js';
import { findExport } from '../tables/sources.js';
import type { FreedFiles } from './freed.js';
import type { SeqSet } from './seq-set.js';
import type { Stamps } from './stamps.js';

/** What files are stored with. */
export interface FileStoring extends LoadOptions {
  readonly db: Db;
  readonly writer: OopsWriter;
  readonly rejects: RejectTable;
  readonly stamps: Stamps;
  readonly freed: FreedFiles;
  /** Takes the numbers of what was loaded or known. */
  readonly seen: SeqSet;
}

type SettledReading = Exclude<Reading, { kind: 'same' }>;
type OopsReading = Extract<Reading, { kind: 'oops' }>;

/** How many refused lines of an export are kept with their reasons; it can have millions. */
const LINES_LISTED = 1000;

const LOADED: LoadOutcome = { kind: 'loaded' };
const KNOWN: LoadOutcome = { kind: 'known' };
const WAITING: LoadOutcome = { kind: 'waiting' };

/** Makes what stores one file, or row of an export, after another, inside a transaction. */
export function createFileStoring({
  db,
  writer,
  rejects,
  stamps,
  freed,
  seen,
  startedAt,
  exists,
}: FileStoring): (file: LoadedFile) => LoadOutcome {
  let refusedLines = 0;

  /** Returns why it was refused, as a text. */
  function storeOops(file: LoadedFile, { oops, stamp }: OopsReading): LoadOutcome | string {
    const outcome = writer.insert(oops, startedAt, file.line > 0 ? undefined : stamps.toKeep(stamp));
    if (outcome.kind === 'conflict') {
      const { seq, paths } = outcome;
      if (!isOutdated(file, seq, paths)) return conflictReason(oops.oops.id, paths[0] ?? oops.oops.id);
      freed.freeId(oops.oops.id);
      writer.remove(seq);
      return storeOops(file, { kind: 'oops', oops, stamp });
    }
    if (outcome.kind === 'known' && file.isReadAnew && !seen.has(outcome.seq)) {
      const seq = writer.correct(outcome.seq, oops, startedAt);
      seen.add(seq);
      return seq === outcome.seq ? KNOWN : LOADED;
    }
    seen.add(outcome.seq);
    return outcome.kind === 'loaded' ? LOADED : KNOWN;
  }

  /** Whether what is stored under an id gives way: no file says it any more, or only this one did, at its last reading. */
  function isOutdated({ directory, name, line }: LoadedFile, seq: number, paths: readonly string[]) {
    const isOwn = paths.length === 1 && paths[0] === join(directory, name);
    if (isOwn) return line === 0 || !seen.has(seq);
    return line === 0 && paths.length > 0 && !paths.some(exists);
  }

  /** Takes back what a file said before. Returns what became of it when that leaves nothing of it to be stored. */
  function replace(file: LoadedFile, seq: number, { stamp, ...read }: SettledReading): LoadOutcome | null {
    if (!writer.isIn(seq, file)) return null;
    if (read.kind === 'oops' && writer.holds(seq, read.oops)) {
      writer.stamp(seq, file, stamps.toKeep(stamp));
      return KNOWN;
    }
    // What could not be opened has not said anything else.
    if (stamp === null) return null;
    const { oopsId, others } = writer.release(seq, file);
    freed.freeId(oopsId);
    if (others.length === 0 || !others.every(canBeReadAgain)) return null;
    writer.remove(seq);
    freed.freeCopies(others);
    return WAITING;
  }

  function canBeReadAgain({ directory, name }: FilePlace): boolean {
    const path = join(directory, name);
    return exists(path) && !findExport(db, path);
  }

  function refuse({ directory, name, line, read }: LoadedFile, reason: string): LoadOutcome {
    const isKept = line === 0 || ++refusedLines <= LINES_LISTED;
    if (isKept)
      rejects.put({ directory, name, line, reason, rejectedAt: startedAt, ...stamps.toKeep(read.stamp) });
    return { kind: 'refused', reason, isKept };
  }

  return (file) => {
    const { read } = file;
    // What a file said before is the number of its OOPS.
    const before = file.before as number | null;
    if (read.kind === 'same') {
      if (before !== null) writer.stamp(before, file, read.stamp);
      return KNOWN;
    }
    const replaced = before === null ? null : replace(file, before, read);
    if (replaced) return replaced;
    const outcome = read.kind === 'refused' ? read.reason : storeOops(file, read);
    return typeof outcome === 'string' ? refuse(file, outcome) : outcome;
  };
}
