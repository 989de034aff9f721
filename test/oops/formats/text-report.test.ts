import { describe, expect, it } from 'vitest';
import { ReportError } from '../../../src/oops/formats/report-error.js';
import { parseTextReport } from '../../../src/oops/formats/text-report.js';
import { NO_EVENT, type OopsReport } from '../../../src/oops/oops.js';

const parse = (text: string): OopsReport => parseTextReport(Buffer.from(text));
const parseBody = (body: string): OopsReport => parse(`Oops-Id: OOPS-A0001\n\n${body}`);

const COMPLETE = `Oops-Id: OOPS-2077A101
Exception-Type: DisconnectionError
Exception-Value: could not connect to server
Date: 2011-09-08T08:53:07.123456+00:00
Page-Id: +bug:BugTask:+index
Branch: launchpad-rev
Revision: 13890
User: mark, 42, Mark S, a person
URL: https://launchpad.net/bugs/1?a=b
Duration: 1.25
Informational: False
Oops-Reporter: lpnet1

HTTP_HOST=launchpad.net
REQUEST_METHOD=GET

00001-00005@SQL-launchpad-main-master SELECT 1
00006-00010@store_b SELECT name FROM person WHERE id = 5

Traceback (most recent call last):
  File "x.py", line 1, in <module>
    a = b
DisconnectionError: could not connect to server
`;

const COMPLETE_REPORT: OopsReport = {
  id: 'OOPS-2077A101',
  type: 'DisconnectionError',
  value: 'could not connect to server',
  time: Date.UTC(2011, 8, 8, 8, 53, 7, 123),
  reporter: 'LPNET1',
  topic: '+bug:BugTask:+index',
  url: 'https://launchpad.net/bugs/1?a=b',
  username: 'mark, 42, Mark S, a person',
  durationSeconds: 1.25,
  requestVariables: [
    ['HTTP_HOST', 'launchpad.net'],
    ['REQUEST_METHOD', 'GET'],
  ],
  timeline: [
    { start: 1, end: 5, category: 'SQL-launchpad-main-master', detail: 'SELECT 1' },
    { start: 6, end: 10, category: 'store_b', detail: 'SELECT name FROM person WHERE id = 5' },
  ],
  traceback:
    'Traceback (most recent call last):\n  File "x.py", line 1, in <module>\n    a = b\nDisconnectionError: could not connect to server\n',
  branchNick: 'launchpad-rev',
  revno: '13890',
  informational: false,
  hostname: null,
  lastOops: null,
  ...NO_EVENT,
  extra: {},
};

