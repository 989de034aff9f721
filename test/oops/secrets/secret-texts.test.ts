import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_REDACTION, type RedactionRules } from '../../../src/oops/secrets/redaction-rules.js';
import { createTextRedactor } from '../../../src/oops/secrets/secret-texts.js';
import { parsePattern } from '../../../src/text/pattern.js';

const redact = createTextRedactor(BUILT_IN_REDACTION);
const redactBy = (rules: Partial<RedactionRules>) => createTextRedactor({ ...BUILT_IN_REDACTION, ...rules });

describe('the built-in rules', () => {
  it.each([
    ['postgres://app:hunter2@db.example.com/shop', 'postgres://app:[redacted]@db.example.com/shop'],
    ['https://3f9c:9a1b@o1.ingest.example.com/42', 'https://3f9c:[redacted]@o1.ingest.example.com/42'],
    ['redis://:hunter2@cache:6379/0', 'redis://:[redacted]@cache:6379/0'],
    ['could not connect: amqp://guest:gu:est@mq//', 'could not connect: amqp://guest:[redacted]@mq//'],
    [
      'https://example.com/?a=1&access_token=abc.def&b=2',
      'https://example.com/?a=1&access_token=[redacted]&b=2',
    ],
    ['https://example.com/cb#id_token=abc', 'https://example.com/cb#id_token=[redacted]'],
    ['/login?next=%2F%3Ftoken%3Dabc%26a%3D1', '/login?next=%2F%3Ftoken%3D[redacted]%26a%3D1'],
    [
      'user[password]=hunter2&user[password_confirmation]=hunter2',
      'user[password]=[redacted]&user[password_confirmation]=[redacted]',
    ],
    ['host=db dbname=shop password=hunter2 port=5432', 'host=db dbname=shop password=[redacted] port=5432'],
    ["host=db password='hunt er2'", "host=db password='[redacted]'"],
    ['Server=db;Pwd=hunter2;Database=shop', 'Server=db;Pwd=[redacted];Database=shop'],
    ["{'password': u'hunter2', 'user': 'ann'}", "{'password': u'[redacted]', 'user': 'ann'}"],
    ['{"user":"ann","api_key":"abc\\"def"}', '{"user":"ann","api_key":"[redacted]"}'],
    [
      '{"body":"{\\"clientSecret\\":\\"abc\\",\\"a\\":1}"}',
      '{"body":"{\\"clientSecret\\":\\"[redacted]\\",\\"a\\":1}"}',
    ],
    ['secret_key => "abc"', 'secret_key => "[redacted]"'],
    [
      "UPDATE person SET password = 'hunter2' WHERE id = 3",
      "UPDATE person SET password = '[redacted]' WHERE id = 3",
    ],
    ['Authorization: Basic YWxhZGRpbjpvcGVuc2VzYW1l', 'Authorization: [redacted]'],
    ['GET / failed\nCookie: sid=abc; theme=dark\nHost: a', 'GET / failed\nCookie: [redacted]\nHost: a'],
    ["{'Authorization': 'Bearer abc'}", "{'Authorization': '[redacted]'}"],
    ['authorization=Bearer abc.def&x=1', 'authorization=[redacted]&x=1'],
    ['Refused: Set-Cookie: sid=abc; Path=/', 'Refused: Set-Cookie: [redacted]'],
    ['Refused: password: hunter2', 'Refused: password: [redacted]'],
    ['password: hunter2', 'password: [redacted]'],
    ['{user: ann, password: hunter2}', '{user: ann, password: [redacted]}'],
    ['refused for Bearer 0123456789abcdef0123', 'refused for Bearer [redacted]'],
    ['key AKIAIOSFODNN7EXAMPLE is not known', 'key [redacted] is not known'],
    [`token ghp_${'a1B2'.repeat(9)}`, 'token [redacted]'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl', '[redacted]'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----', '[redacted]'],
    ['-----BEGIN PRIVATE KEY-----\nMIIE', '[redacted]'],
  ])('take the secret out of %s', (text, expected) => expect(redact(text)).toBe(expected));

  it.each([
    "KeyError: 'token'",
    'SyntaxError: Unexpected token: foo',
    'Invalid password: too short',
    'CSRF token missing or incorrect.',
    'SELECT * FROM session WHERE token = $STRING AND id = $INT',
    'password=[Filtered]',
    'password=None, token=null',
    '{"password": null, "token": ""}',
    'max_tokens=100',
    'https://example.com:8080/a@b',
    'https://launchpad.net/~ann/+edit?field.name=x',
    'bypass=1&compass=2',
    'the secretary: Ann',
    '',
  ])('leave alone %s', (text) => expect(redact(text)).toBe(text));

  it('take out of a redacted text no more', () => {
    const piece = fc.constantFrom(
      ...['password', 'token', '=', ':', ' ', '"', "'", '\\', '&', '\n', 'abc', '{', '}', ',', '%3D', '%26'],
      ...['https://', 'a:b@', 'Bearer ', 'Cookie: ', '[redacted]', '0123456789abcdef', 'eyJhbGciOiJI.', '@'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const once = redact(pieces.join(''));
        expect(redact(once)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['names', 'password'.repeat(20_000)],
    ['signs', 'token='.repeat(20_000)],
    ['quotes', `password="${'\\"'.repeat(50_000)}`],
    ['backslashes', `token=\\"${'\\'.repeat(50_000)}`],
    ['schemes', 'a://'.repeat(30_000)],
    ['blanks', `password${' '.repeat(100_000)}`],
    ['keys', '-----BEGIN PRIVATE KEY-----'.repeat(5000)],
    ['dots', `eyJ${'a.'.repeat(50_000)}`],
    ['brackets', '[token:'.repeat(20_000)],
  ])('end, with 100,000 %s', (_, text) => expect(typeof redact(text)).toBe('string'));
});

describe('rules of the user', () => {
  it('name parameters, whole and in any case', () => {
    const own = redactBy({ parameters: ['sig', 'k.v'] });
    expect(own('/a?Sig=abc&design=1&k.v=2&kxv=3')).toBe('/a?Sig=[redacted]&design=1&k.v=[redacted]&kxv=3');
  });

  it('find values by pattern, and addresses of e-mail', () => {
    const own = redactBy({ values: [parsePattern('(?i)card \\d{4}')], emails: true });
    expect(own('Card 1234 of ann@example.com')).toBe('[redacted] of [redacted]');
  });

  it('find addresses of e-mail and parameters in texts that have nothing else of a secret', () => {
    expect(redactBy({ builtIn: false, emails: true })('to ann@example.com')).toBe('to [redacted]');
    expect(redactBy({ builtIn: false, parameters: ['k.v'] })('/a?K.v=1')).toBe('/a?K.v=[redacted]');
    expect(redactBy({ builtIn: false, values: [parsePattern('\\d{4}')] })('card 1234')).toBe(
      'card [redacted]',
    );
  });

  it('can stand alone', () => {
    const own = redactBy({ builtIn: false, parameters: ['sig'] });
    expect(own('sig=a&password=b')).toBe('sig=[redacted]&password=b');
    expect(redactBy({ builtIn: false })('password=b')).toBe('password=b');
  });
});
