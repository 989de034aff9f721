import { gzipSync } from 'node:zlib';
import { Binary, serialize } from 'bson';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeReport, unpackReport } from '../../../src/oops/formats/decode-report.js';
import { ReportError } from '../../../src/oops/formats/report-error.js';
import { writeBsonReport } from '../../../src/oops/formats/write-bson-report.js';
import { anyReport, anyTextReport } from '../../support/arbitrary-report.js';
import { writeTextReport } from '../../support/write-text-report.js';

const bsonBytes = anyReport.map(writeBsonReport);
const textBytes = anyTextReport.map(writeTextReport);

describe('decodeReport', () => {
  it('reads back every report that was written as BSON', () => {
    fc.assert(
      fc.property(anyReport, (report) => {
        expect(decodeReport(writeBsonReport(report))).toEqual(report);
      }),
    );
  });

  it('reads back every report that was written as text', () => {
    fc.assert(
      fc.property(anyTextReport, (report) => {
        expect(decodeReport(writeTextReport(report))).toEqual(report);
      }),
    );
  });

  it('reads the same from both formats, whatever bytes the report holds', () => {
    // White space is folded in the text format, and a backslash begins an escape.
    const inner = fc.array(
      fc.nat(255).filter((byte) => byte !== 0x5c && !(byte >= 9 && byte <= 13) && byte !== 0x20),
    );
    const anyBytes = inner.map((bytes) => Buffer.from([0x78, ...bytes, 0x78]));
    fc.assert(
      fc.property(anyBytes, anyBytes, anyBytes, (value, url, traceback) => {
        const parts = [
          'Oops-Id: OOPS-A1\nException-Value: ',
          value,
          '\nURL: ',
          url,
          '\n\nTraceback ',
          traceback,
        ];
        const text = Buffer.concat(parts.map((part) => Buffer.from(part)));
        const bson = serialize({
          id: 'OOPS-A1',
          value: new Binary(value),
          url: new Binary(url),
          tb_text: new Binary(Buffer.concat([Buffer.from('Traceback '), traceback])),
        });
        const report = decodeReport(text);
        expect(report).toEqual(decodeReport(bson));
        expect(JSON.stringify(report)).not.toMatch(/\\u0000|\\ud[89a-f]/);
      }),
    );
  });

  it.each([
    ['BSON', bsonBytes],
    ['text', textBytes],
  ])('throws nothing but its own error for %s reports with bytes changed, cut out or put in', (_, bytes) => {
    fc.assert(
      fc.property(bytes, mutations, (original, changes) => {
        expectReportOrReportError(mutate(original, changes));
      }),
      { numRuns: 2000 },
    );
  });

  it('throws nothing but its own error for any bytes at all', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), expectReportOrReportError), { numRuns: 2000 });
  });
});

type Mutation = readonly [kind: 'set' | 'delete' | 'insert', place: number, byte: number];

const mutations = fc.array(
  fc.tuple(
    fc.constantFrom('set' as const, 'delete' as const, 'insert' as const),
    fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 0x0a, 0x0d, 0x25, 0x3d, 0x5c, 0x7f, 0xff)),
  ),
  { minLength: 1, maxLength: 4 },
);

function mutate(original: Uint8Array, changes: readonly Mutation[]): Uint8Array {
  const bytes = [...original];
  for (const [kind, place, byte] of changes) {
    const at = Math.floor(place * bytes.length);
    if (kind === 'insert') bytes.splice(at, 0, byte);
    else if (kind === 'delete') bytes.splice(at, 1);
    else bytes[at] = byte;
  }
  return Uint8Array.from(bytes);
}

function expectReportOrReportError(bytes: Uint8Array): void {
  try {
    expect(decodeReport(bytes).id).not.toBe('');
  } catch (error) {
    expect(error).toBeInstanceOf(ReportError);
  }
}

/** What `bzip2 -9` makes of each text; `THOUSAND` is as many letters, `MEGABYTES` 300,000,000 zeros. */
const BZIP2 = {
  ONE: 'QlpoOTFBWSZTWdY7TZkAAAbfgAAQQAJgECAgyAAEAMgAIAAiCYjDRCmAAGetiDElN0gHM34u5IpwoSGsdpsy',
  TWO: 'QlpoOTFBWSZTWQhQaxsAAAHbgAAQQAAAEAQACCDEgCAAMQAwIGhicNHFop+LuSKcKEgEKDWNgA==',
  EMPTY: 'QlpoORdyRThQkAAAAAA=',
  THOUSAND: 'QlpoOTFBWSZTWUncT2MAAAGBAaAAAIAACCAAIKptQZi6g8XckU4UJBJ3E9jA',
  MEGABYTES:
    'QlpoOTFBWSZTWQ4J4t8BX45AAMAAAAggADCATUZCoCWpCoCXMUFZJlNZDgni3wFfjkAAwAAACCAAMIBNRkKgJakKgJcxQVkmU1kOCeLfAV+OQADAAAAIIAAwgE1GQqAlqQqAlzFBWSZTWQ4J4t8BX45AAMAAAAggADCATUZCoCWpCoCXMUFZJlNZDgni3wFfjkAAwAAACCAAMIBNRkKgJakKgJcxQVkmU1kOCeLfAV+OQADAAAAIIAAwgE1GQqAlqQqAlzFBWSZTWXcjn6wAvHRAIMAAEAAACCAAMMwJqmmqQqC2pSFQXi7kinChIQEEDIg=',
};
const ONE = 'Oops-Id: OOPS-A0001\n';
const TWO = 'Topic: two\n';

