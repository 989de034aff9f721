import {
  Binary,
  BSONRegExp,
  Code,
  DBRef,
  Decimal128,
  deserialize,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  UUID,
} from 'bson';
import { type DocumentObject, type DocumentValue, MAX_DEPTH } from './document-value.js';
import type { OopsReport } from './oops.js';
import { messageOf, ReportError } from './report-error.js';
import { reportFromDocument } from './report-from-document.js';

/**
 * Reads a report that is one BSON document.
 *
 * @throws ReportError when the bytes are no BSON document, or the document is no report.
 */
export function parseBsonReport(bytes: Uint8Array): OopsReport {
  return reportFromDocument(readDocument(bytes));
}

/** Every element type is read; text that is not UTF-8 is kept, with U+FFFD for what cannot be read. */
function readDocument(bytes: Uint8Array): DocumentObject {
  try {
    const document = deserialize(bytes, {
      validation: { utf8: false },
      bsonRegExp: true, // A Python pattern need not be one of JavaScript.
      useBigInt64: true,
    });
    return objectFromBson(document, 0);
  } catch (error) {
    if (error instanceof ReportError) throw error;
    throw new ReportError(`is neither BSON nor text: ${bsonFault(bytes, error)}`);
  }
}

/** The commonest fault has words of its own: a file that was cut off while it was written or copied. */
function bsonFault(bytes: Uint8Array, error: unknown): string {
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getInt32(0, true);
  return length === bytes.length
    ? messageOf(error)
    : `a BSON document of ${length} bytes would begin here, but there are ${bytes.length}`;
}

function objectFromBson(document: object, depth: number): DocumentObject {
  if (depth > MAX_DEPTH) throw new ReportError(`is nested more than ${MAX_DEPTH} deep`);
  return Object.fromEntries(
    Object.entries(document).map(([key, value]) => [key, valueFromBson(value, depth + 1)]),
  );
}

/**
 * What the library gives for an element, as a value of a report dictionary: a timestamp is a time, an id its digits,
 * a pattern and code their source.
 */
function valueFromBson(value: unknown, depth: number): DocumentValue {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'bigint':
    case 'boolean':
    case 'undefined':
      return value;
  }
  if (value === null || value instanceof Date) return value;
  if (Array.isArray(value)) return listFromBson(value, depth);
  if (value instanceof UUID || value instanceof ObjectId) return value.toHexString();
  if (value instanceof Binary) return value.value();
  if (value instanceof Decimal128) return value.toString();
  if (value instanceof BSONRegExp) return `/${value.pattern}/${value.options}`;
  if (value instanceof Timestamp) return new Date(value.getHighBitsUnsigned() * 1000);
  if (value instanceof Code) {
    return value.scope
      ? objectFromBson({ code: value.code, scope: value.scope }, depth)
      : value.code.toString();
  }
  if (value instanceof DBRef) return objectFromBson(value.toJSON(), depth);
  if (value instanceof MinKey) return '$minKey';
  if (value instanceof MaxKey) return '$maxKey';
  return objectFromBson(value as object, depth);
}

function listFromBson(values: readonly unknown[], depth: number): DocumentValue[] {
  if (depth > MAX_DEPTH) throw new ReportError(`is nested more than ${MAX_DEPTH} deep`);
  return values.map((value) => valueFromBson(value, depth + 1));
}
