import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVENT_REPLACEMENTS } from '../../../../src/oops/classes/event-values/event-replacements.js';
import { signatureOf } from '../../../../src/oops/classes/signature.js';
import { NO_EVENT } from '../../../../src/oops/oops.js';
import { replaceAll } from '../../../../src/oops/statements.js';

/** The normalised value of an event. */
const normalise = (value: string) =>
  signatureOf({ ...NO_EVENT, type: 'Error', value, isEvent: true }, 'generic').value;

/** What differs between values that tell the same fault. */
const PLACES = {
  number: fc.nat().map(String),
  uuid: fc.uuid(),
  address: fc.ipV4(),
  // What follows ::1 may be a port.
  longAddress: fc.ipV6().filter((text) => /^(?!::)[^.]*\d[^.]*(?<!::)$/.test(text)),
  // Two numbers behind an @ are a version, lodash@4.17.x, and 0xa before one is an address of memory.
  person: fc.emailAddress({ size: 'small' }).filter((text) => /^(?!.*0x)[\w.+-]+@(?!\d+\.\d+\.)/.test(text)),
  moment: fc
    .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  length: fc.nat().map((milliseconds) => `${milliseconds} ms`),
  digest: fc.stringMatching(/^a\d[a-f\d]{38}$/),
  query: fc.stringMatching(/^[\w=&%.+-]{0,20}\w$/).map((query) => `https://example.com/?${query}`),
};

/** What makes a careless pattern slow when it is repeated. */
const HOSTILE = [
  ...[
    '1',
    '-1',
    '1.',
    '1-',
    '1m',
    '1:',
    'a',
    'a1',
    'f',
    'f1',
    'ff:',
    ':',
    '::',
    '.',
    '/',
    '/a',
    '@',
    'a@',
    'a@a.',
    '?',
    '/?',
  ],
  ...[
    '://',
    'a://a',
    '://a@',
    '"',
    "'",
    '"/a/',
    '/a/b.pdf',
    '/tmp/',
    ' ',
    '$INT,',
    '2024-02-20',
    'Mon, ',
    '12:31:12',
  ],
  ...['Key (', 'Key (a)=(', ') already exists', "Duplicate entry '", 'Failing row contains (', 'dup key: { '],
  ...[
    'Incorrect a value: ',
    'The duplicate key value is (',
    'invalid input syntax for ',
    'status ',
    'code=',
    '(1062, ',
  ],
  ...['C:\\', 'C:\\Users\\a', 'http', 'é', '\u{1f600}', '\n'],
];

