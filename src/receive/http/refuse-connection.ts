import type { Duplex } from 'node:stream';

/** What is answered to what is no request of HTTP, is too long in its headers, or takes too long. */
const CLIENT_ERRORS: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/**
 * Answers to what came over a connection and is no request, and ends the connection: without a word it would look like a fault of the
 * network.
 */
export function refuseConnection(
  { code = '' }: NodeJS.ErrnoException,
  socket: Duplex,
  more: Readonly<Record<string, string>> = {},
): void {
  if (code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const headers = Object.entries({ ...more, Connection: 'close', 'Content-Length': '0' });
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 ${CLIENT_ERRORS[code] ?? '400 Bad Request'}\r\n${lines}\r\n`);
}
