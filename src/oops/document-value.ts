import { ReportError } from './report-error.js';

/**
 * A value of a report dictionary after its file format is taken away: JSON's values and those that only BSON has.
 * Bytes are what Python 2 wrote for `str`.
 */
export type DocumentValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | Date
  | Uint8Array
  | readonly DocumentValue[]
  | DocumentObject;
export interface DocumentObject {
  readonly [key: string]: DocumentValue;
}

/** MongoDB's own limit; python-oops writes four levels. Deeper is a document made to exhaust the reader's stack. */
export const MAX_DEPTH = 100;

/**
 * Elements of a document, or lines of a text. A real report has some thousands; each takes up to 500 bytes of memory,
 * so that 64 MB of nothing but empty ones would not fit into any.
 */
export const MAX_VALUES = 500_000;

/**
 * Returns the value as text for people, or null when there is none. Bytes are read as UTF-8, and what is not UTF-8
 * becomes U+FFFD: latin-1 would keep every byte, but turn the good characters around a bad one into nonsense.
 * Lists and dictionaries become JSON.
 *
 * @example
 * textOf(Buffer.from('caf\xe9 \u2615')); // 'caf\ufffd ☕' where \xe9 is a byte
 */
export function textOf(value: DocumentValue): string | null {
  const plain = plainValue(value);
  if (plain === null || typeof plain === 'string') return plain;
  return typeof plain === 'object' ? JSON.stringify(plain) : String(plain);
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Returns the value as a finite number, or null when it is none. Writers also gave numbers as text. */
export function numberOf(value: DocumentValue): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'string' && !(value instanceof Uint8Array)) return null;
  const text = (textOf(value) ?? '').trim();
  return NUMBER.test(text) ? numberOf(Number(text)) : null;
}

/**
 * Returns what JSON can carry of a value: an ISO time for a date, text for bytes, `NaN` and `Infinity` as text, an
 * integer beyond 2^53 as its digits.
 *
 * @throws ReportError when the value is nested more than MAX_DEPTH deep.
 */
export function plainValue(value: DocumentValue, depth = 1): PlainValue {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    case 'undefined':
      return null;
  }
  if (value === null) return null;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return decodeUtf8(value);
  if (depth > MAX_DEPTH) throw new ReportError(`is nested more than ${MAX_DEPTH} deep`);
  if (isList(value)) return value.map((element) => plainValue(element, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, plainValue(child, depth + 1)]));
}
export type PlainValue =
  | string
  | number
  | boolean
  | null
  | readonly PlainValue[]
  | { readonly [key: string]: PlainValue };

/** Array.isArray does not narrow a union with a readonly array. */
export function isList(value: DocumentValue): value is readonly DocumentValue[] {
  return Array.isArray(value);
}

/** Whether the value is a dictionary: neither a list nor one of the values that are objects only in JavaScript. */
export function isDictionary(value: DocumentValue): value is DocumentObject {
  return (
    typeof value === 'object' &&
    value !== null &&
    !isList(value) &&
    !(value instanceof Date) &&
    !(value instanceof Uint8Array)
  );
}

/** Reads UTF-8; each byte sequence that is none becomes U+FFFD. */
export function decodeUtf8(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
