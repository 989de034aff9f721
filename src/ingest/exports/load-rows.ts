import { basename, dirname } from 'node:path';
import type { OpenExport } from '../../sources/exports/export-file.js';
import type { Loader } from '../../store/loader.js';
import type { Batch } from '../batch.js';
import type { IngestOptions } from '../ingest-folders.js';
import { createPause } from '../pause.js';
import type { Tally } from '../tally.js';
import { type RowReading, type RowsEnd, readRows } from './rows/read-rows.js';
import type { RowSink } from './rows/row-sink.js';
import { readRowsInThread } from './rows/row-thread.js';

/** What the rows of one export are loaded with. */
export interface RowLoading extends RowReading, Pick<IngestOptions, 'onProgress' | 'signal' | 'jobs'> {
  readonly loader: Loader;
  readonly batch: Batch;
  readonly tally: Tally;
  /** Bytes of the longest row, unpacked. */
  readonly limit: number;
  /** Told once what of the file is left out. */
  readonly onRemark: (remark: string) => void;
  /** Whether what is stored of the same rows gives way, because they are read in another way now. */
  readonly isReadAnew?: boolean;
}

/** Progress is told once in so many rows. */
const ROWS_AT_ONCE = 2000;
/** Others may act after so many bytes of rows. */
const BYTES_AT_ONCE = 64 * 1024;
/** A file of so many bytes is read by a thread of its own: a smaller one is read as fast without. */
const LARGE = 32 * 1024 * 1024;
const LARGE_PACKED = LARGE / 10;

/**
 * Loads the rows of an open export, as they are read: of a large one by another thread, while this one stores. Null where
 * it held only text so far and does no more, see `readRows`.
 */
export async function loadRows(opened: OpenExport, loading: RowLoading): Promise<RowsEnd | null> {
  const sink = createRowStorer(loading);
  const { file, stamp, isPacked } = opened;
  const isLarge = stamp.size >= (isPacked ? LARGE_PACKED : LARGE);
  const end =
    file !== null && isLarge && isForThread(loading)
      ? await readRowsInThread({ file, stamp }, loading, sink)
      : undefined;
  return end === undefined ? readRows(opened, loading, sink) : end;
}

/** What is known of rows that were read before is known only here. */
function isForThread({ jobs = 1, isKnownId, earlierWay }: RowLoading): boolean {
  return jobs > 1 && !isKnownId && !earlierWay;
}

/** Makes what stores rows, or counts them. */
function createRowStorer({
  path,
  loader,
  batch,
  tally,
  isReadAnew = false,
  signal,
  onProgress = () => {},
}: RowLoading): RowSink {
  const directory = dirname(path);
  const name = basename(path);
  const pause = createPause(signal, BYTES_AT_ONCE);
  let done = 0;
  let told = 0;
  return {
    step(weight, rows = 1) {
      // Those that came before have been taken by now.
      if (done - told >= ROWS_AT_ONCE) {
        told = done;
        onProgress({ folder: path, done, found: null });
      }
      done += rows;
      return pause(weight);
    },
    take: (read, line) => batch.add(directory, name, read, { line, isReadAnew }),
    discard: (source, discards) => loader.putDiscards(source, discards),
    pass(count) {
      tally.notErrors += count;
    },
  };
}
