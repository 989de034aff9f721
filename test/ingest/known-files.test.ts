import { rmSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createKnownFiles } from '../../src/ingest/known-files.js';
import { DEFAULT_DOCUMENT_SETTINGS } from '../../src/oops/events/document-settings.js';
import type { Db } from '../../src/store/sqlite/db.js';
import { openDatabase } from '../../src/store/sqlite/opening/database.js';
import { LOADING_TIME, withLoader } from '../support/loading.js';
import { newOops } from '../support/sample-oops.js';
import { addFiles, makeFolder } from '../support/temporary-folder.js';

const WRITTEN_AT = LOADING_TIME - 60_000;
const BEFORE = { changed: expect.any(Number) };

/** A folder whose file `x`, of four bytes, was loaded a minute after it was written. */
async function loadX(): Promise<{ db: Db; folder: string }> {
  const { db } = openDatabase(':memory:');
  const folder = makeFolder({ x: 'four' });
  touch(folder, WRITTEN_AT);
  const oops = newOops('OOPS-1A1', {}, { directory: folder, fileName: 'x' });
  const read = { kind: 'oops', oops, stamp: { size: 4, modifiedAt: WRITTEN_AT } } as const;
  await withLoader(
    (loader) => loader.put([{ directory: folder, name: 'x', line: 0, before: null, read }]),
    db,
  );
  return { db, folder };
}

function touch(folder: string, at: number): void {
  utimesSync(join(folder, 'x'), at / 1000, at / 1000);
}

function rewrite(folder: string, content: string): void {
  addFiles(folder, { x: content });
  touch(folder, WRITTEN_AT);
}

function leadInACircle(folder: string): void {
  rmSync(join(folder, 'x'));
  symlinkSync(join(folder, 'x'), join(folder, 'x'));
}

/** What is seen of a file now, and of which files the stamps are taken note of. */
function see({ db, folder }: { db: Db; folder: string }, name = 'x') {
  return withLoader(async (loader) => {
    const adopted: unknown[] = [];
    const seen = await createKnownFiles(loader, folder, (name, _, stamp) => adopted.push([name, stamp]));
    return { seen: seen(name), adopted };
  }, db);
}

describe('createKnownFiles', () => {
  it.each<[string, (folder: string) => void, unknown]>([
    ['that is as it was', () => {}, 'same'],
    ['of another size', (folder) => rewrite(folder, 'five5'), BEFORE],
    ['of a later time', (folder) => touch(folder, WRITTEN_AT + 1), BEFORE],
    ['of an earlier time', (folder) => touch(folder, WRITTEN_AT - 1), BEFORE],
    ['that is gone', (folder) => rmSync(join(folder, 'x')), 'same'],
    ['that cannot be looked at', leadInACircle, 'same'],
  ])('sees a file %s', async (_, change, seen) => {
    const loaded = await loadX();
    change(loaded.folder);
    expect(await see(loaded)).toEqual({ seen, adopted: [] });
  });

  it('sees a file that was never read as new', async () => {
    expect(await see(await loadX(), 'y')).toEqual({ seen: 'new', adopted: [] });
  });

  it.each<[string, number, unknown, unknown[]]>([
    [
      'before it was read, as it was, and takes note of its stamp',
      LOADING_TIME - 1,
      'same',
      [['x', { size: 4, modifiedAt: LOADING_TIME - 1 }]],
    ],
    ['when it was read, as changed', LOADING_TIME, BEFORE, []],
  ])('sees a file that was read before stamps were kept, and written %s', async (_, at, seen, adopted) => {
    const loaded = await loadX();
    loaded.db.prepare('UPDATE file SET size = -1, modified_at = 0').run();
    touch(loaded.folder, at);
    expect(await see(loaded)).toEqual({ seen, adopted });
  });

  it('sees an export as it was, however it has changed: its own reading says more', async () => {
    const loaded = await loadX();
    await withLoader(
      (loader) => loader.beginExport(join(loaded.folder, 'x'), DEFAULT_DOCUMENT_SETTINGS),
      loaded.db,
    );
    addFiles(loaded.folder, { x: 'longer than it was' });
    expect(await see(loaded)).toEqual({ seen: 'same', adopted: [] });
  });
});
