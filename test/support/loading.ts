import type { Loader } from '../../src/store/loader.js';
import type { Db } from '../../src/store/sqlite/db.js';
import { openDatabase } from '../../src/store/sqlite/opening/database.js';
import { createSqliteStore } from '../../src/store/sqlite/sqlite-store.js';
import { SETTINGS } from './sample-oops.js';

/** When it is while files are loaded. */
export const LOADING_TIME = Date.parse('2011-09-09T06:00:00Z');

/** Works with the loader of a database, by default a new one, for which every file is there. */
export function withLoader<T>(
  work: (loader: Loader) => Promise<T>,
  db: Db = openDatabase(':memory:').db,
): Promise<T> {
  const options = { startedAt: LOADING_TIME, clock: () => LOADING_TIME, exists: () => true };
  return createSqliteStore(db, SETTINGS).load(options, work);
}
