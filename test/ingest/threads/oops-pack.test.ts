import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReadOops } from '../../../src/ingest/read-oops.js';
import { createPacker, createUnpacker, type ReadOopsReport } from '../../../src/ingest/threads/oops-pack.js';
import { oopsFromReport } from '../../../src/oops/oops-from-report.js';
import { TIME_SOURCES } from '../../../src/store/stored-oops.js';
import { anyReport } from '../../support/arbitrary-report.js';

const anyTextOrNull = fc.option(fc.string({ unit: 'binary' }));

const anyOops: fc.Arbitrary<ReadOopsReport> = fc
  .record({
    report: anyReport,
    time: fc.nat(),
    timeSource: fc.constantFrom(...TIME_SOURCES),
    content: fc.record({ size: fc.nat(), crc: fc.nat(0xffffffff) }),
    stamp: fc.record({ size: fc.nat(), modifiedAt: fc.integer() }),
    isNamedByItsId: fc.boolean(),
    ofEvent: fc.record({
      causes: fc.array(fc.record({ type: anyTextOrNull, value: anyTextOrNull }), { maxLength: 2 }),
      fingerprint: fc.option(fc.array(fc.string({ unit: 'binary' }), { maxLength: 2 })),
      isEvent: fc.boolean(),
      clockOffset: fc.option(fc.integer()),
    }),
  })
  .map(({ report, stamp, isNamedByItsId, ofEvent, ...rest }) => {
    const oops = { ...oopsFromReport(report), ...ofEvent };
    const fileName = isNamedByItsId ? oops.id : '45084.S6';
    return { kind: 'oops', oops: { ...rest, oops, directory: '/reports/2011-09-08', fileName }, stamp };
  });

const anyRead: fc.Arbitrary<ReadOops> = fc.oneof(
  { arbitrary: anyOops, weight: 3 },
  {
    arbitrary: fc.record({
      kind: fc.constant('refused' as const),
      reason: fc.string(),
      stamp: fc.constant(null),
    }),
    weight: 1,
  },
  { arbitrary: fc.constant({ kind: 'gone' as const }), weight: 1 },
);

/** What arrives at the other side of a thread. */
function send(packs: readonly (readonly ReadOops[])[], limit?: number): ReadOops[][] {
  const pack = createPacker(limit);
  const unpack = createUnpacker();
  return packs.map((reads) => {
    const files = reads.map((read) => ({
      directory: '/reports/2011-09-08',
      name: read.kind === 'oops' ? read.oops.fileName : 'other',
    }));
    return unpack(structuredClone(pack(reads)), files);
  });
}

describe('createPacker', () => {
  it('gives back all that was read as it was, also when the texts are forgotten in between', () => {
    const packs = fc.array(fc.array(anyRead, { maxLength: 5 }), { maxLength: 6 });
    fc.assert(
      fc.property(packs, fc.constantFrom(0, 20, 4_000_000), (sent, limit) => {
        expect(send(sent, limit)).toEqual(sent);
      }),
    );
  });

  it('sends a text once, until it forgets it', () => {
    const [read] = fc.sample(anyOops, { numRuns: 1, seed: 8 }) as [ReadOopsReport];
    const pack = createPacker(0);
    expect(new Set(pack([read, read]).texts).size).toBe(pack([read]).texts.length);
    expect(pack([read])).toMatchObject({ isFresh: true });
    const lasting = createPacker();
    lasting([read]);
    expect(lasting([read])).toMatchObject({ isFresh: false, texts: [] });
  });
});
