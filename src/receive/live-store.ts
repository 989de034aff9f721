import type { IngestContext } from '../ingest/ingest-folders.js';
import type { DocumentSettings } from '../oops/events/document-settings.js';
import { createQueue } from '../queue.js';
import { UserError } from '../user-error.js';
import { createOccasionalRemark } from './occasional-remark.js';
import { type Patience, tryAgain } from './try-again.js';

/** An open store, and what is loaded into it by, as the config says it. */
export interface LiveSession extends IngestContext {
  /** How the rows of a file are read, as far as the config says it. */
  readonly rowsOf: (path: string) => Partial<DocumentSettings>;
  /** How young a file may still be in the making, in milliseconds. */
  readonly settlingTime: number;
  /** What is said of an error of the store's engine; undefined for any other. */
  readonly explain: (error: unknown) => UserError | undefined;
  readonly close: () => Promise<void>;
}

/** The store of a program that runs until it is stopped. Its ways in share it: one loading comes after the other. */
export interface LiveStore {
  /**
   * Does a loading. While the store cannot be written, as when the disk is full or another program has locked it, it is
   * tried again and again, until it gives up or is to stop: then the UserError is thrown. So a loading must be one that can
   * be done twice.
   *
   * @param work `yielded` is aborted when others have waited for long: a loading that can go on for minutes stops then
   *   where it is, throws the reason, and is asked for again: see `isYielding`
   */
  load<T>(work: (session: LiveSession, yielded: AbortSignal) => Promise<T>): Promise<T>;
  /** Opens the store anew, by what the config says now. What is wrong with a config is a remark, and the old one serves on. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

/** With how long a store that cannot be written is tried. */
export interface LiveStoreOptions extends Patience {
  readonly open: () => Promise<LiveSession>;
}

/** For so long, in milliseconds, a loading may keep others waiting. */
const LONGEST_LOADING = 1000;

/** Why a loading stopped where it was. */
const YIELDING = new Error('others wait to load');

/** Whether a loading ended because others waited: it is to be asked for again. */
export function isYielding(error: unknown): boolean {
  return error === YIELDING;
}

/** Opens the store. Throws a UserError when that cannot be done: nobody has sent anything yet. */
export async function openLiveStore(options: LiveStoreOptions): Promise<LiveStore> {
  const { open, now, sleep, onRemark } = options;
  const patience = { ...options, onRemark: createOccasionalRemark(onRemark, now) };
  const inTurn = createQueue();
  let session = await open();
  let waiting = 0;
  let running: { readonly since: number; readonly yielding: AbortController } | null = null;

  async function loadOnce<T>(work: (session: LiveSession, yielded: AbortSignal) => Promise<T>): Promise<T> {
    const yielding = new AbortController();
    running = { since: now(), yielding };
    if (waiting > 0) askToYield(running);
    try {
      return await work(session, yielding.signal);
    } finally {
      running = null;
    }
  }

  async function askToYield({ since, yielding }: NonNullable<typeof running>): Promise<void> {
    await sleep(Math.max(0, since + LONGEST_LOADING - now()));
    yielding.abort(YIELDING);
  }

  function loadAtLast<T>(work: (session: LiveSession, yielded: AbortSignal) => Promise<T>): Promise<T> {
    const explain = (error: unknown) =>
      session.explain(error) ?? (error instanceof UserError ? error : undefined);
    return tryAgain(() => loadOnce(work), explain, patience);
  }

  return {
    async load(work) {
      waiting++;
      if (running) void askToYield(running);
      return inTurn(() => {
        waiting--;
        return loadAtLast(work);
      });
    },
    reopen: () =>
      inTurn(async () => {
        try {
          const next = await open();
          await session.close();
          session = next;
          onRemark('The config was read anew.');
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          onRemark(`${error.message} The config from before serves on.`);
        }
      }),
    close: () => inTurn(() => session.close()),
  };
}
