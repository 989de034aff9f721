import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bzip2Output } from '../../../../src/oops/formats/bzip2/output.js';
import { ReportError } from '../../../../src/oops/formats/report-error.js';

/** The last column of the sorted rotations of some bytes, and the row of the first. */
function transform(bytes: readonly number[]): { block: Uint32Array; first: number } {
  const rotations = bytes.map((_, at) => [...bytes.slice(at), ...bytes.slice(0, at)]);
  const order = bytes
    .map((_, at) => at)
    .sort((a, b) => {
      const differs = bytes.findIndex((_, index) => rotations[a]?.[index] !== rotations[b]?.[index]);
      return differs < 0 ? a - b : (rotations[a]?.[differs] ?? 0) - (rotations[b]?.[differs] ?? 0);
    });
  const first = order.indexOf(0);
  const block = Uint32Array.from(order, (at) => bytes.at(at - 1) ?? 0);
  return { block, first };
}

/** A byte after four equal ones says how often it comes again. */
function countRuns(bytes: readonly number[]): number[] {
  const counted: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    let run = 1;
    while (bytes[at + run] === bytes[at] && run < 259) run++;
    counted.push(...Array<number>(Math.min(run, 4)).fill(bytes[at] ?? 0));
    if (run >= 4) counted.push(run - 4);
    at += run;
  }
  return counted;
}

/** CRC-32 with the highest bit first, a bit at a time. */
function checksumOf(bytes: readonly number[]): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit++) crc = crc < 0 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  }
  return ~crc >>> 0;
}

function write(output: Bzip2Output, bytes: readonly number[], checksum = checksumOf(bytes)): void {
  const { block, first } = transform(countRuns(bytes));
  output.write(block, block.length, first, checksum);
}

const anyBytes = fc
  .array(fc.tuple(fc.constantFrom(0, 1, 97, 255), fc.constantFrom(1, 1, 3, 4, 5, 20)), {
    minLength: 1,
    maxLength: 12,
  })
  .map((runs) => runs.flatMap(([byte, length]) => Array<number>(length).fill(byte)));

describe('Bzip2Output', () => {
  it('undoes the transform and the counts of runs, one block behind the other', () => {
    fc.assert(
      fc.property(anyBytes, anyBytes, (one, other) => {
        const output = new Bzip2Output({ unpackedBytes: 1000 });
        write(output, one);
        write(output, other);
        expect([...output.bytes()]).toEqual([...one, ...other]);
      }),
    );
  });

  it('knows the checksum of a block', () => {
    const bytes = [...Buffer.from('123456789')];
    // As every table of checksums has it: CRC-32/BZIP2.
    expect(checksumOf(bytes)).toBe(0xfc891918);
    expect(() => write(new Bzip2Output({ unpackedBytes: 1000 }), bytes, 0xfc891919)).toThrow(
      new ReportError('is damaged bzip2: the checksum of a block is wrong'),
    );
  });

  it('grows up to the limit, and refuses what is larger', () => {
    const run = (length: number) => Array<number>(length).fill(97);
    // Its first buffer has 65,536 bytes, and the last run fills up what is larger to the limit.
    const output = new Bzip2Output({ unpackedBytes: 65_750 });
    for (let written = 0; written < 65_750; written += 250) write(output, run(250));
    expect(output.bytes()).toHaveLength(65_750);
    expect(() => write(output, run(1))).toThrow(new ReportError('unpacks to more than 65750 bytes'));
  });
});
