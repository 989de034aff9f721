import { expect, it } from 'vitest';
import { createReporterTable, listReporters } from '../../../../src/store/sqlite/tables/reporters.js';
import { databaseOf } from '../../../support/sample-oops.js';

it('stores a reporter once, with what the config says of it, and lists them by name', () => {
  const db = databaseOf([]);
  const table = createReporterTable(db, (name) => ({ system: `system of ${name}`, kind: 'checkwatches' }));
  const stored = { id: 1, name: 'B', system: 'system of B', kind: 'checkwatches' };
  expect(table.reporterOf('B')).toEqual(stored);
  expect(table.reporterOf('B')).toEqual(stored);
  table.reporterOf('A');
  expect(listReporters(db).map(({ name }) => name)).toEqual(['A', 'B']);
});

it('has one reporter for OOPSes that name none', () => {
  const table = createReporterTable(databaseOf([]), (system) => ({ system, kind: 'webapp' }));
  expect(table.reporterOf(null)).toEqual(table.reporterOf('UNKNOWN'));
});

it('keeps what is stored of a reporter whatever the config says, and stores anew what it has to forget', () => {
  const db = databaseOf([]);
  createReporterTable(db, () => ({ system: 'first', kind: 'webapp' })).reporterOf('A');
  const table = createReporterTable(db, () => ({ system: 'second', kind: 'webapp' }));
  expect(table.reporterOf('A').system).toBe('first');
  db.exec('DELETE FROM reporter');
  expect(table.reporterOf('A').system).toBe('first');
  table.forget();
  expect(table.reporterOf('A').system).toBe('second');
});
