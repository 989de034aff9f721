import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { NeighbourOops } from '../../../src/store/questions/neighbours.js';
import { compareSighted } from '../../../src/store/sighted-oops.js';
import type { NewOops } from '../../../src/store/stored-oops.js';
import { newOops } from '../../support/sample-oops.js';
import { anyOopses, anyReporters, inWords, isExact, START } from './any-oopses.js';
import { askOf, type OpenFilledStore } from './filled-store.js';
import { runs } from './runs.js';

const SECOND = 1000;

function shown(one: NewOops): NeighbourOops {
  const { id, reporter, type, value, topic } = one.oops;
  return { id, time: one.time, inexact: !isExact(one), reporter: String(reporter), type, value, topic };
}

/** Of what lies around an OOPS. */
export function describeNeighbours(open: OpenFilledStore): void {
  const ask = (
    oopses: readonly NewOops[],
    id: string,
    given: { reporters?: readonly string[]; count?: number } = {},
  ) =>
    askOf(open, oopses, (data) =>
      data.neighbours({ id, reporters: ['A'], count: 2, requestLength: 10 * SECOND, ...given }),
    );

  it('are the nearest in the order of all OOPSes, whatever the order of loading', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyOopses.filter(({ length }) => length > 0),
        anyReporters,
        fc.integer({ min: 1, max: 4 }),
        fc.nat(),
        async (oopses, reporters, count, pick) => {
          const own = oopses[pick % oopses.length] as NewOops;
          const sorted = oopses
            .map((one) => ({ ...one, id: one.oops.id }))
            .sort(compareSighted)
            .map((one) => ({ ...one, shown: shown(one) }));
          const place = sorted.findIndex(({ id }) => id === own.oops.id);
          const around = (isKin: (one: NewOops) => boolean) => ({
            before: sorted.slice(0, place).filter(isKin),
            after: sorted.slice(place + 1).filter(isKin),
          });
          const nearest = (isKin: (one: NewOops) => boolean) => {
            const { before, after } = around(isKin);
            return { before: before.at(-1)?.shown ?? null, after: after[0]?.shown ?? null };
          };
          const ofReporters = around(({ oops }) => reporters.includes(String(oops.reporter)));
          const isOfSignature = ({ oops }: NewOops) => inWords(oops) === inWords(own.oops);
          const ofSignature = sorted.filter(isOfSignature);
          const found = await ask(oopses.toReversed(), own.oops.id.toLowerCase(), { reporters, count });
          expect(found).toEqual({
            before: ofReporters.before.slice(-count).map((one) => one.shown),
            after: ofReporters.after.slice(0, count).map((one) => one.shown),
            ofReporter: nearest(({ oops }) => oops.reporter === own.oops.reporter),
            ofSignature: {
              ...nearest(isOfSignature),
              first: ofSignature[0]?.shown,
              last: ofSignature.at(-1)?.shown,
            },
            laterOfRequest: null,
          });
        },
      ),
      { numRuns: runs(60) },
    );
  });

  it.each([
    ['at once, in another case', 0, { reporter: 'A', lastOops: 'oops-1a1' }, 'OOPS-1A2'],
    ['within the request', 9.999, { reporter: 'A', lastOops: 'OOPS-1A1' }, 'OOPS-1A2'],
    ['after it', 10, { reporter: 'A', lastOops: 'OOPS-1A1' }, undefined],
    ['of another reporter', 1, { reporter: 'B', lastOops: 'OOPS-1A1' }, undefined],
    ['that names another one', 1, { reporter: 'A', lastOops: 'OOPS-1A3' }, undefined],
  ])('find the later one of the same request: %s', async (_, seconds, given, id) => {
    const found = await ask(
      [
        newOops('OOPS-1A1', { reporter: 'A', time: START }),
        newOops('OOPS-1A2', { ...given, time: START + seconds * SECOND }),
      ],
      'OOPS-1A1',
    );
    expect(found?.laterOfRequest?.id).toBe(id);
  });

  it('are found among ten thousand, of a hundred reporters', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) =>
      newOops(`OOPS-1A${index}`, {
        reporter: `R${index % 100}`,
        type: `Error${index % 7}`,
        time: START + index,
      }),
    );
    const reporters = Array.from({ length: 100 }, (_, index) => `R${index}`);
    const found = await ask(many, 'OOPS-1A5000', { reporters, count: 3 });
    const ids = (list: readonly NeighbourOops[] = []) => list.map(({ id }) => id);
    expect(ids(found?.before)).toEqual(['OOPS-1A4997', 'OOPS-1A4998', 'OOPS-1A4999']);
    expect(ids(found?.after)).toEqual(['OOPS-1A5001', 'OOPS-1A5002', 'OOPS-1A5003']);
    expect([found?.ofReporter.before?.id, found?.ofReporter.after?.id]).toEqual([
      'OOPS-1A4900',
      'OOPS-1A5100',
    ]);
    expect(found?.ofSignature).toMatchObject({
      first: { id: 'OOPS-1A2' },
      before: { id: 'OOPS-1A4993' },
      after: { id: 'OOPS-1A5007' },
      last: { id: 'OOPS-1A9998' },
    });
  });

  it('have the first 300 characters of a value, and no half of one', async () => {
    const value = `${'x'.repeat(299)}😀and more`;
    const oopses = ['OOPS-1A1', 'OOPS-1A2'].map((id) => newOops(id, { reporter: 'A', value }));
    const found = await ask(oopses, 'OOPS-1A1');
    expect(found?.after[0]?.value).toBe(`${'x'.repeat(299)}😀`);
  });

  it('are none where there is no such OOPS', async () => {
    expect(await ask([newOops('OOPS-1A1', { reporter: 'A' })], 'OOPS-1A2')).toBeUndefined();
  });
}
