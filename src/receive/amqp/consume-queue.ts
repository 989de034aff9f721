import type { Channel, ChannelModel, ConsumeMessage, RecoveringChannelModel } from 'amqplib';
import type { UserError } from '../../user-error.js';
import type { Patience } from '../try-again.js';
import { createBell } from './bell.js';
import { type Broker, nameOnBroker } from './broker.js';
import { keepConnected, SILENCE_OF_THE_DEAD } from './connect-broker.js';
import { BrokerRefusal, explainBrokerError } from './explain-broker-error.js';

/** A queue that is consumed. */
export interface QueueConsumer {
  /** Waits until the broker delivers. Rejects with a UserError when it does not let us in, or stayed away for too long. */
  attached(): Promise<void>;
  /**
   * Takes what was delivered, in its order, once there is something; null when nothing came for so many milliseconds, or
   * the consumer is closed. Rejects as `attached` does.
   */
  take(milliseconds: number): Promise<DeliveredBatch | null>;
  /**
   * Looks whether the broker has delivered all that was in the queue: null when it has not, or is away. Else what tells,
   * once all in hand has been taken and loaded, whether nothing of it has gone back meanwhile.
   */
  seeEnd(): Promise<(() => boolean) | null>;
  /** Lets nothing more be delivered; what was taken can still be acknowledged. */
  cancel(): Promise<void>;
  /** Ends the connection: what was not acknowledged goes back to the queue. */
  close(): Promise<void>;
}

/** Deliveries of one connection. */
export interface DeliveredBatch {
  readonly messages: readonly ConsumeMessage[];
  /** Acknowledges all of them; after the end of their connection it does nothing, and they are delivered again. */
  acknowledge(): void;
}

export interface ConsumeOptions extends Omit<Patience, 'stop'> {
  readonly broker: Broker;
  readonly queue: string;
  /** The exchange that the queue is made for, and bound to; null: it has to be there. */
  readonly bindTo: string | null;
  /** How many deliveries may be unacknowledged. */
  readonly prefetch: number;
  /** Told whenever the queue can be consumed, and no more. */
  readonly onAttached: (isAttached: boolean) => void;
}

/** The part of a connection that consumes. */
interface Attachment {
  readonly channel: Channel;
  readonly consumerTag: string;
  readonly waiting: ConsumeMessage[];
}

/** The waits between two tries to connect, in milliseconds; up to a half less, so that many who lost one broker do not come back at once. */
const FIRST_WAIT = 200;
const LONGEST_WAIT = 10_000;
/** How long a broker may take to say goodbye, in milliseconds. */
const GOODBYE = 5000;

/**
 * Consumes a queue, over as many connections as it takes: when one ends, the next is tried until the broker has been away
 * for `giveUpAfter`. That it is away is a remark, and that it is back.
 */
