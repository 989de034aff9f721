import { type ChannelModel, connect, type RecoveringChannelModel, type RecoveryOptions } from 'amqplib';
import type { Broker } from './broker.js';

/** How long a broker may take to let somebody in, in milliseconds. */
const HANDSHAKE = 10_000;
/** Seconds between two signs of life. */
const HEARTBEAT = 30;
/** After so many milliseconds without one, either side takes the other for dead. */
export const SILENCE_OF_THE_DEAD = 2 * HEARTBEAT * 1000;

/** How long a broker may take to say goodbye, in milliseconds. */
const GOODBYE = 3000;

/**
 * Connects to a broker. Throws what the library throws: see `explainBrokerError`.
 *
 * @param life its abortion ends the connection at once
 */
export function connectBroker(broker: Broker, life: AbortSignal): Promise<ChannelModel> {
  return connect(addressOf(broker), socketOf(broker, life));
}

/**
 * Connects to a broker, and again whenever the connection ends.
 *
 * @param recovery `setup` is told of each connection at its start
 * @param life as of `connectBroker`, for all of them
 */
export function keepConnected(
  broker: Broker,
  recovery: RecoveryOptions,
  life: AbortSignal,
): Promise<RecoveringChannelModel> {
  return connect(addressOf(broker), {
    ...socketOf(broker, life),
    recovery: { ...recovery, waitForConnect: false },
  });
}

/**
 * Waits for the goodbye of a broker, but not for long: it can be one that no longer answers. Then only the end of its
 * `life` ends a connection, and as long as there is one the program could not end.
 */
export async function waitForGoodbye(
  goodbye: Promise<unknown> | undefined,
  sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>,
): Promise<void> {
  const waited = new AbortController();
  await Promise.race([goodbye?.catch(() => {}), sleep(GOODBYE, waited.signal).catch(() => {})]);
  waited.abort();
}

function addressOf({ protocol, hostname, port, vhost, username, password }: Broker) {
  return { protocol, hostname, port, vhost, username, password, heartbeat: HEARTBEAT };
}

function socketOf({ tls }: Broker, life: AbortSignal) {
  const clientProperties = { connection_name: 'oops-report' };
  return { timeout: HANDSHAKE, noDelay: true, clientProperties, signal: life, ...tls };
}
