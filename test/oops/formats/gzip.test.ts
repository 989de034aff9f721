import type { Transform } from 'node:stream';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { GZIP } from '../../../src/oops/formats/gzip.js';
import { ReportError } from '../../../src/oops/formats/report-error.js';
import { collect } from '../../support/collect.js';

const LIMITS = { unpackedBytes: 1000 };

describe('GZIP', () => {
  it.each([
    ['gzip', gzipSync('x'), true],
    ['its first three bytes', gzipSync('x').subarray(0, 3), true],
    ['its first two bytes', gzipSync('x').subarray(0, 2), false],
    ['gzip of a method that does not exist', Buffer.from([0x1f, 0x8b, 0x07]), false],
    ['zlib', deflateSync('x'), false],
    ['deflate', deflateRawSync('x'), false],
    ['nothing', Buffer.alloc(0), false],
  ])('is told from other bytes: %s', (_, bytes, expected) => {
    expect(GZIP.recognises(bytes)).toBe(expected);
  });

  it('unpacks up to the limit, and names it above', () => {
    expect(GZIP.unpack(gzipSync(Buffer.alloc(1000)), LIMITS)).toHaveLength(1000);
    expect(() => GZIP.unpack(gzipSync(Buffer.alloc(1001)), LIMITS)).toThrow(
      new ReportError('unpacks to more than 1000 bytes'),
    );
  });

  it.each([
    ['cut off', (packed: Buffer) => packed.subarray(0, -9), 'is damaged gzip: unexpected end of file'],
    [
      'with another length',
      (packed: Buffer) => packed.fill(9, packed.length - 1),
      'is damaged gzip: incorrect length check',
    ],
  ])('refuses what is %s', (_, damage, message) => {
    expect(() => GZIP.unpack(damage(gzipSync('packed')), LIMITS)).toThrow(new ReportError(message));
  });

  it('unpacks a stream in parts of the size asked for', async () => {
    const text = 'x'.repeat(5000);
    const stream = GZIP.createStream?.(1024) as Transform;
    stream.end(gzipSync(text));
    const parts = await collect<Buffer>(stream);
    expect(Buffer.concat(parts).toString()).toBe(text);
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(1024);
  });
});