export async function consumeQueue(options: ConsumeOptions): Promise<QueueConsumer> {
  const { broker, queue, prefetch, giveUpAfter, now, sleep, onRemark, onAttached } = options;
  const name = nameOnBroker(broker, queue);
  const bell = createBell(sleep);
  let attachment: Attachment | null = null;
  let failure: UserError | null = null;
  let hasBeenThere = false;
  let isClosed = false;
  /** Until when the broker may believe that a connection lives that has ended, and hold back what it delivered there. */
  let limboUntil = Number.NEGATIVE_INFINITY;
  /** Since when the broker is away, and why, as far as it is known. */
  let away: { readonly since: number; isTold: boolean; reason: unknown } = absence(now(), null);

  /** Begins to consume, on a new connection. */
  async function attach(connection: ChannelModel): Promise<void> {
    // What ends a connection is told by its end as well.
    connection.on('error', () => {});
    const channel = await connection.createChannel();
    let hasEnded = false;
    const end = (reason: unknown) => {
      hasEnded = true;
      away.reason ??= reason;
      // Later, for the library may just be closing it itself.
      setImmediate(() => connection.close().catch(() => {}));
    };
    channel.on('error', end);
    channel.on('close', () => end(null));
    await declareQueue(channel, options);
    await channel.prefetch(prefetch);
    const waiting: ConsumeMessage[] = [];
    const { consumerTag } = await channel.consume(queue, (message) => {
      if (message === null) return end(new Error('the queue was removed'));
      waiting.push(message);
      bell.ring();
    });
    // What ended with the answer to that is not noticed by the library, which does not listen yet.
    if (hasEnded) throw away.reason ?? new Error('the connection ended');
    attachment = { channel, consumerTag, waiting };
  }

  function onConnect(): void {
    if (away.isTold) onRemark(`${name}: the broker is back.`);
    away = absence(Number.POSITIVE_INFINITY, null);
    hasBeenThere = true;
    onAttached(true);
    bell.ring();
  }

  function onDisconnect(error: unknown): void {
    attachment = null;
    limboUntil = now() + SILENCE_OF_THE_DEAD;
    away = absence(now(), away.reason ?? error);
    onAttached(false);
    tellOfAbsence();
  }

  function onConnectFailed(error: unknown): void {
    away.reason = error;
    if (!isHopeless()) tellOfAbsence();
  }

  function tellOfAbsence(): void {
    if (away.isTold || isClosed) return;
    away.isTold = true;
    onRemark(`${explain().message} Trying again.`);
  }

  function explain(): UserError {
    return explainBrokerError(away.reason, { broker, name: queue });
  }

  /** Who is refused at the first time has made a mistake; later it may be a broker that is just being set up again. */
  function isHopeless(): boolean {
    const isRefused = !hasBeenThere && explain() instanceof BrokerRefusal;
    return isRefused || now() - away.since >= giveUpAfter;
  }

  /** Called by the library before each try. When it throws, there is none. */
  function calculateDelay(attempt: number): number {
    if (isHopeless()) throw explain();
    const wait = Math.min(FIRST_WAIT * 2 ** (attempt - 1), LONGEST_WAIT) * (1 - Math.random() / 2);
    return Math.min(wait, away.since + giveUpAfter - now());
  }

  const connection: RecoveringChannelModel = await keepConnected(broker, { setup: attach, calculateDelay });
  connection.on('error', () => {});
  connection.on('connect', onConnect);
  connection.on('disconnect', onDisconnect);
  connection.on('connect-failed', onConnectFailed);
  connection.on('reconnect-failed', () => {
    failure = explain();
    bell.ring();
  });

  return {
    async attached() {
      await connection.waitForConnect().catch(() => {
        if (!isClosed) throw explain();
      });
    },
    async take(milliseconds) {
      if (!failure && !attachment?.waiting.length && !isClosed) await bell.wait(milliseconds);
      if (failure) throw failure;
      if (!attachment?.waiting.length || isClosed) return null;
      const { channel, waiting } = attachment;
      const messages = waiting.splice(0);
      const last = messages.at(-1) as ConsumeMessage;
      return { messages, acknowledge: () => attempt(() => channel.ack(last, true)) };
    },
    async seeEnd() {
      const seen = now() >= limboUntil ? attachment : null;
      const state = await seen?.channel.checkQueue(queue).catch(() => null);
      return state?.messageCount === 0 ? () => attachment === seen : null;
    },
    async cancel() {
      isClosed = true;
      bell.ring();
      if (!attachment) await connection.close();
      else await attachment.channel.cancel(attachment.consumerTag).catch(() => {});
    },
    async close() {
      isClosed = true;
      // First the channel: what closes a connection can overtake acknowledgements.
      const closed = Promise.resolve(attachment?.channel.close())
        .catch(() => {})
        .then(() => connection.close());
      const waited = new AbortController();
      await Promise.race([closed, sleep(GOODBYE, waited.signal).catch(() => {})]);
      waited.abort();
    },
  };
}

function absence(since: number, reason: unknown) {
  return { since, isTold: false, reason };
}

/**
 * Finds the queue, or makes it with its exchange, as those of oops-tools do: both outlast the broker, and every report
 * that is sent to the exchange goes into every queue that is bound to it.
 */
async function declareQueue(
  channel: Channel,
  { queue, bindTo }: Pick<ConsumeOptions, 'queue' | 'bindTo'>,
): Promise<void> {
  if (bindTo === null) {
    await channel.checkQueue(queue);
    return;
  }
  await channel.assertExchange(bindTo, 'fanout', { durable: true });
  await channel.assertQueue(queue, { durable: true });
  await channel.bindQueue(queue, bindTo, '');
}

function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // The connection has ended.
  }
}
