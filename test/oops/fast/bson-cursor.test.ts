import { Binary, Decimal128, type Document, Double, Int32, Long, ObjectId, serialize, Timestamp } from 'bson';
import { describe, expect, it } from 'vitest';
import { BsonCursor, createKeyTable, Unusual } from '../../../src/oops/fast/bson-cursor.js';

/** A cursor before the first element of a document, and where its elements end. */
function enter(document: Document): { cursor: BsonCursor; end: number } {
  const bytes = Buffer.from(serialize(document));
  const cursor = new BsonCursor(bytes);
  return { cursor, end: cursor.open(bytes.length) };
}

describe('BsonCursor', () => {
  it.each<[string, unknown]>([
    ['text', 'text'],
    ['no text', ''],
    ['a document', { a: { b: 1 } }],
    ['an empty document', {}],
    ['a list of lists', [[1, 'x'], []]],
    ['bytes', new Binary(Buffer.from('bytes'))],
    ['no bytes', new Binary(Buffer.alloc(0))],
    ['a fraction', new Double(1.5)],
    ['an object id', new ObjectId()],
    ['a truth', true],
    ['a time', new Date(5)],
    ['nothing', null],
    ['32 bits', new Int32(5)],
    ['64 bits', Long.fromNumber(5)],
  ])('steps over %s to the element behind it', (_, value) => {
    const { cursor, end } = enter({ value, next: 'here' });
    const type = cursor.type();
    cursor.skipKey();
    cursor.skip(type, end, 0);
    expect(cursor.textFrom(cursor.skipText())).toBe('here');
    cursor.close(end);
    expect(cursor.at).toBe(end + 1);
  });

  it.each<[string, unknown]>([
    ['a decimal number', Decimal128.fromString('1')],
    ['a pattern', /x/],
    ['a timestamp', new Timestamp(5n)],
  ])('leaves %s to the plain way', (_, value) => {
    const { cursor, end } = enter({ value });
    const type = cursor.type();
    cursor.skipKey();
    expect(() => cursor.skip(type, end, 0)).toThrow(Unusual);
  });

  it.each<[unknown, unknown]>([
    ['text ☕', 'text ☕'],
    [new Binary(Buffer.from('caf\xe9', 'latin1')), 'caf\udce9'],
    [new Double(1.5), 1.5],
    [false, false],
    [new Date(-5), new Date(-5)],
    [null, null],
    [new Int32(-5), -5],
    [Long.fromNumber(2 ** 53 - 1), 2 ** 53 - 1],
  ])('reads %o', (value, read) => {
    const { cursor, end } = enter({ value });
    const type = cursor.type();
    cursor.skipKey();
    expect(cursor.readScalar(type)).toEqual(read);
    expect(cursor.at).toBe(end);
  });

  it.each<[string, unknown]>([
    ['an integer that no number holds', Long.MAX_VALUE],
    ['bytes of a subtype', new Binary(Buffer.alloc(16), Binary.SUBTYPE_UUID)],
    ['a list', [1]],
    ['an object id', new ObjectId()],
  ])('reads %s as unusual', (_, value) => {
    const { cursor } = enter({ value });
    const type = cursor.type();
    cursor.skipKey();
    expect(() => cursor.readScalar(type)).toThrow(Unusual);
  });

  it('gives the text of bytes and of strings alike, and nothing else for text', () => {
    const { cursor } = enter({ a: 'x', b: new Binary(Buffer.from('y')), c: 5 });
    expect(cursor.textFrom(cursor.skipText())).toBe('x');
    expect(cursor.textFrom(cursor.skipText())).toBe('y');
    expect(() => cursor.skipText()).toThrow(Unusual);
  });

  it('follows documents as deep as reports go, and no deeper', () => {
    const nested = (depth: number) => Array.from({ length: depth }).reduce<unknown>((inner) => [inner], 'x');
    const skip = (depth: number) => {
      const { cursor, end } = enter({ value: nested(depth) });
      const type = cursor.type();
      cursor.skipKey();
      cursor.skip(type, end, 0);
      return cursor.at === end;
    };
    expect(skip(20)).toBe(true);
    expect(() => skip(21)).toThrow(Unusual);
  });

  it.each([
    ['shorter than a document can be', (bytes: Buffer) => bytes.writeInt32LE(4)],
    ['longer than what is around it', (bytes: Buffer) => bytes.writeInt32LE(bytes.length + 1)],
  ])('opens no document that says it is %s', (_, damage) => {
    const bytes = Buffer.from(serialize({ a: 1 }));
    damage(bytes);
    expect(() => new BsonCursor(bytes).open(bytes.length)).toThrow(Unusual);
  });

  it('closes no document whose elements end elsewhere, or without their zero', () => {
    const { cursor, end } = enter({ a: null });
    expect(() => cursor.close(end)).toThrow(Unusual);
    cursor.at = end;
    cursor.bytes[end] = 1;
    expect(() => cursor.close(end)).toThrow(Unusual);
  });

  it('finds no end of a key where there is none', () => {
    const cursor = new BsonCursor(Buffer.from('key'));
    expect(() => cursor.skipKey()).toThrow(Unusual);
  });
});

describe('createKeyTable', () => {
  const table = createKeyTable(['id', 'time', 'type']);
  const find = (text: string) => table(Buffer.from(`<${text}>`), 1, 1 + Buffer.byteLength(text));

  it.each(['id', 'time', 'type'])('finds %s', (name) => {
    expect(find(name)).toBe(name);
  });

  it.each(['', 'i', 'ID', 'timx', 'xime', 'times', 'tim\0', 'é'])('finds nothing for %j', (text) => {
    expect(find(text)).toBeUndefined();
  });
});
