import type { DocumentValue } from './document-value.js';
import type { Oops } from './oops.js';
import { oopsFromDigest } from './oops-from-report.js';
import { ReportError } from './report-error.js';
import { KNOWN_KEYS, reportFromDocument } from './report-from-document.js';
import { TimelineDigester } from './timeline-digest.js';

/**
 * Reads from a BSON report what the database keeps of it, stepping over the rest by its lengths. It does what
 * `oopsFromReport(parseBsonReport(bytes))` does, several times as fast. Returns null for whatever is not as python-oops
 * writes it, damaged documents among them: the plain way then says what it is, or what is wrong with it.
 */
export function readOopsFast(bytes: Uint8Array): Oops | null {
  if (bytes.length < 5 || bytes.length > LARGEST) return null;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.readInt32LE(0) !== bytes.length) return null;
  try {
    return new FastReader(buffer).read();
  } catch (error) {
    if (error instanceof Unusual || error instanceof RangeError || error instanceof ReportError) return null;
    throw error;
  }
}

/** Too small for MAX_VALUES elements, so that they need not be counted. */
const LARGEST = 1_000_000;
/** Far less than MAX_DEPTH: what is deeper is left to the plain way. */
const DEEPEST = 20;
/** The request variables that `oopsFromReport` looks at. */
const WANTED = new Set(['REQUEST_METHOD', 'HTTP_USER_AGENT', 'HTTP_REFERER']);

const digester = new TimelineDigester();

class Unusual extends Error {}

class FastReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  read(): Oops {
    const bytes = this.#bytes;
    const document: Record<string, DocumentValue> = {};
    const end = this.#open(bytes.length);
    if (end !== bytes.length - 1) throw new Unusual();
    digester.begin(bytes);
    while (this.#at < end) {
      const type = this.#byte();
      const key = this.#key();
      if (key === 'timeline') this.#digestTimeline(type, end);
      else if (key === 'req_vars') document[key] = this.#readVariables(type, end);
      else if (KNOWN_KEYS.has(key)) document[key] = this.#readScalar(type);
      else this.#skip(type, end, 0);
    }
    this.#close(end);
    return oopsFromDigest(reportFromDocument(document), digester.digest());
  }

  /** A later timeline of the same document takes the place of an earlier one. */
  #digestTimeline(type: number, outerEnd: number): void {
    if (type !== LIST) throw new Unusual();
    digester.begin(this.#bytes);
    const end = this.#open(outerEnd);
    while (this.#at < end) {
      if (this.#byte() !== LIST) throw new Unusual();
      this.#skipKey();
      this.#digestRow(end);
    }
    this.#close(end);
  }

  #digestRow(outerEnd: number): void {
    const end = this.#open(outerEnd);
    const from = this.#readMilliseconds();
    const to = this.#readMilliseconds();
    const categoryAt = this.#skipText();
    const isSql = this.#beginsSql(categoryAt);
    const detailAt = this.#skipText();
    digester.add(from, to, isSql, detailAt, this.#textEnd);
    while (this.#at < end) {
      const type = this.#byte();
      this.#skipKey();
      this.#skip(type, end, 0);
    }
    this.#close(end);
  }

  #readMilliseconds(): number {
    const type = this.#byte();
    this.#skipKey();
    const value = this.#readScalar(type);
    if (typeof value !== 'number') throw new Unusual();
    return Number.isFinite(value) ? value : 0;
  }

  /** Where the characters of the text end over which `#skipText` stepped. */
  #textEnd = 0;

  /** Steps over an element that is text and returns where its characters start. */
  #skipText(): number {
    const type = this.#byte();
    this.#skipKey();
    const length = this.#bytes.readInt32LE(this.#at);
    const start = this.#at + (type === BINARY ? 5 : 4);
    this.#skip(type, this.#bytes.length, 0);
    if (type === STRING) this.#textEnd = start + length - 1;
    else if (type === BINARY && this.#bytes[start - 1] === 0) this.#textEnd = start + length;
    else throw new Unusual();
    return start;
  }

  #beginsSql(at: number): boolean {
    return (
      this.#textEnd - at >= 3 &&
      ((this.#bytes[at] ?? 0) & 0xdf) === 0x53 &&
      ((this.#bytes[at + 1] ?? 0) & 0xdf) === 0x51 &&
      ((this.#bytes[at + 2] ?? 0) & 0xdf) === 0x4c
    );
  }

  /** The wanted ones of a dictionary, or of a list of pairs of texts. */
  #readVariables(type: number, outerEnd: number): DocumentValue {
    if (type === DOCUMENT) return this.#readVariablesOfDictionary(outerEnd);
    if (type !== LIST) throw new Unusual();
    const wanted: DocumentValue[] = [];
    const end = this.#open(outerEnd);
    while (this.#at < end) {
      if (this.#byte() !== LIST) throw new Unusual();
      this.#skipKey();
      const pairEnd = this.#open(end);
      const name = this.#readText();
      if (WANTED.has(name)) wanted.push([name, this.#readText()]);
      else this.#skipText();
      this.#close(pairEnd);
    }
    this.#close(end);
    return wanted;
  }

  #readVariablesOfDictionary(outerEnd: number): DocumentValue {
    const wanted: Record<string, DocumentValue> = {};
    const end = this.#open(outerEnd);
    while (this.#at < end) {
      const type = this.#byte();
      const name = this.#key();
      if (WANTED.has(name)) wanted[name] = this.#readScalar(type);
      else this.#skip(type, end, 0);
    }
    this.#close(end);
    return wanted;
  }

  #readText(): string {
    const start = this.#skipText();
    return this.#bytes.toString('utf8', start, this.#textEnd);
  }

  #readScalar(type: number): DocumentValue {
    const bytes = this.#bytes;
    const at = this.#at;
    this.#skip(type, bytes.length, DEEPEST);
    switch (type) {
      case 0x01:
        return bytes.readDoubleLE(at);
      case STRING:
        return bytes.toString('utf8', at + 4, this.#at - 1);
      case BINARY:
        if (bytes[at + 4] !== 0) throw new Unusual();
        return bytes.toString('utf8', at + 5, this.#at);
      case 0x08:
        return bytes[at] !== 0;
      case 0x09:
        return new Date(Number(bytes.readBigInt64LE(at)));
      case 0x0a:
        return null;
      case 0x10:
        return bytes.readInt32LE(at);
      case 0x12: {
        const integer = Number(bytes.readBigInt64LE(at));
        if (Number.isSafeInteger(integer)) return integer;
      }
    }
    throw new Unusual();
  }

  /** Steps over a value, which must be whole. */
  #skip(type: number, outerEnd: number, depth: number): void {
    const size = SIZES[type];
    if (size === undefined) throw new Unusual();
    if (size >= 0) {
      this.#at += size;
    } else if (type === BINARY) {
      const length = this.#bytes.readInt32LE(this.#at);
      if (length < 0) throw new Unusual();
      this.#at += 5 + length;
    } else if (type === DOCUMENT || type === LIST) {
      if (depth >= DEEPEST) throw new Unusual();
      const end = this.#open(outerEnd);
      while (this.#at < end) {
        const inner = this.#byte();
        this.#skipKey();
        this.#skip(inner, end, depth + 1);
      }
      this.#close(end);
    } else {
      const length = this.#bytes.readInt32LE(this.#at);
      this.#at += 4 + length;
      if (length < 1 || this.#bytes[this.#at - 1] !== 0) throw new Unusual();
    }
  }

  /** Steps into a document or list and returns where its elements end. */
  #open(outerEnd: number): number {
    const start = this.#at;
    const length = this.#bytes.readInt32LE(start);
    if (length < 5 || start + length > outerEnd) throw new Unusual();
    this.#at = start + 4;
    return start + length - 1;
  }

  /** Steps out again: the elements must have ended where they should. */
  #close(end: number): void {
    if (this.#at !== end || this.#bytes[end] !== 0) throw new Unusual();
    this.#at = end + 1;
  }

  #byte(): number {
    return this.#bytes[this.#at++] ?? 0;
  }

  #key(): string {
    const start = this.#at;
    this.#skipKey();
    return this.#bytes.toString('latin1', start, this.#at - 1);
  }

  #skipKey(): void {
    const bytes = this.#bytes;
    let at = this.#at;
    while (bytes[at] !== 0) if (++at >= bytes.length) throw new Unusual();
    this.#at = at + 1;
  }
}

const STRING = 0x02;
const DOCUMENT = 0x03;
const LIST = 0x04;
const BINARY = 0x05;
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
