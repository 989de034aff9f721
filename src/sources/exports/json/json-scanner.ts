import { MAX_DEPTH } from '../../../oops/formats/document-value.js';

/** Whether a value goes on, has ended, or cannot be JSON from here on. */
export type ScanOutcome = 'open' | 'complete' | 'damaged';

type Expected =
  | 'value'
  | 'first-element'
  | 'first-key'
  | 'key'
  | 'colon'
  | 'after'
  | 'string'
  | 'escape'
  | 'scalar';

const NEWLINE = 0x0a;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * Goes over the bytes of a JSON value, however they come, to find its end or the place from which on it cannot be JSON:
 * a string that goes on over a line end, or an object behind a colon that is still without its value. What numbers,
 * words and escapes mean is left to the parser. Source of the grammar: RFC 8259.
 */
export class JsonScanner {
  outcome: ScanOutcome = 'open';
  /** How many bytes were gone over: where it is complete, those of the value. */
  length = 0;
  /** Where the current line begins, counted from the beginning of the value; 0 for its first. */
  lineStart = 0;
  /** Where, behind its first line, lines begin with a bracket: those may be values of their own. Null without one. */
  firstFreshLine: number | null = null;
  lastFreshLine: number | null = null;
  /** Whether it is damaged for nothing but being nested too deep. */
  isTooDeep = false;
  #expected: Expected = 'value';
  /** Whether the string is a key. */
  #isKey = false;
  /** The brackets that are open. */
  readonly #open: number[] = [];

  /** Goes on over the bytes from `from`. */
  scan(bytes: Uint8Array, from: number): void {
    const base = this.length - from;
    let at = from;
    while (at < bytes.length && this.outcome === 'open') {
      if (this.#expected === 'string') at = endOfPlainText(bytes, at);
      if (at < bytes.length) {
        this.length = at + base;
        if (this.#take(bytes[at] ?? 0)) at++;
      }
    }
    this.length = at + base;
  }

  /** Takes a byte. Returns false where it is not of the value. */
  #take(byte: number): boolean {
    switch (this.#expected) {
      case 'string':
        return this.#takeInString(byte);
      case 'escape':
        if (byte === NEWLINE) return this.#damage();
        this.#expected = 'string';
        return true;
      case 'scalar':
        if (isOfScalar(byte)) return true;
        this.#endValue();
        return this.outcome === 'open' && this.#takeBetween(byte);
      default:
        return this.#takeBetween(byte);
    }
  }

  #takeInString(byte: number): boolean {
    if (byte === QUOTE) {
      if (this.#isKey) this.#expected = 'colon';
      else this.#endValue();
    } else if (byte === BACKSLASH) this.#expected = 'escape';
    else if (byte === NEWLINE) return this.#damage();
    return true;
  }

  /** Takes a byte that is in no string, number or word. */
  #takeBetween(byte: number): boolean {
    if (byte === NEWLINE) {
      this.lineStart = this.length + 1;
      return true;
    }
    if (byte === 0x20 || byte === 0x0d || byte === 0x09) return true;
    if ((byte === OPEN_OBJECT || byte === OPEN_LIST) && this.length === this.lineStart && this.length > 0) {
      this.firstFreshLine ??= this.length;
      this.lastFreshLine = this.length;
    }
    switch (this.#expected) {
      case 'first-element':
        return byte === CLOSE_LIST ? this.#close(OPEN_LIST) : this.#begin(byte);
      case 'value':
        return this.#begin(byte);
      case 'first-key':
        return byte === CLOSE_OBJECT ? this.#close(OPEN_OBJECT) : this.#beginKey(byte);
      case 'key':
        return this.#beginKey(byte);
      case 'colon':
        if (byte !== COLON) return this.#damage();
        this.#expected = 'value';
        return true;
      default:
        return this.#takeAfterValue(byte);
    }
  }

  #takeAfterValue(byte: number): boolean {
    if (byte === CLOSE_OBJECT) return this.#close(OPEN_OBJECT);
    if (byte === CLOSE_LIST) return this.#close(OPEN_LIST);
    if (byte !== COMMA) return this.#damage();
    this.#expected = this.#open.at(-1) === OPEN_OBJECT ? 'key' : 'value';
    return true;
  }

  #begin(byte: number): boolean {
    if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      this.isTooDeep = this.#open.length >= MAX_DEPTH;
      if (this.isTooDeep) return this.#damage();
      this.#open.push(byte);
      this.#expected = byte === OPEN_OBJECT ? 'first-key' : 'first-element';
    } else if (byte === QUOTE) {
      this.#expected = 'string';
      this.#isKey = false;
    } else if (beginsScalar(byte)) this.#expected = 'scalar';
    else return this.#damage();
    return true;
  }

  #beginKey(byte: number): boolean {
    if (byte !== QUOTE) return this.#damage();
    this.#expected = 'string';
    this.#isKey = true;
    return true;
  }

  #close(opening: number): boolean {
    if (this.#open.pop() !== opening) return this.#damage();
    this.#endValue();
    return true;
  }

  #endValue(): void {
    this.#expected = 'after';
    if (this.#open.length === 0) this.outcome = 'complete';
  }

  #damage(): boolean {
    this.outcome = 'damaged';
    return false;
  }
}

/** Where, from `at` on, a string ends, is escaped, or may not go on. */
function endOfPlainText(bytes: Uint8Array, at: number): number {
  let end = at;
  for (; end < bytes.length; end++) {
    const byte = bytes[end];
    if (byte === QUOTE || byte === BACKSLASH || byte === NEWLINE) break;
  }
  return end;
}

/** The first bytes of numbers and of `true`, `false` and `null`. */
function beginsScalar(byte: number): boolean {
  return isDigit(byte) || byte === 0x2d || byte === 0x74 || byte === 0x66 || byte === 0x6e;
}

function isOfScalar(byte: number): boolean {
  const isLetter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
  return isDigit(byte) || isLetter || byte === 0x2e || byte === 0x2b || byte === 0x2d;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
