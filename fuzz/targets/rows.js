import { Readable } from 'node:stream';
import { DEFAULT_CONFIG } from '../../build/config/defaults.js';
import { ingestStream } from '../../build/ingest/exports/ingest-stream.js';
import { Tally } from '../../build/ingest/tally.js';
import { settingsOf } from '../../build/store/derivation-settings.js';
import { openDatabase } from '../../build/store/sqlite/opening/database.js';
import { createSqliteStore } from '../../build/store/sqlite/sqlite-store.js';

const NOW = Date.UTC(2026, 0, 1);
const settings = settingsOf(DEFAULT_CONFIG);
const store = createSqliteStore(openDatabase(':memory:').db, settings);

/** An export or a log: NDJSON, JSON lists, CSV, envelopes, OTLP, lines of any logger. All of it is loaded, known or refused. */
export async function rows(bytes) {
  const context = { store, rules: settings.rules, now: () => NOW };
  await ingestStream(context, Readable.from([Buffer.from(bytes)]), {}, new Tally());
}
