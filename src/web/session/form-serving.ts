import type { FastifyReply } from 'fastify';
import { PAGE_FORMATS, type PageAnswer } from '../page.js';
import type { PageTask } from '../threads/page-task.js';

/** How things are changed over the site. */
export interface Editing {
  /** What who changes something must know. */
  readonly token: string;
  /** Where people reach the site, such as `https://oops.example.com`; null: where it listens. */
  readonly site: string | null;
  /** Told what was changed and by whom, and of who tries to without the token: a line each. */
  readonly onEdit: (line: string) => void;
}

/** What forms are served with. */
export interface FormServing extends Editing {
  readonly now: () => number;
  /** Makes a page for one person. */
  readonly make: (
    task: Pick<PageTask, 'route' | 'params' | 'query' | 'format'> & Partial<PageTask>,
  ) => Promise<PageAnswer>;
}

/**
 * Sends what was made for one person: nobody keeps it. A browser tells its forms' answers where they came from, unlike others of our
 * pages, for that is how we know that they came from here.
 */
export function sendForOne(reply: FastifyReply, answer: PageAnswer): FastifyReply {
  reply.header('cache-control', 'no-store').header('referrer-policy', 'same-origin');
  if (answer.kind === 'page') {
    return reply.code(answer.status).type(PAGE_FORMATS[answer.format]).send(answer.body);
  }
  const done = (answer.done ?? []).map((line) => `${line}\n`).join('');
  return reply.code(303).header('location', answer.to).type('text/plain; charset=utf-8').send(done);
}
