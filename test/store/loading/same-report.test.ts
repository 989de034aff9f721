import { describe, expect, it } from 'vitest';
import { isSameReport } from '../../../src/store/loading/same-report.js';
import { oops } from '../../support/sample-oops.js';

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
