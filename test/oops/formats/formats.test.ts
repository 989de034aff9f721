import * as zlib from 'node:zlib';
import { gzipSync } from 'node:zlib';
import { serialize } from 'bson';
import { describe, expect, it } from 'vitest';
import { createOopsDecoder, parseReport, unpackReport } from '../../../src/oops/formats/decode-report.js';
import { COMPRESSIONS, compressionOf, formatOf, REPORT_FORMATS } from '../../../src/oops/formats/formats.js';
import { noReport } from '../../../src/oops/formats/report-error.js';
import { oopsFromReport } from '../../../src/oops/oops-from-report.js';

/** A report in every format: a format that is added has its sample here, says the compiler. */
const SAMPLES: Readonly<Record<keyof typeof REPORT_FORMATS, Uint8Array>> = {
  bson: serialize({ id: 'OOPS-1A1', type: 'KeyError', timeline: [[0, 7, 'SQL-main', 'SELECT 1']] }),
  text: Buffer.from('Oops-Id: OOPS-1A1\nException-Type: KeyError\n\n00000-00007@SQL-main SELECT 1\n'),
};

/** The word `packed` in every compression. */
const PACKED: Readonly<Record<keyof typeof COMPRESSIONS, Uint8Array>> = {
  gzip: gzipSync('packed'),
  zstd: Buffer.from('KLUv/SAGMQAAcGFja2Vk', 'base64'),
  bzip2: Buffer.from('QlpoOTFBWSZTWdTHOKIAAAKBgC4IQAAgACIYaDABUphdyRThQkNTHOKI', 'base64'),
};

const names = Object.keys(REPORT_FORMATS) as (keyof typeof REPORT_FORMATS)[];
const packings = Object.keys(COMPRESSIONS) as (keyof typeof COMPRESSIONS)[];

describe('each format of reports', () => {
  it.each(names)('is recognised among all: %s', (name) => {
    expect(formatOf(SAMPLES[name])).toBe(REPORT_FORMATS[name]);
    expect(compressionOf(SAMPLES[name])).toBeUndefined();
  });

  it.each(names)('is read, fast and as a whole: %s', (name) => {
    const report = parseReport(SAMPLES[name]);
    expect(report).toMatchObject({ id: 'OOPS-1A1', type: 'KeyError' });
    expect(createOopsDecoder()(SAMPLES[name])).toEqual(oopsFromReport(report));
  });

  it.each(names)('is named where none of them is found: %s', (name) => {
    expect(noReport('x').message.split(':')[0]).toContain(REPORT_FORMATS[name].name);
  });
});

describe('each compression', () => {
  it.each(packings)('is recognised: %s', (name) => {
    expect(compressionOf(PACKED[name])).toBe(COMPRESSIONS[name]);
  });

  const here = packings.filter((name) => name !== 'zstd' || zlib.zstdDecompressSync !== undefined);

  it.each(here)('is unpacked where Node can: %s', (name) => {
    expect(Buffer.from(unpackReport(PACKED[name])).toString()).toBe('packed');
  });
  it.each(packings)('has an ending of its own: %s', (name) => {
    const others = packings.filter((other) => COMPRESSIONS[other].ending === COMPRESSIONS[name].ending);
    expect(others).toEqual([name]);
    expect(COMPRESSIONS[name].ending).toMatch(/^\.\w+$/);
  });
});
