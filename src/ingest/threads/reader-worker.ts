import { type MessagePort, workerData } from 'node:worker_threads';
import { createOopsReader, type OopsReaderSettings, type ReadOops, type ReportFile } from '../read-oops.js';
import { createPacker, type OopsPack, type ReadOopsReport } from './oops-pack.js';

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

/** What came of a task's files: null in `others` for each that was an OOPS; those are in the pack, in their order. */
export type ReaderAnswer =
  | { readonly task: number; readonly pack: OopsPack; readonly others: readonly (ReadOops | null)[] }
  | { readonly error: unknown };

const { settings, port, changes } = workerData as ReaderData;
const readOops = createOopsReader(settings);

const pack = createPacker();

port.on('message', (request: ReaderRequest) => {
  try {
    const answer = answerTo(request);
    port.postMessage(answer, [answer.pack.numbers.buffer]);
  } catch (error) {
    port.postMessage({ error } satisfies ReaderAnswer);
  }
  Atomics.add(changes, 0, 1);
  Atomics.notify(changes, 0);
});

function answerTo({ task, files }: ReaderRequest) {
  const reads = files.map(readOops);
  const oopses = reads.filter((read): read is ReadOopsReport => read.kind === 'oops');
  const others = reads.map((read) => (read.kind === 'oops' ? null : read));
  return { task, pack: pack(oopses), others } satisfies ReaderAnswer;
}
