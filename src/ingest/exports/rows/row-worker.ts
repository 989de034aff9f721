import { parentPort, workerData } from 'node:worker_threads';
import { reopenExport } from '../../../sources/exports/export-file.js';
import type { FileStamp } from '../../../sources/read-report-file.js';
import type { Discard } from '../../../store/records.js';
import type { SettledOops } from '../../batch.js';
import { createPacker, type OopsPack } from '../../threads/oops-pack.js';
import { type RowReading, type RowsEnd, readRows } from './read-rows.js';

/** What a thread is started with that reads the rows of one export; see `readRowsInThread`. */
export interface RowData {
  readonly reading: RowReading;
  readonly file: number;
  readonly stamp: FileStamp;
  readonly limit: number;
  /** Kilobytes of rows that were read and not yet taken. */
  readonly held: Int32Array<SharedArrayBuffer>;
}

/** Rows as they were read: how many, how much they weigh together, and what came of them. */
export interface RowPack {
  readonly kind: 'rows';
  readonly rows: number;
  readonly kilobytes: number;
  readonly pack: OopsPack;
  /** Of all in the pack, the line. */
  readonly lines: readonly number[];
  readonly discards: readonly (readonly [source: string, discards: readonly Discard[]])[];
  /** How many were well, and no errors. */
  readonly passed: number;
}

export type RowAnswer =
  | RowPack
  | { readonly kind: 'remark'; readonly remark: string }
  | { readonly kind: 'end'; readonly end: RowsEnd | null };

/** So much is handed over at once. */
const BYTES_AT_ONCE = 512 * 1024;
const READS_AT_ONCE = 256;
/** When so much waits to be taken, no more is read: what bounds the memory. */
const KILOBYTES_HELD = 4 * 1024;

const { reading, file, stamp, limit, held } = workerData as RowData;

function answer(said: RowAnswer, buffers: ArrayBuffer[] = []): void {
  parentPort?.postMessage(said, buffers);
}

/** Has the rows read, and hands them over. What goes wrong arrives at who started this. */
async function readAll(): Promise<void> {
  const packReads = createPacker();
  let reads: SettledOops[] = [];
  let lines: number[] = [];
  let discards: RowPack['discards'][number][] = [];
  let rows = 0;
  let bytes = 0;
  let passed = 0;

  function handOver(): void {
    const pack = packReads(reads);
    const kilobytes = Math.ceil(bytes / 1024);
    answer({ kind: 'rows', rows, kilobytes, pack, lines, discards, passed }, [pack.numbers.buffer]);
    [reads, lines, discards] = [[], [], []];
    rows = bytes = passed = 0;
    let waiting = Atomics.add(held, 0, kilobytes) + kilobytes;
    while (waiting > KILOBYTES_HELD) {
      Atomics.wait(held, 0, waiting);
      waiting = Atomics.load(held, 0);
    }
  }

  const opened = reopenExport(
    { path: reading.path, file, stamp },
    {
      ...{ limit, columns: reading.settings.columns },
      onRemark: (remark) => answer({ kind: 'remark', remark }),
    },
  );
  const end = await readRows(opened, reading, {
    step(weight) {
      if (bytes >= BYTES_AT_ONCE || reads.length >= READS_AT_ONCE) handOver();
      rows++;
      bytes += weight;
      return undefined;
    },
    take(read, line) {
      reads.push(read);
      lines.push(line);
      return undefined;
    },
    discard(source, thrown) {
      discards.push([source, thrown]);
      return undefined;
    },
    pass(count) {
      passed += count;
    },
  });
  handOver();
  answer({ kind: 'end', end });
}

void readAll();
