import { createQueue } from '../../queue.js';
import { UserError } from '../../user-error.js';
import type { CommandContext } from '../program/context.js';

/** What a service manager is told while a live ingest runs. */
export interface Service {
  /** All ways in are ready. */
  ready(): void;
  /** Does what a reload asks for, with the manager told before and after. */
  reload(work: () => Promise<void>): Promise<void>;
  /** Comes back when all was told. */
  close(): Promise<void>;
}

export interface ServiceOptions {
  /** Aborted when the program is to stop, which the manager is told at once. */
  readonly stop: AbortSignal;
  /** How it goes, in a short line. */
  readonly describe: () => string;
  /** Told once, when the manager cannot be told. */
  readonly onRemark: (remark: string) => void;
}

/** Between two lines of how it goes where no watchdog waits, in milliseconds. */
const STATUS_PERIOD = 60_000;

const NOBODY: Service = { ready: () => {}, reload: (work) => work(), close: async () => {} };

/**
 * Tells the service manager, where there is one, that all is ready, that it goes on, that it reads the config anew, and that it
 * ends. A sign of life comes twice in each period of the watchdog, and from the event loop: one that hangs gives none.
 */
export function tellServiceManager(
  { serviceManager, sleep }: Pick<CommandContext, 'serviceManager' | 'sleep'>,
  { stop, describe, onRemark }: ServiceOptions,
): Service {
  if (!serviceManager) return NOBODY;
  const { watchdogPeriod } = serviceManager;
  const inTurn = createQueue();
  const closed = new AbortController();
  let isReady = false;
  let wasRemarked = false;
  let signsOfLife: Promise<void> | null = null;

  const tell = (...state: readonly string[]): Promise<void> =>
    inTurn(() => serviceManager.tell(state)).catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error;
      if (!wasRemarked) onRemark(error.message);
      wasRemarked = true;
    });
  const status = () => `STATUS=${describe()}`;
  const stopping = () => void tell('STOPPING=1', 'STATUS=Ending what it began.');
  stop.addEventListener('abort', stopping, { once: true });

  async function giveSignsOfLife(): Promise<void> {
    const period = watchdogPeriod === null ? STATUS_PERIOD : watchdogPeriod / 2;
    for (;;) {
      await sleep(period, closed.signal).catch(() => {});
      if (closed.signal.aborted) return;
      const sign = watchdogPeriod === null ? [] : ['WATCHDOG=1'];
      await tell(...sign, ...(stop.aborted ? [] : [status()]));
    }
  }

  return {
    ready() {
      isReady = true;
      void tell('READY=1', status());
      signsOfLife = giveSignsOfLife();
    },
    async reload(work) {
      if (isReady) void tell('RELOADING=1', 'STATUS=Reading the config anew.');
      await work();
      if (isReady) await tell('READY=1', status());
    },
    async close() {
      stop.removeEventListener('abort', stopping);
      closed.abort();
      await signsOfLife;
      await inTurn(async () => {});
    },
  };
}
