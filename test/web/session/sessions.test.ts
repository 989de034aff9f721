import { describe, expect, it } from 'vitest';
import { changed, type PageAnswer, page } from '../../../src/web/page.js';
import { createSessions, SESSION_LENGTH } from '../../../src/web/session/sessions.js';

/** Sessions with a clock that a test sets. */
function makeSessions() {
  const clock = { now: 1_000_000 };
  return { clock, sessions: createSessions(() => clock.now) };
}

describe('sessions', () => {
  it('are found by an id that cannot be guessed, until they are over', () => {
    const { clock, sessions } = makeSessions();
    const id = sessions.begin('Ann');
    expect(id).toMatch(/^[\w-]{43}$/);
    expect(sessions.find(id)?.editor.name).toBe('Ann');
    clock.now += SESSION_LENGTH - 1;
    expect(sessions.find(id)).toBeDefined();
    clock.now += 1;
    expect(sessions.find(id)).toBeUndefined();
    for (const other of [undefined, '', 'constructor', '__proto__', `${id}x`]) {
      expect(sessions.find(other)).toBeUndefined();
    }
  });

  it('end when somebody signs out, and only that one', () => {
    const { sessions } = makeSessions();
    const [ann, ben] = [sessions.begin('Ann'), sessions.begin('Ben')];
    sessions.end(ann);
    sessions.end(undefined);
    expect(sessions.find(ann)).toBeUndefined();
    expect(sessions.find(ben)?.editor.name).toBe('Ben');
  });

  it('have forms of their own each', () => {
    const { sessions } = makeSessions();
    const [first, second] = [sessions.begin('Ann'), sessions.begin('Ann')].map(
      (id) => sessions.find(id)?.editor.formToken,
    );
    expect(first).toMatch(/^[\w-]{43}$/);
    expect(second).not.toBe(first);
  });

  it('are a thousand at most: the first one goes', () => {
    const { sessions } = makeSessions();
    const ids = Array.from({ length: 1001 }, (_, place) => sessions.begin(`n${place}`));
    expect(sessions.find(ids[0])).toBeUndefined();
    expect(sessions.find(ids[1])).toBeDefined();
    expect(sessions.find(ids[1000])).toBeDefined();
  });

  it('answer a form once, unless nothing was done', async () => {
    const { sessions } = makeSessions();
    const session = sessions.find(sessions.begin('Ann'));
    let times = 0;
    const answerWith = (answer: PageAnswer) => async () => {
      times++;
      return answer;
    };
    const send = (form: string, answer: PageAnswer) => session?.once(form, answerWith(answer));
    const done = changed('/windows', ['done']);
    const both = await Promise.all([send('a', done), send('a', done)]);
    expect([both, times]).toEqual([[done, done], 1]);
    await send('a', done);
    expect(times).toBe(1);
    await send('b', page('html', 'wrong'));
    await send('b', done);
    expect(times).toBe(3);
    await expect(session?.once('c', () => Promise.reject(new Error('busy')))).rejects.toThrow('busy');
    await send('c', done);
    expect(times).toBe(4);
  });
});
