import type { FastifyReply, FastifyRequest } from 'fastify';
import { PAGE_FORMATS } from '../page.js';
import type { MadePage } from './page-cache.js';

/** Sends a page that all may see: as it is, or that who asks has it already. */
export function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  { answer, body, etag }: MadePage,
): FastifyReply {
  if (answer.kind === 'redirect') {
    return reply.header('cache-control', 'no-cache').redirect(answer.to, answer.isPermanent ? 301 : 302);
  }
  reply.header('cache-control', 'no-cache').type(PAGE_FORMATS[answer.format]).code(answer.status);
  if (answer.refreshSeconds !== undefined) reply.header('refresh', String(answer.refreshSeconds));
  if (answer.fileName !== undefined) {
    reply.header('content-disposition', `attachment; filename="${answer.fileName}"`);
  }
  if (answer.status !== 200) return reply.send(body);
  reply.header('etag', etag);
  return isKnown(request.headers['if-none-match'], etag) ? reply.code(304).send() : reply.send(body);
}

/** Whether who asks has the very page: RFC 9110, 13.1.2. */
function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag);
}
