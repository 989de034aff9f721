import { describe, expect, it } from 'vitest';
import { createSessionCookie } from '../../../src/web/session/cookie.js';

describe('the cookie of a session', () => {
  it('goes to no script, with nothing that another site began, and over TLS alone where there is TLS', () => {
    expect(createSessionCookie(false).write('id_-1', 60)).toBe(
      'oops-report-session=id_-1; Max-Age=60; Path=/; HttpOnly; SameSite=Strict',
    );
    expect(createSessionCookie(true).write(null, 60)).toBe(
      '__Host-oops-report-session=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict; Secure',
    );
  });

  it.each([
    ['oops-report-session=abc', 'abc'],
    ['a=b; oops-report-session=a_b-1; c=d', 'a_b-1'],
    ['a=b;oops-report-session=abc;c=d', 'abc'],
    ['__Host-oops-report-session=abc', undefined],
    ['x-oops-report-session=abc', undefined],
    ['oops-report-session=', undefined],
    ['oops-report-session="abc"', undefined],
    ['oops-report-session=a%20b', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('is read of %j', (header, id) => expect(createSessionCookie(false).read(header)).toBe(id));
});
