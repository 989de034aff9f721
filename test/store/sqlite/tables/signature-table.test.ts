import { expect, it } from 'vitest';
import { createDictionary } from '../../../../src/store/sqlite/tables/dictionary.js';
import { createLookups } from '../../../../src/store/sqlite/tables/lookups.js';
import { createSignatureTable } from '../../../../src/store/sqlite/tables/signature-table.js';
import { databaseOf, SETTINGS } from '../../../support/sample-oops.js';

it('normalises an exception once for every kind of summary, until it forgets', () => {
  const db = databaseOf([]);
  const table = createSignatureTable(createDictionary(db), SETTINGS.rules);
  const first = table.idOf({ id: 1, type: 'KeyError', value: 'x' }, 'webapp');
  expect(table.idOf({ id: 1, type: 'not', value: 'looked at' }, 'webapp')).toBe(first);
  expect(table.idOf({ id: 2, type: 'KeyError', value: 'x' }, 'webapp')).toBe(first);
  expect(table.idOf({ id: 2, type: 'NotFound', value: 'y' }, 'codehosting')).not.toBe(first);
  expect(table.idOf({ id: 3, type: 'NotFound', value: 'y' }, 'webapp')).not.toBe(first);
  expect(createLookups(db).signatureById(first)).toEqual({ type: 'KeyError', value: 'x', bug: null });
  table.forget();
  expect(table.idOf({ id: 1, type: 'NotFound', value: 'x' }, 'webapp')).not.toBe(first);
});
