import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ADDRESSES } from '../addresses.js';
import type { PageAnswer, Refusal } from '../page.js';
import { formatOf, queryOf } from '../server/asked-address.js';
import { sayPlainly } from '../server/say-plainly.js';
import type { SessionCookie } from './cookie.js';
import { type Door, readName } from './door.js';
import { isSameSecret } from './edit-token.js';
import { type FormServing, sendForOne } from './form-serving.js';
import { SESSION_LENGTH, type Sessions } from './sessions.js';

/** What people are signed in with. */
interface SignInServing extends FormServing {
  readonly sessions: Sessions;
  readonly cookie: SessionCookie;
  readonly door: Door;
}

/** Serves the page that signs people in, and out. */
export function serveSignIn(
  app: FastifyInstance,
  { make, onEdit, sessions, cookie, door }: SignInServing,
): void {
  app.get(ADDRESSES.session, async (request, reply) => {
    if (formatOf(request) !== null) return sayPlainly(reply, 404, 'Forms are pages alone.');
    return sendForOne(reply, await makePage(request, queryOf(request)));
  });

  app.post(ADDRESSES.session, async (request, reply) => {
    const origin = door.faultOfOrigin(request);
    if (origin) return sayPlainly(reply, origin.status, origin.message);
    const form = readForm(request);
    const to = readPath(form.get('to'));
    const written = form.get('name') ?? '';
    const name = readName(written);
    const refusal =
      typeof name === 'string' ? door.tryToken(request, (form.get('token') ?? '').trim()) : name;
    if (refusal || typeof name !== 'string') {
      const query = String(new URLSearchParams({ to, name: written.slice(0, 200) }));
      return sendForOne(reply, await makePage(request, query, refusal ?? undefined));
    }
    sessions.end(cookie.read(request.headers.cookie));
    onEdit(`${name} signed in from ${request.ip}.`);
    return leadOn(reply, to, cookie.write(sessions.begin(name), SESSION_LENGTH / 1000));
  });

  app.post(ADDRESSES.signOut, async (request, reply) => {
    const origin = door.faultOfOrigin(request);
    if (origin) return sayPlainly(reply, origin.status, origin.message);
    const id = cookie.read(request.headers.cookie);
    const session = sessions.find(id);
    if (session && isSameSecret(readForm(request).get('formToken') ?? '', session.editor.formToken)) {
      sessions.end(id);
    }
    return leadOn(reply, ADDRESSES.session, sessions.find(id) ? null : cookie.write(null, 0));
  });

  function makePage(request: FastifyRequest, query: string, refusal?: Refusal): Promise<PageAnswer> {
    const session = sessions.find(cookie.read(request.headers.cookie));
    return make({
      ...{ route: 'session', params: {}, query, format: 'html', editor: session?.editor ?? null },
      ...(refusal && { refusal }),
    });
  }
}

function leadOn(reply: FastifyReply, to: string, setCookie: string | null): FastifyReply {
  if (setCookie !== null) reply.header('set-cookie', setCookie);
  return sendForOne(reply, { kind: 'redirect', to, isPermanent: false });
}

/** The fields of a form as it was sent. */
export function readForm({ body }: FastifyRequest): URLSearchParams {
  return new URLSearchParams(typeof body === 'string' ? body : '');
}

/** Where somebody goes on who has signed in: a page of ours, whatever was asked for. */
function readPath(written: string | null): string {
  return /^\/(?![/\\])[\x21-\x7e]*$/.test(written ?? '') ? (written as string) : ADDRESSES.windows;
}
