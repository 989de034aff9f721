import { decodeUtf8Between } from '../../text/well-formed-text.js';
import type { DocumentValue } from '../formats/document-value.js';

/** Thrown for a document that is damaged, or not as python-oops writes it: it is left to the plain way of reading. */
export class Unusual extends Error {}

/** How deep values may be nested, far less than MAX_DEPTH: deeper ones are left to the plain way of reading. */
const DEEPEST = 20;

/**
 * A place in a BSON document, which is moved forward by the lengths that the document gives. What it steps over is not
 * made into values. Throws Unusual, or a RangeError where a length leads out of the bytes.
 */
export class BsonCursor {
  readonly bytes: Buffer;
  readonly view: DataView;
  at = 0;
  /** Where the text that `skipText` stepped over ends. */
  textEnd = 0;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Steps into a document or list and returns where its elements end. */
  open(outerEnd: number): number {
    const start = this.at;
    const length = this.view.getInt32(start, true);
    if (length < 5 || start + length > outerEnd) throw new Unusual();
    this.at = start + 4;
    return start + length - 1;
  }

  /** Steps out again: the elements must have ended where they should. */
  close(end: number): void {
    if (this.at !== end || this.bytes[end] !== 0) throw new Unusual();
    this.at = end + 1;
  }

  /** The type of the next element. */
  type(): number {
    return this.bytes[this.at++] ?? 0;
  }

  /** The key of the element whose type was read, when it is one of a table. */
  keyOf(table: KeyTable): string | undefined {
    const start = this.at;
    this.skipKey();
    return table(this.bytes, start, this.at - 1);
  }

  skipKey(): void {
    const { bytes } = this;
    let at = this.at;
    while (bytes[at] !== 0) if (++at >= bytes.length) throw new Unusual();
    this.at = at + 1;
  }

  /** Steps over an element that is text and returns where its characters start. */
  skipText(): number {
    const type = this.type();
    this.skipKey();
    const length = this.view.getInt32(this.at, true);
    const start = this.at + (type === BINARY ? 5 : 4);
    this.skip(type, this.bytes.length, 0);
    if (type === STRING) this.textEnd = start + length - 1;
    else if (type === BINARY && this.bytes[start - 1] === 0) this.textEnd = start + length;
    else throw new Unusual();
    return start;
  }

  /** The text that `skipText` stepped over, which began at `start`. */
  textFrom(start: number): string {
    return decodeUtf8Between(this.bytes, start, this.textEnd);
  }

  /** The value of an element whose type and key were read; lists and documents are unusual. */
  readScalar(type: number): DocumentValue {
    const { bytes, view, at } = this;
    this.skip(type, bytes.length, DEEPEST);
    switch (type) {
      case 0x01:
        return view.getFloat64(at, true);
      case STRING:
        return decodeUtf8Between(bytes, at + 4, this.at - 1);
      case BINARY:
        if (bytes[at + 4] !== 0) throw new Unusual();
        return decodeUtf8Between(bytes, at + 5, this.at);
      case 0x08:
        return bytes[at] !== 0;
      case 0x09:
        return new Date(Number(view.getBigInt64(at, true)));
      case 0x0a:
        return null;
      case 0x10:
        return view.getInt32(at, true);
      case 0x12: {
        const integer = Number(view.getBigInt64(at, true));
        if (Number.isSafeInteger(integer)) return integer;
      }
    }
    throw new Unusual();
  }

  /** Steps over a value, which must be whole. */
  skip(type: number, outerEnd: number, depth: number): void {
    const size = SIZES[type];
    if (size === undefined) throw new Unusual();
    if (size >= 0) {
      this.at += size;
    } else if (type === BINARY) {
      const length = this.view.getInt32(this.at, true);
      if (length < 0) throw new Unusual();
      this.at += 5 + length;
    } else if (type === DOCUMENT || type === LIST) {
      if (depth >= DEEPEST) throw new Unusual();
      const end = this.open(outerEnd);
      while (this.at < end) {
        const inner = this.type();
        this.skipKey();
        this.skip(inner, end, depth + 1);
      }
      this.close(end);
    } else {
      const length = this.view.getInt32(this.at, true);
      this.at += 4 + length;
      if (length < 1 || this.bytes[this.at - 1] !== 0) throw new Unusual();
    }
  }
}

const STRING = 0x02;
export const DOCUMENT = 0x03;
export const LIST = 0x04;
const BINARY = 0x05;
/** The size of a value that begins with its own length. */
const VARIABLE = -1;

/** How many bytes the values of a type take; types that no writer of reports uses are missing. */
const SIZES: readonly (number | undefined)[] = Object.assign(new Array<number | undefined>(256), {
  [STRING]: VARIABLE,
  [DOCUMENT]: VARIABLE,
  [LIST]: VARIABLE,
  [BINARY]: VARIABLE,
  1: 8,
  7: 12,
  8: 1,
  9: 8,
  10: 0,
  16: 4,
  18: 8,
});

/** Finds which of some ASCII names stands in bytes, without making a text of what stands there. */
export type KeyTable = (bytes: Uint8Array, from: number, to: number) => string | undefined;

/**
 * Makes a table of names.
 *
 * @example
 * createKeyTable(['id', 'time'])(Buffer.from('time'), 0, 4); // 'time'
 */
export function createKeyTable(names: Iterable<string>): KeyTable {
  const ofLength: { name: string; bytes: Uint8Array }[][] = [];
  for (const name of names) {
    const bytes = Buffer.from(name, 'latin1');
    ofLength[bytes.length] ??= [];
    ofLength[bytes.length]?.push({ name, bytes });
  }
  return (bytes, from, to) => {
    const candidates = ofLength[to - from];
    if (candidates === undefined) return undefined;
    for (const candidate of candidates) if (isAt(bytes, from, candidate.bytes)) return candidate.name;
    return undefined;
  };
}

function isAt(bytes: Uint8Array, from: number, wanted: Uint8Array): boolean {
  for (let index = 0; index < wanted.length; index++) {
    if (bytes[from + index] !== wanted[index]) return false;
  }
  return true;
}
