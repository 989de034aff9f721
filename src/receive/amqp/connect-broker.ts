import { type ChannelModel, connect, type RecoveringChannelModel, type RecoveryOptions } from 'amqplib';
import type { Broker } from './broker.js';

/** How long a broker may take to let somebody in, in milliseconds. */
const HANDSHAKE = 10_000;
/** Seconds between two signs of life. */
const HEARTBEAT = 30;
/** After so many milliseconds without one, either side takes the other for dead. */
export const SILENCE_OF_THE_DEAD = 2 * HEARTBEAT * 1000;

/** Connects to a broker. Throws what the library throws: see `explainBrokerError`. */
export function connectBroker(broker: Broker): Promise<ChannelModel> {
  return connect(addressOf(broker), socketOf(broker));
}

/** Connects to a broker, and again whenever the connection ends; `recovery` has all of it at its start. */
export function keepConnected(broker: Broker, recovery: RecoveryOptions): Promise<RecoveringChannelModel> {
  return connect(addressOf(broker), {
    ...socketOf(broker),
    recovery: { ...recovery, waitForConnect: false },
  });
}

function addressOf({ protocol, hostname, port, vhost, username, password }: Broker) {
  return { protocol, hostname, port, vhost, username, password, heartbeat: HEARTBEAT };
}

function socketOf({ tls }: Broker) {
  return { timeout: HANDSHAKE, noDelay: true, clientProperties: { connection_name: 'oops-report' }, ...tls };
}
