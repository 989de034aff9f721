import { describe, expect, it } from 'vitest';
import { isSameReport, millisecondsOf, OOPS_COLUMNS } from '../../../../src/store/sqlite/tables/oops-row.js';
import { databaseOf, oops } from '../../../support/sample-oops.js';

it('has the columns of the table in their order', () => {
  const columns = databaseOf([]).prepare("SELECT name FROM pragma_table_info('stored_oops')").pluck().all();
  expect(columns).toEqual(['id', ...OOPS_COLUMNS]);
});

it.each([
  [0.529, 529],
  [0.0004, 0],
  [0, 0],
  [null, null],
  [-0.001, null],
  [Number.NaN, null],
  [Number.POSITIVE_INFINITY, null],
  [1e13, null],
])('keeps %s seconds as %s milliseconds', (seconds, milliseconds) => {
  expect(millisecondsOf(seconds)).toBe(milliseconds);
});

describe('isSameReport', () => {
  const report = oops('OOPS-1A1', { reporter: 'A', value: 'x' });

  it.each([
    ['the spelling of the id', { id: 'oops-1a1' }],
    ['a statement, for rules say whether it is kept', { mostExpensiveStatement: 'SELECT 1' }],
    ['what no clock measures', { durationSeconds: Number.NaN }],
  ])('does not look at %s', (_, given) => {
    expect(isSameReport(report, { ...report, ...given })).toBe(true);
  });

  it('takes a report without a reporter for one of the unknown', () => {
    expect(isSameReport(oops('OOPS-1A1'), oops('OOPS-1A1', { reporter: 'UNKNOWN' }))).toBe(true);
    expect(isSameReport(report, { ...report, reporter: null })).toBe(false);
  });

  it.each([{ value: 'y' }, { value: null }, { durationSeconds: 1 }, { informational: true }])(
    'tells apart what says %o',
    (given) => {
      expect(isSameReport(report, { ...report, ...given })).toBe(false);
    },
  );
});
