import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Exception } from '../../../src/store/sighted-oops.js';
import type { ReportedException } from '../../../src/store/snapshot.js';
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
import { runs } from './runs.js';

const nameOf = (reporter: string, { type, value }: Exception) => JSON.stringify([reporter, type, value]);

/** What grouped counts have to say. */
export function describeCounts(open: OpenFilledStore): void {
  describe('placeExceptions', () => {
    const oopses = [
      newOops('OOPS-1A1', { reporter: 'A', type: 'KeyError', time: START }),
      newOops('OOPS-1A2', { reporter: 'A', type: 'KeyError', time: START + 10 }),
      newOops('OOPS-1A3', { reporter: 'A', time: START + 5 }, { timeSource: 'directory' }),
    ];
    it.each<[string, readonly Interval[], number]>([
      ['nothing of no interval', [], 0],
      ['nothing of an empty interval', [{ start: START, end: START }], 0],
      ['the start', [{ start: START, end: START + 1 }], 1],
      ['not the end', [{ start: START, end: START + 10 }], 1],
      ['the last moment', [{ start: START, end: START + 11 }], 2],
      ['nothing inexact', [ALWAYS], 2],
      [
        'once what lies in one of two that touch',
        [
          { start: START, end: START + 10 },
          { start: START + 10, end: START + 20 },
        ],
        2,
      ],
    ])('counts %s', async (_, intervals, count) => {
      const { indices } = await askOf(open, oopses, (data) => data.placeExceptions(intervals));
      expect(indices).toHaveLength(count);
    });

    /** Some of the moments cut into sorted intervals that share none, perhaps with gaps. */
    const pieces = fc
      .uniqueArray(fc.integer({ min: START - 1, max: START + 22 }), { maxLength: 8 })
      .map((edges) => edges.sort((a, b) => a - b))
      .chain((edges) =>
        fc.subarray(edges.slice(1).map((end, index) => ({ start: edges[index] ?? end, end }))),
      );

    it('counts by reporter and exception in each interval', async () => {
      await fc.assert(
        fc.asyncProperty(anyOopses, pieces, async (oopses, intervals) => {
          await askOf(open, oopses, async (data) => {
            const { rows, indices } = await data.placeExceptions(intervals);
            const found = rows.flatMap(({ reporter, exception, signature, begin, end }) => {
              expect(inWords(signature)).toBe(inWords(exception));
              return Array.from(
                indices.subarray(begin, end),
                (index) => `${index} ${nameOf(reporter, exception)}`,
              );
            });
            expect(new Set(rows.map((one) => nameOf(one.reporter, one.exception))).size).toBe(rows.length);
            expect(rows.reduce((sum, { begin, end }) => sum + end - begin, 0)).toBe(indices.length);
            const expected = intervals.flatMap((interval, index) =>
              within(oopses, interval)
                .filter(isExact)
                .map(({ oops }) => `${index} ${nameOf(String(oops.reporter), oops)}`),
            );
            expect(tally(found)).toEqual(tally(expected));
          });
        }),
        { numRuns: runs(30) },
      );
    });

    it('counts only what is wanted, which is asked once for each exception of each reporter', async () => {
      await fc.assert(
        fc.asyncProperty(anyOopses, fc.constantFrom(...REPORTERS), async (oopses, unwanted) => {
          await askOf(open, oopses, async (data) => {
            const asked: string[] = [];
            const isWanted = ({ reporter, exception }: ReportedException) =>
              reporter !== unwanted && exception.type !== 'NotFound';
            const wanted = await data.placeExceptions([ALWAYS], (one) => {
              asked.push(nameOf(one.reporter, one.exception));
              return isWanted(one);
            });
            const { rows } = await data.placeExceptions([ALWAYS]);
            const inCounts = (placed: typeof rows) =>
              placed.map(({ reporter, exception, begin, end }) => [nameOf(reporter, exception), end - begin]);
            expect(inCounts(wanted.rows)).toEqual(inCounts(rows.filter(isWanted)));
            expect(asked.sort()).toEqual(rows.map((one) => nameOf(one.reporter, one.exception)).sort());
          });
        }),
        { numRuns: runs(20) },
      );
    });

    it('has one object for an exception and one for a signature, which sightings have too', async () => {
      await fc.assert(
        fc.asyncProperty(anyOopses, async (oopses) => {
          await askOf(open, oopses, async (data) => {
            const { rows } = await data.placeExceptions([ALWAYS]);
            const sightings = await collect(data.sightings(ALWAYS, REPORTERS));
            const names = (all: readonly Pick<Exception, 'type' | 'value'>[]) =>
              new Set(all.map((one) => nameOf('', { type: one.type, value: one.value, causes: [] }))).size;
            const exceptions = [...rows, ...sightings].map(({ exception }) => exception);
            expect(new Set(exceptions).size).toBe(names(exceptions));
            const signatures = [...rows, ...sightings].map(({ signature }) => signature);
            expect(new Set(signatures).size).toBe(names(signatures));
          });
        }),
        { numRuns: runs(30) },
      );
    });
  });

  describe('countSignatures', () => {
    it('counts what lies in each interval, of the reporters that are asked for', async () => {
      const intervals = fc.array(anyInterval, { maxLength: 3 });
      await fc.assert(
        fc.asyncProperty(anyOopses, intervals, anyReporters, async (oopses, several, reporters) => {
          await askOf(open, oopses, async (data) => {
            const expected = several.flatMap((interval) =>
              within(oopses, interval, reporters)
                .filter(isExact)
                .map(({ oops: { type = null, value = null } }) => inWords({ type, value })),
            );
            const found = await data.countSignatures(several, reporters);
            expect(tallyOf(Array.from(found, ([signature, count]) => [inWords(signature), count]))).toEqual(
              tally(expected),
            );
          });
        }),
        { numRuns: runs(30) },
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
        { numRuns: runs(30) },
      );
    });
  });

  describe('heardReporters', () => {
    it('counts every OOPS of a reporter, inexact ones too, and tells the first and the last', async () => {
      await fc.assert(
        fc.asyncProperty(anyOopses, fc.option(anyInterval, { nil: undefined }), async (oopses, interval) => {
          await askOf(open, oopses, async (data) => {
            const expected = REPORTERS.flatMap((name) => {
              if (within(oopses, ALWAYS, [name]).length === 0) return [];
              const times = within(oopses, interval ?? ALWAYS, [name]).map(({ time }) => time);
              const isHeard = times.length > 0;
              return {
                name,
                count: times.length,
                firstTime: isHeard ? Math.min(...times) : null,
                lastTime: isHeard ? Math.max(...times) : null,
              };
            });
            expect(await data.heardReporters(interval)).toEqual(expected);
          });
        }),
        { numRuns: runs(30) },
      );
    });
  });
}
