import { expect, it } from 'vitest';
import { re2Source } from '../../../../src/store/clickhouse/classes/re2-source.js';
import { UserError } from '../../../../src/user-error.js';

it('has a dot find no end of a line, and case as it is asked for', () => {
  expect(re2Source({ source: 'a.b' }, 'x')).toBe('(?-s)a.b');
  expect(re2Source(/a/i, 'x')).toBe('(?-s)(?i)a');
});

it('says what cannot be done', () => {
  expect(() => re2Source({ source: '(?<=a)b' }, '--value (?<=a)b')).toThrow(
    new UserError('--value (?<=a)b: `(?<=` looks behind, which ClickHouse cannot do. Write it without.'),
  );
});
