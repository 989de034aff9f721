import { existsSync } from 'node:fs';
import type { ConsumeMessage } from 'amqplib';
import { UserError } from '../../user-error.js';
import { countLoaded, createFigures, type Intake } from '../intake.js';
import type { LiveSession, LiveStore } from '../live-store.js';
import { type CaughtUp, recordCaughtUp } from '../record-caught-up.js';
import { explainSpoolError } from '../spool/explain-spool-error.js';
import type { Arrival } from '../spool/judge-arrival.js';
import { openReportSpool, type ReportSpool } from '../spool/report-spool.js';
import { createSpoolSize } from '../spool/spool-size.js';
import { type Patience, tryAgain } from '../try-again.js';
import { type Broker, nameOnBroker } from './broker.js';
import { consumeQueue, type DeliveredBatch, type QueueConsumer } from './consume-queue.js';
import { loadSpooled } from './load-spooled.js';

export interface TakeQueueOptions extends Omit<Patience, 'stop'> {
  readonly store: LiveStore;
  readonly broker: Broker;
  readonly queue: string;
  /** The exchange that the queue is made for, and bound to; null: the queue has to be there. */
  readonly bindTo: string | null;
  /** The absolute path of the folder where what was taken is kept. */
  readonly spool: string;
  /** How many messages may be taken and not acknowledged yet. */
  readonly prefetch: number;
  /** How long what was delivered waits for more, to be loaded with it, in milliseconds: for stores that want few large writings. */
  readonly gathering: number;
  /** The largest report, in bytes unpacked. */
  readonly maxReportBytes: number;
}

/** How often it looks whether all has been delivered, of a quiet queue and of a busy one, in milliseconds. */
const QUIET_PERIOD = 10_000;
const BUSY_PERIOD = 1000;

/**
 * Takes reports from a queue as oops-amqp fills it: what was delivered is written to the spool, loaded, and then
 * acknowledged, all that came meanwhile together. What is no report is set aside in the spool, kept as a reject, and
 * acknowledged as well.
 */
export function takeQueue(options: TakeQueueOptions): Intake {
  const { store, broker, queue, spool: root, maxReportBytes, now } = options;
  const name = nameOnBroker(broker, queue);
  const figures = createFigures();

  async function handle({ messages, acknowledge }: DeliveredBatch, spool: ReportSpool, stop: AbortSignal) {
    const arrivals = messages.map((message) => toArrival(message, name));
    const files = await tryAgain(
      () => spool.keep(arrivals),
      (error) => explainSpoolError(error, root),
      { ...options, stop },
    );
    figures.accepted += files.length;
    figures.pending += files.length;
    const loaded = await store.load((session) => loadSpooled(session, files, maxReportBytes));
    figures.pending -= files.length;
    countLoaded(figures, loaded);
    acknowledge();
  }

  async function takeUntil(stop: AbortSignal, consumer: QueueConsumer, spool: ReportSpool): Promise<void> {
    let nextLook = 0;
    while (!stop.aborted) {
      const at = now();
      const isDue = at >= nextLook;
      const isStillAtEnd = isDue ? await consumer.seeEnd() : null;
      const batch = await consumer.take(isDue ? 0 : nextLook - at);
      if (batch) await handle(batch, spool, stop);
      if (isStillAtEnd?.()) {
        await store.load((session) => recordEnd(session, { source: name, kind: 'queue', spool: root, at }));
        figures.caughtUpAt = at;
      }
      nextLook = Math.min(
        isDue ? Number.POSITIVE_INFINITY : nextLook,
        now() + (batch ? BUSY_PERIOD : QUIET_PERIOD),
      );
    }
  }

  async function run(stop: AbortSignal, onReady: () => void): Promise<void> {
    const spool = await openReportSpool(root, { limits: { unpackedBytes: maxReportBytes }, now });
    const consumer = await consumeQueue({
      ...options,
      onAttached: (isAttached) => {
        figures.isConnected = isAttached;
      },
    });
    const cancel = () => void consumer.cancel();
    stop.addEventListener('abort', cancel);
    try {
      if (stop.aborted) return;
      await consumer.attached();
      if (!stop.aborted) onReady();
      await takeUntil(stop, consumer, spool);
    } catch (error) {
      // What could not be kept or loaded before the end is not acknowledged: it comes again.
      if (!stop.aborted || !(error instanceof UserError)) throw error;
    } finally {
      stop.removeEventListener('abort', cancel);
      await consumer.close();
      figures.isConnected = false;
    }
  }

  return { name, figures, spoolBytes: createSpoolSize(root, now), run };
}

function recordEnd({ store, now }: LiveSession, caughtUp: CaughtUp): Promise<void> {
  const loading = { startedAt: caughtUp.at, clock: now, exists: existsSync };
  return store.load(loading, (loader) => recordCaughtUp(loader, caughtUp));
}

function toArrival({ content, fields, properties }: ConsumeMessage, queue: string): Arrival {
  const { exchange, routingKey, redelivered } = fields;
  return { body: content, isAgain: redelivered, circumstances: { queue, exchange, routingKey, properties } };
}
