import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect as connectSocket } from 'node:net';
import { type ConfirmChannel, connect, type GetMessage, type Options } from 'amqplib';
import { serialize } from 'bson';
import { onTestFinished } from 'vitest';
import { makeFolder } from './temporary-folder.js';

const HOST = '127.0.0.1';
export const BROKER_PORT = 5672;

/** Whether a RabbitMQ runs here that knows its first user, guest. In CI it has to: what is missing fails there. */
export const hasRabbitmq = Boolean(process.env.CI) || (await answers());

async function answers(): Promise<boolean> {
  const socket = connectSocket(BROKER_PORT, HOST);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** The address of that broker, or of what stands before it at another port. */
export function brokerUrl(port = BROKER_PORT): string {
  return `amqp://guest:guest@${HOST}:${port}`;
}

/** A queue of one test, which goes when that ends. */
export interface TestQueue {
  readonly name: string;
  /** What it was made with; open as long as the test runs. */
  readonly channel: ConfirmChannel;
  /** Sends bodies into it as oops-amqp does, and waits until the broker has them. */
  send(bodies: readonly Uint8Array[], options?: Options.Publish): Promise<void>;
  /** How many messages wait in it: those in the hands of a consumer are not among them. */
  count(): Promise<number>;
  /** Takes all that waits in it. */
  takeAll(): Promise<GetMessage[]>;
}

/** Makes a queue with a name that no other test has. */
export async function makeQueue(options: Options.AssertQueue = {}): Promise<TestQueue> {
  const name = uniqueName();
  const channel = await openChannel();
  await channel.assertQueue(name, { durable: true, ...options });
  removeQueue(name);
  return {
    name,
    channel,
    async send(bodies, options = {}) {
      for (const body of bodies)
        channel.sendToQueue(name, Buffer.from(body), { deliveryMode: 2, ...options });
      await channel.waitForConfirms();
    },
    count: async () => (await channel.checkQueue(name)).messageCount,
    async takeAll() {
      const messages: GetMessage[] = [];
      for (let next = await channel.get(name); next; next = await channel.get(name)) messages.push(next);
      return messages;
    },
  };
}

/** A name for a queue or an exchange that no other test has. */
export function uniqueName(): string {
  return `oops-report-test-${randomUUID()}`;
}

/** Opens a channel to the broker that is closed when the test ends. */
export async function openChannel(): Promise<ConfirmChannel> {
  const connection = await connect(brokerUrl());
  connection.on('error', () => {});
  onTestFinished(() => connection.close().catch(() => {}));
  return connection.createConfirmChannel();
}

/** Has a queue, and an exchange, removed when the test ends, if they are there then. */
export function removeQueue(queue: string, exchange?: string): void {
  onTestFinished(async () => {
    const connection = await connect(brokerUrl());
    const channel = await connection.createChannel();
    await channel.deleteQueue(queue);
    if (exchange !== undefined) await channel.deleteExchange(exchange);
    await connection.close();
  });
}

/** The bytes that oops-amqp publishes of a report. */
export function reportBody(id: string, more: Readonly<Record<string, unknown>> = {}): Uint8Array {
  const time = new Date('2011-09-08T08:53:06Z');
  return serialize({ id, type: 'DisconnectionError', value: 'gone', reporter: 'A', time, ...more });
}

/** That of so many reports, and their ids. */
export function reportBodies(count: number, prefix = 'OOPS-1A') {
  const ids = Array.from({ length: count }, (_, index) => `${prefix}${index}`);
  return { ids, bodies: ids.map((id) => reportBody(id)) };
}

/** A folder with a repository `r` of so many reports, and their ids, which are the names of their files. */
export function makeRepository(count: number) {
  const { ids, bodies } = reportBodies(count);
  const files = bodies.map((body, index) => [`r/2011-09-08/${ids[index]}`, body] as const);
  return { ids, folder: makeFolder(Object.fromEntries(files)) };
}
