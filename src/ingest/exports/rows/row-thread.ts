import { on } from 'node:events';
import { basename, dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { ALL_DATES } from '../../../sources/find-reports.js';
import type { FileStamp } from '../../../sources/read-report-file.js';
import type { SettledOops } from '../../batch.js';
import { createUnpacker } from '../../threads/oops-pack.js';
import { YOUNG_SPACE } from '../../threads/reader-thread.js';
import type { RowReading, RowsEnd } from './read-rows.js';
import type { RowSink } from './row-sink.js';
import type { RowAnswer, RowData, RowPack } from './row-worker.js';

/** How a thread reads rows: what `readRows` is told, and how the file is opened. */
export interface RowThreadReading extends Omit<RowReading, 'isKnownId' | 'isTextSoFar' | 'earlierWay'> {
  /** Bytes of the longest row, unpacked. */
  readonly limit: number;
  readonly onRemark: (remark: string) => void;
  /** Aborted when it is to stop: it throws the reason. */
  readonly signal?: AbortSignal;
}

/** The file of an open export, which stays open until its rows are read. */
interface OpenFile {
  readonly file: number;
  readonly stamp: FileStamp;
}

/**
 * Reads the rows of an open export as `readRows` does, but in a thread of its own. Undefined where that could not be started:
 * then nothing was handed on.
 */
export async function readRowsInThread(
  { file, stamp }: OpenFile,
  { path, settings, rules, dates = ALL_DATES, limit, onRemark, signal }: RowThreadReading,
  sink: RowSink,
): Promise<RowsEnd | null | undefined> {
  const held = new Int32Array(new SharedArrayBuffer(4));
  const reading = { path, settings, rules, ...(dates !== ALL_DATES && { dates }) };
  const takePack = createPackTaker(path, sink);
  let worker: Worker | undefined;
  let hasBegun = false;
  try {
    worker = startThread({ reading, file, stamp, limit, held });
    for await (const [message] of on(worker, 'message', { close: ['exit'], ...(signal && { signal }) })) {
      const answer = message as RowAnswer;
      hasBegun = true;
      if (answer.kind === 'end') return answer.end;
      if (answer.kind === 'remark') onRemark(answer.remark);
      else {
        await takePack(answer);
        Atomics.sub(held, 0, answer.kilobytes);
        Atomics.notify(held, 0);
      }
    }
    throw new Error(`the thread that read ${path} ended too early`);
  } catch (error) {
    signal?.throwIfAborted();
    if (hasBegun) throw error;
    return undefined;
  } finally {
    // The file is closed next, and another one may get its number.
    await worker?.terminate();
  }
}

function startThread(workerData: RowData): Worker {
  const worker = new Worker(new URL('./row-worker.js', import.meta.url), {
    workerData,
    execArgv: [],
    resourceLimits: YOUNG_SPACE,
  });
  // What still fails in it when it is no longer listened to does not matter.
  worker.on('error', () => {});
  return worker;
}

/** Makes what hands on what the thread handed over. */
function createPackTaker(path: string, sink: RowSink): (pack: RowPack) => Promise<void> {
  const unpack = createUnpacker();
  const place = { directory: dirname(path), name: basename(path) };
  return async ({ rows, kilobytes, pack, lines, discards, passed }) => {
    await sink.step(kilobytes * 1024, rows);
    sink.pass(passed);
    const reads = unpack(
      pack,
      lines.map(() => place),
    );
    for (const [index, read] of reads.entries()) {
      const taking = sink.take(read as SettledOops, lines[index] as number);
      if (taking) await taking;
    }
    for (const [source, thrown] of discards) await sink.discard(source, thrown);
  };
}
