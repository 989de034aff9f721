import { type MessagePort, workerData } from 'node:worker_threads';
import { createOopsReader, type ReadOops, type ReportFile } from './read-oops.js';

/** What a reader thread is started with; see `startReaderThread`. */
export interface ReaderSettings {
  readonly port: MessagePort;
  readonly limit: number;
  readonly large: number;
  readonly changes: Int32Array<SharedArrayBuffer>;
}

export interface ReaderRequest {
  readonly task: number;
  readonly files: readonly ReportFile[];
}

export type ReaderAnswer =
  | { readonly task: number; readonly reads: readonly ReadOops[] }
  | { readonly error: unknown };

const { port, limit, large, changes } = workerData as ReaderSettings;
const readOops = createOopsReader(limit, large);

port.on('message', ({ task, files }: ReaderRequest) => {
  answer(() => ({ task, reads: files.map(readOops) }));
});

function answer(read: () => ReaderAnswer): void {
  let answered: ReaderAnswer;
  try {
    answered = read();
  } catch (error) {
    answered = { error };
  }
  port.postMessage(answered);
  Atomics.add(changes, 0, 1);
  Atomics.notify(changes, 0);
}
