import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** The connections of a server, which keep it open when it is to close. */
export interface OpenConnections {
  /**
   * Closes those over which nothing is answered; the others may take so many milliseconds more. To be called with the server's `close`,
   * which waits for them.
   *
   * @returns to be called when the server has closed
   */
  drain(timeout: number): () => void;
}

/** Follows the connections of a server from now on. */
export function followConnections(server: Server): OpenConnections {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return {
    drain(timeout) {
      const timer = setTimeout(() => server.closeAllConnections(), timeout);
      server.closeIdleConnections();
      // Those over which nothing was ever said do not count as idle.
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
      return () => clearTimeout(timer);
    },
  };
}
