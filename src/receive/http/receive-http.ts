import type { ReceiverConfig } from '../../config/config.js';
import type { Tally } from '../../ingest/tally.js';
import { DEFAULT_DOCUMENT_SETTINGS, type DocumentSettings } from '../../oops/events/document-settings.js';
import { formatInstant } from '../../time/instant.js';
import { UserError } from '../../user-error.js';
import { type Address, isLoopback, writeAddress } from '../address.js';
import { countLoaded, createFigures, type Intake, type IntakeFigures } from '../intake.js';
import type { LiveStore } from '../live-store.js';
import { createOccasionalRemark } from '../occasional-remark.js';
import { type EventSpool, openEventSpool } from '../spool/event-spool.js';
import { explainSpoolError } from '../spool/explain-spool-error.js';
import { createSpoolSize } from '../spool/spool-size.js';
import { createKeyCheck, type KeyCheck } from './keys.js';
import { CONNECTION_LIMITS, type ConnectionLimits, listen } from './listen.js';
import { createSpoolLoader } from './load-spool.js';
import { type Taking, takeRequest } from './request/take-request.js';
import { createRoom } from './room.js';
import { createTurnedAway } from './turned-away.js';

export interface ReceiveOptions {
  readonly address: Address;
  /** The absolute path of the folder that keeps what came in. */
  readonly spool: string;
  readonly store: LiveStore;
  /** What the config says now. */
  readonly config: () => ReceivingConfig;
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  readonly onRemark: (remark: string) => void;
  readonly limits?: Partial<ReceiverLimits>;
}

/** What of the config says how events are received. */
export interface ReceivingConfig extends Pick<DocumentSettings, 'projects'> {
  readonly receiver: ReceiverConfig;
}

export interface ReceiverLimits extends ConnectionLimits {
  /** Bytes of the largest body, packed or unpacked. */
  readonly bodyBytes: number;
  /** Bytes of all bodies together that are in memory. */
  readonly heldBytes: number;
}

const MEGABYTE = 1024 * 1024;

/**
 * Errors are small: Sentry's own limit is 1 MB for an event. With pictures and recordings beside it, which are not kept, an
 * envelope has some more.
 */
const RECEIVER_LIMITS: ReceiverLimits = {
  ...CONNECTION_LIMITS,
  bodyBytes: 20 * MEGABYTE,
  heldBytes: 128 * MEGABYTE,
};

/** When nobody listened for so long, in milliseconds, something can be missing. */
const WORTH_A_REMARK = 60_000;

/**
 * Receives events over HTTP, as Sentry's clients and OpenTelemetry's exporters send them: it is a DSN of ours. They are
 * answered once they last in the spool, and judged only then.
 */
