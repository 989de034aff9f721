import { type MessagePort, workerData } from 'node:worker_threads';
import { createOopsReader, type OopsReaderSettings, type ReportFile } from '../read-oops.js';
import { createPacker, type OopsPack } from './oops-pack.js';

/** What a reader thread is started with; see `startReaderThread`. */
export interface ReaderData {
  readonly settings: OopsReaderSettings;
  readonly port: MessagePort;
  readonly changes: Int32Array<SharedArrayBuffer>;
}

export interface ReaderRequest {
  readonly task: number;
  readonly files: readonly ReportFile[];
}

/** What came of a task's files. */
export type ReaderAnswer = { readonly task: number; readonly pack: OopsPack } | { readonly error: unknown };

const { settings, port, changes } = workerData as ReaderData;
const readOops = createOopsReader(settings);

const pack = createPacker();

port.on('message', (request: ReaderRequest) => {
  try {
    const packed = pack(request.files.map(readOops));
    const answer: ReaderAnswer = { task: request.task, pack: packed };
    port.postMessage(answer, [packed.numbers.buffer]);
  } catch (error) {
    port.postMessage({ error } satisfies ReaderAnswer);
  }
  Atomics.add(changes, 0, 1);
  Atomics.notify(changes, 0);
});
