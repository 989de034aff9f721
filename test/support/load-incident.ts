import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import type { Config } from '../../src/config/config.js';
import { parseConfig } from '../../src/config/parse-config.js';
import { ingestFolders } from '../../src/ingest/ingest-folders.js';
import { parseWindowCsv } from '../../src/outages/window-log/csv.js';
import { settingsOf } from '../../src/store/derivation-settings.js';
import type { Db } from '../../src/store/sqlite/db.js';
import { openDatabase } from '../../src/store/sqlite/opening/database.js';
import { createSqliteStore } from '../../src/store/sqlite/sqlite-store.js';
import { importWindows } from '../../src/store/sqlite/tables/windows.js';

const FOLDER = fileURLToPath(new URL('../../data/incident-2011-09-08/', import.meta.url));

/** The sample holds nothing later: an outage report of it is made as of this moment. */
export const END_OF_SAMPLE = Date.parse('2011-09-08T10:55:00Z');
/** The morning after the sample incident. */
export const MORNING_AFTER = Date.parse('2011-09-09T06:00:00Z');

const CONFIG = parseConfig(readFileSync(`${FOLDER}oops-report.yaml`, 'utf8'), 'oops-report.yaml');

/** The sample incident in a database in memory, read in full on the morning after, with its config. */
export function loadIncident(): { db: Db; config: Config } {
  return { db: new Database(IMAGE), config: CONFIG };
}

/** The bytes of that database, of which each test has its own copy. */
const IMAGE = await makeImage();

async function makeImage(): Promise<Buffer> {
  const { db } = openDatabase(':memory:');
  const store = createSqliteStore(db, settingsOf(CONFIG));
  await ingestFolders({ store, rules: CONFIG.rules, now: () => MORNING_AFTER }, [`${FOLDER}reports`]);
  const log = parseWindowCsv(readFileSync(`${FOLDER}windows.csv`), {
    file: 'windows.csv',
    knownSystems: null,
  });
  importWindows(
    db,
    log.windows.map(({ window }) => window),
    { at: MORNING_AFTER, by: 'test' },
  );
  return db.serialize();
}
