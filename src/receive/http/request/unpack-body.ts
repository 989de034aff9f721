import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import { messageOf, unpacksTooLarge } from '../../../oops/formats/report-error.js';
import { ZSTD } from '../../../oops/formats/zstd/zstd.js';
import { Refusal, tooLarge } from './refusal.js';

type Unpack = (packed: Buffer, limit: number) => Promise<Buffer> | Buffer;

const unpackWith =
  (library: (packed: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>): Unpack =>
  (packed, maxOutputLength) =>
    library(packed, { maxOutputLength });

const inflateZlib = unpackWith(promisify(inflate));
const inflateBare = unpackWith(promisify(inflateRaw));

/** What clients pack bodies with, by the names of HTTP. */
const ENCODINGS: Readonly<Record<string, Unpack>> = {
  gzip: unpackWith(promisify(gunzip)),
  'x-gzip': unpackWith(promisify(gunzip)),
  // Some write deflate without the header of zlib.
  deflate: (packed, limit) => (hasZlibHeader(packed) ? inflateZlib : inflateBare)(packed, limit),
  br: unpackWith(promisify(brotliDecompress)),
  zstd: (packed, unpackedBytes) => Buffer.from(ZSTD.unpack(packed, { unpackedBytes })),
};

/**
 * Unpacks a body, up to a limit.
 *
 * @throws Refusal where it is damaged, too large, or packed with what is not known
 */
export async function unpackBody(packed: Buffer, encoding = '', limit: number): Promise<Buffer> {
  const name = encoding.trim().toLowerCase();
  if (name === '' || name === 'identity') return packed;
  const unpack = Object.hasOwn(ENCODINGS, name) ? ENCODINGS[name] : undefined;
  if (!unpack)
    throw new Refusal(
      415,
      `The body is packed with ${JSON.stringify(name)}. Pack it with gzip, deflate, br or zstd, or not.`,
    );
  if (name === 'zstd' && !zlib.zstdDecompressSync)
    throw new Refusal(415, 'To unpack zstd, the receiver needs Node 22.15 or later. Pack it with gzip.');
  try {
    return await unpack(packed, limit);
  } catch (error) {
    if (isTooLarge(error, limit)) throw tooLarge(limit);
    throw new Refusal(400, `The body cannot be unpacked as ${name}: it is damaged, or cut off.`);
  }
}

/** RFC 1950: the method, and a checksum over two bytes. */
function hasZlibHeader([method = 0, flags = 0]: Buffer): boolean {
  return (method & 0x0f) === 8 && (method * 256 + flags) % 31 === 0;
}

function isTooLarge(error: unknown, unpackedBytes: number): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ERR_BUFFER_TOO_LARGE' || messageOf(error) === unpacksTooLarge({ unpackedBytes }).message;
}
