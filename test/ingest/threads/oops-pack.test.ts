import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPacker, createUnpacker, type ReadOopsReport } from '../../../src/ingest/threads/oops-pack.js';
import { oopsFromReport } from '../../../src/oops/oops-from-report.js';
import { TIME_SOURCES } from '../../../src/store/stored-oops.js';
import { anyReport } from '../../support/arbitrary-report.js';

const anyRead: fc.Arbitrary<ReadOopsReport> = fc
  .record({
    report: anyReport,
    time: fc.nat(),
    timeSource: fc.constantFrom(...TIME_SOURCES),
    content: fc.record({ size: fc.nat(), crc: fc.nat(0xffffffff) }),
    stamp: fc.record({ size: fc.nat(), modifiedAt: fc.integer() }),
    isNamedByItsId: fc.boolean(),
  })
  .map(({ report, stamp, isNamedByItsId, ...rest }) => {
    const oops = oopsFromReport(report);
    const fileName = isNamedByItsId ? oops.id : '45084.S6';
    return { kind: 'oops', oops: { ...rest, oops, directory: '/reports/2011-09-08', fileName }, stamp };
  });

/** What arrives at the other side of a thread. */
function send(packs: readonly (readonly ReadOopsReport[])[], limit?: number): ReadOopsReport[][] {
  const pack = createPacker(limit);
  const unpack = createUnpacker();
  return packs.map((reads) => {
    const files = reads.map(({ oops }) => ({
      directory: oops.directory,
      date: '2011-09-08',
      name: oops.fileName,
      before: null,
    }));
    return unpack(structuredClone(pack(reads)), files);
  });
}

describe('createPacker', () => {
  it('gives back every OOPS as it was, also when the texts are forgotten in between', () => {
    const packs = fc.array(fc.array(anyRead, { maxLength: 5 }), { maxLength: 6 });
    fc.assert(
      fc.property(packs, fc.constantFrom(0, 20, 4_000_000), (sent, limit) => {
        expect(send(sent, limit)).toEqual(sent);
      }),
    );
  });

  it('sends a text once, until it forgets it', () => {
    const [read] = fc.sample(anyRead, { numRuns: 1, seed: 8 }) as [ReadOopsReport];
    const pack = createPacker(0);
    expect(new Set(pack([read, read]).texts).size).toBe(pack([read]).texts.length);
    expect(pack([read])).toMatchObject({ isFresh: true });
    const lasting = createPacker();
    lasting([read]);
    expect(lasting([read])).toMatchObject({ isFresh: false, texts: [] });
  });
});
