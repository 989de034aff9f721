import { describe, expect, it } from 'vitest';
import { UNKNOWN_STAMP } from '../../../../src/store/loading/stamps.js';
import {
  hasFilesWithin,
  lastIdsOf,
  pathsOf,
  placesOf,
  readFilesOf,
  rowsOfFile,
} from '../../../../src/store/sqlite/tables/files.js';
import { createOopsWriter } from '../../../../src/store/sqlite/writing/oops-writer.js';
import { AT, databaseOf, newOops, SETTINGS } from '../../../support/sample-oops.js';

const FOLDER = '/oopses/2011-09-08';

describe('readFilesOf', () => {
  it('has each file of a directory with its OOPS and stamp', () => {
    const db = databaseOf([newOops('OOPS-1B1', {}, { directory: '/other' }), newOops('OOPS-1A1')]);
    const writer = createOopsWriter(db, SETTINGS);
    writer.transaction(() => void writer.insert(newOops('OOPS-1A2'), AT, { size: 7, modifiedAt: AT }));
    const { places, oops, size, modifiedAt } = readFilesOf(db, FOLDER);
    const rows = Array.from(places, ([name, at]) => [name, oops[at], size[at], modifiedAt[at]]);
    expect(rows).toEqual([
      ['OOPS-1A1', 2, UNKNOWN_STAMP, 0],
      ['OOPS-1A2', 3, 7, AT],
    ]);
  });

  it('has more than are fetched at once, also of one OOPS', () => {
    const db = databaseOf([newOops('OOPS-1A1')]);
    db.exec(`
      WITH RECURSIVE n (value) AS (VALUES (1) UNION ALL SELECT value + 1 FROM n WHERE value < 45000)
      INSERT INTO file (oops, directory_id, name, size, modified_at) SELECT 1, 1, 'f' || value, value, 0 FROM n`);
    const { places, size } = readFilesOf(db, FOLDER);
    expect(places.size).toBe(45_001);
    expect(['f1', 'f20001', 'f45000'].map((name) => size[places.get(name) ?? -1])).toEqual([
      1, 20_001, 45_000,
    ]);
  });

  it('knows nothing of a directory that was never read', () => {
    expect(readFilesOf(databaseOf([newOops('OOPS-1A1')]), '/nowhere').places.size).toBe(0);
  });
});

it.each([
  ['/oopses/2011-09-08', true],
  ['/oopses', true],
  ['/oopses/', true],
  ['/', true],
  ['/oopses/2011', false],
  ['/oops', false],
  ['/oopses/2011-09-08/deeper', false],
])('says whether files were read in %s or below: %s', (folder, expected) => {
  expect(hasFilesWithin(databaseOf([newOops('OOPS-1A1')]), folder)).toBe(expected);
});

it('does not count a directory whose files are gone', () => {
  const db = databaseOf([newOops('OOPS-1A1')]);
  db.exec('DELETE FROM file');
  expect(hasFilesWithin(db, FOLDER)).toBe(false);
});

it('finds the OOPSes of a file, and the files of an OOPS in the order in which their folders came', () => {
  const db = databaseOf([
    newOops('OOPS-1A1', { time: AT + 1 }, { directory: '/in', fileName: 'x.csv' }),
    newOops('OOPS-1A2', { time: AT + 2, isEvent: true }, { directory: '/in', fileName: 'x.csv' }),
    newOops('OOPS-1A1', { time: AT + 1 }, { directory: '/a', fileName: 'b' }),
    newOops('OOPS-1A1', { time: AT + 1 }, { directory: '/a', fileName: 'a' }),
  ]);
  expect(rowsOfFile(db, { directory: '/in', name: 'x.csv' })).toEqual([
    { seq: 1, time: AT + 1, isEvent: 0 },
    { seq: 2, time: AT + 2, isEvent: 1 },
  ]);
  expect(rowsOfFile(db, { directory: '/in', name: 'y.csv' })).toEqual([]);
  expect(pathsOf(db, 1)).toEqual(['/in/x.csv', '/a/a', '/a/b']);
  expect(placesOf(db, 2)).toEqual([{ directory: '/in', name: 'x.csv' }]);
});

it('has the ids of the OOPSes of an export that came last, and no more than are asked for', () => {
  const file = { directory: '/in', fileName: 'a.log' };
  const db = databaseOf([
    newOops('OOPS-1A1', {}, file),
    newOops('OOPS-1A2', {}, file),
    newOops('OOPS-1B1', {}, { directory: '/in', fileName: 'b.log' }),
    newOops('OOPS-1A3', {}, file),
    newOops('OOPS-1A1', {}, file),
  ]);
  const last = (most: number) => [...lastIdsOf(db, { directory: '/in', name: 'a.log' }, most)];
  expect(last(2)).toEqual(['OOPS-1A3', 'OOPS-1A2']);
  expect(last(10)).toEqual(['OOPS-1A3', 'OOPS-1A2', 'OOPS-1A1']);
  expect(last(0)).toEqual([]);
  expect([...lastIdsOf(db, { directory: '/nowhere', name: 'a.log' }, 10)]).toEqual([]);
});
