import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PHASES } from '../../../src/outages/window.js';
import { reportDay } from '../../../src/reports/daily/build-daily-report.js';
import type { DailyReport } from '../../../src/reports/daily/daily-report.js';
import { reportContextOf, windowOf } from '../../support/report-context-of.js';
import { newOops } from '../../support/sample-oops.js';

const START = Date.parse('2011-09-08T08:00:00Z');
const LENGTH = 1_200_000;
const PERIOD = { start: START, end: START + LENGTH };
const SYSTEMS = ['A', 'B', 'C'];

const moment = fc.integer({ min: START - 60_000, max: START + LENGTH + 60_000 });

const oopses = fc
  .array(
    fc.record({
      reporter: fc.constantFrom(...SYSTEMS),
      time: moment,
      type: fc.constantFrom(
        'DisconnectionError',
        'KeyError',
        'NotFound',
        'RequestExpired',
        'SecurityError',
        null,
      ),
      value: fc.constantFrom('a', 'b', null),
      url: fc.constantFrom('https://launchpad.net/', null),
      referrer: fc.constantFrom('https://launchpad.net/', null),
      durationSeconds: fc.constantFrom(null, 0, 90),
      mostExpensiveStatement: fc.constantFrom('SELECT $INT', null),
      isInexact: fc.boolean(),
    }),
    { maxLength: 60 },
  )
  .map((drawn) =>
    drawn.map(({ isInexact, ...given }, index) =>
      newOops(`OOPS-1A${index}`, given, { timeSource: isInexact ? 'directory' : 'report' }),
    ),
  );

const windows = fc.uniqueArray(
  fc
    .record({
      outage: fc.constantFrom('fdt-1', 'fdt-2'),
      phase: fc.constantFrom(...PHASES),
      systems: fc.constantFrom(['*'], ['A'], ['B', 'C']),
      start: moment,
      seconds: fc.option(fc.integer({ min: 1, max: 600 })),
    })
    .map(({ start, seconds, ...given }) =>
      windowOf(
        new Date(start).toISOString(),
        seconds === null ? null : new Date(start + seconds * 1000).toISOString(),
        given,
      ),
    ),
  { maxLength: 5, selector: ({ outage, phase, systems, start }) => `${outage} ${phase} ${systems} ${start}` },
);

/** What parts of a report add up to the whole's. */
function counts(report: DailyReport): Record<string, number> {
  const { total, reported, suppressed, inexactTime, kept, otherNotFound, sections, outages } = report;
  const entries = [
    ...sections.map(({ id, count }) => [`section ${id}`, count] as const),
    ...outages.flatMap(({ outage, expected, background, unexpected }) => [
      [`${outage} expected`, expected] as const,
      [`${outage} background`, background] as const,
      [`${outage} unexpected`, unexpected] as const,
    ]),
  ];
  return { total, reported, suppressed, inexactTime, kept, otherNotFound, ...Object.fromEntries(entries) };
}

function add(reports: readonly Record<string, number>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const report of reports)
    for (const [key, count] of Object.entries(report)) sums[key] = (sums[key] ?? 0) + count;
  return Object.fromEntries(Object.entries(sums).filter(([, count]) => count > 0));
}

describe('the daily report of any OOPSes and any windows', () => {
  it('says the same of some systems whether they are reported alone or together with others', async () => {
    await fc.assert(
      fc.asyncProperty(oopses, windows, async (oopses, windows) => {
        const together = await reportContextOf(oopses, windows);
        for (const systems of [null, ['A'], ['B', 'C'], ['C']]) {
          const request = { period: PERIOD, summary: 'webapp', group: null, systems } as const;
          const alone = await reportContextOf(oopses, windows);
          expect(await reportDay(together, request)).toEqual(await reportDay(alone, request));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('does not depend on the order in which they were loaded', async () => {
    await fc.assert(
      fc.asyncProperty(oopses, windows, async (oopses, windows) => {
        const build = async (loaded: typeof oopses) =>
          await reportDay(await reportContextOf(loaded, windows), {
            period: PERIOD,
            summary: 'webapp',
            group: null,
            systems: null,
          });
        expect(await build(oopses.toReversed())).toEqual(await build(oopses));
      }),
      { numRuns: 200 },
    );
  });

  it('says of a period what its slices and its systems say together', async () => {
    await fc.assert(
      fc.asyncProperty(
        oopses,
        windows,
        fc.array(moment, { maxLength: 3 }),
        async (oopses, windows, drawn) => {
          const context = await reportContextOf(oopses, windows, {
            neverSuppress: [{ type: 'SecurityError' }],
          });
          const build = async (start: number, end: number, systems: readonly string[] | null) =>
            counts(
              await reportDay(context, { period: { start, end }, summary: 'webapp', group: null, systems }),
            );
          const whole = await build(PERIOD.start, PERIOD.end, null);
          const inside = oopses.filter(({ time }) => PERIOD.start <= time && time < PERIOD.end);
          expect(whole.total).toBe(inside.length);
          expect(whole.total).toBe((whole.reported ?? 0) + (whole.suppressed ?? 0));

          const edges = [
            ...new Set([
              PERIOD.start,
              ...drawn.map((at) => Math.min(Math.max(at, PERIOD.start), PERIOD.end)),
              PERIOD.end,
            ]),
          ].sort((a, b) => a - b);
          const slices = edges.slice(1).map((end, index) => build(edges[index] ?? end, end, null));
          expect(add(await Promise.all(slices))).toEqual(add([whole]));
          const alone = SYSTEMS.map((system) => build(PERIOD.start, PERIOD.end, [system]));
          expect(add(await Promise.all(alone))).toEqual(add([whole]));
        },
      ),
      { numRuns: 60 },
    );
  });
});
