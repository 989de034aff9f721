import type { FastifyRequest } from 'fastify';
import { faultOfCharacters } from '../../outages/window.js';
import { formatDuration } from '../../time/duration.js';
import type { Editor, Refusal } from '../page.js';
import type { SessionCookie } from './cookie.js';
import { isSameSecret } from './edit-token.js';
import type { FormServing } from './form-serving.js';
import { isFromHere } from './same-site.js';
import type { Session, Sessions } from './sessions.js';
import { createTries } from './tries.js';

/** Who sent a form. */
export type Sender =
  /** Somebody who is signed in, from a form of ours. */
  | { readonly kind: 'person'; readonly editor: Editor; readonly session: Session }
  /** A program that has the token. */
  | { readonly kind: 'program'; readonly editor: Editor }
  /** Somebody who is signed in, from a form that was made for an earlier session. */
  | { readonly kind: 'stale'; readonly session: Session; readonly refusal: Refusal }
  /** Nobody who is signed in. */
  | { readonly kind: 'stranger'; readonly refusal: Refusal }
  /** What is told no more than why it is refused: a form of another site, a program with a wrong token. */
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Lets those in who may change something. */
export interface Door {
  /** Who has sent a form. */
  meet(request: FastifyRequest, form: URLSearchParams): Sender;
  /** Why a token that a client shows does not open; null: it does. */
  tryToken(request: FastifyRequest, token: string): Refusal | null;
  /** Why a form that signs somebody in or out is not taken, since it was sent from elsewhere; null: it was not. */
  faultOfOrigin(request: FastifyRequest): Refusal | null;
}

/** The longest name of somebody who signs in. */
const LONGEST_NAME = 100;

const UNKNOWN: Refusal = {
  status: 401,
  message: 'You are not signed in, or no longer. What you have filled in comes back when you have signed in.',
};
const STALE: Refusal = {
  status: 403,
  message:
    'This form was made before you signed in anew, and nothing is changed yet. Look it over, and send it again.',
};
const ELSEWHERE: Refusal = {
  status: 403,
  message:
    'This was not sent from a page of this site, so nothing is changed. If it was, name the address of the site with --url, or have the proxy hand on the Host that was asked for.',
};
const WRONG: Refusal = { status: 401, message: 'That is not the token of this site.' };

/** Makes the door of a site. */
export function createDoor(
  { token, site, now, onEdit }: FormServing,
  sessions: Sessions,
  cookie: SessionCookie,
): Door {
  const tries = createTries(now);

  const door: Door = {
    meet(request, form) {
      const session = sessions.find(cookie.read(request.headers.cookie));
      if (session) {
        const refusal = door.faultOfOrigin(request);
        if (refusal) return { kind: 'refused', refusal };
        const { editor } = session;
        return isSameSecret(form.get('formToken') ?? '', editor.formToken)
          ? { kind: 'person', editor, session }
          : { kind: 'stale', session, refusal: STALE };
      }
      const [, shown] = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '') ?? [];
      if (shown === undefined) return { kind: 'stranger', refusal: UNKNOWN };
      const refusal = door.tryToken(request, shown);
      if (refusal) return { kind: 'refused', refusal };
      const name = readName(form.get('by') ?? '');
      if (typeof name !== 'string') return { kind: 'refused', refusal: name };
      return { kind: 'program', editor: { name, formToken: '' } };
    },

    tryToken({ ip }, shown) {
      const wait = tries.waitOf(ip);
      if (wait > 0) {
        return {
          status: 429,
          message: `Too many wrong tokens were tried. Wait ${formatDuration(Math.ceil(wait / 60_000) * 60_000)}, and try again.`,
        };
      }
      if (isSameSecret(shown, token)) return null;
      tries.failed(ip);
      onEdit(`${ip} tried a wrong token.`);
      return WRONG;
    },

    faultOfOrigin: ({ headers }) => (isFromHere(headers, site) ? null : ELSEWHERE),
  };
  return door;
}

/** The name that somebody signs with, or why it is none. */
export function readName(written: string): string | Refusal {
  const name = written.trim();
  const fault =
    name === ''
      ? 'Say who you are: the history of the window log has the name.'
      : name.length > LONGEST_NAME
        ? `Names have ${LONGEST_NAME} characters at most.`
        : faultOfCharacters({ 'The name': name });
  return fault === null ? name : { status: 400, message: fault };
}
