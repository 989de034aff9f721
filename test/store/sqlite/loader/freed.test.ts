import { expect, it } from 'vitest';
import { DEFAULT_DOCUMENT_SETTINGS } from '../../../../src/oops/events/document-settings.js';
import { conflictReason } from '../../../../src/store/loading/conflicts.js';
import { createFreedFiles } from '../../../../src/store/sqlite/loader/freed.js';
import { createRejectTable } from '../../../../src/store/sqlite/tables/rejects.js';
import { findExport, putExport } from '../../../../src/store/sqlite/tables/sources.js';
import { AT, databaseOf } from '../../../support/sample-oops.js';

const NOTHING = { copies: [], refused: [] };

function openScene() {
  const db = databaseOf([]);
  const reject = { directory: '/in', line: 0, rejectedAt: AT, size: 1, modifiedAt: AT };
  const table = createRejectTable(db);
  table.put({ ...reject, name: '2', reason: conflictReason('OOPS-1A1', '/in/1') });
  table.put({ ...reject, name: '3', reason: conflictReason('OOPS-1A9', '/in/1') });
  table.put({ ...reject, name: 'x.csv', line: 4, reason: conflictReason('oops-1a1', '/in/1') });
  putExport(db, {
    path: '/in/x.csv',
    size: 1,
    modifiedAt: AT,
    ...DEFAULT_DOCUMENT_SETTINGS,
    goodRows: 1,
    rejectedRows: 1,
    otherRows: 0,
    position: null,
  });
  return { db, freed: createFreedFiles(db) };
}

it('gives the files that were refused for an id, once', () => {
  const { freed } = openScene();
  expect(freed.take()).toEqual(NOTHING);
  freed.freeId('oops-1A1');
  expect(freed.take()).toEqual({ copies: [], refused: [{ directory: '/in', name: '2' }] });
  expect(freed.take()).toEqual(NOTHING);
});

it('has an export read again the next time of which a row was refused for an id', () => {
  const { db, freed } = openScene();
  freed.freeId('OOPS-1A1');
  expect(findExport(db, '/in/x.csv')?.modifiedAt).toBe(AT);
  freed.take();
  expect(findExport(db, '/in/x.csv')?.modifiedAt).toBe(-1);
});

it('gives copies in the order in which they came, once', () => {
  const { freed } = openScene();
  const copies = ['b', 'a'].map((name) => ({ directory: '/in', name }));
  for (const copy of copies) freed.freeCopies([copy]);
  expect(freed.take()).toEqual({ copies, refused: [] });
  expect(freed.take()).toEqual(NOTHING);
});
