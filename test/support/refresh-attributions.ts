import type { Config } from '../../src/config/config.js';
import { attributionTable } from '../../src/evidence/attribution-table/refresh.js';
import { settingsOf } from '../../src/store/derivation-settings.js';
import type { Db } from '../../src/store/sqlite/db.js';
import { createSqliteStore } from '../../src/store/sqlite/sqlite-store.js';

/** Brings the attributions of a database up to date, as a command does that reads them. */
export async function refreshAttributions(db: Db, config: Config): Promise<void> {
  const store = createSqliteStore(db, settingsOf(config));
  await store.snapshot(() => {}, [attributionTable(store, config)]);
}
