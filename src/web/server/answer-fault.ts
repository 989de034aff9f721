import type { FastifyReply } from 'fastify';
import { isUnavailable } from '../unavailable.js';
import { TooBusy, TooLong } from './make-pages.js';
import { sayPlainly } from './say-plainly.js';
import { TooManyStatements } from './statement-gate.js';

/**
 * Says why a page could not be made. What is a fault of the program is told to it, and to who asks no more than that.
 *
 * @param onFault told of what is a fault of the program, or of the data
 */
export function answerFault(
  error: Error & { readonly statusCode?: number },
  reply: FastifyReply,
  onFault: (error: unknown) => void,
): FastifyReply {
  if (error instanceof TooBusy) {
    return sayPlainly(reply.header('retry-after', '5'), 503, 'Too many pages are asked for. Try again soon.');
  }
  if (error instanceof TooManyStatements) {
    const message = `${error.message} Each takes 10 s at most: ask again then.`;
    return sayPlainly(reply.header('retry-after', '10'), 429, message);
  }
  if (error instanceof TooLong) {
    const message = 'This takes longer, or more memory, than pages may. Ask for less, or ask the command.';
    return sayPlainly(reply, 503, message);
  }
  if (isUnavailable(error)) {
    onFault(error);
    return sayPlainly(reply.header('retry-after', '5'), 503, 'The data cannot be asked now. Try again soon.');
  }
  const status = error.statusCode ?? 500;
  if (status < 500) return sayPlainly(reply, status, error.message);
  onFault(error);
  return sayPlainly(reply, 500, 'The server has a fault.');
}
