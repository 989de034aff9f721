import { join } from 'node:path';
import type { FileStamp } from '../sources/read-report-file.js';
import type { DerivationSettings } from '../store/derivation.js';
import { openOopsWriter } from '../store/oops-store.js';
import type { Db } from '../store/open-database.js';
import { openRejects } from '../store/reject-store.js';
import type { ReadOops } from './read-oops.js';
import type { Tally } from './tally.js';

/** A file that was there to be read. */
export type SettledOops = Exclude<ReadOops, { kind: 'gone' }>;

/** What has been read and not yet stored. */
export interface Batch {
  /** Takes what came of reading a file; stores the batch when it is full. */
  add(directory: string, name: string, read: SettledOops): void;
  /** Stores everything in one transaction and counts what became of it. */
  flush(): void;
}

/** Large enough that a transaction costs each file little, small enough that an interruption loses little. */
const BATCH_FILES = 2000;
/** What is kept of a report can hold on to all of its text until it is stored. */
const BATCH_BYTES = 64 * 1024 * 1024;
/** Equal to the stamp of no file: what could not be opened is tried again every time. */
const NO_STAMP: FileStamp = { size: -1, modifiedAt: 0 };

/** Starts collecting. `now` becomes the time of arrival of every OOPS. */
export function openBatch(db: Db, settings: DerivationSettings, tally: Tally, now: number): Batch {
  const writer = openOopsWriter(db, settings);
  const rejects = openRejects(db);
  let pending: { readonly directory: string; readonly name: string; readonly read: SettledOops }[] = [];
  let bytes = 0;

  function reject(directory: string, name: string, reason: string, stamp: FileStamp | null): void {
    rejects.put({ directory, name, line: 0, reason, rejectedAt: now, ...(stamp ?? NO_STAMP) });
    tally.reject({ path: join(directory, name), reason });
  }

  function store(directory: string, name: string, read: SettledOops): void {
    if (read.kind === 'refused') return reject(directory, name, read.reason, read.stamp);
    const outcome = writer.insert(read.oops, now);
    if (outcome.kind === 'conflict') {
      const reason = `holds another report with the id ${read.oops.oops.id} than ${outcome.path}`;
      return reject(directory, name, reason, read.stamp);
    }
    rejects.remove(directory, name);
    if (outcome.kind === 'loaded') tally.load(read.oops.time);
    else tally.known++;
  }

  function flush(): void {
    if (pending.length === 0) return;
    writer.transaction(() => {
      for (const { directory, name, read } of pending) store(directory, name, read);
    });
    pending = [];
    bytes = 0;
  }

  return {
    add(directory, name, read) {
      pending.push({ directory, name, read });
      if (read.kind === 'oops') bytes += read.oops.content.size;
      if (pending.length >= BATCH_FILES || bytes >= BATCH_BYTES) flush();
    },
    flush,
  };
}