describe('parseTextReport', () => {
  it('reads all headers and all parts of the body', () => {
    expect(parse(COMPLETE)).toEqual(COMPLETE_REPORT);
  });

  it('reads the same from lines that end with CR LF', () => {
    expect(parse(COMPLETE.replaceAll('\n', '\r\n'))).toEqual(COMPLETE_REPORT);
  });

  it('reads the same after a byte order mark', () => {
    expect(parse(`\ufeff${COMPLETE}`)).toEqual(COMPLETE_REPORT);
  });

  it.each([
    ['upper', (name: string) => name.toUpperCase()],
    ['lower', (name: string) => name.toLowerCase()],
  ])('reads the same from header names in %s case', (_, change) => {
    expect(
      parse(COMPLETE.replace(/^(Oops|Exc|Date|Page|Branch|Rev|User|URL|Dur|Inf)[\w-]*(?=: )/gm, change)),
    ).toEqual(COMPLETE_REPORT);
  });

  it('reads the smallest legal report, and everything else in it is unknown', () => {
    expect(parse('Oops-Id: OOPS-A0001')).toEqual({
      id: 'OOPS-A0001',
      type: null,
      value: null,
      time: null,
      reporter: 'A',
      topic: null,
      url: null,
      username: null,
      durationSeconds: null,
      requestVariables: [],
      timeline: [],
      traceback: null,
      branchNick: null,
      revno: null,
      informational: false,
      hostname: null,
      lastOops: null,
      ...NO_EVENT,
      extra: {},
    });
  });

  it.each([
    ['Topic', 'Oops-Id: OOPS-A1\nTopic: scripts.send-mail'],
    ['Page-Id', 'Oops-Id: OOPS-A1\nPage-Id: scripts.send-mail'],
  ])('reads the topic from %s', (_, text) => {
    expect(parse(text).topic).toBe('scripts.send-mail');
  });

  it.each([
    ['a folded line', 'first\n second', 'first second'],
    ['two folded lines, one by a tab', 'first\n second\n\tthird', 'first second third'],
    ['runs of white space', 'first   second \t third', 'first second third'],
    ['a colon in the value', 'server: gone', 'server: gone'],
    ['nothing', '', ''],
    ['a character as \\xNN', 'caf\\xe9', 'caf\u00e9'],
    ['a character as \\uNNNN', '\\u2615 \\uD83D\\uDE00', '\u2615 \u{1f600}'],
    ['a character as \\UNNNNNNNN', '\\U0001f600', '\u{1f600}'],
    ['half a character', '\\ud83d!', '\ufffd!'],
    ['a number beyond all characters', '\\Uffffffff', '\\Uffffffff'],
    ['UTF-8 byte by byte', 'caf\\xc3\\xa9', 'caf\u00e9'],
    ['a doubled backslash', 'C:\\\\temp', 'C:\\temp'],
    ['a doubled backslash before what looks like an escape', 'a\\\\xe9', 'a\\xe9'],
    ['a backslash that was not doubled', 'C:\\temp \\x4 \\x41', 'C:\\temp \\x4 \\x41'],
    ['raw UTF-8', 'caf\u00e9', 'caf\u00e9'],
    ['a NUL', 'a\0b', 'a\\x00b'],
  ])('reads a value with %s', (_, written, value) => {
    expect(parse(`Oops-Id: OOPS-A1\nException-Value: ${written}\nURL: u`)).toMatchObject({ value, url: 'u' });
  });

  it('keeps a byte that is no UTF-8, quoted in a URL and escaped elsewhere, and the characters around it', () => {
    const odd = Buffer.concat([Buffer.from('\u00e9'), Buffer.from([0xff]), Buffer.from('\u00e9')]);
    const parts = [
      'Oops-Id: OOPS-A1\nURL: ',
      '\nException-Value: ',
      '\n\nHTTP_REFERER=',
      '\nPATH_INFO=',
      '\n\nTraceback: ',
    ];
    const report = parseTextReport(Buffer.concat(parts.flatMap((part) => [Buffer.from(part), odd])));
    expect(report).toMatchObject({
      url: '\u00e9%FF\u00e9',
      value: '\u00e9\\xff\u00e9',
      requestVariables: [
        ['HTTP_REFERER', '\u00e9%FF\u00e9'],
        ['PATH_INFO', '\u00e9\\xff\u00e9'],
      ],
      traceback: 'Traceback: \u00e9\\xff\u00e9',
    });
  });

  it.each(['User', 'URL', 'Page-Id', 'Branch', 'Revision', 'Oops-Reporter'])(
    'reads %s: None as unknown',
    (name) => {
      expect(parse(`Oops-Id: OOPS-A1\n${name}: None`)).toEqual(parse('Oops-Id: OOPS-A1'));
    },
  );

  it.each([
    ['with an offset', '2011-09-08T10:53:05+02:00', Date.UTC(2011, 8, 8, 8, 53, 5)],
    ['with microseconds', '2011-09-08T08:53:05.678901+00:00', Date.UTC(2011, 8, 8, 8, 53, 5, 678)],
    ['without an offset, in UTC', '2011-09-08T08:53:05.5', Date.UTC(2011, 8, 8, 8, 53, 5, 500)],
    ['with a space', '2011-09-08 08:53:05', Date.UTC(2011, 8, 8, 8, 53, 5)],
    ['that is none', 'None', null],
    ['of no calendar', '2011-02-30T00:00:00', null],
  ])('reads a date %s', (_, date, time) => {
    expect(parse(`Oops-Id: OOPS-A1\nDate: ${date}`).time).toBe(time);
  });

  it.each([
    ['0.5', 0.5],
    ['12', 12],
    ['0', 0],
    ['1e-05', 0.00001],
    ['-1', null],
    ['None', null],
    ['0:00:01.5', null],
    ['nan', null],
    ['inf', null],
    ['0x10', null],
    ['', null],
  ])('reads the duration %j', (duration, durationSeconds) => {
    expect(parse(`Oops-Id: OOPS-A1\nDuration: ${duration}`).durationSeconds).toBe(durationSeconds);
  });

  it.each([
    ['True', true],
    ['true', true],
    ['1', true],
    ['False', false],
    ['None', false],
    ['', false],
  ])('reads Informational: %s', (written, informational) => {
    expect(parse(`Oops-Id: OOPS-A1\nInformational: ${written}`).informational).toBe(informational);
  });

  it('keeps a header that the format does not know under its own name', () => {
    expect(parse('Oops-Id: OOPS-A1\nX-Squad: caf\\xe9').extra).toEqual({ 'X-Squad': 'caf\u00e9' });
  });

  it('takes the first of two headers of one name', () => {
    expect(parse('Oops-Id: OOPS-A1\nURL: one\nurl: two').url).toBe('one');
  });

  it('reads the body also where no blank line divides it from the headers', () => {
    expect(parse('Oops-Id: OOPS-A1\nTraceback (most recent call last):\n  x')).toMatchObject({
      id: 'OOPS-A1',
      traceback: 'Traceback (most recent call last):\n  x',
    });
  });

  it.each([
    [
      'a page of HTML',
      '<!DOCTYPE html>\n<p>Oops: Oops-Id: OOPS-A1',
      'is neither BSON nor text: the first line is no header such as Oops-Id',
    ],
    [
      'a letter',
      'Dear all,\n\nOops-Id: OOPS-A1',
      'is neither BSON nor text: the first line is no header such as Oops-Id',
    ],
    ['blank lines', '\n\n\n', 'is neither BSON nor text: the first line is no header such as Oops-Id'],
    ['a mail', 'From: me@example.com\nSubject: hello\n\nOops-Id: OOPS-A1', 'no id'],
    ['a report with an empty id', 'Oops-Id:  \nURL: x', 'no id'],
  ])('refuses %s', (_, text, message) => {
    expect(() => parse(text)).toThrow(new ReportError(message));
  });

  it('refuses more than half a million lines, however short they are', () => {
    expect(parse(`Oops-Id: OOPS-A1${'\n'.repeat(499_999)}`).id).toBe('OOPS-A1');
    expect(() => parse(`Oops-Id: OOPS-A1${'\n'.repeat(500_000)}`)).toThrow(
      new ReportError('has more than 500000 lines'),
    );
  });
});

