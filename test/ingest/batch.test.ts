import { describe, expect, it } from 'vitest';
import { createBatch, type SettledOops } from '../../src/ingest/batch.js';
import { Tally } from '../../src/ingest/tally.js';
import { DEFAULT_DOCUMENT_SETTINGS } from '../../src/oops/events/document-settings.js';
import type { Earlier } from '../../src/sources/list-folder.js';
import type { Loader } from '../../src/store/loader.js';
import { openDatabase } from '../../src/store/sqlite/opening/database.js';
import { findOops } from '../../src/store/sqlite/single/oopses.js';
import { listRejects } from '../../src/store/sqlite/tables/rejects.js';
import { LOADING_TIME, withLoader } from '../support/loading.js';
import { newOops } from '../support/sample-oops.js';

const FOLDER = '/oopses/2011-09-08';
const STAMP = { size: 1, modifiedAt: 1 };

function readOops(id: string, more: Parameters<typeof newOops>[2] = {}): SettledOops {
  return { kind: 'oops', oops: newOops(id, {}, more), stamp: STAMP };
}

describe('createBatch', () => {
  it('counts what became of each when it is stored, and not before', async () => {
    const tally = new Tally();
    const { db } = openDatabase(':memory:');
    await withLoader(async (loader) => {
      const batch = createBatch(loader, tally);
      await batch.add(FOLDER, 'OOPS-1A1', readOops('OOPS-1A1'));
      await batch.add(FOLDER, 'copy', readOops('OOPS-1A1', { fileName: 'copy' }));
      await batch.add(FOLDER, 'x', { kind: 'refused', reason: 'no id', stamp: STAMP });
      expect(tally.summary(0).found).toBe(0);
      await batch.flush();
    }, db);
    expect(tally.summary(0)).toMatchObject({
      ...{ found: 3, loaded: 1, known: 1, rejected: 1 },
      rejects: [{ path: `${FOLDER}/x`, reason: 'no id' }],
    });
    expect(findOops(db, 'OOPS-1A1')).toBeDefined();
    expect(listRejects(db)).toMatchObject([{ name: 'x', reason: 'no id' }]);
  });

  it.each([
    ['so many files', 250, 1],
    ['so many bytes', 4, 16 * 1024 * 1024],
  ])('stores of its own accord when %s have come together', async (_, count, size) => {
    const tally = new Tally();
    await withLoader(async (loader) => {
      const batch = createBatch(loader, tally);
      const add = (index: number) =>
        batch.add(FOLDER, `${index}`, readOops(`OOPS-1A${index}`, { content: { size, crc: 1 } }));
      for (let index = 1; index < count; index++) await add(index);
      expect(tally.good).toBe(0);
      await add(count);
      expect(tally.good).toBe(count);
      await add(count + 1);
      expect(tally.good).toBe(count);
      await batch.flush();
    });
  });

  it('counts nothing twice, and tells of a line where it has one', async () => {
    const tally = new Tally();
    await withLoader(async (loader) => {
      const batch = createBatch(loader, tally);
      await batch.add(FOLDER, 'OOPS-1A1', readOops('OOPS-1A1'), { isCounted: true });
      await batch.add(FOLDER, 'x.csv', { kind: 'refused', reason: 'no id', stamp: STAMP }, { line: 7 });
      await batch.flush();
    });
    expect(tally.summary(0)).toMatchObject({
      found: 1,
      rejects: [{ path: `${FOLDER}/x.csv line 7`, reason: 'no id' }],
    });
  });

  it('counts the refused rows past those that are kept, without naming them', async () => {
    const tally = new Tally();
    const unlisted = await withLoader(async (loader) => {
      const batch = createBatch(loader, tally);
      await loader.beginExport(`${FOLDER}/x.csv`, DEFAULT_DOCUMENT_SETTINGS);
      for (let line = 1; line <= 1005; line++) {
        await batch.add(FOLDER, 'x.csv', { kind: 'refused', reason: 'no id', stamp: STAMP }, { line });
      }
      await batch.flush();
      return batch.unlisted;
    });
    expect([tally.rejected, unlisted]).toEqual([1000, 5]);
  });

  it('gives what is free to be read again, and what waits for it, once', async () => {
    const tally = new Tally();
    await withLoader(async (loader) => {
      const batch = createBatch(loader, tally);
      for (const name of ['a', 'b']) await batch.add(FOLDER, name, readOops('OOPS-1A1', { fileName: name }));
      const another = newOops(
        'OOPS-1A1',
        { type: 'KeyError' },
        { content: { size: 9, crc: 9 }, fileName: 'c' },
      );
      await batch.add(FOLDER, 'c', { kind: 'oops', oops: another, stamp: STAMP });
      await batch.flush();
      expect(tally.summary(0)).toMatchObject({ loaded: 1, known: 1, rejected: 1 });
      const before = await saidBefore(loader, 'a');
      await batch.add(FOLDER, 'a', readOops('OOPS-1A1', { content: { size: 2, crc: 2 } }), { before });
      expect(await batch.takeFreed()).toEqual({
        copies: [{ directory: FOLDER, name: 'b' }],
        refused: [{ directory: FOLDER, name: 'c' }],
        waiting: [expect.objectContaining({ directory: FOLDER, name: 'a' })],
      });
      expect(await batch.takeFreed()).toEqual({ copies: [], refused: [], waiting: [] });
    });
    // What waits has not been counted.
    expect(tally.summary(0)).toMatchObject({ loaded: 1, known: 1, rejected: 1 });
  });

  it('takes what waits and was counted for a copy, so that it is not counted again', async () => {
    await withLoader(async (loader) => {
      const batch = createBatch(loader, new Tally());
      for (const name of ['a', 'b']) await batch.add(FOLDER, name, readOops('OOPS-1A1', { fileName: name }));
      await batch.flush();
      const before = await saidBefore(loader, 'a');
      const changed = readOops('OOPS-1A1', { content: { size: 2, crc: 2 } });
      await batch.add(FOLDER, 'a', changed, { before, isCounted: true });
      const { copies, waiting } = await batch.takeFreed();
      expect([copies.map(({ name }) => name), waiting]).toEqual([['b', 'a'], []]);
    });
  });

  it('has the stamp kept of a file that says what it said before, and counts nothing for it', async () => {
    const tally = new Tally();
    await withLoader(async (loader) => {
      const batch = createBatch(loader, tally);
      // Written while it was read, so that its stamp says nothing.
      await batch.add(FOLDER, 'a', {
        ...readOops('OOPS-1A1', { fileName: 'a' }),
        stamp: { size: 1, modifiedAt: LOADING_TIME },
      });
      await batch.flush();
      batch.keepStamp({ directory: FOLDER, name: 'a' }, await saidBefore(loader, 'a'), STAMP);
      await batch.flush();
      expect((await loader.knownFiles(FOLDER)).find('a')).toMatchObject({ kind: 'stamped', ...STAMP });
    });
    expect(tally.summary(0)).toMatchObject({ found: 1, loaded: 1 });
  });
});

/** What a file said when it was read. */
async function saidBefore(loader: Loader, name: string): Promise<Earlier> {
  const file = (await loader.knownFiles(FOLDER)).find(name);
  if (file === undefined || file.kind === 'export') throw new Error(`${name} was not read`);
  return file.before;
}
