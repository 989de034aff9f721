import { createHash, randomBytes } from 'node:crypto';
import { millisecondsInHour } from '../../time/lengths.js';
import type { Editor, PageAnswer } from '../page.js';

/** How long somebody stays signed in, in milliseconds. */
export const SESSION_LENGTH = 8 * millisecondsInHour;

/** Somebody who is signed in. */
export interface Session {
  readonly editor: Editor;
  /** When it ends, in milliseconds since the Unix epoch. */
  readonly until: number;
  /**
   * Answers a form once: sent again as it is, by a second click or from the browser's history, it gets the same answer, and
   * nothing is done. What was not done can be sent again.
   */
  once(form: string, answer: () => Promise<PageAnswer>): Promise<PageAnswer>;
}

/** Who is signed in, in memory: whoever starts the server anew has everybody sign in again. */
export interface Sessions {
  /** Begins one. Returns its id, which only its browser is to know. */
  begin(name: string): string;
  /** The session of an id; undefined: there is none, or it is over. */
  find(id: string | undefined): Session | undefined;
  end(id: string | undefined): void;
}

/** So many are signed in at most: who signed in first has to again. */
const MOST = 1000;

/** So many forms of each session are remembered. */
const FORMS = 20;

/** @param now the clock, in milliseconds since the Unix epoch */
export function createSessions(now: () => number): Sessions {
  const sessions = new Map<string, Session>();

  return {
    begin(name) {
      for (const [key, { until }] of sessions) {
        if (until > now() && sessions.size < MOST) break;
        sessions.delete(key);
      }
      const id = randomBytes(32).toString('base64url');
      const formToken = randomBytes(32).toString('base64url');
      const once = createOnce();
      sessions.set(keyOf(id), { editor: { name, formToken }, until: now() + SESSION_LENGTH, once });
      return id;
    },
    find(id) {
      const session = id === undefined ? undefined : sessions.get(keyOf(id));
      return session && session.until > now() ? session : undefined;
    },
    end(id) {
      if (id !== undefined) sessions.delete(keyOf(id));
    },
  };
}

/** Found by its hash, an id cannot be guessed byte by byte from how long finding it takes. */
function keyOf(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}

function createOnce(): Session['once'] {
  const answers = new Map<string, Promise<PageAnswer>>();
  return (form, answer) => {
    const key = keyOf(form);
    const known = answers.get(key);
    if (known) return known;
    const given = answer();
    answers.set(key, given);
    given.then(
      ({ kind }) => kind === 'page' && answers.delete(key),
      () => answers.delete(key),
    );
    const [oldest] = answers.keys();
    if (answers.size > FORMS && oldest !== undefined) answers.delete(oldest);
    return given;
  };
}
