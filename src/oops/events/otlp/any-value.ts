import {
  type DocumentObject,
  type DocumentValue,
  isDictionary,
  MAX_DEPTH,
} from '../../formats/document-value.js';
import { ReportError } from '../../formats/report-error.js';
import { elementsOf, fieldOf, hasField } from './fields.js';

/** What a value of each kind is, by its one key. */
const READERS: Readonly<Record<string, (value: DocumentValue, depth: number) => DocumentValue>> = {
  stringValue: (value) => value,
  boolValue: (value) => value,
  doubleValue: (value) => value,
  intValue: integerFrom,
  bytesValue: (value) => (typeof value === 'string' ? Buffer.from(value, 'base64') : value),
  arrayValue: (value, depth) =>
    isDictionary(value) ? elementsOf(value, 'values').map((one) => valueFrom(one, depth)) : value,
  kvlistValue: (value, depth) =>
    isDictionary(value) ? pairsFrom(elementsOf(value, 'values'), depth) : value,
};
const KINDS = Object.keys(READERS);

/**
 * Reads a value that says by its key of what kind it is; one that does not is taken as it stands.
 * Source: `AnyValue` of opentelemetry/proto/common/v1, in the JSON of opentelemetry.io/docs/specs/otlp.
 *
 * @throws ReportError when it is nested without end.
 *
 * @example
 * valueFrom({ arrayValue: { values: [{ intValue: '5' }, { boolValue: true }] } }); // [5, true]
 */
export function valueFrom(value: DocumentValue, depth = 0): DocumentValue {
  if (depth > MAX_DEPTH) throw new ReportError(`is nested more than ${MAX_DEPTH} deep`);
  if (!isDictionary(value)) return value;
  const kind = KINDS.find((name) => hasField(value, name));
  if (kind === undefined) return Object.keys(value).length === 0 ? null : value;
  return READERS[kind]?.(fieldOf(value, kind), depth + 1);
}

/** Reads the attributes of a message: a list of keys and values, or a dictionary of them. */
export function attributesFrom(message: DocumentObject): DocumentObject {
  const { attributes } = message;
  if (!isDictionary(attributes)) return pairsFrom(elementsOf(message, 'attributes'), 0);
  return Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, valueFrom(value)]));
}

function pairsFrom(pairs: readonly DocumentValue[], depth: number): DocumentObject {
  const entries = pairs.flatMap((pair): [string, DocumentValue][] =>
    isDictionary(pair) && typeof pair.key === 'string' ? [[pair.key, valueFrom(pair.value, depth)]] : [],
  );
  return Object.fromEntries(entries);
}

/** Integers of 64 bits come as text; one that a number cannot hold stays text. */
function integerFrom(value: DocumentValue): DocumentValue {
  if (typeof value !== 'string' || !/^-?\d+$/.test(value)) return value;
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}
