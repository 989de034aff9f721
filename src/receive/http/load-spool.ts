import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { ingestExport } from '../../ingest/exports/ingest-export.js';
import { Tally } from '../../ingest/tally.js';
import type { Loader } from '../../store/loader.js';
import { UserError } from '../../user-error.js';
import type { LiveSession, LiveStore } from '../live-store.js';
import { recordCaughtUp } from '../record-caught-up.js';
import type { EventSpool, SealedSegment } from '../spool/event-spool.js';
import { explainSpoolError } from '../spool/explain-spool-error.js';
import { refuseUnread } from '../spool/refuse-unread.js';
import { createWakeUp } from '../wake-up.js';
import type { TurnedAway } from './turned-away.js';

/** What the loading of a spool works with. */
export interface SpoolLoading {
  readonly store: LiveStore;
  readonly spool: EventSpool;
  /** The folder of the spool. */
  readonly root: string;
  /** What the receiver is called as a source. */
  readonly source: string;
  readonly turnedAway: TurnedAway;
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** Told what came of a segment, of so many events. */
  readonly onLoaded: (tally: Tally, events: number) => void;
  /** Told when all that had come in was loaded. */
  readonly onCaughtUp: (at: number) => void;
  readonly onRemark: (remark: string) => void;
}

/** Loads what comes into a spool. */
export interface SpoolLoader {
  /** Says that something has come. */
  wake(): void;
  /** Loads until `stop` is aborted and nothing is left, or what is left cannot be loaded now. */
  run(stop: AbortSignal): Promise<void>;
}

/**
 * At least so long, in milliseconds, a segment collects what comes after the one before: what comes alone is loaded at once,
 * and of very much there are a few segments a second.
 */
const PACE = 200;
/** How often it is recorded that all is loaded, in milliseconds; discards are kept as often. */
const RECORD_EVERY = 10_000;
/** How long it waits where the spool or the store could not be used. */
const WAIT_AFTER_FAULT = 1000;

/** Makes the loader, which does one thing after the other. */
export function createSpoolLoader(loading: SpoolLoading): SpoolLoader {
  const { store, spool, source, root, turnedAway, now, sleep, onLoaded, onCaughtUp, onRemark } = loading;
  const wakeUp = createWakeUp(sleep);
  let lastSealedAt = Number.NEGATIVE_INFINITY;
  let lastRecordedAt = Number.NEGATIVE_INFINITY;
  let isSpoolRemarked = false;
  /** Until when all that was acknowledged is loaded. */
  let caughtUpAt: number | null = null;
  /** What is sealed and not loaded. */
  let inHand: SealedSegment | null = null;

  const isRecordDue = () => now() - lastRecordedAt >= RECORD_EVERY;
  const pause = async (milliseconds: number, signal: AbortSignal) => {
    if (milliseconds > 0) await sleep(milliseconds, signal).catch(() => {});
  };
  const withLoader = (work: (loader: Loader) => Promise<void>) =>
    store.load((session) => session.store.load(loadOptions(session), work));

  async function sealNext(): Promise<SealedSegment | null> {
    try {
      const segment = await spool.seal();
      isSpoolRemarked = false;
      return segment;
    } catch (error) {
      const told = explainSpoolError(error, root);
      if (!told) throw error;
      if (!isSpoolRemarked) onRemark(`${told.message} Trying again.`);
      isSpoolRemarked = true;
      throw told;
    }
  }

  async function loadSegment(segment: SealedSegment): Promise<void> {
    const tally = await store.load((session) => loadExport(session, segment.path));
    await segment.forget().catch(() => {});
    onLoaded(tally, segment.events);
  }

  /** What no fault of the disk keeps from being loaded must not keep all that comes after it from being loaded. */
  async function loadOrSetAside(segment: SealedSegment): Promise<void> {
    try {
      await loadSegment(segment);
    } catch (error) {
      if (error instanceof UserError) throw error;
      const reason = `could not be read, which is a fault of oops-report: ${String(error)}`;
      onRemark(`${segment.path} ${reason}. It stays there; what comes after it is loaded.`);
      await withLoader((loader) => refuse(loader, segment.path, reason));
      await segment.forget().catch(() => {});
      const tally = new Tally();
      tally.reject(segment.path, reason);
      onLoaded(tally, segment.events);
    }
  }

  /** Keeps what was turned away, and until when all is loaded. */
  async function record(): Promise<void> {
    lastRecordedAt = now();
    await withLoader(async (loader) => {
      await turnedAway.keep((told, discards) => loader.putDiscards(told, discards));
      if (caughtUpAt === null) return;
      await recordCaughtUp(loader, { source, kind: 'receiver', spool: root, at: caughtUpAt });
    });
  }

  function catchUp(at: number): void {
    caughtUpAt = at;
    onCaughtUp(at);
  }

  /** Loads what there is. */
  async function loadAll(stop: AbortSignal): Promise<void> {
    for (;;) {
      await pause(lastSealedAt + PACE - now(), stop);
      const at = now();
      inHand ??= await sealNext();
      if (!inHand) return catchUp(at);
      lastSealedAt = at;
      await loadOrSetAside(inHand);
      const { isNewest } = inHand;
      inHand = null;
      if (isNewest) catchUp(at);
      if (isRecordDue()) await record();
    }
  }

  return {
    wake: wakeUp.wake,
    async run(stop) {
      stop.addEventListener('abort', wakeUp.wake, { once: true });
      for (;;) {
        const isLast = stop.aborted;
        try {
          await loadAll(stop);
          if (isLast || isRecordDue()) await record();
          if (isLast) return;
          await wakeUp.wait(lastRecordedAt + RECORD_EVERY - now());
        } catch (error) {
          // What waits lasts on the disk: there is no reason to end, and to lose what would come.
          if (!(error instanceof UserError)) throw error;
          if (isLast) return onRemark(`${error.message} What is left in ${root} is for the next run.`);
          await pause(WAIT_AFTER_FAULT, stop);
        }
      }
    },
  };
}

async function loadExport(session: LiveSession, path: string): Promise<Tally> {
  const tally = new Tally();
  await ingestExport(session, path, { rowsOf: session.rowsOf, settle: 0 }, tally);
  refuseUnread(tally);
  return tally;
}

function loadOptions({ now }: LiveSession) {
  return { startedAt: now(), clock: now, exists: existsSync };
}

async function refuse(loader: Loader, path: string, reason: string): Promise<void> {
  const place = { directory: dirname(path), name: basename(path) };
  await loader.put([{ ...place, line: 0, before: null, read: { kind: 'refused', reason, stamp: null } }]);
}
