import { once } from 'node:events';
import { connect, createServer } from 'node:net';

/**
 * Stands before a port of this machine. `cut` ends all connections over it, as a network would; `received` tells how many bytes
 * have come back through it.
 */
export async function startProxy(target) {
  const sockets = new Set();
  let received = 0;
  const server = createServer((client) => {
    const behind = connect(target, '127.0.0.1');
    behind.on('data', ({ length }) => {
      received += length;
    });
    for (const [socket, other] of [
      [client, behind],
      [behind, client],
    ]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: server.address().port,
    cut,
    received: () => received,
    close() {
      server.close();
      cut();
    },
  };
}
