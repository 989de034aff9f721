import { describe, expect, it } from 'vitest';
import type { DocumentValue } from '../../../src/oops/formats/document-value.js';
import { ReportError } from '../../../src/oops/formats/report-error.js';
import {
  reportFromDocument,
  requestVariablesFromValue,
  timelineFromValue,
} from '../../../src/oops/formats/report-from-document.js';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const nested = (depth: number): DocumentValue => (depth === 0 ? 'end' : [nested(depth - 1)]);

describe('reportFromDocument', () => {
  it.each([
    ['text', 'value', 'value'],
    ['bytes', bytes('caf\xc3\xa9'), 'caf\u00e9'],
    ['bytes that are no UTF-8', bytes('a\xffb\xc3\xa9'), 'a\\xffb\u00e9'],
    ['NULs', 'a\0b', 'a\\x00b'],
    ['half a character', 'a\ud800b', 'a\ufffdb'],
    ['nothing at all', '', ''],
    ['null', null, null],
    ['undefined', undefined, null],
    ['a number', 42, '42'],
    ['a large integer', 2n ** 63n - 1n, '9223372036854775807'],
    ['a truth value', true, 'true'],
    ['a list', ['a', 1, null], '["a",1,null]'],
    ['a dictionary', { a: bytes('b') }, '{"a":"b"}'],
    ['a time', new Date(0), '1970-01-01T00:00:00.000Z'],
  ])('reads a text field that holds %s', (_, written, value) => {
    expect(reportFromDocument({ id: 'OOPS-A1', value: written }).value).toBe(value);
  });

  it.each([
    ['a BSON time', new Date(1_315_471_985_123), 1_315_471_985_123],
    ['ISO text', '2011-09-08T08:53:05.123456+00:00', 1_315_471_985_123],
    ['ISO text without an offset', '2011-09-08T08:53:05', 1_315_471_985_000],
    ['ISO text as bytes', bytes('2011-09-08T08:53:05Z'), 1_315_471_985_000],
    ['epoch seconds', 1_315_471_985.123, 1_315_471_985_123],
    ['epoch seconds as text', '1315471985.123', 1_315_471_985_123],
    ['epoch seconds of 64 bits', 1_315_471_985n, 1_315_471_985_000],
    ['epoch milliseconds', 1_315_471_985_123, 1_315_471_985_123],
    ['a time before 1970', -1, -1000],
    ['a time beyond all calendars', 1e300, null],
    ['a broken BSON time', new Date(Number.NaN), null],
    ['not a number', Number.NaN, null],
    ['other text', 'yesterday', null],
    ['nothing', null, null],
  ])('reads the time from %s', (_, written, time) => {
    expect(reportFromDocument({ id: 'OOPS-A1', time: written }).time).toBe(time);
  });

  it.each([
    ['a double', 1.5, 1.5],
    ['an int64', 3n, 3],
    ['text', '1.5', 1.5],
    ['bytes', bytes('1.5'), 1.5],
    ['zero', 0, 0],
    ['-1', -1, null],
    ['infinity', Number.POSITIVE_INFINITY, null],
    ['not a number', Number.NaN, null],
    ['other text', 'long', null],
    ['a list', [1], null],
    ['a truth value', true, null],
  ])('reads a duration of %s', (_, duration, durationSeconds) => {
    expect(reportFromDocument({ id: 'OOPS-A1', duration }).durationSeconds).toBe(durationSeconds);
  });

  it.each([
    ['true', true, true],
    ['false', false, false],
    ['the text True', 'True', true],
    ['the text False', 'False', false],
    ['one', 1, true],
    ['zero', 0, false],
    ['an int64 of zero', 0n, false],
    ['nothing', null, false],
  ])('reads informational from %s', (_, written, informational) => {
    expect(reportFromDocument({ id: 'OOPS-A1', informational: written }).informational).toBe(informational);
  });

  it.each([
    ['its own name, in upper case', 'OOPS-2077A101', ' lpnet ', 'LPNET'],
    ['the id, where it has none', 'OOPS-2077cb12', null, 'CB'],
    ['the id, where it is blank', 'OOPS-2077CB12', ' ', 'CB'],
    ['nowhere, where the id is a hash', 'OOPS-68383510f5054932567230492013ce90', null, 'UNKNOWN'],
    ['nowhere, where the id is of no known kind', 'something', null, 'UNKNOWN'],
  ])('has its reporter from %s', (_, id, written, reporter) => {
    expect(reportFromDocument({ id, reporter: written }).reporter).toBe(reporter);
  });

  it.each([
    ['revno', { revno: 13890 }, '13890'],
    ['revision', { revision: 'abcdef' }, 'abcdef'],
    ['revno before revision', { revno: '1', revision: '2' }, '1'],
    ['revision where revno is nothing', { revno: null, revision: '2' }, '2'],
  ])('reads the revision from %s', (_, keys, revno) => {
    expect(reportFromDocument({ id: 'OOPS-A1', ...keys })).toMatchObject({ revno, extra: {} });
  });

  it('reads the topic from the older key', () => {
    expect(reportFromDocument({ id: 'OOPS-A1', pageid: '+index' }).topic).toBe('+index');
  });

  it('keeps unknown keys as plain JSON values', () => {
    const document = {
      id: 'OOPS-A1',
      HTTP_STATUS: 503,
      'features.usedFlags': { 'a.b': bytes('on') },
      when: new Date(0),
      numbers: [1n, 2n ** 63n, Number.NaN],
      nothing: undefined,
      ['__proto__']: { polluted: true },
    };
    const { extra } = reportFromDocument(document);
    expect(JSON.parse(JSON.stringify(extra))).toEqual(
      JSON.parse(
        '{"HTTP_STATUS":503,"features.usedFlags":{"a.b":"on"},"when":"1970-01-01T00:00:00.000Z",' +
          '"numbers":[1,"9223372036854775808","NaN"],"nothing":null,"__proto__":{"polluted":true}}',
      ),
    );
    expect('polluted' in {}).toBe(false);
  });

  it.each([
    ['no id', {}],
    ['a blank id', { id: ' ' }],
    ['an id that is null', { id: null }],
  ])('refuses a document with %s', (_, document) => {
    expect(() => reportFromDocument(document)).toThrow(new ReportError('no id'));
  });

  it('reads what is nested 100 deep, and refuses what is nested deeper', () => {
    expect(reportFromDocument({ id: 'OOPS-A1', deep: nested(100) }).extra).toEqual({ deep: nested(100) });
    expect(() => reportFromDocument({ id: 'OOPS-A1', deep: nested(101) })).toThrow(
      new ReportError('is nested more than 100 deep'),
    );
  });
});

