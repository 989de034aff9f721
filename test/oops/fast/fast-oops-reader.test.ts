import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Binary, Int32, Long, serialize } from 'bson';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFastOopsReader } from '../../../src/oops/fast/fast-oops-reader.js';
import { parseBsonReport } from '../../../src/oops/formats/bson-report.js';
import { unpackReport } from '../../../src/oops/formats/decode-report.js';
import { ReportError } from '../../../src/oops/formats/report-error.js';
import { writeBsonReport } from '../../../src/oops/formats/write-bson-report.js';
import type { Oops } from '../../../src/oops/oops.js';
import { oopsFromReport } from '../../../src/oops/oops-from-report.js';
import { anyReport } from '../../support/arbitrary-report.js';

/** One reader for all, as ingest has one for all of its files. */
const readFast = createFastOopsReader();

/** The plain way: the whole document, then what is kept of it. Null where it refuses. */
function readPlainly(bytes: Uint8Array): Oops | null {
  try {
    return oopsFromReport(parseBsonReport(bytes));
  } catch (error) {
    if (error instanceof ReportError) return null;
    throw error;
  }
}

/** The fast reader may leave a report to the plain way, but never say anything else. */
function expectNoContradiction(bytes: Uint8Array): void {
  const fast = readFast(bytes);
  if (fast !== null) expect(fast).toEqual(readPlainly(bytes));
}

const INCIDENT = 'data/incident-2011-09-08/reports';

describe('createFastOopsReader', () => {
  it('reads every BSON report of the sample incident as the plain way does', () => {
    const files = readdirSync(INCIDENT, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => unpackReport(readFileSync(join(parentPath, name))))
      .filter((bytes) => (bytes[3] ?? 1) === 0);
    expect(files.length).toBeGreaterThan(100);
    for (const bytes of files) expect(readFast(bytes)).toEqual(readPlainly(bytes));
  });

  it.each([
    ['no more than an id', { id: 'OOPS-1A1' }],
    [
      'rows of which some are SQL',
      {
        id: 'A',
        timeline: [
          [0, 9, 'memcache', 'x'],
          [9, 10, 'sql-a', 'SELECT 1'],
        ],
      },
    ],
    [
      'rows of which none is SQL',
      {
        id: 'A',
        timeline: [
          [0, 9, 'a', 'y'],
          [0, 9, 'b', 'x'],
          [0, 1, 'b', 'x'],
        ],
      },
    ],
    [
      'fractions that add up in their order',
      { id: 'A', timeline: [0.1, 0.2, 0.3].map((ms) => [0, ms, 'SQL', 'x']) },
    ],
    [
      'a row that ends before it starts',
      {
        id: 'A',
        timeline: [
          [9, 0, 'SQL', 'x'],
          [0, 1, 'SQL', 'y'],
        ],
      },
    ],
    [
      'texts as bytes',
      {
        id: new Binary(Buffer.from('A')),
        timeline: [[0, 1, new Binary(Buffer.from('SQL')), new Binary(Buffer.from('é'))]],
      },
    ],
    [
      'integers of 64 bits',
      { id: 'A', revno: Long.fromNumber(7), timeline: [[Long.fromNumber(0), new Int32(1), 'SQL', 'x']] },
    ],
    [
      'request variables as a dictionary',
      { id: 'A', req_vars: { REQUEST_METHOD: 'get', HTTP_REFERER: 'x', PATH: '/' } },
    ],
    [
      'a request variable given twice',
      {
        id: 'A',
        req_vars: [
          ['REQUEST_METHOD', 'get'],
          ['REQUEST_METHOD', 'post'],
        ],
      },
    ],
    [
      'bytes that are no UTF-8, and NULs',
      {
        id: 'A\0',
        url: new Binary(Buffer.from([0x2f, 0xe9, 0])),
        value: new Binary(Buffer.from([0xc3, 0xa9, 0xe9])),
        req_vars: [
          ['HTTP_REFERER', new Binary(Buffer.from([0xe9]))],
          ['HTTP_USER_AGENT', new Binary(Buffer.from([0xe9]))],
        ],
        timeline: [[0, 1, 'SQL', new Binary(Buffer.from([0x78, 0, 0xe9]))]],
      },
    ],
    [
      'statements that differ only in how a byte is spelled',
      {
        id: 'A',
        timeline: [
          [0, 3, 'SQL', 'SELECT b\0 FROM t'],
          [3, 7, 'SQL', 'SELECT a'],
          [7, 9, 'SQL', 'SELECT b\\x00 FROM t'],
        ],
      },
    ],
    ['None for unknown', { id: 'A', url: 'None', username: 'None', reporter: 'None' }],
    [
      'dictionaries that nobody knows',
      { id: 'A', 'features.usedFlags': { a: [1, { b: null }] }, time: new Date(5) },
    ],
  ])('reads a report with %s as the plain way does', (_, document) => {
    const bytes = serialize(document);
    expect(readFast(bytes)).toEqual(oopsFromReport(parseBsonReport(bytes)));
  });

  it.each([
    ['a timeline that is no list', { id: 'A', timeline: 'SELECT 1' }],
    ['a short row', { id: 'A', timeline: [[1, 2]] }],
    ['a request variable without a value', { id: 'A', req_vars: [['REQUEST_METHOD']] }],
    ['a value that is a list', { id: 'A', value: ['x'] }],
  ])('leaves a report with %s to the plain way', (_, document) => {
    expect(readFast(serialize(document))).toBeNull();
  });

  it('never contradicts the plain way about odd statements', () => {
    const pieces = ['SELECT ', '\0', '\\x00', '\xe9', '\\xe9', '\xc3\xa9', "'", ' 1', ', ', 'b', "E'"];
    const statement = fc
      .array(fc.constantFrom(...pieces), { maxLength: 6 })
      .map((parts) => new Binary(Buffer.from(parts.join(''), 'latin1')));
    const rows = fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.constant('SQL'), statement), { maxLength: 6 });
    fc.assert(
      fc.property(rows, (timeline) => expectNoContradiction(serialize({ id: 'A', timeline }))),
      { numRuns: 1000 },
    );
  });

  it('never contradicts the plain way about a report, whole or damaged', () => {
    const damage = fc.array(
      fc.tuple(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.nat(255)),
      {
        maxLength: 3,
      },
    );
    fc.assert(
      fc.property(anyReport, damage, (report, changes) => {
        const bytes = writeBsonReport(report);
        for (const [place, byte] of changes) bytes[Math.floor(place * bytes.length)] = byte;
        expectNoContradiction(bytes);
      }),
      { numRuns: 1000 },
    );
  });
});
