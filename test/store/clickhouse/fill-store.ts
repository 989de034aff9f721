import { DEFAULT_DOCUMENT_SETTINGS } from '../../../src/oops/events/document-settings.js';
import { createClickHouseStore } from '../../../src/store/clickhouse/clickhouse-store.js';
import type { Connection } from '../../../src/store/clickhouse/connecting/connection.js';
import { load } from '../../../src/store/clickhouse/loader/load.js';
import { rejectKey } from '../../../src/store/clickhouse/records/rejects.js';
import { sayWords } from '../../../src/store/clickhouse/words.js';
import { write } from '../../../src/store/clickhouse/writes.js';
import type { DerivationSettings } from '../../../src/store/derivation-settings.js';
import { AT, SETTINGS } from '../../support/sample-oops.js';
import type { FilledStore, StoreContent } from '../answers/filled-store.js';

/** Loads content into the tables of a database. Sources and rejects are as they are given, whatever a reading would make of them. */
export async function fill(
  connection: Connection,
  { oopses = [], sources = [], rejects = [], discards = {}, exports = {} }: StoreContent,
  settings: DerivationSettings = SETTINGS,
): Promise<void> {
  const options = { startedAt: AT, clock: () => AT, exists: () => true };
  await load(connection, settings, options, async (loader) => {
    await loader.put(
      oopses.map((oops) => ({
        ...{ directory: oops.directory, name: oops.fileName, line: 0, before: null },
        read: { kind: 'oops', oops, stamp: { size: 1, modifiedAt: 0 } },
      })),
    );
    for (const [source, told] of Object.entries(discards)) await loader.putDiscards(source, told);
    for (const [path, columns] of Object.entries(exports)) {
      const settings = { ...DEFAULT_DOCUMENT_SETTINGS, columns };
      await loader.beginExport(path, settings);
      const read = { size: 1, modifiedAt: 0, goodRows: 1, rejectedRows: 0, otherRows: 0, position: null };
      await loader.endExport({ path, ...settings, ...read });
    }
  });
  if (sources.length + rejects.length === 0) return;
  await write(connection, async (writing) => {
    await sayWords(
      writing,
      'source',
      sources.map((source) => ({ key: source.path, value: source })),
    );
    await sayWords(
      writing,
      'reject',
      rejects.map((reject) => ({ key: rejectKey(reject), value: reject })),
    );
  });
}

/** A store over a connection to an empty database, and what fills it. */
export async function fillStore(connection: Connection, content: StoreContent): Promise<FilledStore> {
  await fill(connection, content);
  return {
    store: createClickHouseStore(connection, SETTINGS),
    load: (more) => fill(connection, more),
  };
}