describe('requestVariablesFromValue', () => {
  it.each([
    ['nothing', undefined, []],
    ['null', null, []],
    [
      'a dictionary',
      { B: '1', 'a.b': null, c: ['x', 1] },
      [
        ['B', '1'],
        ['a.b', ''],
        ['c', '["x",1]'],
      ],
    ],
    [
      'a list of pairs',
      [
        ['B', '1'],
        ['A', '2'],
      ],
      [
        ['B', '1'],
        ['A', '2'],
      ],
    ],
    ['bytes', [[Buffer.from('B'), Buffer.from('1')]], [['B', '1']]],
    [
      'a name given twice',
      [
        ['A', '1'],
        ['A', '2'],
      ],
      [
        ['A', '1'],
        ['A', '2'],
      ],
    ],
    [
      'a pair of one element',
      [['A'], ['B', '2']],
      [
        ['A', ''],
        ['B', '2'],
      ],
    ],
    [
      'a name in place of a pair',
      ['A', ['B', '2']],
      [
        ['A', ''],
        ['B', '2'],
      ],
    ],
    ['a pair of three elements', [['A', '1', '2']], [['A', '["1","2"]']]],
    ['a pair of nothing', [[], [null, 'x'], ['B', '2']], [['B', '2']]],
    ['a dictionary in place of a pair', [{ A: '1' }], [['A', '1']]],
    ['text', 'A', [['A', '']]],
  ])('reads %s', (_, written, variables) => {
    expect(requestVariablesFromValue(written)).toEqual(variables);
  });
});

describe('timelineFromValue', () => {
  it.each([
    [
      'four elements',
      [1, 5, 'SQL-main', 'SELECT 1'],
      { start: 1, end: 5, category: 'SQL-main', detail: 'SELECT 1' },
    ],
    [
      'a backtrace',
      [1, 5, 'c', 'd', 'File x'],
      { start: 1, end: 5, category: 'c', detail: 'd', backtrace: 'File x' },
    ],
    ['no backtrace', [1, 5, 'c', 'd', null], { start: 1, end: 5, category: 'c', detail: 'd' }],
    [
      'six elements',
      [1, 5, 'c', 'd', 'b', 'x'],
      { start: 1, end: 5, category: 'c', detail: 'd', backtrace: 'b' },
    ],
    ['three elements', [1, 5, 'c'], { start: 1, end: 5, category: 'c', detail: 'unknown' }],
    ['two elements', [1, 5], { start: 1, end: 5, category: 'unknown', detail: 'unknown' }],
    ['one element', [1], { start: 1, end: 0, category: 'unknown', detail: 'unknown' }],
    ['no elements', [], { start: 0, end: 0, category: 'unknown', detail: 'unknown' }],
    ['no category', [1, 5, null, 'd'], { start: 1, end: 5, category: null, detail: 'd' }],
    ['numbers of all kinds', [1.5, 5n, 'c', 7], { start: 1.5, end: 5, category: 'c', detail: '7' }],
    ['numbers as text', ['1', Buffer.from('5'), 'c', 'd'], { start: 1, end: 5, category: 'c', detail: 'd' }],
    ['no numbers', ['x', Number.NaN, 'c', 'd'], { start: 0, end: 0, category: 'c', detail: 'd' }],
    ['no list', 'SELECT 1', { start: 0, end: 0, category: 'badtimeline', detail: 'SELECT 1' }],
  ])('reads a row of %s', (_, written, row) => {
    expect(timelineFromValue([written])).toEqual([row]);
  });

  it.each([
    ['nothing', undefined, []],
    ['null', null, []],
    ['an empty list', [], []],
    ['text', 'lost', [{ start: 0, end: 0, category: 'badtimeline', detail: 'lost' }]],
    ['a dictionary', { a: 1 }, [{ start: 0, end: 0, category: 'badtimeline', detail: '{"a":1}' }]],
    ['a number', 5, [{ start: 0, end: 0, category: 'badtimeline', detail: '5' }]],
  ])('reads a timeline that is %s', (_, written, rows) => {
    expect(timelineFromValue(written)).toEqual(rows);
  });
});