const bunzipped = (name: keyof typeof BZIP2): Buffer => Buffer.from(BZIP2[name], 'base64');
const unpack = (bytes: Uint8Array): string => Buffer.from(unpackReport(bytes)).toString();

function changed(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}

describe('unpackReport', () => {
  it.each([
    ['plain bytes', Buffer.from(ONE), ONE],
    ['gzip', gzipSync(ONE), ONE],
    ['gzip of several members', Buffer.concat([gzipSync(ONE), gzipSync(TWO)]), ONE + TWO],
    ['bzip2', bunzipped('ONE'), ONE],
    ['bzip2 of several streams', Buffer.concat([bunzipped('ONE'), bunzipped('TWO')]), ONE + TWO],
    ['bzip2 with an empty stream', Buffer.concat([bunzipped('EMPTY'), bunzipped('ONE')]), ONE],
    ['bzip2 with zeros after its end', Buffer.concat([bunzipped('ONE'), Buffer.alloc(10)]), ONE],
    ['a few bytes', Buffer.from('BZ'), 'BZ'],
  ])('unpacks %s', (_, bytes, text) => {
    expect(unpack(bytes)).toBe(text);
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'empty file'],
    ['gzip of nothing', gzipSync(''), 'empty file'],
    ['bzip2 of nothing', bunzipped('EMPTY'), 'empty file'],
    ['gzip that was cut off', gzipSync(ONE).subarray(0, 20), 'is damaged gzip: unexpected end of file'],
    [
      'gzip with another checksum',
      changed(gzipSync(ONE), gzipSync(ONE).length - 5),
      'is damaged gzip: incorrect data check',
    ],
    ['bzip2 that was cut off', bunzipped('ONE').subarray(0, 30), 'is damaged bzip2: it ends too early'],
    [
      'bzip2 that was cut off before its last byte',
      bunzipped('ONE').subarray(0, -1),
      'is damaged bzip2: it ends too early',
    ],
    ['bzip2 of no level', changed(bunzipped('ONE'), 3), 'is damaged bzip2: its level is none of 1 to 9'],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => unpackReport(bytes)).toThrow(new ReportError(message));
  });

  it('refuses bzip2 in which any byte of the content has changed', () => {
    const bytes = bunzipped('ONE');
    for (let at = 4; at < bytes.length - 1; at++) {
      expect(() => unpackReport(changed(bytes, at))).toThrow(ReportError);
    }
  });

  it.each([
    ['plain bytes', Buffer.alloc(1001, 'a'), 'is larger than 1000 bytes'],
    ['gzip', gzipSync(Buffer.alloc(1001, 'a')), 'unpacks to more than 1000 bytes'],
    ['bzip2', bunzipped('MEGABYTES'), 'unpacks to more than 1000 bytes'],
  ])('refuses %s above the limit', (_, bytes, message) => {
    expect(() => unpackReport(bytes, { unpackedBytes: 1000 })).toThrow(new ReportError(message));
  });

  it('unpacks what is exactly as large as the limit', () => {
    const bytes = Buffer.alloc(1000, 'a');
    expect(unpackReport(bytes, { unpackedBytes: 1000 })).toHaveLength(1000);
    expect(unpackReport(gzipSync(bytes), { unpackedBytes: 1000 })).toHaveLength(1000);
    expect(unpackReport(bunzipped('THOUSAND'), { unpackedBytes: 1000 })).toHaveLength(1000);
    expect(() => unpackReport(bunzipped('THOUSAND'), { unpackedBytes: 999 })).toThrow(ReportError);
  });

  it.each([
    ['gzip', () => gzipSync(Buffer.alloc(100_000_000))],
    ['bzip2', () => bunzipped('MEGABYTES')],
  ])('stops a bomb in %s at the limit, in memory of its size', (_, bomb) => {
    const bytes = bomb();
    const before = process.memoryUsage().arrayBuffers;
    expect(() => unpackReport(bytes)).toThrow(new ReportError('unpacks to more than 64 MB'));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(250_000_000);
  });
});

describe('decodeReport of a packed report', () => {
  it.each([
    ['gzip', gzipSync(ONE)],
    ['bzip2', bunzipped('ONE')],
  ])('reads a report in %s', (_, bytes) => {
    expect(decodeReport(bytes).id).toBe('OOPS-A0001');
  });

  it('does not unpack twice', () => {
    expect(() => decodeReport(gzipSync(gzipSync(ONE)))).toThrow(ReportError);
  });
});
