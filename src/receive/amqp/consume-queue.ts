import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import type { UserError } from '../../user-error.js';
import type { Patience } from '../try-again.js';
import { createWakeUp } from '../wake-up.js';
import { watchAbsence } from './absence.js';
import type { Broker } from './broker.js';
import { keepConnected, SILENCE_OF_THE_DEAD, waitForGoodbye } from './connect-broker.js';

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
  /** How long what was delivered waits for more, in milliseconds, until as many are there as may be. */
  readonly gathering: number;
  /** Told whenever the queue can be consumed, and no more. */
  readonly onAttached: (isAttached: boolean) => void;
}

/** The part of a connection that consumes. */
interface Attachment {
  readonly channel: Channel;
  readonly consumerTag: string;
  readonly waiting: ConsumeMessage[];
}

/**
 * Consumes a queue, over as many connections as it takes: when one ends, the next is tried until the broker has been away
 * for `giveUpAfter`. That it is away is a remark, and that it is back.
 */
export async function consumeQueue(options: ConsumeOptions): Promise<QueueConsumer> {
  const { broker, queue, prefetch, gathering, now, sleep, onAttached } = options;
  const wakeUp = createWakeUp(sleep);
  const absence = watchAbsence(options);
  let attachment: Attachment | null = null;
  let failure: UserError | null = null;
  let isClosed = false;
  /** Resolves when nothing more is taken: then nobody waits for the answers of a broker that may be gone. */
  let endWaiting = () => {};
  const closing = new Promise<null>((resolve) => {
    endWaiting = () => resolve(null);
  });
  /** Until when the broker may believe that a connection lives that has ended, and hold back what it delivered there. */
  let limboUntil = Number.NEGATIVE_INFINITY;

  /** Begins to consume, on a new connection. */
  async function attach(connection: ChannelModel): Promise<void> {
    // What ends a connection is told by its end as well.
    connection.on('error', () => {});
    const channel = await connection.createChannel();
    let hasEnded = false;
    const end = (reason: unknown) => {
      hasEnded = true;
      absence.note(reason);
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
      wakeUp.wake();
    });
    // What ended with the answer to that is not noticed by the library, which does not listen yet.
    if (hasEnded) throw new Error('the connection ended');
    attachment = { channel, consumerTag, waiting };
  }

  /** Waits for more than what is there, but not for long. */
  async function gatherMore(): Promise<void> {
    const until = now() + gathering;
    while (isGathering() && now() < until) await wakeUp.wait(until - now());
  }

  function isGathering(): boolean {
    const count = attachment?.waiting.length ?? 0;
    return !isClosed && !failure && count > 0 && count < prefetch;
  }

  const life = new AbortController();
  const recovery = { setup: attach, calculateDelay: absence.nextWait };
  const connection = await keepConnected(broker, recovery, life.signal);
  connection.on('error', () => {});
  connection.on('connect', () => {
    absence.end();
    onAttached(true);
    wakeUp.wake();
  });
  connection.on('disconnect', (error) => {
    attachment = null;
    limboUntil = now() + SILENCE_OF_THE_DEAD;
    onAttached(false);
    if (!isClosed) absence.begin(error);
  });
  connection.on('connect-failed', (error) => absence.goOn(error));
  connection.on('reconnect-failed', () => {
    failure = absence.explain();
    wakeUp.wake();
  });

  return {
    async attached() {
      await connection.waitForConnect().catch(() => {
        if (!isClosed) throw absence.explain();
      });
    },
    async take(milliseconds) {
      if (!failure && !attachment?.waiting.length && !isClosed) await wakeUp.wait(milliseconds);
      await gatherMore();
      if (failure) throw failure;
      if (!attachment?.waiting.length || isClosed) return null;
      const { channel, waiting } = attachment;
      const messages = waiting.splice(0);
      const last = messages.at(-1) as ConsumeMessage;
      return { messages, acknowledge: () => attempt(() => channel.ack(last, true)) };
    },
    async seeEnd() {
      const seen = now() >= limboUntil ? attachment : null;
      const asked = seen?.channel.checkQueue(queue).catch(() => null);
      const state = await Promise.race([asked, closing]);
      return state?.messageCount === 0 ? () => attachment === seen : null;
    },
    async cancel() {
      isClosed = true;
      wakeUp.wake();
      endWaiting();
      if (!attachment) await connection.close();
      else await attachment.channel.cancel(attachment.consumerTag).catch(() => {});
    },
    async close() {
      isClosed = true;
      // First the channel: what closes a connection can overtake acknowledgements.
      await waitForGoodbye(attachment?.channel.close(), sleep);
      await waitForGoodbye(connection.close(), sleep);
      life.abort();
    },
  };
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
