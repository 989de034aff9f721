import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { ReceiverConfig } from '../../config/config.js';
import { Refusal } from './request/refusal.js';

/** Who may send: all who reach the receiver, or who has a key of the project. */
export interface KeyCheck {
  /** Whether a key is needed. */
  readonly isNeeded: boolean;
  /**
   * Looks at the keys that came with a request, all of which must be the same.
   *
   * @param project null: a key of any project will do
   * @returns the key; null where none is given, and none needed
   * @throws Refusal where it may not send
   */
  check(given: readonly string[], project: string | null): string | null;
}

/**
 * Makes the check by the keys of the config. Without any, whoever reaches the receiver may send; then it must listen where
 * only programs of this machine do.
 */
export function createKeyCheck({ keys }: ReceiverConfig, isLoopback: boolean): KeyCheck {
  const projects = new Map(Object.entries(keys).map(([project, own]) => [project, own.map(digestOf)]));
  const isNeeded = projects.size > 0 || !isLoopback;
  return {
    isNeeded,
    check(given, project) {
      const [key = null, ...others] = given;
      if (others.some((other) => other !== key))
        throw new Refusal(
          403,
          'Two keys are given that differ: in the header X-Sentry-Auth, in the query, or in the DSN.',
        );
      if (!isNeeded) return key;
      if (key === null)
        throw new Refusal(403, 'No key is given: send that of a DSN, in X-Sentry-Auth or as sentry_key.');
      const allowed = project === null ? [...projects.values()].flat() : (projects.get(project) ?? []);
      const digest = digestOf(key);
      // All are looked at, so that the time tells nothing of which was nearly it.
      if (allowed.filter((one) => timingSafeEqual(one, digest)).length === 0)
        throw new Refusal(403, 'The key is none of this project: see receiver.keys in oops-report.yaml.');
      return key;
    },
  };
}

function digestOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

const SENTRY_KEY = /(?:^|[\s,])sentry_key\s*=\s*"?([^\s,"]+)/gi;
const BEARER = /^Bearer\s+(\S+)$/i;

/** The keys in the headers and in the query of a request. Source: develop.sentry.dev/sdk/foundations/transport/authentication. */
export function givenKeys(headers: IncomingHttpHeaders, query: URLSearchParams): string[] {
  const { authorization = '', 'x-sentry-auth': own = '' } = headers;
  const sentry = [...[own].flat(), ...(/^Sentry\s/i.test(authorization) ? [authorization] : [])];
  return [
    ...sentry.flatMap((header) => Array.from(header.matchAll(SENTRY_KEY), ([, key = '']) => key)),
    BEARER.exec(authorization)?.[1] ?? '',
    ...query.getAll('sentry_key'),
  ].filter((key) => key !== '');
}

/** A data source name: which project it is of, and with which key. Null for what is none. */
export function parseDsn(dsn: unknown): { readonly key: string; readonly project: string } | null {
  if (typeof dsn !== 'string' || !URL.canParse(dsn)) return null;
  const { username, pathname } = new URL(dsn);
  return { key: username, project: pathname.split('/').findLast((part) => part !== '') ?? '' };
}
