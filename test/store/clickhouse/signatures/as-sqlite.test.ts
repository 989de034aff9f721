import fc from 'fast-check';
import { afterAll, describe, it } from 'vitest';
import type { Snapshot } from '../../../../src/store/snapshot.js';
import type { AttributionWriter } from '../../../../src/store/store.js';
import { compareText } from '../../../../src/text/compare-text.js';
import type { Interval } from '../../../../src/time/interval.js';
import { describeWithClickHouse } from '../../../support/clickhouse/clickhouse-parts.js';
import { ALWAYS, anyInterval, inWords, START } from '../../answers/any-oopses.js';
import { expectSame } from '../both-engines.js';
import { createDatabasePool } from '../database-pool.js';
import { richOopses, SEVERAL_KINDS } from '../rich-oopses.js';

const STEPS: readonly Interval[] = [
  { start: START, end: START + 2 },
  { start: START + 3, end: START + 5 },
];

/** All that is known of the signatures of an interval; what is in no order is put in one. */
async function describeAll(data: Snapshot, interval: Interval, most: number) {
  const inOrder = async () =>
    (await data.tallySignatures(ALWAYS)).toSorted((a, b) =>
      compareText(inWords(a.signature), inWords(b.signature)),
    );
  const tallies = await inOrder();
  const profiles = [];
  for (const { signature, ...tally } of tallies) {
    const ofType = await data.signaturesOfType(signature.type);
    const profile = await data.describeSignature({ signature, interval, steps: STEPS, most });
    profiles.push({
      ...{ name: inWords(signature), tally, isOfItsType: ofType.includes(signature) },
      typeValues: ofType.map(({ value }) => value).sort(),
      ...profile,
      attributed: profile.attributed.map((one) => JSON.stringify(Object.entries(one).sort())).sort(),
    });
  }
  return profiles;
}

/** Every third OOPS belongs to an outage. */
function attributeSome(ids: readonly string[], writer: AttributionWriter): void {
  ids.forEach((id, index) => {
    if (index % 3 > 0) return;
    const outage = index % 2 ? 'one' : 'two';
    const isSuppressed = index % 4 > 0;
    const disposition = isSuppressed ? 'expected' : 'unexpected';
    const claim = { outage, phase: 'downtime', relation: 'during', disposition, isSuppressed } as const;
    writer.add({ id, time: START + (index % 7) }, claim);
  });
}

describeWithClickHouse('signatures as SQLite has them', () => {
  describe.each([1, 2] as const)('on %i shards', (shards) => {
    const pool = createDatabasePool(shards);
    afterAll(() => pool.drop());

    it.each([true, false])(
      'are told of in the same words and order, with attributions: %s',
      async (isAttributed) => {
        await fc.assert(
          fc.asyncProperty(
            richOopses,
            anyInterval,
            fc.integer({ min: 1, max: 4 }),
            async (oopses, interval, most) => {
              // Few signatures, so that each has many OOPSes.
              const timed = oopses.map((one, index) => ({
                ...one,
                oops: { ...one.oops, type: 'KeyError', value: ['a', null, 'it is'][index % 3] ?? null },
                time: START + (index % 7),
              }));
              const attribute = (writer: AttributionWriter) =>
                attributeSome(
                  timed.map(({ oops }) => oops.id),
                  writer,
                );
              await expectSame(
                pool,
                { oopses: timed, settings: SEVERAL_KINDS, ...(isAttributed && { attribute }) },
                (data) => describeAll(data, interval, most),
              );
            },
          ),
          // To shrink what fails takes a second a step.
          { numRuns: 8, endOnFailure: true },
        );
      },
    );
  });
});
