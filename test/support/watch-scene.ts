import { DEFAULT_CONFIG } from '../../src/config/defaults.js';
import { gatherReportContext, type ReportContext } from '../../src/evidence/report-context.js';
import type { Outage } from '../../src/outages/outage.js';
import type { OutageWindow } from '../../src/outages/window.js';
import { openSnapshot } from '../../src/store/sqlite/sqlite-snapshot.js';
import { recordFullReading } from '../../src/store/sqlite/tables/sources.js';
import { importWindows } from '../../src/store/sqlite/tables/windows.js';
import type { NewOops } from '../../src/store/stored-oops.js';
import { databaseOf, newOops } from './sample-oops.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** A moment of the day of the scene. */
export const clockOf = (clock: string) => Date.parse(`2026-11-18T${clock}Z`);

const START = clockOf('09:00:00');
export const END = clockOf('09:01:30');

/** What each system writes a second while the database is away; mailer needs none. */
const FAILURES = { api: 4, billing: 1, search: 2, web: 3, worker: 1, mailer: 0 } as const;

/** What should not have been there, and what is new since. */
const ODD = [
  ['billing', 'LostPayment', '41 EUR were captured, and order 7 does not exist', ['09:00:09', '09:00:52']],
  ['web', 'TypeError', "Cannot read properties of undefined (reading 'percent')", ['09:00:31']],
  ['api', 'NoSuchColumn', 'orders.percent', ['09:03:10', '09:03:20', '09:03:40']],
] as const;

function oopsesUntil(until: number): NewOops[] {
  const found: NewOops[] = [];
  const add = (reporter: string, type: string, value: string, time: number) => {
    const id = `OOPS-${String(found.length).padStart(32, '0')}`;
    if (time < until) found.push(newOops(id, { reporter, type, value, time }));
  };
  for (const [reporter, aSecond] of Object.entries(FAILURES)) {
    for (let time = START - 12 * 60 * MINUTE; time < END + 60 * MINUTE; time += 2 * MINUTE) {
      // worker does not come back.
      if (reporter !== 'worker' || time < START)
        add(reporter, 'NotFound', 'no such page', time + 30 * SECOND);
    }
    for (let time = START + 2 * SECOND; time < END + 5 * SECOND; time += SECOND) {
      // It comes and goes.
      const wave = Math.round(aSecond * (1 + Math.sin(time / 7000)));
      for (let count = 0; count < wave; count += 1)
        add(reporter, 'OperationalError', 'server closed the connection unexpectedly', time + count);
    }
  }
  for (const [reporter, type, value, times] of ODD)
    for (const time of times) add(reporter, type, value, clockOf(time));
  return found;
}

export interface WatchScene {
  readonly context: ReportContext;
  readonly outage: Outage;
  readonly now: number;
}

/**
 * The failover of a shop's database at 09:00, as it looks at a moment of that day; all that was written until two seconds
 * before has been loaded.
 *
 * @param end absent: the window is open until 09:01:30
 */
export async function watchScene(clock: string, end?: number | null): Promise<WatchScene> {
  const now = clockOf(clock);
  const db = databaseOf(oopsesUntil(now - 2 * SECOND));
  const closed = end === undefined ? (now < END ? null : END) : end;
  const window: OutageWindow = {
    ...{ outage: 'maintenance-7x2k', phase: 'downtime', systems: ['*'], start: START, end: closed },
    ...{ title: 'Failover of the database', budgetSeconds: 60, source: 'test' },
  };
  importWindows(db, [window], { at: 0, by: 'test' });
  recordFullReading(db, { path: '/srv/oopses', kind: 'repository', lastReadAt: now - 2 * SECOND });
  const context = await gatherReportContext(openSnapshot(db), DEFAULT_CONFIG, null);
  const [outage] = context.outages;
  if (!outage) throw new Error('there is one outage');
  return { context, outage, now };
}
