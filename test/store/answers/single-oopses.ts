import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareSighted, type TrackedSignature } from '../../../src/store/sighted-oops.js';
import type { ReportedException, Snapshot } from '../../../src/store/snapshot.js';
import type { NewOops } from '../../../src/store/stored-oops.js';
import { covers, type Interval } from '../../../src/time/interval.js';
import { newOops } from '../../support/sample-oops.js';
import {
  ALWAYS,
  anyInterval,
  anyOopses,
  anyReporters,
  collect,
  idsOf,
  inWords,
  isExact,
  REPORTERS,
  START,
  within,
} from './any-oopses.js';
import { askOf, type OpenFilledStore } from './filled-store.js';
import { runs } from './runs.js';

/** The times of sightings by signature. */
async function timesBySignature(data: Snapshot, interval: Interval, reporters: readonly string[]) {
  const times = new Map<TrackedSignature, number[]>();
  for (const { signature, time } of await collect(data.sightings(interval, reporters))) {
    times.set(signature, [...(times.get(signature) ?? []), time]);
  }
  return times;
}

const ids = (oopses: readonly NewOops[]) => oopses.map(({ oops }) => oops.id).sort();

/** Of what is shown one by one. */
export function describeSingleOopses(open: OpenFilledStore): void {
  describe('sightings', () => {
    it('are those of the reporters in the interval, with what they are', async () => {
      await fc.assert(
        fc.asyncProperty(anyOopses, anyInterval, anyReporters, async (oopses, interval, reporters) => {
          await askOf(open, oopses, async (data) => {
            const found = await collect(data.sightings(interval, reporters));
            expect(idsOf(found)).toEqual(ids(within(oopses, interval, reporters)));
            expect(new Set(found.map(({ mark }) => mark)).size).toBe(found.length);
            for (const sighting of found) {
              const own = oopses.find(({ oops }) => oops.id === sighting.id);
              const { type = null, value = null, durationSeconds = null } = own?.oops ?? {};
              expect([sighting.time, sighting.inexact]).toEqual([own?.time, own && !isExact(own)]);
              expect(sighting.durationMs).toBe(durationSeconds === null ? null : durationSeconds * 1000);
              expect([sighting.exception.type, sighting.exception.value]).toEqual([type, value]);
              expect(inWords(sighting.signature)).toBe(inWords({ type, value }));
              expect([sighting.reporter, sighting.isBot]).toEqual([
                own?.oops.reporter,
                own?.oops.userAgent !== null,
              ]);
            }
          });
        }),
        { numRuns: runs(30) },
      );
    });

    it('have marks of URL, user and topic that are equal where those are', async () => {
      await fc.assert(
        fc.asyncProperty(anyOopses, async (oopses) => {
          await askOf(open, oopses, async (data) => {
            const byId = new Map(oopses.map(({ oops }) => [oops.id, oops]));
            const sightings = await collect(data.sightings(ALWAYS, REPORTERS));
            for (const [mark, text] of [
              ['urlMark', 'url'],
              ['userMark', 'username'],
              ['topicMark', 'topic'],
            ] as const) {
              const texts = new Map<number | null, unknown>();
              for (const sighting of sightings) {
                const own = byId.get(sighting.id)?.[text] ?? null;
                expect(sighting[mark] === null).toBe(own === null);
                expect(texts.get(sighting[mark]) ?? own).toBe(own);
                texts.set(sighting[mark], own);
              }
              expect(new Set(texts.values()).size).toBe(texts.size);
            }
          });
        }),
        { numRuns: runs(20) },
      );
    });

    it('stay what they are while others come: ten thousand', async () => {
      const many = Array.from({ length: 10_000 }, (_, index) =>
        newOops(`OOPS-1A${index}`, { reporter: 'A', type: 'KeyError', time: START + index }),
      );
      await askOf(open, many, async (data) => {
        const found = (await collect(data.sightings(ALWAYS, ['A']))).sort(compareSighted);
        expect(found.map(({ time }) => time)).toEqual(many.map(({ time }) => time));
        expect([0, 4095, 4096, 9999].map((place) => found[place]?.id)).toEqual([
          'OOPS-1A0',
          'OOPS-1A4095',
          'OOPS-1A4096',
          'OOPS-1A9999',
        ]);
      });
    });
  });

  describe('exceptionSightings and exceptionTimes', () => {
    const oopses = [0, 9, 10, 12].map((time) =>
      newOops(`OOPS-1A${time}`, { reporter: 'A', time: START + time }),
    );
    const [a, b] = [
      { start: START, end: START + 10 },
      { start: START + 5, end: START + 10 },
    ];

    it('are of the start of an interval and not of its end, once in two that overlap', async () => {
      await askOf(open, oopses, async (data) => {
        const found = await collect(data.exceptionSightings([a, b], () => true));
        expect(idsOf(found)).toEqual(['OOPS-1A0', 'OOPS-1A9']);
        expect(await collect(data.exceptionSightings([], () => true))).toEqual([]);
        const times = await data.exceptionTimes(a, () => true);
        expect(times).toEqual(new Map([['A', Float64Array.of(START, START + 9)]]));
      });
    });

    it('are nothing where nothing is wanted', async () => {
      await askOf(open, oopses, async (data) => {
        expect(await collect(data.exceptionSightings([ALWAYS], () => false))).toEqual([]);
        expect(await data.exceptionTimes(ALWAYS, () => false)).toEqual(new Map());
      });
    });

    it('are those of what is wanted and nothing else, but for inexact ones', async () => {
      const intervals = fc.array(anyInterval, { maxLength: 3 });
      const choice = fc.record({
        reporter: fc.constantFrom(...REPORTERS),
        value: fc.constantFrom('a', null),
      });
      await fc.assert(
        fc.asyncProperty(anyOopses, intervals, choice, async (oopses, several, { reporter, value }) => {
          await askOf(open, oopses, async (data) => {
            const isWanted = (one: ReportedException) =>
              one.reporter !== reporter && one.exception.value !== value;
            const wanted = (await collect(data.sightings(ALWAYS, REPORTERS)))
              .filter(({ inexact }) => !inexact)
              .filter(isWanted);
            const expected = wanted.filter(({ time }) => several.some((one) => covers(one, time)));
            expect(idsOf(await collect(data.exceptionSightings(several, isWanted)))).toEqual(idsOf(expected));
            for (const one of several) {
              const times = await data.exceptionTimes(one, isWanted);
              const found = [...times].flatMap(([name, own]) => Array.from(own, (time) => `${name} ${time}`));
              const inside = wanted.filter(({ time }) => covers(one, time));
              expect(found.sort()).toEqual(
                inside.map(({ reporter: name, time }) => `${name} ${time}`).sort(),
              );
            }
          });
        }),
        { numRuns: runs(30) },
      );
    });

    it('ask once for each exception of each reporter', async () => {
      await fc.assert(
        fc.asyncProperty(anyOopses, async (oopses) => {
          await askOf(open, oopses, async (data) => {
            const asked: string[] = [];
            const ask = ({ reporter, exception: { type, value } }: ReportedException) => {
              asked.push(JSON.stringify([reporter, type, value]));
              return asked.length % 2 === 0;
            };
            await data.exceptionTimes(ALWAYS, ask);
            expect(new Set(asked).size).toBe(asked.length);
            await collect(data.exceptionSightings([ALWAYS], ask));
            expect(new Set(asked).size).toBe(asked.length / 2);
          });
        }),
        { numRuns: runs(20) },
      );
    });
  });

  describe('lastSeen and signaturesSeen', () => {
    it('say what sightings say', async () => {
      await fc.assert(
        fc.asyncProperty(anyOopses, anyInterval, anyReporters, async (oopses, interval, reporters) => {
          await askOf(open, oopses, async (data) => {
            const all = [...(await timesBySignature(data, ALWAYS, REPORTERS)).keys()];
            const before = await timesBySignature(data, { start: 0, end: interval.start }, REPORTERS);
            const last = await data.lastSeen(all, interval.start);
            expect(all.map((signature) => last.get(signature))).toEqual(
              all.map((signature) => before.get(signature)?.reduce((a, b) => Math.max(a, b))),
            );
            const exact = (await collect(data.sightings(interval, reporters))).filter(
              ({ inexact }) => !inexact,
            );
            const inside = new Set(exact.map(({ signature }) => signature));
            const earlier = await collect(data.sightings({ start: 0, end: interval.start }, REPORTERS));
            const exactBefore = new Set(
              earlier.filter(({ inexact }) => !inexact).map(({ signature }) => signature),
            );
            const few = all.slice(1);
            const seen = await data.signaturesSeen([
              { signatures: all, reporters, interval },
              { signatures: few, reporters, interval },
              { signatures: all, reporters: [], interval },
              { signatures: all, reporters: REPORTERS, interval: { start: 0, end: interval.start } },
            ]);
            expect(seen.map((found) => all.filter((signature) => found.has(signature)))).toEqual([
              all.filter((signature) => inside.has(signature)),
              few.filter((signature) => inside.has(signature)),
              [],
              all.filter((signature) => exactBefore.has(signature)),
            ]);
          });
        }),
        { numRuns: runs(30) },
      );
    });

    it.each([
      ['whose day the interval cuts', 86_399_999, false],
      ['whose day it does not cut', 86_400_000, true],
    ])('have an inexact one %s: %i ms, %s', async (_, length, isSeen) => {
      const day = newOops('OOPS-1A1', { reporter: 'A', time: START }, { timeSource: 'directory' });
      await askOf(open, [day], async (data) => {
        const [sighting] = await collect(data.sightings(ALWAYS, ['A']));
        const signatures = sighting ? [sighting.signature] : [];
        const interval = { start: START, end: START + length };
        const [seen] = await data.signaturesSeen([{ signatures, reporters: ['A'], interval }]);
        expect(seen?.size === 1).toBe(isSeen);
      });
    });
  });

  describe('findOops and oopses', () => {
    it('give all of an interval by time and id, and each by its id in any case', async () => {
      await fc.assert(
        fc.asyncProperty(anyOopses, anyInterval, async (oopses, interval) => {
          await askOf(open, oopses.toReversed(), async (data) => {
            const found: { id: string; time: number }[] = [];
            for await (const one of data.oopses(interval)) {
              const { oops, time } = one.stored;
              found.push({ id: oops.id, time });
              expect(await data.findOops(oops.id.toLowerCase())).toEqual(one);
              expect(await data.findOops(oops.id.toUpperCase())).toEqual(one);
            }
            const expected = within(oopses, interval).map(({ oops, time }) => ({ id: oops.id, time }));
            expect(found).toEqual(expected.sort(compareSighted));
          });
        }),
        { numRuns: runs(20) },
      );
    });

    it('put ids of one moment in the order of sightings, where signs lie between upper and lower case', async () => {
      const names = ['OOPS-1A2', 'oops-1a_', 'oops-1A^', 'OOPS-1ab', 'oops-1aB1', 'OOPS-1A'];
      const oopses = names.map((id) => newOops(id, { reporter: 'A', time: START }));
      await askOf(open, oopses, async (data) => {
        const sighted = (await collect(data.sightings(ALWAYS, ['A']))).sort(compareSighted);
        const found: string[] = [];
        for await (const { stored } of data.oopses(ALWAYS)) found.push(stored.oops.id);
        expect(found).toEqual(sighted.map(({ id }) => id));
        expect(found).toEqual(['OOPS-1A', 'OOPS-1A2', 'oops-1A^', 'oops-1a_', 'OOPS-1ab', 'oops-1aB1']);
      });
    });

    it('know an OOPS in full, with its file', async () => {
      const own = newOops('OOPS-1A1', {
        reporter: 'A',
        type: 'KeyError',
        value: 'x',
        traceback: 'Traceback',
      });
      await askOf(open, [own], async (data) => {
        expect(await data.findOops('OOPS-1A2')).toBeUndefined();
        expect(await data.findOops('oops-1a1')).toMatchObject({
          stored: {
            oops: own.oops,
            time: own.time,
            timeSource: 'report',
            system: 'A',
            kind: 'webapp',
            signature: { type: 'KeyError', value: 'x' },
            bug: null,
            class: 'exceptions',
            content: own.content,
          },
          paths: ['/oopses/2011-09-08/OOPS-1A1'],
        });
      });
    });
  });
}
