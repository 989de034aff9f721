import { Readable, type Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ReportError } from '../../../../src/oops/formats/report-error.js';
import { createZstd, ZSTD } from '../../../../src/oops/formats/zstd/zstd.js';
import { collect } from '../../../support/collect.js';

const LIMITS = { unpackedBytes: 1000 };
const MISSING = new ReportError('is packed with zstd, which needs Node 22.15 or later');

describe('a Node without zstd', () => {
  it('knows it, and refuses to unpack it', () => {
    const { recognises, unpack, createStream } = createZstd({});
    expect(recognises(Buffer.from([0x28, 0xb5, 0x2f, 0xfd]))).toBe(true);
    expect(() => unpack(Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), LIMITS)).toThrow(MISSING);
    expect(() => createStream?.(1024)).toThrow(MISSING);
  });
});

describe.skipIf(!zlib.zstdCompressSync)('ZSTD', () => {
  const pack = (text: string | Uint8Array) => zlib.zstdCompressSync(text);
  const skippable = Buffer.from('512a4d1803000000787978', 'hex');
  const frames = Buffer.concat([
    pack('a'.repeat(600)),
    pack(''),
    skippable,
    pack('b'),
    pack('c'.repeat(399)),
  ]);
  const text = `${'a'.repeat(600)}b${'c'.repeat(399)}`;

  it('is told from other bytes by three', () => {
    expect(ZSTD.recognises(pack('x').subarray(0, 3))).toBe(true);
    expect(ZSTD.recognises(pack('x').subarray(0, 2))).toBe(false);
    expect(ZSTD.recognises(Buffer.from([0x1f, 0x8b, 0x08]))).toBe(false);
  });

  it('unpacks up to the limit, and names it above, also in several frames', () => {
    expect(ZSTD.unpack(pack(Buffer.alloc(1000)), LIMITS)).toHaveLength(1000);
    expect(Buffer.from(ZSTD.unpack(frames, LIMITS)).toString()).toBe(text);
    const fault = new ReportError('unpacks to more than 1000 bytes');
    expect(() => ZSTD.unpack(pack(Buffer.alloc(1001)), LIMITS)).toThrow(fault);
    expect(() => ZSTD.unpack(Buffer.concat([frames, pack('d')]), LIMITS)).toThrow(fault);
  });

  it.each([
    ['cut off', pack('packed'.repeat(9)).subarray(0, -4), 'is damaged zstd: unexpected end of file'],
    [
      'of more frames than a report has',
      Buffer.alloc(pack('').length * 10_001, pack('')),
      'has more than 10000 frames of zstd',
    ],
    [
      'followed by other bytes',
      Buffer.concat([pack('x'), Buffer.from('other')]),
      'is damaged zstd: Unknown frame descriptor',
    ],
  ])('refuses what is %s', (_, packed, message) => {
    expect(() => ZSTD.unpack(packed, LIMITS)).toThrow(new ReportError(message));
  });

  it.each([1, 5, 20, 1000])(
    'unpacks a stream of several frames that comes in parts of %j bytes',
    async (size) => {
      const parts = Array.from({ length: Math.ceil(frames.length / size) }, (_, index) =>
        frames.subarray(index * size, (index + 1) * size),
      );
      const unpacked = await collect<Buffer>(Readable.from(parts).compose(streamOf(256)));
      expect(Buffer.concat(unpacked).toString()).toBe(text);
      expect(Math.max(...unpacked.map(({ length }) => length))).toBeLessThanOrEqual(256);
    },
  );

  it('unpacks no more of a stream than is read', async () => {
    const stream = streamOf(1024);
    stream.end(pack(Buffer.alloc(50_000_000)));
    for await (const part of stream) {
      expect(part).toHaveLength(1024);
      break;
    }
    expect(stream.readableLength).toBeLessThan(1_000_000);
    expect(stream.destroyed).toBe(true);
  });

  it('fails where a stream is cut off', async () => {
    const stream = streamOf(1024);
    stream.end(frames.subarray(0, -4));
    await expect(collect(stream)).rejects.toThrow('unexpected end of file');
  });

  function streamOf(chunkBytes: number): Transform {
    return ZSTD.createStream?.(chunkBytes) as Transform;
  }
});
