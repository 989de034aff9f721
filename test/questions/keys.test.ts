import { describe, expect, it } from 'vitest';
import { KEY_NAMES, readKeys } from '../../src/questions/keys.js';
import { VIEWS } from '../../src/questions/sql/views.js';
import { UserError } from '../../src/user-error.js';

describe('readKeys', () => {
  it('reads names with commas between, in any case', () => {
    expect(readKeys('--group-by', ' System,HOUR ,user')).toEqual([
      { name: 'system', of: 'system', isTime: false, needsText: false },
      { name: 'hour', of: 'minute', isTime: true, needsText: false },
      { name: 'user', of: 'username', isTime: false, needsText: false },
    ]);
  });

  it('knows every name that it tells, and what only a full-text search has', () => {
    expect(readKeys('--columns', KEY_NAMES.join(',')).map(({ name }) => name)).toEqual(KEY_NAMES);
    expect(KEY_NAMES).toEqual(expect.arrayContaining(Object.keys(VIEWS.oops.columns)));
    expect(readKeys('--columns', 'rank,snippet').every(({ needsText }) => needsText)).toBe(true);
  });

  it.each([
    ['system,system', '--group-by names system twice. Name it once.'],
    ['system,', `--group-by 'system,' lacks a column. Choose from ${KEY_NAMES.join(', ')}.`],
    ['x"y', `--group-by x"y is no column. Choose from ${KEY_NAMES.join(', ')}.`],
    ['constructor', `--group-by constructor is no column. Choose from ${KEY_NAMES.join(', ')}.`],
  ])('refuses %s', (text, message) => {
    expect(() => readKeys('--group-by', text)).toThrow(new UserError(message));
  });
});
