import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Exception } from '../../../src/store/sighted-oops.js';
import type { ExceptionCount, Snapshot } from '../../../src/store/snapshot.js';
import type { Interval } from '../../../src/time/interval.js';
import { newOops } from '../../support/sample-oops.js';
import {
  ALWAYS,
  anyInterval,
  anyOopses,
  anyReporters,
  collect,
  inWords,
  isExact,
  REPORTERS,
  START,
  tally,
  tallyOf,
  within,
} from './any-oopses.js';
import { askOf, type OpenFilledStore } from './filled-store.js';

/** The counts by reporter and exception as it was written: nothing is not the empty text. */
const byException = (counts: readonly ExceptionCount[]) =>
  tallyOf(counts.map(({ reporter, exception, count }) => [nameOf(reporter, exception), count]));

const nameOf = (reporter: string, { type, value }: Exception) => JSON.stringify([reporter, type, value]);

/** What grouped counts have to say. */
export function describeCounts(open: OpenFilledStore): void {
  const total = async (data: Snapshot, ...intervals: readonly Interval[]) =>
    (await data.countExceptions(intervals)).reduce((sum, { count }) => sum + count, 0);

  describe('countExceptions', () => {
    const oopses = [
      newOops('OOPS-1A1', { reporter: 'A', type: 'KeyError', time: START }),
      newOops('OOPS-1A2', { reporter: 'A', type: 'KeyError', time: START + 10 }),
      newOops('OOPS-1A3', { reporter: 'A', time: START + 5 }, { timeSource: 'directory' }),
    ];
    it.each<[string, readonly Interval[], number]>([
      ['nothing of no interval', [], 0],
      ['nothing of an empty interval', [{ start: START, end: START }], 0],
      ['nothing of a reversed interval', [{ start: START + 10, end: START }], 0],
      ['the start', [{ start: START, end: START + 1 }], 1],
      ['not the end', [{ start: START, end: START + 10 }], 1],
      ['the last moment', [{ start: START, end: START + 11 }], 2],
      ['nothing inexact', [ALWAYS], 2],
      ['twice what lies in two intervals', [ALWAYS, { start: START, end: START + 1 }], 3],
      [
        'once what lies in one of two that touch',
        [
          { start: START, end: START + 10 },
          { start: START + 10, end: START + 20 },
        ],
        2,
      ],
    ])('counts %s', async (_, intervals, count) => {
      expect(await askOf(open, oopses, (data) => total(data, ...intervals))).toBe(count);
    });

    it('counts by reporter and exception, and parts of an interval add up to it', async () => {
      const part = anyInterval.chain((interval) =>
        fc.tuple(fc.constant(interval), fc.integer({ min: interval.start, max: interval.end })),
      );
      await fc.assert(
        fc.asyncProperty(anyOopses, part, async (oopses, [interval, cut]) => {
          const [before, after] = [
            { ...interval, end: cut },
            { ...interval, start: cut },
          ];
          const expected = tally(
            within(oopses, interval)
              .filter(isExact)
              .map(({ oops }) => nameOf(String(oops.reporter), oops)),
          );
          await askOf(open, oopses, async (data) => {
            const [first, second] = [
              await data.countExceptions([before]),
              await data.countExceptions([after]),
            ];
            expect(byException(await data.countExceptions([interval]))).toEqual(expected);
            expect(byException([...first, ...second])).toEqual(expected);
            expect(byException(await data.countExceptions([before, after]))).toEqual(expected);
          });
        }),
        { numRuns: 30 },
      );
    });

    it('has one object for an exception and one for a signature, which sightings have too', async () => {
      await fc.assert(
        fc.asyncProperty(anyOopses, async (oopses) => {
          await askOf(open, oopses, async (data) => {
            const counts = await data.countExceptions([ALWAYS]);
            const sightings = await collect(data.sightings(ALWAYS, REPORTERS));
            const names = (all: readonly Pick<Exception, 'type' | 'value'>[]) =>
              new Set(all.map((one) => nameOf('', { type: one.type, value: one.value, causes: [] }))).size;
            const exceptions = [...counts, ...sightings].map(({ exception }) => exception);
            expect(new Set(exceptions).size).toBe(names(exceptions));
            const signatures = [...counts, ...sightings].map(({ signature }) => signature);
            expect(new Set(signatures).size).toBe(names(signatures));
          });
        }),
        { numRuns: 30 },
      );
    });
  });

  describe('placeExceptions', () => {
    /** Some of the moments cut into sorted intervals that share none, perhaps with gaps. */
    const pieces = fc
      .uniqueArray(fc.integer({ min: START - 1, max: START + 22 }), { maxLength: 8 })
      .map((edges) => edges.sort((a, b) => a - b))
      .chain((edges) =>
        fc.subarray(edges.slice(1).map((end, index) => ({ start: edges[index] ?? end, end }))),
      );

    it('counts in each interval what countExceptions counts there', async () => {
      await fc.assert(
        fc.asyncProperty(anyOopses, pieces, async (oopses, intervals) => {
          await askOf(open, oopses, async (data) => {
            const places = await data.placeExceptions(intervals);
            const found = places.flatMap(({ reporter, exception, signature, indices }) => {
              expect(inWords(signature)).toBe(inWords(exception));
              return Array.from(indices, (index) => `${index} ${nameOf(reporter, exception)}`);
            });
            expect(new Set(places.map((one) => nameOf(one.reporter, one.exception))).size).toBe(
              places.length,
            );
            const expected: [string, number][] = [];
            for (const [index, interval] of intervals.entries()) {
              for (const { reporter, exception, count } of await data.countExceptions([interval])) {
                expected.push([`${index} ${nameOf(reporter, exception)}`, count]);
              }
            }
            expect(tally(found)).toEqual(tallyOf(expected));
          });
        }),
        { numRuns: 30 },
      );
    });

    it('counts only what is asked for, where something is', async () => {
      await fc.assert(
        fc.asyncProperty(anyOopses, fc.nat({ max: 2 }), async (oopses, place) => {
          await askOf(open, oopses, async (data) => {
            const all = await data.placeExceptions([ALWAYS]);
            const wanted = all.filter((_, index) => index % 3 !== place);
            expect(await data.placeExceptions([ALWAYS], wanted)).toEqual(wanted);
          });
        }),
        { numRuns: 20 },
      );
    });
  });

  describe('countSignatures', () => {
    it('counts what countExceptions counts, of the reporters that are asked for', async () => {
      const intervals = fc.array(anyInterval, { maxLength: 3 });
      await fc.assert(
        fc.asyncProperty(anyOopses, intervals, anyReporters, async (oopses, several, reporters) => {
          await askOf(open, oopses, async (data) => {
            const counted = await data.countExceptions(several);
            const expected = counted
              .filter(({ reporter }) => reporters.includes(reporter))
              .map(({ signature, count }) => [inWords(signature), count] as const);
            const found = await data.countSignatures(several, reporters);
            expect(tallyOf(Array.from(found, ([signature, count]) => [inWords(signature), count]))).toEqual(
              tallyOf(expected),
            );
          });
        }),
        { numRuns: 30 },
      );
    });
  });

  describe('countClasses', () => {
    it('counts each sighting as its class and exception type, inexact ones too', async () => {
      await fc.assert(
        fc.asyncProperty(anyOopses, anyInterval, anyReporters, async (oopses, interval, reporters) => {
          await askOf(open, oopses, async (data) => {
            const sightings = await collect(data.sightings(interval, reporters));
            const counts = await data.countClasses(interval, reporters);
            const pairs = counts.map(({ class: id, type, count }) => [`${id} ${type}`, count] as const);
            expect(tallyOf(pairs)).toEqual(
              tally(sightings.map(({ class: id, exception }) => `${id} ${exception.type}`)),
            );
            expect(counts.every(({ count }) => count > 0)).toBe(true);
          });
        }),
        { numRuns: 30 },
      );
    });
  });
}
