import { Transform, type TransformCallback } from 'node:stream';
import type { ZstdDecompress } from 'node:zlib';
import { FrameEnd } from './frame-end.js';

/**
 * Unpacks a stream of frames of zstd, each by a stream of its own. Before its version 26, Node unpacks only the first of
 * several and says nothing of the others; version 22 says nothing of a frame that is cut off.
 */
export class FrameStream extends Transform {
  readonly #begin: () => ZstdDecompress;
  /** The frame that is being read; null between two. */
  #frame: { readonly unpacked: ZstdDecompress; readonly end: FrameEnd } | null = null;

  /** @param begin makes the stream that unpacks one frame */
  constructor(begin: () => ZstdDecompress) {
    super();
    this.#begin = begin;
  }

  override _transform(chunk: Buffer, encoding: BufferEncoding, done: TransformCallback): void {
    if (chunk.length === 0) {
      done();
      return;
    }
    this.#frame ??= { unpacked: this.#beginFrame(), end: new FrameEnd() };
    const { unpacked, end } = this.#frame;
    const length = end.take(chunk);
    if (!end.isWhole) {
      unpacked.write(chunk, () => done());
      return;
    }
    this.#frame = null;
    unpacked.once('end', () => this._transform(chunk.subarray(length), encoding, done));
    unpacked.end(chunk.subarray(0, length));
  }

  override _flush(done: TransformCallback): void {
    done(this.#frame && cutOff());
  }

  override _read(size: number): void {
    this.#resume();
    super._read(size);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#stop();
    done(error);
  }

  #resume = () => {};
  #stop = () => {};

  /** Begins a frame. What it unpacks waits until it is read. */
  #beginFrame(): ZstdDecompress {
    const unpacked = this.#begin();
    this.#resume = () => void unpacked.resume();
    this.#stop = () => void unpacked.destroy();
    unpacked.on('data', (part) => {
      if (!this.push(part)) unpacked.pause();
    });
    unpacked.on('error', (error) => this.destroy(error));
    return unpacked;
  }
}

/** As zlib says it of its other formats. */
export function cutOff(): Error {
  return Object.assign(new Error('unexpected end of file'), { code: 'Z_BUF_ERROR' });
}
