import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { UserError } from '../../user-error.js';
import { type Address, explainListenError, writeAddress } from '../address.js';
import { followConnections } from './open-connections.js';
import { refuseConnection } from './refuse-connection.js';
import { type Answer, answerOf, CORS, send } from './request/answer.js';
import { Refusal } from './request/refusal.js';

/** What a client may take of a receiver's time. Milliseconds. */
export interface ConnectionLimits {
  /** For the headers of a request, and for all of it. */
  readonly headersTimeout: number;
  readonly requestTimeout: number;
  /** How often those are looked at. */
  readonly checkEvery: number;
  /** How long a connection may be idle between two requests. Longer than proxies keep theirs, which would send into the void. */
  readonly keepAliveTimeout: number;
  /** Those that come when there are so many are closed at once. */
  readonly connections: number;
  /** How long what is in hand may take when the receiver is to stop. */
  readonly drainTimeout: number;
}

export const CONNECTION_LIMITS: ConnectionLimits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  checkEvery: 2000,
  keepAliveTimeout: 75_000,
  connections: 2000,
  drainTimeout: 5000,
};

/** Bytes of the headers of a request, its line among them. */
const HEADER_BYTES = 16 * 1024;

/** Answers one request; throws a Refusal for what is not taken. Null: who asked is gone. */
export type Handle = (request: IncomingMessage) => Promise<Answer | null>;

/** A server that listens. */
export interface Listening {
  /** The one that was chosen, where any was to do. */
  readonly port: number;
  /** Takes no more connections and requests, answers what is in hand, and resolves when all are closed. */
  close(): Promise<void>;
}

/** Listens for requests. Throws a UserError where that cannot be done. */
export async function listen(
  address: Address,
  limits: ConnectionLimits,
  handle: Handle,
  onFault: (error: unknown) => void,
): Promise<Listening> {
  let isClosing = false;
  const {
    headersTimeout,
    requestTimeout,
    keepAliveTimeout,
    checkEvery,
    connections: most,
    drainTimeout,
  } = limits;
  const server = createServer(
    {
      ...{ headersTimeout, requestTimeout, keepAliveTimeout },
      ...{ connectionsCheckingInterval: checkEvery, maxHeaderSize: HEADER_BYTES },
    },
    (request, response) =>
      void answer(request, response).catch((error: unknown) => {
        onFault(error);
        response.destroy();
      }),
  );
  server.maxConnections = most;
  const connections = followConnections(server);
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) =>
    refuseConnection(error, socket, CORS),
  );

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A client that goes away meanwhile is no fault of ours.
    response.on('error', () => {});
    const told = await answerTo(request);
    if (told === null) return;
    // What is left of the body is read and let go: who is still sending hears no answer.
    request.resume();
    send(response, told, isClosing);
  }

  async function answerTo(request: IncomingMessage): Promise<Answer | null> {
    try {
      return await handle(request);
    } catch (error) {
      if (error instanceof Refusal) return answerOf(error);
      onFault(error);
      return { status: 500, body: { detail: 'The receiver has a fault.' } };
    }
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new UserError(`--listen ${writeAddress(address)}: ${explainListenError(error)}`, { cause: error }),
      ),
    );
    server.listen({ ...address }, resolve);
  });
  server.on('error', onFault);
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        isClosing = true;
        let isClosed = () => {};
        server.close(() => {
          isClosed();
          resolve();
        });
        isClosed = connections.drain(drainTimeout);
      }),
  };
}
