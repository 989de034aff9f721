import type { ConfirmChannel } from 'amqplib';
import { UserError } from '../../user-error.js';

/** Where messages are sent. */
export interface Destination {
  /** What it is called in messages. */
  readonly name: string;
  readonly exchange: string;
  readonly routingKey: string;
}

/** Sends messages, many on the way at once, and hears of each whether the broker has taken it into a queue. */
export interface Publisher {
  /**
   * Sends one, once few enough are on the way.
   *
   * @param onTaken told when the broker has taken it; when that throws, nothing more is sent
   * @throws UserError when one of those before was not taken; the signal's reason when it is to stop
   */
  send(body: Buffer, onTaken: () => void): Promise<void>;
  /** Waits until the broker has answered for all that was sent. Throws as `send` does, but for the signal. */
  settle(): Promise<void>;
}

/** How many messages, and how many bytes, are on the way at most. */
const MOST_ON_THE_WAY = 500;
const MOST_BYTES = 16 * 1024 * 1024;

/** What the library says of a message that the broker refused; else the connection has ended. */
const NACKED = 'message nacked';

/** Makes what sends over a channel, each message as oops-amqp sends it: durable, and nothing else. */
export function createPublisher(
  channel: ConfirmChannel,
  { name, exchange, routingKey }: Destination,
  signal: AbortSignal,
): Publisher {
  const properties = { deliveryMode: 2, mandatory: true };
  let failure: unknown = null;
  let onTheWay = 0;
  let bytes = 0;
  let wake = () => {};

  function fail(error: unknown): void {
    failure ??= error;
    wake();
  }

  const refused = () =>
    new UserError(`${name}: the broker refused a report. Look whether the queue is full, and at its log.`);
  const ended = (cause?: unknown) =>
    new UserError(`${name}: the connection ended. Run it again for the rest.`, { cause });
  channel.on('error', (error) => fail(ended(error)));
  channel.on('close', () => fail(ended()));
  // It comes before the confirmation, which comes all the same: from here on none is believed.
  channel.on('return', () =>
    fail(new UserError(`${name}: no queue is bound for what is sent there. Bind one, then run it again.`)),
  );
  signal.addEventListener('abort', () => wake());

  function onAnswer(error: Error | null, size: number, onTaken: () => void): void {
    onTheWay--;
    bytes -= size;
    if (error) fail(error.message === NACKED ? refused() : ended(error));
    if (failure === null) attempt(onTaken);
    wake();
  }

  function attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      fail(error);
    }
  }

  async function waitUntil(isEnough: () => boolean): Promise<void> {
    while (failure === null && !isEnough()) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    if (failure !== null) throw failure;
  }

  return {
    async send(body, onTaken) {
      await waitUntil(() => signal.aborted || (onTheWay < MOST_ON_THE_WAY && bytes < MOST_BYTES));
      signal.throwIfAborted();
      onTheWay++;
      bytes += body.length;
      attempt(() => {
        channel.publish(exchange, routingKey, body, properties, (error) =>
          onAnswer(error, body.length, onTaken),
        );
      });
    },
    settle: () => waitUntil(() => onTheWay === 0),
  };
}
