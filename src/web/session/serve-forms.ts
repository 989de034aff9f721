import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createQueue } from '../../queue.js';
import { ADDRESSES } from '../addresses.js';
import type { PageAnswer } from '../page.js';
import { PAGE_ROUTES, type PageRoute, type RouteName } from '../routes.js';
import { formatOf, pathOf, queryOf } from '../server/asked-address.js';
import { sayPlainly } from '../server/say-plainly.js';
import { createSessionCookie } from './cookie.js';
import { createDoor } from './door.js';
import { type FormServing, sendForOne } from './form-serving.js';
import { readForm, serveSignIn } from './serve-sign-in.js';
import { createSessions } from './sessions.js';

/** Serves the pages that change something, and what lets people in to them. They are kept nowhere. */
export function serveForms(app: FastifyInstance, serving: FormServing): void {
  const { now, make, onEdit } = serving;
  const sessions = createSessions(now);
  const cookie = createSessionCookie(serving.site?.startsWith('https:') ?? false);
  const door = createDoor(serving, sessions, cookie);
  // What a change has read stays so until it is done.
  const inTurn = createQueue();

  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
    done(null, body),
  );
  app.addContentTypeParser('*', (_, __, done) => done(new NoForm()));
  serveSignIn(app, { ...serving, sessions, cookie, door });
  for (const [name, { only, path }] of Object.entries<PageRoute>(PAGE_ROUTES)) {
    if (only !== 'edit' || path === ADDRESSES.session) continue;
    const route = name as RouteName;
    app.get(path, (request, reply) => showForm(route, request, reply));
    app.post(path, (request, reply) => takeForm(route, request, reply));
  }

  async function showForm(
    route: RouteName,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    if (formatOf(request) !== null) return sayPlainly(reply, 404, 'Forms are pages alone.');
    const session = sessions.find(cookie.read(request.headers.cookie));
    if (!session) {
      return sendForOne(reply, { kind: 'redirect', to: ADDRESSES.signIn(request.url), isPermanent: false });
    }
    const query = queryOf(request);
    const task = { route, params: paramsOf(request), query, format: 'html' } as const;
    return sendForOne(reply, await make({ ...task, editor: session.editor }));
  }

  async function takeForm(
    route: RouteName,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const form = readForm(request);
    const sender = door.meet(request, form);
    const task = { route, params: paramsOf(request), query: '', format: 'html' } as const;
    switch (sender.kind) {
      case 'refused':
        return sayPlainly(reply, sender.refusal.status, sender.refusal.message);
      case 'stranger': {
        const query = String(new URLSearchParams({ to: `${pathOf(request)}?${withoutSecrets(form)}` }));
        const { refusal } = sender;
        return sendForOne(reply, await make({ ...task, route: 'session', params: {}, query, refusal }));
      }
      case 'stale': {
        const { session, refusal } = sender;
        const query = withoutSecrets(form);
        return sendForOne(reply, await make({ ...task, query, editor: session.editor, refusal }));
      }
      case 'program':
      case 'person': {
        const { editor } = sender;
        const change = () =>
          inTurn(async () => {
            const format = sender.kind === 'program' ? 'json' : 'html';
            const answer = await make({ ...task, format, form: String(form), editor });
            tellOf(editor.name, answer);
            return answer;
          });
        const isOnce = sender.kind === 'person';
        return sendForOne(
          reply,
          await (isOnce ? sender.session.once(`${request.url} ${form}`, change) : change()),
        );
      }
    }
  }

  function tellOf(name: string, answer: PageAnswer): void {
    if (answer.kind === 'redirect') for (const line of answer.done ?? []) onEdit(`${name}: ${line}`);
  }
}

/** What was sent is no form. */
class NoForm extends Error {
  readonly statusCode = 415;

  constructor() {
    super('Forms are sent as application/x-www-form-urlencoded.');
  }
}

/** What was filled in, to stand in the form again. */
function withoutSecrets(form: URLSearchParams): string {
  const fields = new URLSearchParams(form);
  fields.delete('formToken');
  fields.delete('form');
  return String(fields);
}

function paramsOf({ params }: FastifyRequest): Record<string, string> {
  return params as Record<string, string>;
}
