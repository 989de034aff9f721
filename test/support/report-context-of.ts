import type { Config } from '../../src/config/config.js';
import { DEFAULT_CONFIG } from '../../src/config/defaults.js';
import type { DailyRequest } from '../../src/evidence/day/day-findings.js';
import { gatherReportContext, type ReportContext } from '../../src/evidence/report-context.js';
import type { OutageWindow } from '../../src/outages/window.js';
import { settingsOf } from '../../src/store/derivation-settings.js';
import type { Discard } from '../../src/store/records.js';
import { writeTransaction } from '../../src/store/sqlite/db.js';
import { openSnapshot } from '../../src/store/sqlite/sqlite-snapshot.js';
import { putDiscards } from '../../src/store/sqlite/tables/discards.js';
import { recordFullReading } from '../../src/store/sqlite/tables/sources.js';
import { importWindows } from '../../src/store/sqlite/tables/windows.js';
import type { NewOops } from '../../src/store/stored-oops.js';
import { AT, databaseOf } from './sample-oops.js';

/** All had been read by the morning of 2011-09-09. */
const LAST_READ_AT = Date.parse('2011-09-09T06:01:00Z');

/** What a report can build on when the store holds these OOPSes and windows, and was told of these discards. */
export async function reportContextOf(
  oopses: readonly NewOops[],
  windows: readonly OutageWindow[],
  given: Partial<Config> = {},
  asOf: number | null = null,
  discards: readonly Discard[] = [],
): Promise<ReportContext> {
  const config = { ...DEFAULT_CONFIG, ...given };
  const db = databaseOf(oopses, settingsOf(config));
  recordFullReading(db, { path: '/oopses', kind: 'repository', lastReadAt: LAST_READ_AT });
  importWindows(db, windows, { at: AT, by: 'test' });
  writeTransaction(db, () => putDiscards(db, '/spool/1', discards));
  return gatherReportContext(openSnapshot(db), config, asOf);
}

/** A window of the outage `fdt`: a downtime of all systems, unless something else is given. */
export function windowOf(start: string, end: string | null, given: Partial<OutageWindow> = {}): OutageWindow {
  return {
    outage: 'fdt',
    phase: 'downtime',
    systems: ['*'],
    start: Date.parse(start),
    end: end === null ? null : Date.parse(end),
    title: null,
    budgetSeconds: null,
    source: 'windows.csv',
    ...given,
  };
}

/** The summary of 2011-09-08 for all systems. */
export const DAY: DailyRequest = {
  period: { start: Date.parse('2011-09-08T00:00Z'), end: Date.parse('2011-09-09T00:00Z') },
  summary: 'webapp',
  group: null,
  systems: null,
};

/** A time of that day, or of another. */
export function at(clock: string, day = '2011-09-08'): number {
  return Date.parse(`${day}T${clock}Z`);
}

/** A downtime of that day from 08:00 to 08:05, recorded for all systems. */
export const WINDOW = windowOf('2011-09-08T08:00:00Z', '2011-09-08T08:05:00Z', { title: 'Fast downtime' });
