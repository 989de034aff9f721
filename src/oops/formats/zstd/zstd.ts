import * as zlib from 'node:zlib';
import { type DecodeLimits, messageOf, ReportError, unpacksTooLarge } from '../report-error.js';
import type { Compression } from '../report-format.js';
import { FrameEnd } from './frame-end.js';
import { cutOff, FrameStream } from './frame-stream.js';

/** What Node gives to unpack zstd: nothing before its version 22.15. */
export type ZstdLibrary = Partial<Pick<typeof zlib, 'createZstdDecompress' | 'zstdDecompressSync'>>;

/** RFC 8878: the magic bytes 28 b5 2f fd. */
export const ZSTD: Compression = createZstd(zlib);

/** The compression where Node has this library; without it, each use is refused. */
export function createZstd({ createZstdDecompress, zstdDecompressSync }: ZstdLibrary): Compression {
  return {
    name: 'zstd',
    ending: '.zst',
    recognises: (bytes) => bytes[0] === 0x28 && bytes[1] === 0xb5 && bytes[2] === 0x2f,
    unpack(bytes, limits) {
      if (!zstdDecompressSync) throw missing();
      return unpackFrames(zstdDecompressSync, bytes, limits);
    },
    createStream(chunkSize) {
      if (!createZstdDecompress) throw missing();
      return new FrameStream(() => createZstdDecompress({ chunkSize }));
    },
  };
}

function missing(): ReportError {
  return new ReportError('is packed with zstd, which needs Node 22.15 or later');
}

/** Each takes some 50 µs, even one of nothing: a report of as many as fit into the limit would take minutes. */
const MOST_FRAMES = 10_000;

/**
 * Unpacks frames. Several in a row are one text, as `cat a.zst b.zst` makes it, and as programs write that pack each
 * batch by itself.
 */
function unpackFrames(
  unpack: typeof zlib.zstdDecompressSync,
  bytes: Uint8Array,
  limits: DecodeLimits,
): Uint8Array {
  const parts: Buffer[] = [];
  let room = limits.unpackedBytes;
  try {
    for (let at = 0; at < bytes.length; ) {
      if (parts.length === MOST_FRAMES) throw new ReportError(`has more than ${MOST_FRAMES} frames of zstd`);
      const frame = frameAt(bytes, at);
      const part = unpack(frame, { maxOutputLength: Math.max(1, room) });
      if (part.length > room) throw unpacksTooLarge(limits);
      parts.push(part);
      room -= part.length;
      at += frame.length;
    }
  } catch (error) {
    if (error instanceof RangeError) throw unpacksTooLarge(limits);
    if (error instanceof ReportError) throw error;
    throw new ReportError(`is damaged zstd: ${messageOf(error)}`);
  }
  return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
}

function frameAt(bytes: Uint8Array, at: number): Uint8Array {
  const end = new FrameEnd();
  const rest = bytes.subarray(at);
  const frame = rest.subarray(0, end.take(rest));
  if (!end.isWhole && !end.isUnknown) throw cutOff();
  return frame;
}
