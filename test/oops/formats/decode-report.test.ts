import { Binary, serialize } from 'bson';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeReport } from '../../../src/oops/formats/decode-report.js';
import { ReportError } from '../../../src/oops/formats/report-error.js';
import { anyReport, anyTextReport } from '../../support/arbitrary-report.js';
import { writeBsonReport } from '../../support/write-bson-report.js';
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
