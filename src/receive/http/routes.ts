import { Refusal } from './request/refusal.js';

/** What a request asks for. */
export type Route =
  | { readonly kind: 'envelope' | 'store'; readonly project: string }
  | { readonly kind: 'logs' }
  | { readonly kind: 'about' }
  /** A browser asks whether a page of another site may send something. */
  | { readonly kind: 'preflight' };

const SENTRY = /^\/api\/([\w-]{1,64})\/(envelope|store)\/?$/;
const OTLP = /^\/v1\/logs\/?$/;

/** What is taken here, in a line. */
export const ABOUT =
  "oops-report takes errors here: POST /api/PROJECT/envelope/ and /api/PROJECT/store/ of Sentry's clients, POST /v1/logs of OpenTelemetry (http/json).";

/**
 * Finds what a request asks for.
 *
 * @param path without its query
 * @throws Refusal for what is not here
 */
export function routeOf(method: string, path: string): Route {
  if (method === 'OPTIONS') return { kind: 'preflight' };
  const [, project, kind] = SENTRY.exec(path) ?? [];
  const isPosted = project !== undefined || OTLP.test(path);
  if (isPosted && method !== 'POST')
    throw new Refusal(405, `${method} is nothing for this address: POST to it.`, { Allow: 'POST, OPTIONS' });
  if (project !== undefined) return { kind: kind === 'store' ? 'store' : 'envelope', project };
  if (isPosted) return { kind: 'logs' };
  if (path === '/' && (method === 'GET' || method === 'HEAD')) return { kind: 'about' };
  throw new Refusal(404, `There is nothing here. ${ABOUT}`);
}
