import { decodeUtf8, wellFormedText, wellFormedUrl } from '../../text/well-formed-text.js';
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
 * Returns the value as text for people, or null when there is none; see `wellFormedText` for what is no text. Lists and
 * dictionaries become JSON.
 *
 * @example
 * textOf(Buffer.from('caf\xe9', 'latin1')); // String.raw`caf\xe9`
 */
export function textOf(value: DocumentValue): string | null {
  const plain = plainValue(value);
  if (plain === null || typeof plain === 'string') return plain;
  return typeof plain === 'object' ? JSON.stringify(plain) : String(plain);
}

/** Returns the value as a URL, or null when there is none: bytes that are no UTF-8 are quoted, see `wellFormedUrl`. */
export function urlOf(value: DocumentValue): string | null {
  if (value instanceof Uint8Array) return wellFormedUrl(decodeUtf8(value));
  return typeof value === 'string' ? wellFormedUrl(value) : textOf(value);
}

/**
 * Null for `None` too, which is how Python's writers say that they know of no user, URL or other name.
 *
 * @example
 * knownName('None'); // null
 */
export function knownName(name: string | null): string | null {
  return name?.trim() === 'None' ? null : name;
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
 * Returns what JSON can carry of a value: well-formed text, an ISO time for a date, text for bytes, `NaN` and `Infinity` as
 * text, and an integer beyond 2^53 as its digits.
 *
 * @throws ReportError when the value is nested more than MAX_DEPTH deep.
 */
export function plainValue(value: DocumentValue, depth = 1): PlainValue {
  switch (typeof value) {
    case 'string':
      return wellFormedText(value);
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
  if (value instanceof Uint8Array) return wellFormedText(decodeUtf8(value));
  if (depth > MAX_DEPTH) throw new ReportError(`is nested more than ${MAX_DEPTH} deep`);
  if (isList(value)) return value.map((element) => plainValue(element, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [wellFormedText(key), plainValue(child, depth + 1)]),
  );
}
export type PlainValue =
  | string
  | number
  | boolean
  | null
  | readonly PlainValue[]
  | { readonly [key: string]: PlainValue };

/**
 * Whether the value is nested more than so many levels deep.
 *
 * @example
 * isNestedDeeper({ a: [1] }, 1); // true
 */
export function isNestedDeeper(value: DocumentValue, levels: number): boolean {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return false;
  if (levels === 0) return true;
  for (const child of Object.values(value)) if (isNestedDeeper(child, levels - 1)) return true;
  return false;
}

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
