import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureOffsets } from '../../src/analysis/storms.js';
import type { ReportContext } from '../../src/evidence/report-context.js';
import { gatherOwnStorm, gatherStorms } from '../../src/evidence/storms.js';
import { reportDay } from '../../src/reports/daily/build-daily-report.js';
import type { NewOops } from '../../src/store/stored-oops.js';
import type { Interval } from '../../src/time/interval.js';
import { at, DAY, reportContextOf, windowOf } from '../support/report-context-of.js';
import { newOops } from '../support/sample-oops.js';

let serial = 0;

/** An outage failure of a reporter at each of the times. */
function failures(reporter: string, ...times: number[]): NewOops[] {
  return times.map((time) => {
    serial += 1;
    return newOops(`OOPS-1${reporter}${serial}`, { reporter, time, type: 'DisconnectionError' });
  });
}

/** `count` times, every so many seconds. */
const every = (seconds: number, count: number, from: number) =>
  Array.from({ length: count }, (_, index) => from + index * seconds * 1000);

/** Somebody was heard the day before, so that the day has a baseline. */
const usual = newOops('OOPS-1A0', { reporter: 'A', time: at('00:00:00', '2011-09-07'), type: 'KeyError' });

describe('a storm over the edge of a period', () => {
  const tomorrow = { start: at('00:00:00', '2011-09-09'), end: at('00:00:00', '2011-09-10') };
  const storm = failures('A', ...every(10, 8, at('23:59:30')));
  const asOf = at('00:10:00', '2011-09-09');
  const stormsOf = async (period: Interval, till = asOf) =>
    (await reportDay(await reportContextOf([usual, ...storm], [], {}, till), { ...DAY, period }))
      .unrecordedStorms;

  it('belongs to the day in which it begins, and is whole there', async () => {
    expect(await stormsOf(DAY.period)).toMatchObject([
      { start: '2011-09-08T23:59:30.000Z', end: '2011-09-09T00:00:40.000Z', count: 8 },
    ]);
    expect(await stormsOf(tomorrow)).toEqual([]);
  });

  it('is not cut by a period that begins or ends inside it', async () => {
    const inside = at('23:59:45');
    expect(await stormsOf({ start: inside, end: tomorrow.end })).toEqual([]);
    expect(await stormsOf({ start: at('23:00:00'), end: inside })).toMatchObject([{ count: 8 }]);
  });

  it('reaches no further than the clock of the report', async () => {
    expect(await stormsOf(DAY.period, at('00:00:15', '2011-09-09'))).toMatchObject([
      { end: '2011-09-09T00:00:10.000Z', count: 5 },
    ]);
  });

  it('is the same for a period and for its parts, however long it lasts', async () => {
    const start = at('12:00:00');
    const gaps = fc.array(fc.constantFrom(0, 5, 14, 15, 16, 29, 30, 31, 60), {
      maxLength: 60,
      size: 'max',
    });
    await fc.assert(
      fc.asyncProperty(
        gaps,
        gaps,
        fc.array(fc.integer({ min: 0, max: 1200 }), { minLength: 1, maxLength: 3 }),
        async (a, b, cuts) => {
          const timesOf = (all: number[]) => {
            let time = start;
            return all.map((gap) => (time += gap * 1000));
          };
          const context = await reportContextOf(
            [usual, ...failures('A', ...timesOf(a)), ...failures('B', ...timesOf(b))],
            [],
          );
          const whole = { start, end: start + 7_200_000 };
          const edges = [0, ...cuts.sort((x, y) => x - y), 7200].map((second) => start + second * 1000);
          const parts = edges
            .slice(1)
            .map((end, index) => gatherStorms(context, { start: edges[index] ?? end, end }));
          expect((await Promise.all(parts)).flat()).toEqual(await gatherStorms(context, whole));
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('the storm of an outage', () => {
  const [start, end] = [at('12:00:00'), at('12:01:00')];
  const storms = [
    usual,
    ...failures('WEB', ...every(5, 10, start)),
    ...failures('MAIL', ...every(5, 20, start - 40_000)),
  ];
  /** The storm of the first outage, and how it lies against it. */
  const ownStorm = async (context: ReportContext) => {
    const [outage] = context.outages;
    const storm = outage ? await gatherOwnStorm(context, outage) : null;
    return outage && storm && { ...storm, ...measureOffsets(storm, outage) };
  };
  const stormIn = async (...systems: string[]) => {
    const window = windowOf(new Date(start).toISOString(), new Date(end).toISOString(), { systems });
    const context = await reportContextOf(storms, [window]);
    return ownStorm(context);
  };

  it('is of the systems that its windows hold', async () => {
    expect(await stormIn('WEB')).toMatchObject({ systems: ['WEB'], count: 10, startOffsetSeconds: 0 });
    expect(await stormIn('*')).toMatchObject({
      systems: ['MAIL', 'WEB'],
      count: 30,
      startOffsetSeconds: -40,
    });
    expect(await stormIn('LIBRARIAN')).toBeNull();
  });

  it('is whole, however long before the outage it began', async () => {
    const early = failures('WEB', ...every(14, 200, start - 2_000_000));
    const window = windowOf(new Date(start).toISOString(), new Date(end).toISOString());
    const context = await reportContextOf([usual, ...early], [window]);
    expect(await ownStorm(context)).toMatchObject({ count: 200, startOffsetSeconds: -2000 });
  });
});
