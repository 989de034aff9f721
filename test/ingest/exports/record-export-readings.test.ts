import { describe, expect, it } from 'vitest';
import type { ExportReading } from '../../../src/ingest/exports/ingest-export.js';
import { recordExportReading } from '../../../src/ingest/exports/record-export-readings.js';
import { openDatabase } from '../../../src/store/sqlite/opening/database.js';
import { listSources } from '../../../src/store/sqlite/tables/sources.js';
import { withLoader } from '../../support/loading.js';

const PATH = '/l/app.log';

const read = (modifiedAt: number, more: Partial<ExportReading> = {}): ExportReading => ({
  ...{ modifiedAt, hasGrown: false, holds: 'rows', ...more },
});

/** Until when a source is known after readings of its files, one after the other. */
async function knownUntil(...times: [readAt: number, readings: (ExportReading | null)[]][]) {
  const { db } = openDatabase(':memory:');
  for (const [readAt, readings] of times) {
    await withLoader(
      (loader) => recordExportReading(loader, { path: PATH, exports: [PATH], readings }, readAt),
      db,
    );
  }
  const [source] = listSources(db);
  return source && [source.lastReadAt, source.readUntil];
}

describe('recordExportReading', () => {
  it('knows a source until the newest of its files was written', async () => {
    expect(await knownUntil([90, [read(50), read(70), read(60)]])).toEqual([90, 70]);
  });

  it('knows one until it was read once any of its files was seen to grow, then and ever after', async () => {
    expect(await knownUntil([90, [read(50), read(70, { hasGrown: true })]])).toEqual([90, 90]);
    expect(await knownUntil([90, [read(70, { hasGrown: true })]], [99, [read(70)]])).toEqual([99, 99]);
  });

  it('does not know more than it read, when the clock of a file is ahead', async () => {
    expect(await knownUntil([90, [read(95)]])).toEqual([90, 90]);
  });

  it.each<[string, (ExportReading | null)[]]>([
    ['of which one file is not known to its end', [read(50), null]],
    ['whose files are gone', []],
    ['that held nothing but what was refused', [read(50, { holds: 'refusals' })]],
    ['that was never anything but empty', [read(50, { holds: 'nothing' })]],
  ])('says nothing of a source %s', async (_, readings) => {
    expect(await knownUntil([90, readings])).toBeUndefined();
  });

  it('goes by the files that hold something, where others hold nothing or what was refused', async () => {
    const others = [read(60, { holds: 'nothing' }), read(70, { holds: 'refusals' })];
    expect(await knownUntil([90, [read(50), ...others]])).toEqual([90, 70]);
  });

  it('knows a source on that was emptied, and not one of which everything is refused now', async () => {
    expect(await knownUntil([90, [read(50)]], [99, [read(95, { holds: 'nothing' })]])).toEqual([99, 95]);
    expect(await knownUntil([90, [read(50)]], [99, [read(95, { holds: 'refusals' })]])).toEqual([90, 50]);
  });
});

describe('a source that takes in files which were sources by themselves', () => {
  const FOLDER = { path: '/l', exports: ['/l/a.log', '/l/b.log.1', '/l/c.csv.gz'], readings: [read(70)] };
  const single = (path: string, hasGrown = false) => ({ path, lastReadAt: 5, readUntil: 5, hasGrown });

  it('is known by itself, and leaves others alone', async () => {
    const { db } = openDatabase(':memory:');
    await withLoader(async (loader) => {
      for (const path of ['/l/a.log', '/l/b.log', '/l/c.csv.gz', '/l/d.log', '/m/a.log']) {
        await loader.recordFileReading(single(path));
      }
      await recordExportReading(loader, FOLDER, 90);
    }, db);
    expect(listSources(db).map(({ path, readUntil }) => [path, readUntil])).toEqual([
      ['/l', 70],
      ['/l/d.log', 5],
      ['/m/a.log', 5],
    ]);
  });

  it('has grown where one of them had', async () => {
    const { db } = openDatabase(':memory:');
    await withLoader(async (loader) => {
      await loader.recordFileReading(single('/l/a.log', true));
      await recordExportReading(loader, FOLDER, 90);
    }, db);
    expect(listSources(db)).toMatchObject([{ path: '/l', readUntil: 90, hasGrown: true }]);
  });
});
