import { ReportError } from './report-error.js';

/** Reads bytes bit by bit, the highest bit of each first. */
export class BitReader {
  readonly #bytes: Uint8Array;
  #at: number;
  /** The last bits taken from the bytes; the lowest `#count` of them are still to be read. */
  #bits = 0;
  #count = 0;
  /** Bytes taken from behind the end, as zeros: to look at them is no fault, to read them is one. */
  #beyond = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  /** The next bits as a number, at most 24 of them, without reading them. */
  peek(length: number): number {
    while (this.#count < length) {
      if (this.#at >= this.#bytes.length) this.#beyond++;
      this.#bits = (this.#bits << 8) | (this.#bytes[this.#at++] ?? 0);
      this.#count += 8;
    }
    return (this.#bits >>> (this.#count - length)) & ((1 << length) - 1);
  }

  /** Steps over bits that peek has seen. */
  skip(length: number): void {
    this.#count -= length;
    if (this.#count < this.#beyond * 8) throw bzip2Fault('it ends too early');
  }

  read(length: number): number {
    const value = this.peek(length);
    this.skip(length);
    return value;
  }

  /** An unsigned number of 32 bits. */
  readUint32(): number {
    return this.read(16) * 0x10000 + this.read(16);
  }

  /** Steps to the next whole byte and returns its index. */
  alignToByte(): number {
    this.#count -= this.#count % 8;
    return this.#at - this.#count / 8;
  }
}

/** The refusal of bzip2 data that no writer can have meant. */
export function bzip2Fault(what: string): ReportError {
  return new ReportError(`is damaged bzip2: ${what}`);
}
