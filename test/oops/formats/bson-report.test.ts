import { serialize } from 'bson';
import { describe, expect, it } from 'vitest';
import { parseBsonReport } from '../../../src/oops/formats/bson-report.js';
import { ReportError } from '../../../src/oops/formats/report-error.js';

const int32 = (value: number): Buffer => Buffer.from(Int32Array.of(value).buffer);
const int64 = (value: bigint): Buffer => Buffer.from(BigInt64Array.of(value).buffer);
const double = (value: number): Buffer => Buffer.from(Float64Array.of(value).buffer);
const cstring = (text: string): Buffer => Buffer.from(`${text}\0`);
const string = (text: string | Buffer): Buffer => {
  const bytes = Buffer.from(text as string);
  return Buffer.concat([int32(bytes.length + 1), bytes, Buffer.from([0])]);
};
const binary = (subtype: number, bytes: Buffer): Buffer =>
  Buffer.concat([int32(bytes.length), Buffer.from([subtype]), bytes]);
const element = (type: number, key: string | Buffer, payload: Buffer): Buffer =>
  Buffer.concat([Buffer.from([type]), Buffer.from(key as string), Buffer.from([0]), payload]);
const document = (...elements: Buffer[]): Buffer => {
  const body = Buffer.concat(elements);
  return Buffer.concat([int32(body.length + 5), body, Buffer.from([0])]);
};
const ID = element(0x02, 'id', string('OOPS-A1'));
const EMPTY = Buffer.alloc(0);
const TWELVE_BYTES = Buffer.from('0123456789abcdef01234567', 'hex');

