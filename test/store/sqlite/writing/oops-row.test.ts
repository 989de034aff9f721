import { expect, it } from 'vitest';
import { OOPS_COLUMNS } from '../../../../src/store/sqlite/writing/oops-row.js';
import { databaseOf } from '../../../support/sample-oops.js';

it('has the columns of the table in their order', () => {
  const columns = databaseOf([]).prepare("SELECT name FROM pragma_table_info('stored_oops')").pluck().all();
  expect(columns).toEqual(['id', ...OOPS_COLUMNS]);
});