describe('values of events', () => {
  it('are one group when they differ in a number', () => {
    const values = Array.from({ length: 1000 }, (_, number) => `Order ${number} not found`);
    expect(new Set(values.map(normalise))).toEqual(new Set(['Order $INT not found']));
  });

  it.each([
    ['order-4711 of user #17', 'order-$INT of user #$INT'],
    ['17.5 of -3', '$DECIMAL of $INT'],
    ['main.go:42:13', 'main.go:$INT:$INT'],
    ['id IN (1, 2, 3, 4) or (5, 6)', 'id IN ($INT ... $INT) or ($INT, $INT)'],
    ['cart 88EE7C66-29a9-4a4a-bc26-c72d76c5de14', 'cart $UUID'],
    ['req_88ee7c66-29a9-4a4a-bc26-c72d76c5de14.', 'req_$UUID.'],
    ['commit da39a3ee5e6b4b0d3255bfef95601890afd80709', 'commit $HEX'],
    ['web-7d9f8b6c5d exited', 'web-$HEX exited'],
    ['backup 20240101120000', 'backup $INT'],
    ['no user Bob.O+x@mail.example.com.', 'no user $EMAIL.'],
    ['connect ECONNREFUSED 10.0.3.17:5432', 'connect ECONNREFUSED $IP:5432'],
    ['connect ECONNREFUSED ::1:5432', 'connect ECONNREFUSED $IP:5432'],
    ['read ::ffff:10.0.0.1:54312 -> [fe80::1%eth0]:6379', 'read $IP:$PORT -> [$IP]:6379'],
    ['via 2001:0db8:85a3:0000:0000:8a2e:0370:7334, ::1', 'via $IP, $IP'],
    ['localhost:3000 from localhost:40000', 'localhost:3000 from localhost:$PORT'],
    [
      'GET https://u:p@a.example.com/orders/17?x=1&y=2.',
      'GET https://$USER@a.example.com/orders/$INT?$QUERY.',
    ],
    ['GET "/search?q=a%20b" failed', 'GET "/search?$QUERY" failed'],
    ['at 2024-02-20T22:16:36.123Z', 'at $TIME'],
    ['at 2024-02-20 22:16:36+01:00, 2024/02/20 22:16:36', 'at $TIME, $TIME'],
    ['on 2024-02-20 at 12:31:12,5', 'on $DATE at $TIME'],
    ['Mon, 02 Jan 2006 15:04:05 GMT: x', '$TIME: x'],
    ['Wed Apr 17 22:31:45 2019: x', '$TIME: x'],
    ['Mon Jan 02 2006 14:04:05 GMT-0800 (Pacific Standard Time) x', '$TIME x'],
    ['after 30012 ms', 'after $DURATION'],
    ['after 30012ms, 1h2m3.5s or 5 minutes', 'after $DURATION, $DURATION or $DURATION'],
    ['with 7MB and 2432B of 1.5GiB', 'with $SIZE and $SIZE of $SIZE'],
    ["open '/tmp/tmpab12/in.pdf'", "open '/tmp/$PATH'"],
    ["open '/home/bob/.netrc'", "open '/home/$USER/.netrc'"],
    ['open C:\\Users\\bob\\x.ini', 'open C:\\Users\\$USER\\x.ini'],
    ["open '/srv/uploads/17/my photo.jpg'", "open '/srv/$PATH.jpg'"],
    ['cannot read /srv/uploads/17/a.tar.gz.', 'cannot read /srv/$PATH.gz.'],
    ['Key (email)=(a@b.c) already exists.', 'Key (email)=($STRING) already exists.'],
    [
      'Key (a, b)=(O (b), 1) is not present in table "t".',
      'Key (a, b)=($STRING) is not present in table "t".',
    ],
    ['Failing row contains (1, Bob, null).', 'Failing row contains ($STRING)'],
    ['invalid input syntax for type integer: "abc"', 'invalid input syntax for type integer: $STRING'],
    ['invalid input syntax for integer: ""', 'invalid input syntax for integer: $STRING'],
    ['invalid input value for enum mood: "x"', 'invalid input value for enum mood: $STRING'],
    ['value "9999999999" is out of range for type integer', 'value $STRING is out of range for type integer'],
    ["Duplicate entry 'O'Brien' for key 'users.name'", "Duplicate entry $STRING for key 'users.name'"],
    ["Incorrect integer value: 'x' for column 'age'", "Incorrect integer value: $STRING for column 'age'"],
    ['The duplicate key value is (a@b.c).', 'The duplicate key value is ($STRING).'],
    ['index: email_1 dup key: { email: "a@b.c" }', 'index: email_1 dup key: { email: $STRING }'],
    ["invalid literal for int() with base 10: 'x'", 'invalid literal for int() with base 10: $STRING'],
    [
      'invalid byte sequence for encoding "UTF8": 0xe9 0x20',
      'invalid byte sequence for encoding "UTF8": $STRING',
    ],
  ])('lose what names one thing: %j becomes %j', (value, expected) => {
    expect(normalise(value)).toBe(expected);
  });

  it.each([
    ['which HTTP status', 'status code 404', 'status code 503'],
    ['which HTTP status', '{"status":404}', '{"status":503}'],
    ['which HTTP status', 'statusCode=404', 'statusCode=503'],
    ['which HTTP status', 'HTTP/1.1 502', 'HTTP/1.1 504'],
    ['which HTTP status', 'HTTP Error 403', 'HTTP Error 500'],
    ['which HTTP status', 'upstream responded with 502', 'upstream responded with 504'],
    ['which error of the system', '[Errno 111] x', '[Errno 104] x'],
    ['which error of the database', 'ORA-00942: x', 'ORA-00054: x'],
    ['which error of the database', 'SQLSTATE[23000]', 'SQLSTATE[40001]'],
    ['which error of the database', '(1062, "x")', '(1213, "x")'],
    ['which code', 'code: 23505', 'code: 40001'],
    ['which exit', 'exit code 1', 'exit code 137'],
    ['which signal', 'killed by signal 9', 'killed by signal 11'],
    ['which service of a host', 'connect 10.0.0.1:5432', 'connect 10.0.0.1:6379'],
    ['which service of this host', 'connect localhost:5432', 'connect localhost:6379'],
    ['which host', 'https://a.example.com/x?y=1', 'https://b.example.com/x?y=1'],
    ['which page', 'https://a.example.com/users/17', 'https://a.example.com/orders/17'],
    [
      'which constraint',
      'violates unique constraint "users_email_key"',
      'violates unique constraint "users_pkey"',
    ],
    ['which column', 'Key (email)=(x) already exists.', 'Key (name)=(x) already exists.'],
    [
      'which column',
      "Incorrect integer value: 'x' for column 'a'",
      "Incorrect integer value: 'x' for column 'b'",
    ],
    ['which type', 'invalid input syntax for type uuid: "x"', 'invalid input syntax for type integer: "x"'],
    [
      'how wide a column',
      'too long for type character varying(50)',
      'too long for type character varying(20)',
    ],
    ['which table', 'relation "order_2024" does not exist', 'relation "order_2025" does not exist'],
    ['which key', "'shipping'", "'billing'"],
    ['which version', 'needs 1.2.3', 'needs 1.3.0'],
    ['which version', 'needs lodash@4.17.21', 'needs lodash@4.17.20'],
    ['which version', 'needs Python 3.12', 'needs Python 3.13'],
    ['which version', 'unsupported version 2', 'unsupported version 3'],
    ['which version', '1.0.0-rc.1', '1.0.0-rc.2'],
    ['which version', 'Chrome/120.0.0.0', 'Chrome/121.0.0.0'],
    ['which encoding', "'utf-8' codec", "'utf-16' codec"],
    ['which algorithm', 'sha-256 mismatch', 'sha-512 mismatch'],
    ['which region', 'eu-west-1 is down', 'eu-west-2 is down'],
    ['which method', 'Option::unwrap()', 'Option::expect()'],
    ['which method', 'Bee::add() too early', 'Fee::add() too early'],
    ['which parameter', 'there is no parameter $1', 'there is no parameter $2'],
    ['which module', "Cannot find module '/app/src/a.js'", "Cannot find module '/app/src/b.js'"],
    ['which library', 'dlopen failed: "/usr/lib/liba.so"', 'dlopen failed: "/usr/lib/libb.so"'],
    ['which setting', "open '/etc/app/a.yml'", "open '/etc/app/b.yml'"],
    ['which kind of file', "open '/srv/up/a.jpg'", "open '/srv/up/a.pdf'"],
    ['which place', "open '/srv/up/a.jpg'", "open '/mnt/up/a.jpg'"],
    ['which word', 'effaced', 'decade'],
    ['which name', 'job17 failed', 'job18 failed'],
    ['where in a name', 'table_2024', 'table_2025'],
  ])('stay apart when they differ in %s: %j and %j', (_what, one, other) => {
    expect(normalise(one)).not.toBe(normalise(other));
  });

  it.each(['and/or? yes', 'ratio 3:4'.replace(/\d/g, 'n'), 'abc::def', 'a@b', 'ÄÖ 5五'])(
    'are left alone where nothing varies: %j',
    (value) => {
      expect(normalise(value)).toBe(value);
    },
  );

  it('are not what OOPSes are read by', () => {
    const value = 'Order 4711 not found for a@b.c after 30012 ms';
    expect(signatureOf({ ...NO_EVENT, type: 'Error', value }, 'generic').value).toBe(value);
  });

  it('are one group whatever fills their places', () => {
    const place = fc.constantFrom(...Object.values(PLACES));
    const sentence = fc.array(fc.oneof(fc.constantFrom('order', 'not', 'found', 'for', "'x'", '->'), place), {
      maxLength: 12,
    });
    const filled = sentence.chain((parts) => {
      const values = fc.tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)));
      return fc.tuple(values, values).map((both) => both.map((words) => words.join(' ')));
    });
    fc.assert(
      fc.property(filled, ([one = '', other = '']) => {
        expect(normalise(one)).toBe(normalise(other));
      }),
    );
  });

  it.each(HOSTILE)('are read in linear time: a hundred thousand characters of %j', (text) => {
    const value = `://Key (a)=('/${text.repeat(100_000 / text.length)}g`;
    expect(replaceAll(value, EVENT_REPLACEMENTS)).not.toBe('');
  });

  it('are read at their ends where they are very long', () => {
    const value = `Order 4711${' x'.repeat(100_000)} not found after 5 ms`;
    expect(normalise(value)).toMatch(/^Order \$INT x x .* x \.\.\. x .* x not found after \$DURATION$/);
  });
});
