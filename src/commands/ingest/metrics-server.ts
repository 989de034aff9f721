import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Address, explainListenError, writeAddress } from '../../receive/address.js';
import type { Intake } from '../../receive/intake.js';
import { toLine } from '../../reports/layout/text.js';
import { UserError } from '../../user-error.js';

/** What a server of metrics tells. */
export interface MetricsSource {
  readonly intakes: readonly Pick<Intake, 'name' | 'figures'>[];
  /** All figures as OpenMetrics text. */
  readonly render: () => Promise<string>;
}

/** A server that is running. */
export interface MetricsServer {
  /** Where it is reached: `127.0.0.1:9464`. */
  readonly at: string;
  close(): Promise<void>;
}

const OPENMETRICS = 'application/openmetrics-text; version=1.0.0; charset=utf-8';
const PLAIN = 'text/plain; charset=utf-8';

/** Who asks for metrics asks quickly: what takes longer, in milliseconds, is nobody who does. */
const SLOWEST_REQUEST = 10_000;

/**
 * Serves `/metrics`, and `/healthz`: 200 where every way in is connected, else 503 with the names of those that are not. That
 * it answers says that the program goes on. Throws a UserError when it cannot listen there.
 */
export async function serveMetrics(address: Address, source: MetricsSource): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    answer(request, source).then(
      (answered) => send(request, response, answered),
      () => send(request, response, { status: 500, type: PLAIN, body: 'the figures cannot be had\n' }),
    );
  });
  server.requestTimeout = SLOWEST_REQUEST;
  server.headersTimeout = SLOWEST_REQUEST;
  try {
    server.listen(address.port, address.host);
    await once(server, 'listening');
  } catch (error) {
    throw new UserError(
      `--metrics ${writeAddress(address)}: ${explainListenError(error as NodeJS.ErrnoException)}`,
    );
  }
  // It keeps nobody waiting: the program ends when its ways in have.
  server.unref();
  return {
    at: writeAddress({ ...address, port: (server.address() as AddressInfo).port }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Answered {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

async function answer({ method, url }: IncomingMessage, source: MetricsSource): Promise<Answered> {
  if (method !== 'GET' && method !== 'HEAD') return { status: 405, type: PLAIN, body: 'GET alone\n' };
  const path = url?.replace(/\?.*$/, '');
  if (path === '/metrics') return { status: 200, type: OPENMETRICS, body: await source.render() };
  if (path === '/healthz') return tellHealth(source.intakes);
  return { status: 404, type: PLAIN, body: 'There are /metrics and /healthz.\n' };
}

function tellHealth(intakes: MetricsSource['intakes']): Answered {
  const away = intakes.filter(({ figures }) => !figures.isConnected);
  if (away.length === 0) return { status: 200, type: PLAIN, body: 'ok\n' };
  const lines = away.map(({ name }) => `not connected: ${toLine(name)}\n`);
  return { status: 503, type: PLAIN, body: lines.join('') };
}

function send({ method }: IncomingMessage, response: ServerResponse, { status, type, body }: Answered): void {
  const headers = { 'content-type': type, 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, status === 405 ? { ...headers, allow: 'GET, HEAD' } : headers);
  response.end(method === 'HEAD' ? undefined : body);
}
