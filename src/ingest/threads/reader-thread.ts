import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { OopsReaderSettings, ReadOops, ReportFile } from '../read-oops.js';
import { createUnpacker } from './oops-pack.js';
import type { ReaderAnswer, ReaderData, ReaderRequest } from './reader-worker.js';

/** What is read lives shortly: in a small space what is new stays near the processor, and text takes 80 MB less. */
export const YOUNG_SPACE = { maxYoungGenerationSizeMb: 24 };

/** Files to be read, and what came of it. */
interface Task {
  readonly files: readonly ReportFile[];
  reads: readonly ReadOops[] | null;
}

/** A thread that reads files. It is asked and answers without the event loop, so that ingest can go on without a pause. */
export interface ReaderThread<T extends Task> {
  /** How many tasks it has not answered yet. */
  readonly waiting: number;
  give(task: T): void;
  /** Fills in what has been read. Throws what went wrong in the thread. */
  collect(): void;
  stop(): void;
}

/**
 * Starts a thread.
 *
 * @param changes its first element is counted up, and notified, with every answer
 */
export function startReaderThread<T extends Task>(
  settings: OopsReaderSettings,
  changes: Int32Array<SharedArrayBuffer>,
): ReaderThread<T> {
  const { port1: port, port2: theirs } = new MessageChannel();
  const workerData: ReaderData = { settings, port: theirs, changes };
  const worker = new Worker(new URL('./reader-worker.js', import.meta.url), {
    workerData,
    transferList: [theirs],
    execArgv: [],
    resourceLimits: YOUNG_SPACE,
  });
  // What fails in it shows in that it does not answer.
  worker.on('error', () => {});
  worker.unref();
  port.unref();
  const tasks = new Map<number, T>();
  const unpack = createUnpacker();
  let given = 0;

  return {
    get waiting() {
      return tasks.size;
    },
    give(task) {
      tasks.set(++given, task);
      const request: ReaderRequest = { task: given, files: task.files };
      port.postMessage(request);
    },
    collect() {
      for (let received = receiveMessageOnPort(port); received; received = receiveMessageOnPort(port)) {
        const answer = received.message as ReaderAnswer;
        if ('error' in answer) throw answer.error;
        const task = tasks.get(answer.task);
        tasks.delete(answer.task);
        if (task) task.reads = unpack(answer.pack, task.files);
      }
    },
    stop() {
      port.close();
      void worker.terminate();
    },
  };
}