describe('parseBsonReport', () => {
  it.each([
    ['double', 0x01, double(1.5), 1.5],
    ['double that is not a number', 0x01, double(Number.NaN), 'NaN'],
    ['string', 0x02, string('caf\u00e9'), 'caf\u00e9'],
    ['string with a NUL', 0x02, string('a\0b'), 'a\\x00b'],
    ['string that is no UTF-8', 0x02, string(Buffer.from('a\xffb', 'latin1')), 'a\\xffb'],
    ['document', 0x03, document(element(0x10, 'a.b', int32(1))), { 'a.b': 1 }],
    ['array', 0x04, document(element(0x10, '0', int32(1)), element(0x0a, '1', EMPTY)), [1, null]],
    ['binary', 0x05, binary(0, Buffer.from('abc')), 'abc'],
    ['binary function', 0x05, binary(1, Buffer.from('abc')), 'abc'],
    ['old binary', 0x05, binary(2, Buffer.concat([int32(3), Buffer.from('abc')])), 'abc'],
    ['old UUID', 0x05, binary(3, Buffer.from('abc')), 'abc'],
    ['UUID', 0x05, binary(4, Buffer.alloc(16, 0xab)), 'abababab-abab-abab-abab-abababababab'],
    ['UUID of a wrong length', 0x05, binary(4, Buffer.from('abc')), 'abc'],
    ['MD5', 0x05, binary(5, Buffer.from('abc')), 'abc'],
    ['encrypted value', 0x05, binary(6, Buffer.from('abc')), 'abc'],
    ['user-defined binary', 0x05, binary(0x80, Buffer.from('abc')), 'abc'],
    ['undefined', 0x06, EMPTY, null],
    ['object id', 0x07, TWELVE_BYTES, '0123456789abcdef01234567'],
    ['truth', 0x08, Buffer.from([1]), true],
    ['falsehood', 0x08, Buffer.from([0]), false],
    ['time', 0x09, int64(1_315_471_985_123n), '2011-09-08T08:53:05.123Z'],
    ['time of no calendar', 0x09, int64(2n ** 62n), null],
    ['null', 0x0a, EMPTY, null],
    ['pattern', 0x0b, Buffer.concat([cstring('(?P<a>.)'), cstring('iu')]), '/(?P<a>.)/iu'],
    [
      'pointer',
      0x0c,
      Buffer.concat([string('oopses'), TWELVE_BYTES]),
      { $ref: 'oopses', $id: '0123456789abcdef01234567' },
    ],
    ['code', 0x0d, string('f()'), 'f()'],
    ['symbol', 0x0e, string('abc'), 'abc'],
    [
      'code with scope',
      0x0f,
      Buffer.concat([int32(24), string('f()'), document(element(0x10, 'a', int32(1)))]),
      { code: 'f()', scope: { a: 1 } },
    ],
    ['int32', 0x10, int32(-5), -5],
    ['timestamp', 0x11, Buffer.concat([int32(7), int32(1_315_471_985)]), '2011-09-08T08:53:05.000Z'],
    ['int64', 0x12, int64(-5n), -5],
    ['int64 beyond 2^53', 0x12, int64(2n ** 63n - 1n), '9223372036854775807'],
    ['decimal', 0x13, Buffer.from('0f000000000000000000000000003e30', 'hex'), '1.5'],
    ['smallest key', 0xff, EMPTY, '$minKey'],
    ['largest key', 0x7f, EMPTY, '$maxKey'],
  ])('reads a %s', (_, type, payload, value) => {
    const report = parseBsonReport(
      document(ID, element(type, 'x', payload), element(0x02, 'url', string('u'))),
    );
    expect(report.extra).toEqual({ x: value });
    expect(report.url).toBe('u');
  });

  it.each([
    ['int32', 0x10, int32(2)],
    ['int64', 0x12, int64(2n)],
    ['double', 0x01, double(2)],
    ['string', 0x02, string('2')],
    ['decimal', 0x13, Buffer.from('02000000000000000000000000004030', 'hex')],
  ])('reads a duration and a time in a timeline written as %s', (_, type, payload) => {
    const row = document(element(type, '0', payload), element(type, '1', payload));
    const bytes = document(
      ID,
      element(type, 'duration', payload),
      element(0x04, 'timeline', document(element(0x04, '0', row))),
    );
    expect(parseBsonReport(bytes)).toMatchObject({ durationSeconds: 2, timeline: [{ start: 2, end: 2 }] });
  });

  it('reads every text field from binary elements as well', () => {
    const names = {
      type: 'type',
      value: 'value',
      reporter: 'REPORTER',
      topic: 'topic',
      url: 'url',
      username: 'user',
      tb_text: 'tb',
    };
    const elements = Object.entries(names).map(([key, text]) =>
      element(0x05, key, binary(0, Buffer.from(text))),
    );
    expect(
      parseBsonReport(document(element(0x05, 'id', binary(0, Buffer.from('OOPS-A1'))), ...elements)),
    ).toMatchObject({
      id: 'OOPS-A1',
      type: 'type',
      value: 'value',
      reporter: 'REPORTER',
      topic: 'topic',
      url: 'url',
      username: 'user',
      traceback: 'tb',
    });
  });

  it('keeps a key that is no UTF-8', () => {
    const key = Buffer.from('k\xff', 'latin1');
    expect(parseBsonReport(document(ID, element(0x10, key, int32(1)))).extra).toEqual({ 'k\\xff': 1 });
  });

  it('keeps request variables with dots and dollars in their names', () => {
    const variables = document(
      element(0x02, '$ref', string('a')),
      element(0x02, '$id', string('b')),
      element(0x02, 'c.d', string('e')),
    );
    expect(parseBsonReport(document(ID, element(0x03, 'req_vars', variables))).requestVariables).toEqual([
      ['$ref', 'a'],
      ['$id', 'b'],
      ['c.d', 'e'],
    ]);
  });

  it.each([
    ['without an id', document(), 'no id'],
    [
      'that was cut off',
      document(ID).subarray(0, 10),
      'is neither BSON nor text: a BSON document of 21 bytes would begin here, but there are 10',
    ],
    [
      'with bytes after its end',
      Buffer.concat([document(ID), EMPTY, Buffer.from('x')]),
      'is neither BSON nor text: a BSON document of 21 bytes would begin here, but there are 22',
    ],
    [
      'with a negative length',
      Buffer.concat([int32(-1), Buffer.from('x')]),
      'is neither BSON nor text: a BSON document of -1 bytes would begin here, but there are 5',
    ],
    [
      'with a string longer than itself',
      document(element(0x02, 'id', int32(1000))),
      'is neither BSON nor text: what begins at byte 12 is cut off',
    ],
    [
      'with a document longer than itself',
      document(ID, element(0x03, 'x', int32(1000))),
      'is neither BSON nor text: the document at byte 23 is not 1000 bytes long',
    ],
    [
      'with an element of no known type',
      document(ID, element(0x20, 'x', EMPTY)),
      'is neither BSON nor text: element type 32 at byte 23 does not exist',
    ],
    ['nested 10,000 deep', nested(10_000, 0x03), 'is nested more than 100 deep'],
    ['with lists nested 10,000 deep', nested(10_000, 0x04), 'is nested more than 100 deep'],
  ])('refuses a document %s', (_, bytes, message) => {
    expect(() => parseBsonReport(bytes)).toThrow(new ReportError(message));
  });

  it('refuses a document of more than a million values, however small they are', () => {
    const list = document(Buffer.alloc(3 * 1_000_000, '\x0a0\0', 'latin1'));
    expect(() => parseBsonReport(document(ID, element(0x04, 'x', list)))).toThrow(
      new ReportError('holds more than 500000 values'),
    );
  });

  it('reads what is nested 100 deep', () => {
    expect(JSON.stringify(parseBsonReport(nested(100, 0x04)).extra)).toBe(
      `{"0":${'['.repeat(100)}${']'.repeat(100)}}`,
    );
  });

  it('leaves the prototype of all objects alone', () => {
    const bytes = serialize(JSON.parse('{"id": "OOPS-A1", "__proto__": {"polluted": true}}'));
    expect(Object.entries(parseBsonReport(bytes).extra)).toEqual([['__proto__', { polluted: true }]]);
    expect('polluted' in {}).toBe(false);
  });
});

function nested(depth: number, type: number): Buffer {
  const levels = Array.from({ length: depth }, (_, level) => 5 + 8 * level).reverse();
  const opening = levels.map((size) => Buffer.concat([element(type, '0', int32(size))]));
  return document(ID, Buffer.concat([...opening, Buffer.alloc(depth)]));
}
