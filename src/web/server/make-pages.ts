import { Piscina } from 'piscina';
import type { PageAnswer } from '../page.js';
import { PAGE_ROUTES, type PageRoute } from '../routes.js';
import type { PageTask, PageThreadData } from '../threads/page-task.js';
import { STATEMENTS } from './statement-gate.js';

/** The threads that make pages. */
export interface PageThreads {
  /**
   * Makes a page, in turn. Throws a TooBusy when too many wait already, and a TooLong when it takes longer than pages may: its thread is
   * then ended, with the process that it may have started, and another one started.
   *
   * @param unwanted aborted when nobody wants the page any more: it then takes too long
   */
  make(task: PageTask, unwanted?: AbortSignal): Promise<PageAnswer>;
  close(): Promise<void>;
}

/** So many pages wait already that nobody would wait for one more. */
export class TooBusy extends Error {
  override readonly name = 'TooBusy';
}

/** A page took longer, or more memory, than pages may. */
export class TooLong extends Error {
  override readonly name = 'TooLong';
}

export interface PageThreadOptions {
  /** The compiled file of the thread. */
  readonly program: string;
  readonly data: PageThreadData;
  /** How long a page may take, in milliseconds. */
  readonly timeout: number;
}

/** Reports have threads of their own, so that no question keeps them waiting; those of SQL mostly wait themselves, and are started when they are needed. */
const THREADS = {
  reports: { minThreads: 1, maxThreads: 2 },
  oopses: { minThreads: 1, maxThreads: 2 },
  questions: { minThreads: 1, maxThreads: 2 },
  sql: { minThreads: 0, maxThreads: STATEMENTS.inAll },
} as const;

/** How many pages may wait for a thread. */
const WAITING = 200;

/** What the heap of a thread may take, in MB. */
const HEAP = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 16 };

/** Starts the threads: the first page finds them ready. */
export function startPageThreads({ program, data, timeout }: PageThreadOptions): PageThreads {
  const start = (lane: PageRoute['lane']) =>
    new Piscina<PageTask, PageAnswer>({
      filename: program,
      name: 'run',
      workerData: data,
      ...THREADS[lane],
      maxQueue: WAITING,
      idleTimeout: Number.POSITIVE_INFINITY,
      resourceLimits: HEAP,
    });
  const lanes = {
    reports: start('reports'),
    oopses: start('oopses'),
    questions: start('questions'),
    sql: start('sql'),
  };

  return {
    async make(task, unwanted) {
      const lane = task.route === 'missing' ? 'reports' : PAGE_ROUTES[task.route].lane;
      // Not AbortSignal.timeout, which keeps all that hears it until its time is over.
      const stop = new AbortController();
      const abort = () => stop.abort();
      const timer = setTimeout(abort, timeout);
      unwanted?.addEventListener('abort', abort, { once: true });
      try {
        return await lanes[lane].run(task, { signal: stop.signal });
      } catch (error) {
        const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
        if (stop.signal.aborted || isTooLarge) throw new TooLong('The page took too much.', { cause: error });
        if ((error as Error).message.includes('queue is at limit')) throw new TooBusy('Too many pages wait.');
        throw error;
      } finally {
        clearTimeout(timer);
        unwanted?.removeEventListener('abort', abort);
      }
    },
    async close() {
      await Promise.all(Object.values(lanes).map((lane) => lane.destroy()));
    },
  };
}
