import { createRequire } from 'node:module';
import { decodeUtf8Between } from '../../text/well-formed-text.js';
import { createFastOopsReader } from '../fast/fast-oops-reader.js';
import type { OopsReport } from '../oops.js';
import { type DocumentObject, type DocumentValue, MAX_DEPTH, MAX_VALUES } from './document-value.js';
import { noReport, ReportError } from './report-error.js';
import type { ReportFormat } from './report-format.js';
import { reportFromDocument } from './report-from-document.js';

/** What python-oops writes to files and queues. */
export const BSON: ReportFormat = {
  name: 'BSON',
  // A document begins with its length, whose fourth byte is 0 in every one under 16 MB and at most 3 under 64 MB. No text
  // has such a byte there: its first lines are headers, in ASCII.
  recognises: (bytes) => (bytes[3] ?? 0xff) < 0x09,
  parse: parseBsonReport,
  createFastReader: createFastOopsReader,
};

/**
 * Reads a report that is one BSON document.
 *
 * @throws ReportError when the bytes are no BSON document, or the document is no report.
 */
export function parseBsonReport(bytes: Uint8Array): OopsReport {
  return reportFromDocument(readBsonDocument(bytes));
}

/**
 * Reads one BSON document with every element type of the specification (bsonspec.org, version 1.1). Strings that are
 * not UTF-8 are kept as `decodeUtf8` does; a timestamp is a time, an object id and a UUID their
 * digits, a pattern and code their source.
 *
 * Not the bson package: it has no bound on the number of elements, and 64 MB of them keep it busy for minutes.
 *
 * @throws ReportError when the bytes are no such document, or one made to exhaust its reader.
 */
function readBsonDocument(bytes: Uint8Array): DocumentObject {
  const length =
    bytes.length < 5 ? bytes.length : Buffer.from(bytes.buffer, bytes.byteOffset, 4).readInt32LE();
  if (bytes.length < 5 || length !== bytes.length) {
    throw noReport(`a BSON document of ${length} bytes would begin here, but there are ${bytes.length}`);
  }
  return new BsonReader(bytes).readDocument(0);
}

class BsonReader {
  readonly #bytes: Buffer;
  #at = 0;
  /** Where the innermost document ends: no value may reach beyond it. */
  #end: number;
  #valuesLeft = MAX_VALUES;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#end = bytes.length;
  }

  readDocument(depth: number): DocumentObject {
    const document: Record<string, DocumentValue> = {};
    this.#readElements(depth, (type) => {
      const key = this.#readCString();
      const value = this.#readValue(type, depth + 1);
      if (key !== '__proto__') document[key] = value;
      else Object.defineProperty(document, key, { value, enumerable: true });
    });
    return document;
  }

  /** The keys of a list are its indices in order, whatever they say. */
  #readList(depth: number): DocumentValue[] {
    const list: DocumentValue[] = [];
    this.#readElements(depth, (type) => {
      this.#findNul();
      list.push(this.#readValue(type, depth + 1));
    });
    return list;
  }

  #readElements(depth: number, readElement: (type: number) => void): void {
    if (depth > MAX_DEPTH) throw new ReportError(`is nested more than ${MAX_DEPTH} deep`);
    const start = this.#at;
    const outerEnd = this.#end;
    const length = this.#readInt32();
    const end = start + length;
    if (length < 5 || end > outerEnd || this.#bytes[end - 1] !== 0) {
      throw noReport(`the document at byte ${start} is not ${length} bytes long`);
    }
    this.#end = end - 1;
    while (this.#at < this.#end) {
      if (this.#valuesLeft-- === 0) throw new ReportError(`holds more than ${MAX_VALUES} values`);
      readElement(this.#bytes[this.#take(1)] ?? 0);
    }
    this.#at = end;
    this.#end = outerEnd;
  }

  #readValue(type: number, depth: number): DocumentValue {
    switch (type) {
      case 0x01:
        return this.#bytes.readDoubleLE(this.#take(8));
      case 0x02: // string
      case 0x0d: // code
      case 0x0e: // symbol
        return this.#readString();
      case 0x03:
        return this.readDocument(depth);
      case 0x04:
        return this.#readList(depth);
      case 0x05:
        return this.#readBinary();
      case 0x06: // undefined
      case 0x0a: // null
        return null;
      case 0x07:
        return this.#readBytes(12).toString('hex');
      case 0x08:
        return this.#bytes[this.#take(1)] !== 0;
      case 0x09:
        return new Date(Number(this.#bytes.readBigInt64LE(this.#take(8))));
      case 0x0b:
        return `/${this.#readCString()}/${this.#readCString()}`;
      case 0x0c: // a pointer into a collection
        return { $ref: this.#readString(), $id: this.#readBytes(12).toString('hex') };
      case 0x0f:
        this.#readInt32();
        return { code: this.#readString(), scope: this.readDocument(depth + 1) };
      case 0x10:
        return this.#readInt32();
      case 0x11: // a counter, then seconds
        return new Date(this.#bytes.readUInt32LE(this.#take(8) + 4) * 1000);
      case 0x12: {
        const integer = this.#bytes.readBigInt64LE(this.#take(8));
        return Number.isSafeInteger(Number(integer)) ? Number(integer) : integer;
      }
      case 0x13:
        return decimalInWords(this.#readBytes(16));
      case 0xff:
        return '$minKey';
      case 0x7f:
        return '$maxKey';
      default:
        throw noReport(`element type ${type} at byte ${this.#at} does not exist`);
    }
  }

  #readInt32(): number {
    return this.#bytes.readInt32LE(this.#take(4));
  }

  #readString(): string {
    const length = this.#readInt32();
    const start = this.#take(length);
    if (length < 1 || this.#bytes[start + length - 1] !== 0)
      throw noReport(`the string at byte ${start} has no end`);
    return decodeUtf8Between(this.#bytes, start, start + length - 1);
  }

  #readCString(): string {
    const start = this.#at;
    return decodeUtf8Between(this.#bytes, start, this.#findNul());
  }

  /** Steps behind the next NUL and returns where it is. */
  #findNul(): number {
    const nul = this.#bytes.indexOf(0, this.#at);
    if (nul < 0 || nul >= this.#end) throw noReport(`the name at byte ${this.#at} has no end`);
    this.#at = nul + 1;
    return nul;
  }

  /** Python's writers know a UUID (subtype 4); the length inside the old subtype 2 says nothing new. */
  #readBinary(): DocumentValue {
    const length = this.#readInt32();
    const subtype = this.#bytes[this.#take(1)];
    const bytes = this.#readBytes(length);
    if (subtype === 4 && length === 16) {
      return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    }
    return subtype === 2 && length >= 4 ? bytes.subarray(4) : bytes;
  }

  #readBytes(length: number): Buffer {
    const start = this.#take(length);
    return this.#bytes.subarray(start, start + length);
  }

  /** Steps over so many bytes and returns where they start. */
  #take(length: number): number {
    const start = this.#at;
    if (length < 0 || start + length > this.#end) throw noReport(`what begins at byte ${start} is cut off`);
    this.#at = start + length;
    return start;
  }
}

let bson: typeof import('bson') | undefined;

/** Such as `1.5`. What can do that takes as long to load as a small command to run, and few reports hold a decimal number. */
function decimalInWords(bytes: Buffer): string {
  bson ??= createRequire(import.meta.url)('bson') as typeof import('bson');
  return new bson.Decimal128(bytes).toString();
}
