import fc from 'fast-check';
import { parseConfig } from '../../src/config/parse-config.js';
import { gatherReportContext } from '../../src/evidence/report-context.js';
import { reportOutage } from '../../src/reports/outage/build-outage-report.js';
import { buildRegister } from '../../src/reports/register/build-register.js';
import type { Store } from '../../src/store/store.js';
import type { NewOops } from '../../src/store/stored-oops.js';
import { millisecondsInDay, millisecondsInMinute } from '../../src/time/lengths.js';
import { newOops } from './sample-oops.js';
import { YEAR_STARTS } from './year-scene.js';

const DAY = millisecondsInDay;
/** Few of them, so that there is something between them that no report reads. */
export const STARTS = [0, 2, 6].map((place) => YEAR_STARTS[place] as number);
export const CONFIG = parseConfig('', 'oops-report.yaml');

/** Somewhere in the year, often where the edge of something that a report reads is. */
const anyTime = fc
  .record({
    start: fc.constantFrom(...STARTS),
    off: fc.constantFrom(0, 0, 0, -1, 1, -2, -7, -10, -20, -29, -30, -31, 2, 3).map((days) => days * DAY),
    near: fc.integer({ min: -10 * millisecondsInMinute, max: 40 * millisecondsInMinute }),
  })
  .map(({ start, off, near }) => start + off + near);

/** OOPSes beside those of the year. */
export const anyExtras: fc.Arbitrary<NewOops[]> = fc
  .array(
    fc.record({
      time: anyTime,
      reporter: fc.constantFrom('WEB', 'CODE'),
      type: fc.constantFrom('DisconnectionError', 'AssertionError', 'AssertionError', 'KeyError'),
      value: fc.constantFrom(...'abcdefghijkl'),
      isInexact: fc.constantFrom(false, false, false, true),
      burst: fc.constantFrom(1, 1, 1, 12),
    }),
    { minLength: 60, maxLength: 120, size: 'max' },
  )
  .map((drawn) =>
    drawn.flatMap(({ time, isInexact, burst, ...given }, place) =>
      Array.from({ length: burst }, (_, at) =>
        newOops(
          `OOPS-9X${place}Y${at}`,
          { ...given, time: time + at * 5000 },
          isInexact ? { timeSource: 'directory' } : {},
        ),
      ),
    ),
  );

/** The reports of all outages from a moment on, and their register, as a text. */
export async function reportsOf(store: Store, from: number): Promise<string> {
  return store.snapshot(async (data) => {
    const context = await gatherReportContext(data, CONFIG, null);
    const reports = [];
    for (const outage of context.outages)
      if (outage.start >= from) reports.push(await reportOutage(context, outage));
    const register = await buildRegister(context, { start: from, end: 8e15 });
    return JSON.stringify([...reports, register], null, 1);
  });
}
