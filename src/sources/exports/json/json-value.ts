import {
  type DocumentObject,
  type DocumentValue,
  isDictionary,
  MAX_DEPTH,
  MAX_VALUES,
} from '../../../oops/formats/document-value.js';
import { formatSize } from '../../../oops/formats/report-error.js';
import { decodeUtf8 } from '../../../text/well-formed-text.js';
import type { ByteWindow } from './byte-window.js';
import { JsonScanner } from './json-scanner.js';

/** A value that was cut out of a stream, or why it is refused. */
export type TakenValue =
  | { readonly kind: 'object'; readonly document: DocumentObject; readonly bytes: Buffer }
  | {
      readonly kind: 'refused';
      readonly reason: string;
      /** Whether it could not be read to its end: reading is then at the beginning of a line. */
      readonly isDamaged: boolean;
      /** Whether something stood behind the damage in its line. */
      readonly hasRest: boolean;
    };

/** The refusal of what begins like JSON and is none. */
export const DAMAGED = 'is no JSON, perhaps cut off';
const NO_OBJECT = 'is no JSON object';

/** Reads the bytes of a whole JSON value; undefined where they are no JSON. */
export function parseJson(bytes: Buffer): DocumentValue | undefined {
  try {
    return JSON.parse(decodeUtf8(bytes)) as DocumentValue;
  } catch {
    return undefined;
  }
}

/** What the bytes of a JSON value come to; null where they are no JSON. */
export function valueFromBytes(bytes: Buffer): TakenValue | null {
  if (mayHaveTooManyValues(bytes)) return refuse(`has more than ${MAX_VALUES} values`);
  const value = parseJson(bytes);
  if (value === undefined) return null;
  return isDictionary(value) ? { kind: 'object', document: value, bytes } : refuse(NO_OBJECT);
}

/** The refusal of what is longer than it may be. */
export function tooLong(limit: number): string {
  return `is longer than ${formatSize(limit)}`;
}

/**
 * Cuts the JSON value that begins at the place of reading out of the stream, over as many lines as it has. Of one longer
 * than `limit` bytes only its end is looked for. Where it cannot be JSON, reading goes on with the next of its lines that
 * begins with a bracket, which may be a value of its own; else with the line of the damage, or behind it.
 */
export async function takeValue(source: ByteWindow, limit: number): Promise<TakenValue> {
  const scanner = new JsonScanner();
  let dropped = 0;
  for (;;) {
    scanner.scan(source.bytes, source.start + scanner.length - dropped);
    if (scanner.outcome !== 'open') break;
    if (scanner.length - dropped > limit) dropped += drop(source, scanner, dropped);
    if (!(await source.fill())) break;
  }
  const isTooLong = scanner.length > limit;
  if (scanner.outcome === 'complete') {
    const value = isTooLong ? refuse(tooLong(limit)) : valueFromBytes(source.slice(0, scanner.length));
    if (value) {
      source.skip(scanner.length - dropped);
      return value;
    }
  }
  const hasRest = await skipDamage(source, scanner, dropped);
  const fault = scanner.isTooDeep ? `is nested more than ${MAX_DEPTH} deep` : DAMAGED;
  return { kind: 'refused', reason: isTooLong ? tooLong(limit) : fault, isDamaged: true, hasRest };
}

/** Lets go of a long value but for its last line that may be a value of its own. Returns how many bytes went. */
function drop(source: ByteWindow, scanner: JsonScanner, dropped: number): number {
  const { lastFreshLine, length } = scanner;
  const kept = lastFreshLine !== null && lastFreshLine > dropped ? lastFreshLine : length;
  source.skip(kept - dropped);
  scanner.firstFreshLine = kept === length ? null : kept;
  return kept - dropped;
}

/** Goes to where reading goes on behind a damaged value. Returns whether more was left out in the line of the damage. */
async function skipDamage(source: ByteWindow, scanner: JsonScanner, dropped: number): Promise<boolean> {
  const { firstFreshLine, lineStart, length, outcome } = scanner;
  if (firstFreshLine !== null) {
    source.skip(firstFreshLine - dropped);
    return false;
  }
  const goesBack = outcome === 'damaged' && lineStart > dropped;
  source.skip((goesBack ? lineStart : length) - dropped);
  const hasRest = !goesBack && (await source.skipLine());
  if (lineStart > 0) await skipRemainder(source);
  return hasRest;
}

/** The beginnings of lines that belong to what stands before them: indented, a key, or a closing bracket. */
const REMAINDERS = new Set([0x20, 0x09, 0x22, 0x5d, 0x7d]);

/** Lets go of the lines that are the rest of a value of several lines. */
async function skipRemainder(source: ByteWindow): Promise<void> {
  while ((await source.ensure(1)) && REMAINDERS.has(source.bytes[source.start] ?? 0)) await source.skipLine();
}

function refuse(reason: string): TakenValue {
  return { kind: 'refused', reason, isDamaged: false, hasRest: false };
}

/** A value takes up to 500 bytes of memory, so that a row within the limit could still take all that there is. */
function mayHaveTooManyValues(bytes: Buffer): boolean {
  if (bytes.length < MAX_VALUES) return false;
  let count = 0;
  for (const byte of bytes) if (byte === 0x2c || byte === 0x5b || byte === 0x7b) count++;
  return count > MAX_VALUES;
}
