import type { FastifyReply } from 'fastify';
import { printJson } from '../../reports/layout/outputs.js';

/** Answers without a page: with what is wrong, in words. */
export function sayPlainly(reply: FastifyReply, status: number, message: string): FastifyReply {
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send(printJson({ error: message }));
}
