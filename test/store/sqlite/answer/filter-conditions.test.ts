import { describe, expect, it } from 'vitest';
import type { Filter } from '../../../../src/questions/filters.js';
import { conditionOf, createParameters } from '../../../../src/store/sqlite/answer/filter-conditions.js';
import { addRegexp } from '../../../../src/store/sqlite/sql/read-with-sql.js';
import { databaseOf, newOops } from '../../../support/sample-oops.js';

const db = databaseOf([
  newOops('OOPS-1A1', {
    type: 'KeyError',
    value: 'a_b%',
    username: 'Ann',
    statementsCount: 5,
    durationSeconds: 1.5,
  }),
  newOops('OOPS-1A2', {
    type: 'NotFound',
    value: 'axbx',
    username: '',
    statementsCount: 100,
    userAgent: 'Googlebot/2.1',
  }),
  newOops('OOPS-1A3', { type: null, value: "it's", username: null }),
]);
addRegexp(db);
db.exec("INSERT INTO stored_attribution VALUES (1, 'fdt', 'downtime', 'during', 'expected', 1)");

function find(name: Filter['name'], values: string[], negated = false): string {
  const { parameters, bind } = createParameters();
  const condition = conditionOf({ name, values, negated }, bind);
  const ids = db.prepare(`SELECT id FROM oops WHERE ${condition} ORDER BY id`).pluck().all(parameters);
  return ids.map((id) => String(id).replace('OOPS-1A', '')).join(' ');
}

describe('conditionOf', () => {
  it.each<[Filter['name'], string[], string, string]>([
    ['type', ['keyERROR'], '1', '2 3'],
    ['type', ['*Err*', 'notfound'], '1 2', '3'],
    ['type', [''], '3', '1 2'],
    ['user', [''], '2 3', '1'],
    ['user', ['*'], '1 2', '3'],
    ['value', ['^a.b'], '1 2', '3'],
    ['value', ["it's"], '3', '1 2'],
    ['id', ['oops-1a_'], '', '1 2 3'],
    ['statements', ['>=5', '<100'], '1', '2 3'],
    ['duration', ['>1'], '1', '2 3'],
    ['robots', ['yes'], '1 2 3', ''],
    ['robots', ['no'], '1 3', '2'],
    ['robots', ['only'], '2', '1 3'],
    ['outage', ['any'], '1', '2 3'],
    ['outage', ['none'], '2 3', '1'],
    ['outage', ['FDT'], '1', '2 3'],
    ['phase', ['downtime'], '1', '2 3'],
    ['signature', ['1'], '1', '2 3'],
    ['signature', ['keyerror: *'], '1', '2 3'],
  ])('of --%s %j finds %s, and of its opposite the rest', (name, values, found, others) => {
    expect(find(name, values)).toBe(found);
    expect(find(name, values, true)).toBe(others);
  });

  it('takes signs that LIKE knows for themselves', () => {
    expect(find('type', ['%*'])).toBe('');
    expect(find('type', ['Key_rror*'])).toBe('');
    expect(find('url', ['\\*'])).toBe('');
  });

  it('throws for an amount that nobody checked', () => {
    expect(() => find('statements', ['many'])).toThrow('many is no amount');
  });
});

it('keeps each value under a name of its own', () => {
  const { parameters, bind } = createParameters();
  expect([bind('a'), bind(5), bind('a')]).toEqual(['@p0', '@p1', '@p2']);
  expect(parameters).toEqual({ p0: 'a', p1: 5, p2: 'a' });
});
