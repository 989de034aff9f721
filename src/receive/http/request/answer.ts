import type { ServerResponse } from 'node:http';
import type { Refusal } from './refusal.js';

/** What is answered to a request. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text as it is, anything else as JSON; undefined: nothing. */
  readonly body?: string | object;
}

/**
 * What browsers want to hear of each answer before a page of another site may read it: errors happen there. Nothing here can
 * be read, and no cookie counts, so that any site may.
 */
export const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'X-Sentry-Error, X-Sentry-Rate-Limits, Retry-After',
} as const;

export const PREFLIGHT: Answer = {
  status: 204,
  headers: {
    'Access-Control-Allow-Methods': 'POST, OPTIONS',
    'Access-Control-Allow-Headers':
      'X-Sentry-Auth, X-Requested-With, Origin, Accept, Content-Type, Content-Encoding, Authorization, Authentication, sentry-trace, baggage',
    'Access-Control-Max-Age': '3600',
  },
};

/** The answer to a request that is not taken, as Sentry words it. */
export function answerOf({ status, message, headers }: Refusal): Answer {
  // What a client wrote may be in it.
  const told = message.replace(/[^\x20-\x7e]/g, '?');
  return { status, headers: { 'X-Sentry-Error': told, ...headers }, body: { detail: message } };
}

/** Sends an answer. `isLast`: nothing more is taken over this connection. */
export function send(response: ServerResponse, { status, headers, body }: Answer, isLast: boolean): void {
  const isText = typeof body === 'string';
  const text = body === undefined ? '' : isText ? `${body}\n` : JSON.stringify(body);
  response
    .writeHead(status, {
      ...CORS,
      ...(body !== undefined && {
        'Content-Type': isText ? 'text/plain; charset=utf-8' : 'application/json',
        'Content-Length': Buffer.byteLength(text),
      }),
      ...(isLast && { Connection: 'close' }),
      ...headers,
    })
    .end(text);
}
