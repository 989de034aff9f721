import { DEFAULT_CONFIG } from '../../src/config/defaults.js';
import { gatherReportContext, type ReportContext } from '../../src/evidence/report-context.js';
import type { OutageWindow } from '../../src/outages/window.js';
import { openSnapshot } from '../../src/store/sqlite/sqlite-snapshot.js';
import { recordFullReading } from '../../src/store/sqlite/tables/sources.js';
import { importWindows } from '../../src/store/sqlite/tables/windows.js';
import type { NewOops } from '../../src/store/stored-oops.js';
import { databaseOf, newOops } from './sample-oops.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const at = (day: number, clock: string) => Date.parse(`2012-06-${String(day).padStart(2, '0')}T${clock}Z`);

/**
 * The days before on which there was such an outage: enough to say that a system fails in it, though the
 * first one does not lie in the store in full.
 */
const EARLIER = [7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17];

/** Two systems that fail every two seconds while an outage lasts; IMMUNE does so in all but the last one. */
const SYSTEMS = ['GOOD', 'IMMUNE'];

function windowOf(day: number, end: string | null): OutageWindow {
  const [start, ends] = [at(day, '12:00:00'), end === null ? null : at(day, end)];
  const given = {
    phase: 'downtime',
    systems: ['*'],
    title: null,
    budgetSeconds: 300,
    source: 'test',
  } as const;
  return { outage: `fdt-${day}`, start, end: ends, ...given };
}

function oopsesUntil(now: number): NewOops[] {
  return SYSTEMS.flatMap((reporter) => {
    const found: NewOops[] = [];
    const add = (type: string, time: number) =>
      found.push(newOops(`OOPS-${reporter}${found.length}`, { reporter, type, time }));
    for (let time = at(17, '00:00:30'); time < now; time += 2 * MINUTE) add('NotFound', time);
    for (const day of reporter === 'IMMUNE' ? EARLIER : [...EARLIER, 18]) {
      const end = Math.min(at(day, '12:02:00'), now);
      for (let time = at(day, '12:00:01'); time < end; time += 2 * SECOND) add('DisconnectionError', time);
    }
    return found;
  });
}

/** An outage of 18 June as it looks at a moment of that day: an end of null is a window that is still open. */
export async function contextOfUndecided(clock: string, end: string | null): Promise<ReportContext> {
  const now = at(18, clock);
  const db = databaseOf(oopsesUntil(now));
  const windows = [...EARLIER.map((day) => windowOf(day, '12:02:00')), windowOf(18, end)];
  importWindows(db, windows, { at: 0, by: 'test' });
  recordFullReading(db, { path: '/oopses', kind: 'repository', lastReadAt: at(19, clock) });
  return gatherReportContext(openSnapshot(db), DEFAULT_CONFIG, now);
}
