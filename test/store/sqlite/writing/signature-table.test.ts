import { expect, it } from 'vitest';
import { NO_EVENT } from '../../../../src/oops/oops.js';
import { createDictionary } from '../../../../src/store/sqlite/writing/dictionary.js';
import { createLookups } from '../../../../src/store/sqlite/writing/lookups.js';
import { createSignatureTable } from '../../../../src/store/sqlite/writing/signature-table.js';
import { databaseOf, SETTINGS } from '../../../support/sample-oops.js';

it('normalises an exception once for every kind of summary, until it forgets', () => {
  const db = databaseOf([]);
  const table = createSignatureTable(createDictionary(db), SETTINGS.rules);
  const first = table.idOf(1, { type: 'KeyError', value: 'x', ...NO_EVENT }, 'webapp');
  expect(table.idOf(1, { type: 'not', value: 'looked at', ...NO_EVENT }, 'webapp')).toBe(first);
  expect(table.idOf(2, { type: 'KeyError', value: 'x', ...NO_EVENT }, 'webapp')).toBe(first);
  expect(table.idOf(2, { type: 'NotFound', value: 'y', ...NO_EVENT }, 'codehosting')).not.toBe(first);
  expect(table.idOf(3, { type: 'NotFound', value: 'y', ...NO_EVENT }, 'webapp')).not.toBe(first);
  expect(createLookups(db).signatureById(first)).toEqual({ type: 'KeyError', value: 'x', bug: null });
  table.forget();
  expect(table.idOf(1, { type: 'NotFound', value: 'x', ...NO_EVENT }, 'webapp')).not.toBe(first);
});
