import { gunzipSync } from 'node:zlib';
import bunzip from 'seek-bzip';
import { messageOf, ReportError } from './report-error.js';

/** How much one report may ask for before it is refused. */
export interface DecodeLimits {
  /** Size of a report after decompression, in bytes. */
  readonly unpackedBytes: number;
}

/** A real report has 2 to 200 KB; what is larger than this was not written to be read. */
export const DEFAULT_DECODE_LIMITS: DecodeLimits = { unpackedBytes: 64 * 1024 * 1024 };

/**
 * Returns a report's bytes without their compression, which is recognised by its magic bytes and not by a file name.
 * Bytes that are not compressed come back as they are.
 *
 * Unpacking stops as soon as the limit is passed, so that a bomb costs no more than a report of that size.
 *
 * @throws ReportError when the bytes are empty, damaged, or more than the limit after unpacking.
 */
export function unpackReport(bytes: Uint8Array, limits: DecodeLimits = DEFAULT_DECODE_LIMITS): Uint8Array {
  if (bytes.length === 0) throw new ReportError('empty file');
  if (bytes.length > limits.unpackedBytes) {
    throw new ReportError(`is larger than ${formatSize(limits.unpackedBytes)}`);
  }
  const unpacked = startsWith(bytes, GZIP)
    ? gunzip(bytes, limits)
    : startsWith(bytes, BZIP2)
      ? bunzip2(bytes, limits)
      : bytes;
  if (unpacked.length === 0) throw new ReportError('empty file');
  return unpacked;
}

/** RFC 1952: two magic bytes, then the only compression method there is. */
const GZIP = [0x1f, 0x8b, 0x08];
/** `BZh` */
const BZIP2 = [0x42, 0x5a, 0x68];

function startsWith(bytes: Uint8Array, magic: readonly number[], at = 0): boolean {
  return magic.every((byte, index) => bytes[at + index] === byte);
}

function gunzip(bytes: Uint8Array, limits: DecodeLimits): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: limits.unpackedBytes });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(limits);
    throw new ReportError(`is damaged gzip: ${messageOf(error)}`);
  }
}

/** Several streams in a row are one file, as `cat a.bz2 b.bz2` makes it; what follows the last one is ignored. */
function bunzip2(bytes: Uint8Array, limits: DecodeLimits): Uint8Array {
  const input = new BytesInput(bytes);
  const output = new BytesOutput(limits);
  try {
    do bunzip.decode(input, output, false);
    while (startsWith(bytes, BZIP2, input.position));
  } catch (error) {
    if (error instanceof ReportError) throw error;
    throw new ReportError(`is damaged bzip2: ${messageOf(error)}`);
  }
  return output.bytes();
}

class BytesInput {
  position = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  readByte(): number {
    const byte = this.#bytes[this.position++];
    if (byte === undefined) throw new ReportError('is damaged bzip2: it ends too early');
    return byte;
  }

  read(target: Uint8Array, offset: number, length: number): number {
    for (let index = 0; index < length; index++) target[offset + index] = this.readByte();
    return length;
  }
}

class BytesOutput {
  readonly #limits: DecodeLimits;
  #buffer = new Uint8Array(65_536);
  #length = 0;

  constructor(limits: DecodeLimits) {
    this.#limits = limits;
  }

  writeByte(byte: number): void {
    if (this.#length === this.#limits.unpackedBytes) throw tooLarge(this.#limits);
    if (this.#length === this.#buffer.length) {
      const larger = new Uint8Array(this.#buffer.length * 2);
      larger.set(this.#buffer);
      this.#buffer = larger;
    }
    this.#buffer[this.#length++] = byte;
  }

  bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }
}

function tooLarge(limits: DecodeLimits): ReportError {
  return new ReportError(`unpacks to more than ${formatSize(limits.unpackedBytes)}`);
}

/** `64 MB`, `1.5 MB`, `500 bytes`: a limit as people set it. */
function formatSize(bytes: number): string {
  return bytes < 1024 * 1024 ? `${bytes} bytes` : `${Number((bytes / 1024 / 1024).toFixed(1))} MB`;
}
