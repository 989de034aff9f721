import { once } from 'node:events';
import {
  type AddressInfo,
  connect,
  createServer as createPlainServer,
  type Server,
  type Socket,
} from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { onTestFinished } from 'vitest';

/** Stands before a server, and can be away in its place. */
export interface TcpProxy {
  readonly port: number;
  /** How many bytes have come from the server. */
  readonly received: () => number;
  /** Cuts all connections. */
  cut(): void;
  /** Passes nothing on any more over the connections that there are, as a network that loses everything. */
  hold(): void;
  /** Cuts all connections, and takes no more. */
  shut(): Promise<void>;
  /** Takes connections again. */
  open(): Promise<void>;
}

/** Starts a proxy before a port of this machine, which ends with the test. With `tls` it speaks that to who comes. */
export async function startProxy(target: number, tls?: TlsOptions): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let received = 0;
  let port = 0;

  function onConnection(client: Socket): void {
    const server = connect(target, '127.0.0.1');
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        (socket === client ? server : client).destroy();
      });
    }
    server.on('data', (chunk) => {
      received += chunk.length;
    });
    client.pipe(server).pipe(client);
  }

  let listening: Server = await listen();
  async function listen(): Promise<Server> {
    const server = tls ? createTlsServer(tls, onConnection) : createPlainServer(onConnection);
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
    return server;
  }

  function cut(): void {
    for (const socket of sockets) socket.destroy();
  }

  async function shut(): Promise<void> {
    const closed = once(listening, 'close');
    listening.close();
    cut();
    await closed;
  }

  onTestFinished(() => (listening.listening ? shut() : undefined));
  return {
    port,
    received: () => received,
    cut,
    hold() {
      for (const socket of sockets) socket.unpipe().pause();
    },
    shut,
    async open() {
      listening = await listen();
    },
  };
}
