import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Config } from '../../src/config/config.js';
import { parseConfig } from '../../src/config/parse-config.js';
import { ingest } from '../../src/ingest/ingest-folders.js';
import { parseWindowCsv } from '../../src/outages/window-log/csv.js';
import { settingsOf } from '../../src/store/derivation-settings.js';
import { type Db, openDatabase } from '../../src/store/sqlite/database.js';
import { importWindows } from '../../src/store/sqlite/tables/windows.js';

const FOLDER = fileURLToPath(new URL('../../data/incident-2011-09-08/', import.meta.url));

/** The morning after the sample incident. */
export const MORNING_AFTER = Date.parse('2011-09-09T06:00:00Z');

/** The sample incident in a database in memory, read in full on the morning after, with its config. */
export function loadIncident(): { db: Db; config: Config } {
  const { db } = openDatabase(':memory:');
  const config = parseConfig(readFileSync(`${FOLDER}oops-report.yaml`, 'utf8'), 'oops-report.yaml');
  const settings = settingsOf(config);
  ingest({ db, settings, now: () => MORNING_AFTER }, [`${FOLDER}reports`]);
  const log = parseWindowCsv(readFileSync(`${FOLDER}windows.csv`), {
    file: 'windows.csv',
    knownSystems: null,
  });
  importWindows(
    db,
    log.windows.map(({ window }) => window),
    { at: MORNING_AFTER, by: 'test' },
  );
  return { db, config };
}
