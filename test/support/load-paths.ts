import type { IngestExportOptions } from '../../src/ingest/exports/read-export.js';
import { ingestPaths } from '../../src/ingest/ingest.js';
import type { IngestSummary } from '../../src/ingest/tally.js';
import type { Db } from '../../src/store/sqlite/db.js';
import { openDatabase } from '../../src/store/sqlite/opening/database.js';
import { createSqliteStore } from '../../src/store/sqlite/sqlite-store.js';
import { SETTINGS } from './sample-oops.js';

export const NOW = Date.parse('2011-09-09T06:00:00Z');

/** What an ingest of paths did, and the database that it filled. */
export interface LoadedPaths extends IngestSummary {
  readonly db: Db;
  readonly remarks: readonly string[];
}

/** Loads paths, by default into a new database, with a clock that stands still. */
export async function loadPaths(
  paths: string | readonly string[],
  options: IngestExportOptions = {},
  db = openDatabase(':memory:').db,
  now = NOW,
): Promise<LoadedPaths> {
  const remarks: string[] = [];
  const store = createSqliteStore(db, SETTINGS);
  const summary = await ingestPaths({ store, rules: SETTINGS.rules, now: () => now }, [paths].flat(), {
    onRemark: (remark) => remarks.push(remark),
    ...options,
  });
  return { ...summary, db, remarks };
}
