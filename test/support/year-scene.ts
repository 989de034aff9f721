import { parseConfig } from '../../src/config/parse-config.js';
import { gatherReportContext, type ReportContext } from '../../src/evidence/report-context.js';
import type { OutageWindow } from '../../src/outages/window.js';
import type { Db } from '../../src/store/sqlite/db.js';
import { openSnapshot } from '../../src/store/sqlite/sqlite-snapshot.js';
import { recordFullReading } from '../../src/store/sqlite/tables/sources.js';
import { importWindows } from '../../src/store/sqlite/tables/windows.js';
import type { NewOops } from '../../src/store/stored-oops.js';
import { databaseOf, newOops } from './sample-oops.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** An outage: when, how many seconds, the budget, and what went wrong in it. */
type Story = readonly [start: string, seconds: number, budgetSeconds: number, fault?: 'bug' | 'late'];

/** The regimes of the practice: five minutes a day at most, then patches under 15 s, then three slots of 10 s. */
const YEAR: readonly Story[] = [
  ['2011-09-08T08:53:05Z', 132, 300, 'bug'],
  ['2011-09-20T08:50:00Z', 95, 300],
  ['2011-10-04T08:50:10Z', 210, 300, 'late'],
  ['2011-10-18T08:50:02Z', 320, 300],
  ['2011-11-15T08:50:00Z', 41, 60],
  ['2011-12-06T08:50:00Z', 28, 60],
  ['2012-01-17T08:50:00Z', 22, 60],
  ['2012-02-14T08:50:00Z', 19, 60],
  ['2012-03-12T02:00:01Z', 9, 10],
  ['2012-03-12T10:00:01Z', 8, 10],
  ['2012-03-12T18:00:01Z', 12, 10],
  ['2012-05-08T02:00:00Z', 7, 10],
  ['2012-05-08T10:00:00Z', 8, 10, 'bug'],
  ['2012-08-14T14:30:00Z', 9, 10],
];

const SYSTEMS = ['CODE', 'WEB'];

function oopsesOf([start, seconds, , fault]: Story, index: number): NewOops[] {
  const from = Date.parse(start);
  const to = from + seconds * SECOND;
  const found: NewOops[] = [];
  const add = (reporter: string, type: string, time: number) =>
    found.push(newOops(`OOPS-${index}${reporter}${found.length}`, { reporter, type, time }));
  for (const reporter of SYSTEMS) {
    for (let time = from + SECOND; time < to; time += SECOND) add(reporter, 'DisconnectionError', time);
  }
  if (fault === 'bug') for (const second of [2, 3, 5]) add('WEB', 'AssertionError', from + second * SECOND);
  if (fault === 'late')
    for (let second = 65; second < 185; second += 3) add('CODE', 'DisconnectionError', to + second * SECOND);
  return found;
}

/** What the systems write beside: a NotFound every four minutes, from a day before each outage to an hour after it. */
function usualOopses(stories: readonly Story[]): NewOops[] {
  const step = 4 * MINUTE;
  const times = new Set<number>();
  for (const [start] of stories) {
    const from = Math.floor(Date.parse(start) / step) * step;
    for (let time = from - 25 * HOUR; time < from + HOUR; time += step) times.add(time);
  }
  return SYSTEMS.flatMap((reporter) =>
    [...times].map((time) => newOops(`OOPS-${reporter}${time}`, { reporter, type: 'NotFound', time })),
  );
}

function windowOf([start, seconds, budgetSeconds]: Story): OutageWindow {
  const from = Date.parse(start);
  return {
    outage: `fdt-${start.slice(0, 13).replace('T', '-')}`,
    phase: 'downtime',
    systems: ['*'],
    start: from,
    end: from + seconds * SECOND,
    title: null,
    budgetSeconds,
    source: 'test',
  };
}

/** When its outages began. */
export const YEAR_STARTS = YEAR.map(([start]) => Date.parse(start));

/** Whether an outage is wanted, by when it began. */
type IsWanted = (start: number) => boolean;

/** A database with that year, and perhaps more. */
export function databaseOfYear(more: readonly NewOops[] = [], isWanted: IsWanted = () => true): Db {
  const stories = YEAR.filter(([start]) => isWanted(Date.parse(start)));
  const db = databaseOf([...usualOopses(stories), ...stories.flatMap(oopsesOf), ...more]);
  importWindows(db, stories.map(windowOf), { at: 0, by: 'test' });
  recordFullReading(db, {
    path: '/oopses',
    kind: 'repository',
    lastReadAt: Date.parse('2012-09-01T00:00:00Z'),
  });
  return db;
}

/** A year of outages of two systems, some of which went wrong, against a schedule. */
export async function contextOfYear(): Promise<ReportContext> {
  const schedule =
    'schedule: { slots: [{ cron: "50 8 * * *" }, { cron: "0 2 * * *" }, { cron: "0 10 * * *" }, { cron: "0 18 * * *" }] }';
  return gatherReportContext(openSnapshot(databaseOfYear()), parseConfig(schedule, 'oops-report.yaml'), null);
}
