import { isUtf8 } from 'node:buffer';
import { cutEnd } from './cut-text.js';

/**
 * Reads UTF-8. A byte that belongs to no character becomes a lone surrogate, U+DC80 to U+DCFF, so that nothing is lost
 * until `wellFormedText` or `wellFormedUrl` spells it. Source of the surrogates: Python's surrogateescape, PEP 383.
 *
 * @example
 * decodeUtf8(Buffer.from('caf\xe9', 'latin1')); // 'caf\udce9'
 */
export function decodeUtf8(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return decodeUtf8Between(buffer, 0, buffer.length);
}

/** Reads the bytes from `start` to `end` as `decodeUtf8` does. */
export function decodeUtf8Between(buffer: Buffer, start: number, end: number): string {
  if (end - start > PART_LENGTH) {
    return isUtf8(buffer.subarray(start, end))
      ? buffer.toString('utf8', start, end)
      : decodeParts(buffer, start, end);
  }
  const text = buffer.toString('utf8', start, end);
  return text.includes('\ufffd') ? decodeOdd(buffer, start, end) : text;
}

/** A byte becomes at most one unit of two bytes. */
function decodeParts(buffer: Buffer, start: number, end: number): string {
  const units = Buffer.allocUnsafe((end - start) * 2);
  let length = 0;
  for (let at = start; at < end; ) {
    const partEnd = endOfPart(buffer, at, end);
    length += units.write(decodeOdd(buffer, at, partEnd), length, 'utf16le');
    at = partEnd;
  }
  return units.toString('utf16le', 0, length);
}

function decodeOdd(buffer: Buffer, start: number, end: number): string {
  return buffer.toString('latin1', start, end).replace(SEQUENCES, decodeSequence);
}

/** Odd texts are worked on in parts, or one of millions of odd characters would take gigabytes. */
const PART_LENGTH = 4096;

/** Where a part that begins at `start` ends, so that it divides no character. */
function endOfPart(bytes: Buffer, start: number, end: number): number {
  const longest = start + PART_LENGTH;
  if (longest >= end) return end;
  // A character has at most three bytes behind its first.
  for (let at = longest; at > longest - 4; at--) if (((bytes[at] ?? 0) & 0xc0) !== 0x80) return at;
  return longest;
}

/** A character as its bytes, or a byte that belongs to none (Unicode Standard, table 3-7). */
const SEQUENCES =
  /[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|\xed[\x80-\x9f][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}|[\x80-\xff]/g;

function decodeSequence(sequence: string): string {
  if (sequence.length === 1) return String.fromCharCode(0xdc00 + sequence.charCodeAt(0));
  return Buffer.from(sequence, 'latin1').toString();
}

/**
 * Makes text of a report what every database, process and file can carry: a byte that is no UTF-8 is spelled `\xe9`, a
 * NUL `\x00`, and half a character becomes U+FFFD. All texts of all formats go through here, or through
 * `wellFormedUrl`, once.
 *
 * @example
 * wellFormedText('caf\udce9'); // String.raw`caf\xe9`
 */
export function wellFormedText(text: string): string {
  return isOdd(text) ? spellOdd(text, '\\x') : text;
}

/**
 * The same of a URL, where a byte is quoted.
 *
 * @example
 * wellFormedUrl('/caf\udce9'); // '/caf%E9'
 */
export function wellFormedUrl(url: string): string {
  return isOdd(url) ? spellOdd(url, '%') : url;
}

function isOdd(text: string): boolean {
  return !text.isWellFormed() || text.includes('\0');
}

/** A NUL, or half a character without the other half. */
const ODD = /[\0\p{Surrogate}]/gu;
const PART = new RegExp(`[^]{1,${PART_LENGTH}}`, 'gu');

/** How much of a text that needs spelling is kept, in characters: no less than of any other, see `oopsFromReport`. */
const LONGEST_ODD = 1_000_000;

function spellOdd(text: string, mark: '\\x' | '%'): string {
  const kept = text.length > LONGEST_ODD ? cutEnd(text, LONGEST_ODD) : text;
  return kept.replace(PART, (part) => part.replace(ODD, (unit) => spellUnit(unit, mark)));
}

function spellUnit(unit: string, mark: '\\x' | '%'): string {
  const code = unit.charCodeAt(0);
  if (code === 0) return `${mark}00`;
  if (code < 0xdc80 || code > 0xdcff) return '\ufffd';
  const digits = (code - 0xdc00).toString(16);
  return mark + (mark === '%' ? digits.toUpperCase() : digits);
}