export function receiveHttp(options: ReceiveOptions): Intake {
  const { address, spool: root, store, now, sleep, onRemark } = options;
  const source = `http://${writeAddress(address)}`;
  const limits = { ...RECEIVER_LIMITS, ...options.limits };
  const figures = createFigures();
  let port = address.port;

  return {
    get name() {
      return `http://${writeAddress({ ...address, port })}`;
    },
    figures,
    spoolBytes: createSpoolSize(root, now),
    async run(stop, onReady) {
      refuseOpenDoor(address, options.config());
      const spool = await openSpool(root, now);
      try {
        await remarkOnSilence();
        await receive(spool, stop, onReady);
      } finally {
        await spool.close();
      }
    },
  };

  async function receive(spool: EventSpool, stop: AbortSignal, onReady: () => void): Promise<void> {
    const turnedAway = createTurnedAway(`${source} since ${formatInstant(now())}`);
    const remarkTurningAway = createOccasionalRemark(onRemark, now);
    const loader = createSpoolLoader({
      ...{ store, spool, root, source, turnedAway, now, sleep, onRemark },
      onLoaded: (tally, events) => countSegment(figures, tally, events),
      onCaughtUp: (at) => {
        figures.caughtUpAt = at;
      },
    });
    const taking: Taking = {
      ...{
        spool,
        now,
        keys: createKeyChecks(options),
        limits: { ...limits, room: createRoom(limits.heldBytes) },
      },
      settings: () => ({ ...DEFAULT_DOCUMENT_SETTINGS, projects: options.config().projects }),
      host: () => writeAddress({ ...address, port }),
      onAccepted(events, notErrors) {
        figures.pending += events;
        figures.notErrors += notErrors;
        recount(figures);
        if (events > 0) loader.wake();
      },
      onTurnedAway(reporters, error) {
        figures.discarded += reporters.length;
        turnedAway.count(reporters, now());
        const reason = error === null ? 'Too much waits in memory.' : explainFault(error, root);
        remarkTurningAway(`${reason} Events are turned away meanwhile, and counted as discards.`);
      },
    };
    const onFault = (error: unknown) => onRemark(`A request could not be answered: ${String(error)}`);
    const listening = await listen(address, limits, (request) => takeRequest(request, taking), onFault);
    port = listening.port;
    figures.isConnected = true;
    onReady();
    const drained = new AbortController();
    const loading = loader.run(drained.signal);
    try {
      await Promise.race([whenAborted(stop), loading]);
    } finally {
      await listening.close();
      figures.isConnected = false;
      drained.abort();
    }
    await loading;
  }

  async function remarkOnSilence(): Promise<void> {
    const sources = await store.load((session) => session.store.snapshot((data) => data.sources()));
    const lastReadAt = sources.find(({ path }) => path === source)?.lastReadAt;
    if (lastReadAt === undefined || now() - lastReadAt < WORTH_A_REMARK) return;
    onRemark(
      `From ${formatInstant(lastReadAt)} to ${formatInstant(now())} nobody listened at ${source}: what was sent then is lost, unless clients kept it.`,
    );
  }
}

/** Without keys whoever reaches it may send; so only this machine may reach it. */
function refuseOpenDoor(address: Address, { receiver }: ReceivingConfig): void {
  if (isLoopback(address) || Object.keys(receiver.keys).length > 0) return;
  throw new UserError(
    `--listen ${writeAddress(address)} is for other machines too, and anybody could send: name the keys of your projects in receiver.keys of the config, or listen on 127.0.0.1.`,
  );
}

async function openSpool(root: string, now: () => number): Promise<EventSpool> {
  try {
    return await openEventSpool(root, now);
  } catch (error) {
    throw explainSpoolError(error, root) ?? error;
  }
}

function explainFault(error: unknown, root: string): string {
  return (explainSpoolError(error, root) ?? new Error(`${root}: ${String(error)}.`)).message;
}

/** The check by the keys that the config says at the moment, made once for each config. */
function createKeyChecks({ config, address }: ReceiveOptions): () => KeyCheck {
  let of: ReceiverConfig | undefined;
  let check: KeyCheck | undefined;
  return () => {
    const { receiver } = config();
    if (!check || receiver !== of) check = createKeyCheck(receiver, isLoopback(address));
    of = receiver;
    return check;
  };
}

/** Counts what came of a segment of so many events. A client report comes to no OOPS and no reject: it is no error. */
function countSegment(figures: IntakeFigures, tally: Tally, events: number): void {
  const { loaded, known, rejected, notErrors } = tally.summary(0);
  const told = loaded + known + rejected + notErrors;
  countLoaded(figures, { loaded, known, rejected, notErrors: notErrors + Math.max(0, events - told) });
  figures.pending -= events;
  recount(figures);
}

/** A body of OpenTelemetry counts as one event until it is read; then as those that are in it. */
function recount(figures: IntakeFigures): void {
  const { loaded, known, rejected, notErrors, pending } = figures;
  figures.accepted = loaded + known + rejected + notErrors + pending;
}

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
