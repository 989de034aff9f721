import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signatureOf } from '../../../src/oops/classes/signature.js';
import type { SignatureRule } from '../../../src/oops/classes/signature-rules.js';
import { NO_EVENT, SUMMARY_KINDS, type SummaryKind } from '../../../src/oops/oops.js';

type Case = [kind: SummaryKind, type: string, value: string, expected: string];

/** The signature of an OOPS that was no event of another kind. */
const sign = (
  type: string | null,
  value: string | null,
  kind: SummaryKind,
  rules?: readonly SignatureRule[],
) => signatureOf({ type, value, ...NO_EVENT }, kind, rules);

describe('signatureOf', () => {
  it.each(SUMMARY_KINDS)('replaces addresses in summaries of kind %s', (kind) => {
    expect(sign('KeyError', '<Person at 0x7f3a21>', kind)).toEqual({
      type: 'KeyError',
      value: '<Person at $ADDRESS>',
    });
  });

  it.each<Case>([
    ['generic', 'KeyError', '0x7F3Al, 0xb', '$ADDRESS, $ADDRESS'],
    ['generic', 'KeyError', 'a0x7f 0x7fg 0x', 'a0x7f 0x7fg 0x'],
    [
      'generic',
      'UnicodeDecodeError',
      'byte 0xe9 in position 17: ordinal',
      'byte $ADDRESS in position: ordinal',
    ],
    [
      'generic',
      'UnicodeEncodeError',
      'characters in position 17-19: ordinal',
      'characters in position: ordinal',
    ],
    ['generic', 'UnicodeDecodeError', 'in position x, byte 17', 'in position x, byte 17'],
    ['generic', 'SyntaxError', 'in position 17', 'in position 17'],
    ['generic', 'ValueError', 'There were 76 items.', 'There were items.'],
    ['generic', 'ValueError', 'There were 76 people.', 'There were 76 people.'],
    ['generic', 'ValueError', 'row 76 of 80', 'row 76 of 80'],
  ])('in %s, %s: %j becomes %j', (kind, type, value, expected) => {
    expect(sign(type, value, kind).value).toBe(expected);
  });

  const branch = '/srv/bazaar.launchpad.net/push-branches/00/01/e2/40';
  it.each<Case>([
    ['codehosting', 'NotBranchError', `Not a branch: "${branch}/".`, 'Not a branch: "$BRANCH".'],
    [
      'codehosting',
      'NoRepositoryPresent',
      `No repository: file://${branch} here`,
      'No repository: $BRANCH here',
    ],
    ['codehosting', 'NoSuchFile', `No such file: '${branch}/.bzr/x'`, "No such file: '$BRANCH'"],
    ['codehosting', 'NoSuchFile', branch, '$BRANCH'],
    ['codehosting', 'NoSuchFile', 'No such file: /srv/mirrors/00/01', 'No such file: /srv/mirrors/00/01'],
    ['codehosting', 'PermissionDenied', branch, branch],
    ['webapp', 'NotBranchError', branch, branch],
    [
      'codehosting',
      'MalformedHunkHeader',
      'Malformed hunk header.  Does not match format.\n"@@ -1 +1 @@"',
      'Malformed hunk header',
    ],
    ['codehosting', 'MalformedHunkHeader', '', ''],
    ['codehosting', 'MalformedLine', 'Malformed line.  "x"', 'Malformed line. "x"'],
    ['generic', 'MalformedHunkHeader', 'Malformed hunk header: x', 'Malformed hunk header: x'],
  ])('in %s, %s: %j becomes %j', (kind, type, value, expected) => {
    expect(sign(type, value, kind).value).toBe(expected);
  });

  it.each([
    'RequestExpired',
    'RequestStatementTimedOut',
    'TimeoutError',
    'LaunchpadTimeoutError',
    'SoftRequestTimeout',
    'ProgrammingError',
    'SQLObjectMoreThanOneResultError',
  ])('takes the data out of SQL in a %s of a web group, and only there', (type) => {
    const value = "SELECT 1 WHERE id IN (1, 2, 3) AND name = 'x'";
    expect(sign(type, value, 'webapp').value).toBe(
      'SELECT $INT WHERE id IN ($INT ... $INT) AND name = $STRING',
    );
    for (const kind of SUMMARY_KINDS.filter((other) => other !== 'webapp')) {
      expect(sign(type, value, kind).value).toBe(value);
    }
  });

  it.each<Case>([
    ['webapp', 'IntegrityError', "id 1, 'x'", "id 1, 'x'"],
    [
      'checkwatches',
      'ProtocolError',
      '<ProtocolError for https://bugs.example.com/rpc: 500 Error>',
      '<ProtocolError for $URL: 500 Error>',
    ],
    [
      'checkwatches',
      'ProtocolError',
      '<ProtocolError for bugs.example.com/rpc: 500 Error>',
      '<ProtocolError for $URL: 500 Error>',
    ],
    [
      'checkwatches',
      'ProtocolError',
      '<ProtocolError for http://10.0.0.1:80/: 404 x>',
      '<ProtocolError for $URL: 404 x>',
    ],
    ['checkwatches', 'UnparseableBugData', 'Bug 12 at "http://x.org/?id=12".', 'Bug at "$URL".'],
    ['checkwatches', 'BugNotFound', '12', ''],
    ['checkwatches', 'BugNotFound', 'bug12 on http://x.org/12', 'bug12 on http://x.org/'],
    ['checkwatches', 'InvalidBugId', '12 on http://x.org/', '12 on http://x.org/'],
    ['checkwatches', 'UnexpectedResult', 'Your query returned 12 bugs', 'Your query returned bugs'],
    ['generic', 'UnexpectedResult', 'Your query returned 12 bugs', 'Your query returned 12 bugs'],
    ['webapp', 'BugNotFound', '12', '12'],
    ['webapp', 'ProtocolError', 'http://x.org/', 'http://x.org/'],
  ])('in %s, %s: %j becomes %j', (kind, type, value, expected) => {
    expect(sign(type, value, kind).value).toBe(expected);
  });

  it('writes what is unknown as nothing', () => {
    expect(sign(null, null, 'webapp')).toEqual({ type: '', value: '' });
  });

  it('makes one line of a value, as the text format does, so that both formats count together', () => {
    expect(sign('E', '\n  a\n\n\tb  c \n', 'webapp').value).toBe('a b c');
  });

  it('takes other rules', () => {
    const rule: SignatureRule = {
      types: ['Job*'],
      pattern: /#\d+/g,
      replacement: '#',
    };
    expect(sign('JobFailed', 'job #12 and #13', 'generic', [rule]).value).toBe('job # and #');
    expect(sign('Failed', 'job #12', 'generic', [rule]).value).toBe('job #12');
  });

  it('keeps both ends of a long value, within 1,000 characters', () => {
    expect(sign('E', `a${'x'.repeat(999)}`, 'webapp').value).toBe(`a${'x'.repeat(999)}`);
    expect(sign('E', `a${'x'.repeat(999)}z`, 'webapp').value).toBe(
      `a${'x'.repeat(497)} ... ${'x'.repeat(496)}z`,
    );
  });

  it('never gives more than 1,000 characters', () => {
    const part = fc.string({ unit: 'binary', maxLength: 10 });
    fc.assert(
      fc.property(part, part, (a, b) => {
        expect(sign('E', a + b.repeat(300) + a, 'webapp').value.length).toBeLessThanOrEqual(1000);
      }),
    );
  });

  it('does not tell apart values that differ only in addresses and counts', () => {
    const value = (a: number, b: number) => `There were ${a} items. <Bug at 0x${b.toString(16)}>`;
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), fc.nat(), (a, b, c, d) => {
        expect(sign('E', value(a, b), 'webapp')).toEqual(sign('E', value(c, d), 'webapp'));
      }),
    );
  });

  it.each([
    '0x',
    'f',
    '0xf',
    '/',
    'push-branches',
    'push-branches/',
    'x/',
    ' /',
    'http://',
    'http://.',
    '.',
    '1',
    "'",
    '\n',
    '<ProtocolError for ',
    'in position 1',
    'There were 1 ',
  ])('reads a megabyte of %j without running away', (text) => {
    const value = `0x${text.repeat(1_000_000 / text.length)}g`;
    for (const [kind, type] of FAMILIES) {
      expect(sign(type, value, kind).value.length).toBeLessThanOrEqual(1000);
    }
  });
});

/** A kind and a type for each set of rules. */
const FAMILIES = [
  ['generic', 'UnicodeError'],
  ['codehosting', 'NotBranchError'],
  ['codehosting', 'MalformedHunkHeader'],
  ['webapp', 'ProgrammingError'],
  ['checkwatches', 'ProtocolError'],
  ['checkwatches', 'UnparseableBugData'],
] as const;
