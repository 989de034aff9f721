import { expect, it } from 'vitest';
import { DEFAULT_DOCUMENT_SETTINGS } from '../../../../src/oops/events/document-settings.js';
import { readKnownFiles } from '../../../../src/store/sqlite/loader/known-files.js';
import { putExport } from '../../../../src/store/sqlite/tables/sources.js';
import { createOopsWriter } from '../../../../src/store/sqlite/writing/oops-writer.js';
import { AT, databaseOf, newOops, SETTINGS } from '../../../support/sample-oops.js';

const FOLDER = '/oopses/2011-09-08';

it('knows a stamped file by its stamp, an old one by when it was loaded, and an export as one', () => {
  const db = databaseOf([newOops('OOPS-1A1')]);
  const writer = createOopsWriter(db, SETTINGS);
  writer.transaction(() => {
    writer.insert(newOops('OOPS-1A2'), AT, { size: 7, modifiedAt: AT - 1 });
    writer.insert(newOops('OOPS-1A3', {}, { fileName: 'x.csv' }), AT);
  });
  putExport(db, {
    ...{
      path: `${FOLDER}/x.csv`,
      size: 1,
      modifiedAt: AT,
      ...DEFAULT_DOCUMENT_SETTINGS,
      goodRows: 1,
      rejectedRows: 0,
      otherRows: 0,
      position: null,
    },
  });
  const known = readKnownFiles(db, FOLDER);
  expect(known.find('OOPS-1A1')).toEqual({ kind: 'unstamped', before: 1, loadedAt: AT });
  expect(known.find('OOPS-1A2')).toEqual({ kind: 'stamped', before: 2, size: 7, modifiedAt: AT - 1 });
  expect(known.find('x.csv')).toEqual({ kind: 'export' });
  expect(known.find('OOPS-1A4')).toBeUndefined();
  expect(readKnownFiles(db, '/elsewhere').find('OOPS-1A1')).toBeUndefined();
});

it('does not know when what is gone was loaded', () => {
  const db = databaseOf([newOops('OOPS-1A1')]);
  const known = readKnownFiles(db, FOLDER);
  db.exec('DELETE FROM stored_attribution; DELETE FROM file; DELETE FROM stored_oops');
  expect(known.find('OOPS-1A1')).toEqual({ kind: 'unstamped', before: 1, loadedAt: null });
});
