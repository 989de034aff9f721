import * as zlib from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameEnd } from '../../../../src/oops/formats/zstd/frame-end.js';
import { cutAnywhere } from '../../../support/cut-anywhere.js';

describe('FrameEnd', () => {
  it('knows a frame that holds nothing, and what is no frame', () => {
    const end = new FrameEnd();
    expect([end.take(Buffer.from('502a4d180200000061626364', 'hex')), end.isWhole]).toEqual([10, true]);
    const other = new FrameEnd();
    expect([other.take(Buffer.from('other')), other.isWhole, other.isUnknown]).toEqual([5, false, true]);
  });

  it.skipIf(!zlib.zstdCompressSync)('finds the end of any frame, however it comes', () => {
    const content = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc
        .tuple(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 0, max: 3000 }))
        .map(([bytes, times]) => Buffer.alloc(bytes.length * times, Buffer.from(bytes))),
    );
    fc.assert(
      fc.property(content, fc.boolean(), fc.boolean(), cutAnywhere, (bytes, hasChecksum, saysSize, cut) => {
        const frame = zlib.zstdCompressSync(bytes, {
          params: {
            [zlib.constants.ZSTD_c_checksumFlag]: Number(hasChecksum),
            [zlib.constants.ZSTD_c_contentSizeFlag]: Number(saysSize),
          },
        });
        const end = new FrameEnd();
        let taken = 0;
        for (const part of cut(Buffer.concat([frame, Buffer.from('more')]))) taken += end.take(part);
        expect([taken, end.isWhole]).toEqual([frame.length, true]);
        expect(new FrameEnd().take(frame.subarray(0, -1))).toBe(frame.length - 1);
      }),
      { numRuns: 60 },
    );
  });
});
