import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer, text } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { Envelope } from '../../../src/oops/events/event-format.js';
import type { DocumentObject } from '../../../src/oops/formats/document-value.js';

/** What a client sent: an event or another item, and the envelope that it came in. */
export interface ReceivedItem {
  readonly path: string;
  readonly document: DocumentObject;
  readonly envelope: Envelope | undefined;
}

/** A client that runs as a program of its own. */
export interface ClientProgram {
  readonly command: string;
  readonly file: string;
  /** Headers of the answer to an envelope with an error, which is then refused as too much; absent: all is taken. */
  readonly refusal?: Readonly<Record<string, string>>;
}

/** Runs a program that reports to project 42, until it ends, and returns all that it sent, in the order of arrival. */
export async function receiveFrom({ command, file, refusal }: ClientProgram): Promise<ReceivedItem[]> {
  const received: ReceivedItem[] = [];
  const answer: RequestListener = async (request, response) => {
    const items = itemsOf(request, await buffer(request));
    received.push(...items);
    const isRefused = refusal !== undefined && items.some(({ envelope }) => envelope?.item.type === 'event');
    response.writeHead(isRefused ? 429 : 200, isRefused ? refusal : {}).end('{}');
  };
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await runClient(command, file, `http://key@127.0.0.1:${(server.address() as AddressInfo).port}/42`);
  } finally {
    await server[Symbol.asyncDispose]();
  }
  return received;
}

/**
 * Runs a program that reports to a DSN, until it ends. Returns what it printed. The environment of the tests can hold a DSN,
 * or a proxy, that the client would take as meant for it.
 */
export async function runClient(
  command: string,
  file: string,
  dsn: string,
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  const env = { PATH: process.env.PATH, SENTRY_DSN: dsn, ...more };
  const child = spawn(command, [file], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [printed, errors, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise((resolve, reject) => child.on('error', reject).on('exit', resolve)),
  ]);
  if (code !== 0) throw new Error(`${file} ended with ${code}: ${errors}`);
  return printed;
}

function itemsOf(request: IncomingMessage, body: Buffer): ReceivedItem[] {
  const path = request.url?.split('?')[0] ?? '';
  const bytes = unpack(body, request.headers['content-encoding']);
  const dsn = `http://${request.headers.host}/${path.split('/')[2]}`;
  if (path.endsWith('/store/')) {
    const document = JSON.parse(bytes.toString()) as DocumentObject;
    return [{ path, document, envelope: { header: { dsn }, item: {} } }];
  }
  const { header, items } = splitEnvelope(bytes);
  return items.map(({ item, document }) => ({
    path,
    document,
    envelope: { header: { dsn, ...header }, item },
  }));
}

function unpack(body: Buffer, encoding: string | undefined): Buffer {
  if (encoding === 'gzip') return gunzipSync(body);
  if (encoding === 'deflate') return inflateSync(body);
  return encoding === 'br' ? brotliDecompressSync(body) : body;
}

/** Enough of an envelope for what these clients send: a line for its header, and for each item a header and a payload. */
function splitEnvelope(bytes: Buffer) {
  let at = 0;
  const take = (length?: number): DocumentObject => {
    const lineEnd = bytes.indexOf('\n', at);
    const end = length === undefined ? (lineEnd < 0 ? bytes.length : lineEnd) : at + length;
    const document = JSON.parse(bytes.toString('utf8', at, end)) as DocumentObject;
    at = end + 1;
    return document;
  };
  const header = take();
  const items: { item: DocumentObject; document: DocumentObject }[] = [];
  while (at < bytes.length) {
    const item = take();
    items.push({ item, document: take(typeof item.length === 'number' ? item.length : undefined) });
  }
  return { header, items };
}
