import type { FastifyRequest } from 'fastify';
import type { PageFormat } from '../page.js';

/** A request whose address was split: see `splitFormat`. */
interface SplitRequest {
  namedFormat?: PageFormat | null;
}

/** Keeps the format that the address of a request names; null: none. */
export function keepFormat(request: object, format: PageFormat | null): void {
  (request as SplitRequest).namedFormat = format;
}

/** The format that the address names; null: none. */
export function formatOf(request: FastifyRequest): PageFormat | null {
  return (request.raw as SplitRequest).namedFormat ?? null;
}

/** The path that was asked for, without the ending of a format. */
export function pathOf(request: FastifyRequest): string {
  return request.url.replace(/\?.*$/s, '');
}

/** What stands behind the question mark. */
export function queryOf(request: FastifyRequest): string {
  return request.url.split('?').slice(1).join('?');
}