describe('the body of a text report', () => {
  it.each([
    ['plain', 'HTTP_HOST=launchpad.net', [['HTTP_HOST', 'launchpad.net']]],
    ['percent-quoted', 'a%3Db%25=caf%C3%A9%20%0A', [['a=b%', 'caf\u00e9 \n']]],
    ['with the characters that are not quoted', 'Q=;/\\?:@&+$, ()*!', [['Q', ';/\\?:@&+$, ()*!']]],
    ['quoted in latin-1', 'a=%E9t%E9', [['a', '\\xe9t\\xe9']]],
    ['escaped', 'a\\xe9=caf\\xe9 C:\\\\temp', [['a\u00e9', 'caf\u00e9 C:\\temp']]],
    ['escaped, then quoted', 'a=%5Cxe9%5C%5Cxe9', [['a', '\u00e9\\xe9']]],
    [
      'named like a row or a date',
      '12-13=x\n2011-09-08=y\n00001-00002=z\n10-20%20a=b',
      [
        ['12-13', 'x'],
        ['2011-09-08', 'y'],
        ['00001-00002', 'z'],
        ['10-20 a', 'b'],
      ],
    ],
    ['with a percent sign that quotes nothing', 'a=100%', [['a', '100%']]],
    ['with several equals signs', 'a=b=c', [['a', 'b=c']]],
    ['without a value', 'a=', [['a', '']]],
    [
      'without an equals sign',
      'a=1\nBROKEN\nb=2',
      [
        ['a', '1'],
        ['BROKEN', ''],
        ['b', '2'],
      ],
    ],
    ['named like a message', '<oops-message-0>=hello', [['<oops-message-0>', 'hello']]],
    [
      'given twice',
      'a=1\na=2',
      [
        ['a', '1'],
        ['a', '2'],
      ],
    ],
    [
      'with blank lines between',
      'a=1\n\nb=2\n\n\nc=3',
      [
        ['a', '1'],
        ['b', '2'],
        ['c', '3'],
      ],
    ],
    [
      'whose name only begins like a traceback',
      'TRACEBACK_LEVEL=2\nb=1',
      [
        ['TRACEBACK_LEVEL', '2'],
        ['b', '1'],
      ],
    ],
  ])('has request variables %s', (_, body, requestVariables) => {
    expect(parseBody(body)).toMatchObject({ requestVariables, timeline: [], traceback: null });
  });

  it.each([
    ['with a store', '00001-00005@store_a SELECT 1', [1, 5, 'store_a', 'SELECT 1']],
    ['without a store', '00001-00005 SELECT 1', [1, 5, null, 'SELECT 1']],
    ['with an empty store', '00001-00005@ SELECT 1', [1, 5, null, 'SELECT 1']],
    ['with = in its SQL', '00001-00005@main SELECT a WHERE b=c', [1, 5, 'main', 'SELECT a WHERE b=c']],
    ['of many digits', '123456-1234567@main X', [123_456, 1_234_567, 'main', 'X']],
    ['without a statement', '00001-00005@sendmail', [1, 5, 'sendmail', '']],
    ['without store and statement', '00001-00005', [1, 5, null, '']],
    ['with = and no store', '00001-00005 SELECT a=b', [1, 5, null, 'SELECT a=b']],
    ['with a store that is escaped', '00001-00005@caf\\xe9 X', [1, 5, 'caf\u00e9', 'X']],
    [
      'with escapes',
      "00001-00005@main SELECT 'caf\\xe9' LIKE 'a\\\\_'",
      [1, 5, 'main', "SELECT 'caf\u00e9' LIKE 'a\\_'"],
    ],
    ['with a percent sign', "00001-00005@main LIKE '%41'", [1, 5, 'main', "LIKE '%41'"]],
    [
      'of two lines',
      '00001-00005@main SELECT a\n  FROM b\n\n00006-00007@main X',
      [1, 5, 'main', 'SELECT a FROM b'],
    ],
  ])('has a row %s', (_, body, [start, end, category, detail]) => {
    const report = parseBody(body);
    expect(report.timeline[0]).toEqual({ start, end, category, detail });
    expect(report).toMatchObject({ requestVariables: [], traceback: null });
  });

  it.each([
    ['of any case', 'a=1\n\ntraceback (innermost last):\n  b=2\n', 'traceback (innermost last):\n  b=2\n'],
    ['that is extra data', 'a=1\n\n== EXTRA DATA ==\n\nb=2\n', '== EXTRA DATA ==\n\nb=2\n'],
    ['after extra data', 'a=1\n\n== EXTRA DATA ==\nb=2\nTraceback:\n', '== EXTRA DATA ==\nb=2\nTraceback:\n'],
    ['with rows in it', 'a=1\n\nTraceback:\n00001-00002@x y', 'Traceback:\n00001-00002@x y'],
    ['right below the variables', 'a=1\nTraceback:\n  x', 'Traceback:\n  x'],
    [
      'of last lines',
      'a=1\n\nModule x, line 3\n  b=2\nKeyError: c\n',
      'Module x, line 3\n  b=2\nKeyError: c\n',
    ],
    ['of last paragraphs', 'a=1\n\nModule x\n\nKeyError: c\n', 'Module x\n\nKeyError: c\n'],
    ['of last lines right below the variables', 'a=1\nKeyError: c', 'KeyError: c'],
  ])('has a traceback %s', (_, body, traceback) => {
    expect(parseBody(body)).toMatchObject({ requestVariables: [['a', '1']], timeline: [], traceback });
  });

  it('has a traceback with escapes', () => {
    expect(parseBody('Traceback:\n  caf\\xe9 \\u2615 C:\\\\temp').traceback).toBe(
      'Traceback:\n  caf\u00e9 \u2615 C:\\temp',
    );
  });

  it('has last lines without any request variable', () => {
    expect(parseBody('KeyError: c')).toMatchObject({ requestVariables: [], traceback: 'KeyError: c' });
  });
});
