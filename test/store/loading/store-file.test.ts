import { describe, expect, it } from 'vitest';
import type { LoadedFile, Reading } from '../../../src/store/loader.js';
import { createStamps } from '../../../src/store/loading/stamps.js';
import { createFileStoring } from '../../../src/store/loading/store-file.js';
import { createFreedFiles } from '../../../src/store/sqlite/loader/freed.js';
import { createSeqSet } from '../../../src/store/sqlite/loader/seq-set.js';
import { readFilesOf } from '../../../src/store/sqlite/tables/files.js';
import { createRejectTable, listRejects } from '../../../src/store/sqlite/tables/rejects.js';
import { findExport } from '../../../src/store/sqlite/tables/sources.js';
import { createOopsWriter } from '../../../src/store/sqlite/writing/oops-writer.js';
import { AT, databaseOf, newOops, SETTINGS } from '../../support/sample-oops.js';

const FOLDER = '/oopses/2011-09-08';
const STAMP = { size: 1, modifiedAt: AT - 60_000 };

/** One reading that stores files, of which those of `gone` are no longer there. */
function openScene({ gone = [] as string[], db = databaseOf([]) } = {}) {
  const writer = createOopsWriter(db, SETTINGS);
  const clock = () => AT;
  const freed = createFreedFiles(db);
  const seen = createSeqSet();
  const store = createFileStoring<number>({
    ...{ oopses: writer, freed, seen, clock, startedAt: AT },
    saidBefore: (before) => before as number,
    keepReject: createRejectTable(db).put,
    isExport: (path) => findExport(db, path) !== undefined,
    stamps: createStamps(AT, clock),
    exists: (path) => !gone.includes(path),
  });
  return {
    ...{ db, freed, seen },
    store: (file: LoadedFile) => writer.transaction(() => store(file)),
    sizeOf: (name: string) => {
      const { places, size } = readFilesOf(db, FOLDER);
      return size[places.get(name) ?? -1];
    },
  };
}

function reading(id: string, crc = 1): Reading {
  const oops = newOops(id, { value: `value ${crc}` }, { fileName: id, content: { size: 1, crc } });
  return { kind: 'oops', oops, stamp: STAMP };
}

const fileOf = (name: string, read: Reading, before: number | null = null, line = 0): LoadedFile => ({
  ...{ directory: FOLDER, name, line, before, read },
});

describe('createFileStoring', () => {
  it('keeps only the new stamp of a file that says the same', () => {
    const { store, sizeOf } = openScene();
    store(fileOf('OOPS-1A1', reading('OOPS-1A1')));
    const stamp = { ...STAMP, size: 9 };
    expect(store(fileOf('OOPS-1A1', { kind: 'same', stamp }, 1))).toEqual({ kind: 'known' });
    expect(sizeOf('OOPS-1A1')).toBe(9);
    expect(store(fileOf('OOPS-1A1', reading('OOPS-1A1'), 1))).toEqual({ kind: 'known' });
    expect(sizeOf('OOPS-1A1')).toBe(1);
  });

  it('replaces what a file said before by what it says now', () => {
    const { db, store, freed } = openScene();
    store(
      fileOf('1', { ...reading('OOPS-1A1'), oops: newOops('OOPS-1A1', {}, { fileName: '1' }) } as Reading),
    );
    const changed = newOops('OOPS-1A2', {}, { fileName: '1', content: { size: 2, crc: 2 } });
    expect(store(fileOf('1', { kind: 'oops', oops: changed, stamp: STAMP }, 1))).toEqual({ kind: 'loaded' });
    expect(db.prepare('SELECT oops_id FROM stored_oops').pluck().all()).toEqual(['OOPS-1A2']);
    expect(freed.take()).toEqual({ copies: [], refused: [] });
  });

  it('keeps what a file said that cannot be opened now, and takes back what a damaged one said', () => {
    const { db, store } = openScene();
    const count = () => db.prepare('SELECT count(*) FROM stored_oops').pluck().get();
    store(fileOf('OOPS-1A1', reading('OOPS-1A1')));
    const refused = { kind: 'refused', reason: 'permission denied', stamp: null } as const;
    expect(store(fileOf('OOPS-1A1', refused, 1))).toMatchObject({ kind: 'refused' });
    expect(count()).toBe(1);
    const damaged = { kind: 'refused', reason: 'is damaged', stamp: STAMP } as const;
    expect(store(fileOf('OOPS-1A1', damaged, 1))).toEqual({
      ...{ kind: 'refused', reason: 'is damaged', isKept: true },
    });
    expect(count()).toBe(0);
    expect(listRejects(db)).toMatchObject([
      { name: 'OOPS-1A1', reason: 'is damaged', rejectedAt: AT, ...STAMP },
    ]);
  });

  it('refuses a report whose id another one has, unless the files of that are gone', () => {
    const reason = `another report has its id OOPS-1A1: ${FOLDER}/OOPS-1A1`;
    const here = openScene();
    here.store(fileOf('OOPS-1A1', reading('OOPS-1A1')));
    expect(here.store(fileOf('2', reading('OOPS-1A1', 2)))).toEqual({
      kind: 'refused',
      reason,
      isKept: true,
    });
    const away = openScene({ gone: [`${FOLDER}/OOPS-1A1`] });
    away.store(fileOf('OOPS-1A1', reading('OOPS-1A1')));
    expect(away.store(fileOf('2', reading('OOPS-1A1', 2)))).toEqual({ kind: 'loaded' });
  });

  it('takes a row of an export in the place of one that only its last reading said', () => {
    const first = openScene();
    const row = (line: number) => {
      const content = { size: 1, crc: line };
      const oops = newOops('OOPS-1A1', { value: `value ${line}` }, { fileName: 'x.csv', content });
      return fileOf('x.csv', { kind: 'oops', oops, stamp: STAMP }, null, line);
    };
    expect(first.store(row(1))).toEqual({ kind: 'loaded' });
    expect(first.store(row(2))).toMatchObject({ kind: 'refused' });
    const second = openScene({ db: first.db });
    expect(second.store(row(3))).toEqual({ kind: 'loaded' });
    expect(second.seen.has(1)).toBe(true);
    expect(second.store(row(4))).toMatchObject({ kind: 'refused' });
  });

  it('has the other files of an OOPS decide anew when one of them changes', () => {
    const { store, freed } = openScene();
    store(fileOf('OOPS-1A1', reading('OOPS-1A1')));
    const copy = newOops('OOPS-1A1', { value: 'value 1' }, { fileName: '2', content: { size: 1, crc: 1 } });
    expect(store(fileOf('2', { kind: 'oops', oops: copy, stamp: STAMP }))).toEqual({ kind: 'known' });
    expect(store(fileOf('2', reading('OOPS-1A2', 2), 1))).toEqual({ kind: 'waiting' });
    expect(freed.take().copies).toEqual([{ directory: FOLDER, name: 'OOPS-1A1' }]);
  });
});
