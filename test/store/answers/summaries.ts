import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newOops } from '../../support/sample-oops.js';
import {
  ALWAYS,
  anyInterval,
  anyOopses,
  anyReporters,
  collect,
  inWords,
  REPORTERS,
  tally,
} from './any-oopses.js';
import { inText, summarise, summaryOf, TIME_OUTS } from './ask-summary.js';
import { askOf, type OpenFilledStore } from './filled-store.js';
import { runs } from './runs.js';

const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, number) => total + number, 0);

/** Of the summary of a period. */
export function describeSummaries(open: OpenFilledStore): void {
  it('summarise adds up, with what was left out, to the sightings', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyOopses,
        anyInterval,
        anyReporters,
        fc.infiniteStream(fc.boolean()),
        async (oopses, interval, reporters, isLeftOut) => {
          await askOf(open, oopses, async (data) => {
            const middle = Math.floor((interval.start + interval.end) / 2);
            const all = [
              ...(await collect(data.sightings({ ...interval, end: middle }, reporters))),
              ...(await collect(data.sightings({ ...interval, start: middle }, reporters))),
            ];
            const left = new Set(all.filter(() => isLeftOut.next().value === true));
            const leftOut = [...left].map(({ mark }) => mark);
            const kept = all.filter((sighting) => !left.has(sighting));
            const found = await summarise(data, interval, reporters, { leftOut });
            const times = kept.map(({ time }) => time).sort((a, b) => a - b);
            expect(found).toMatchObject({
              reported: kept.length,
              inexact: kept.filter(({ inexact }) => inexact).length,
              firstTime: times[0] ?? null,
              lastTime: times.at(-1) ?? null,
            });
            expect(found.steps).toHaveLength(Math.ceil((interval.end - interval.start) / 7));
            expect(sum(found.steps) + found.inexact).toBe(found.reported);
            expect([...found.signatures].map(inWords).sort()).toEqual(
              [...new Set(kept.map(({ signature }) => inWords(signature)))].sort(),
            );
            const sizes = found.sections.map(({ listed, unlisted }) => listed + unlisted);
            expect(sum(sizes)).toBe(found.reported);
            for (const { id, listed, unlisted, groups, groupCount, ...section } of found.sections) {
              const own = kept.filter((sighting) => sighting.class === id);
              expect(listed + unlisted).toBe(own.length);
              expect(sum(groups.map(({ count }) => count))).toBe(listed);
              expect(groups).toHaveLength(groupCount);
              for (const group of groups) {
                expect(group.urls.length).toBeLessThanOrEqual(group.urlCount);
                expect(sum(group.urls.map(({ count }) => count))).toBe(group.count);
              }
              const isOfTimeOuts = TIME_OUTS.includes(id);
              expect(sum(section.topicCounts.values())).toBe(isOfTimeOuts ? own.length : 0);
              expect(sum(section.signatureCounts.values())).toBe(isOfTimeOuts ? 0 : listed);
              if (isOfTimeOuts || id === 'pages-not-found') continue;
              expect(
                Object.fromEntries(
                  Array.from(section.signatureCounts, ([one, count]) => [inWords(one), count]),
                ),
              ).toEqual(tally(own.map(({ signature }) => inWords(signature))));
            }
          });
        },
      ),
      { numRuns: runs(60) },
    );
  });

  it('summarise cuts to the largest groups, then by type and value', async () => {
    await fc.assert(
      fc.asyncProperty(anyOopses, fc.integer({ min: 1, max: 3 }), async (oopses, cut) => {
        await askOf(open, oopses, async (data) => {
          const whole = inText(await summarise(data, ALWAYS, REPORTERS, { step: 8.64e15 }));
          const short = inText(await summarise(data, ALWAYS, REPORTERS, { step: 8.64e15, cut }));
          expect(short.sections).toEqual(
            whole.sections.map((section) => ({ ...section, groups: section.groups.slice(0, cut) })),
          );
          for (const { groups } of whole.sections) {
            const ordered = groups.toSorted(
              (a, b) =>
                b.count - a.count ||
                (a.type === b.type ? Number(a.value > b.value) - 0.5 : Number(a.type > b.type) - 0.5),
            );
            expect(groups).toEqual(ordered);
          }
        });
      }),
      { numRuns: runs(30) },
    );
  });

  it('summarise does not depend on the order of loading', async () => {
    await fc.assert(
      fc.asyncProperty(anyOopses, async (oopses) => {
        expect(await summaryOf(open, oopses.toReversed())).toEqual(await summaryOf(open, oopses));
      }),
      { numRuns: runs(20) },
    );
  });

  it('summarise keeps what lies amid a storm that is left out', async () => {
    const storm = [10, 11, 12, 12, 13].map((time, index) =>
      newOops(`OOPS-1S${index}`, { reporter: 'A', time }),
    );
    const kept = [9, 10, 12, 13, 14].map((time, index) =>
      newOops(`OOPS-1K${index}`, { reporter: 'A', time }),
    );
    const other = newOops('OOPS-1B1', { reporter: 'B', time: 12 });
    await askOf(open, [...storm, ...kept, other], async (data) => {
      const interval = { start: 0, end: 100 };
      const seen = await collect(data.sightings(interval, ['A']));
      const leftOut = seen.filter(({ id }) => id.startsWith('OOPS-1S')).map(({ mark }) => mark);
      const found = await summarise(data, interval, ['A', 'B'], { leftOut, step: 1 });
      const counts = Object.entries(found.steps).filter(([, count]) => count > 0);
      expect(counts).toEqual([
        ['9', 1],
        ['10', 1],
        ['12', 2],
        ['13', 1],
        ['14', 1],
      ]);
      expect(found.reported).toBe(6);
    });
  });

  it('summarise refuses what no section holds', async () => {
    await askOf(open, [newOops('OOPS-1A1', { reporter: 'A' })], async (data) => {
      await expect(summarise(data, ALWAYS, ['A'], { step: 8.64e15, sections: [] })).rejects.toThrow(
        'no section of the summary holds exceptions',
      );
    });
  });
}
