import { describe, expect, it } from 'vitest';
import { readStoreAddress } from '../../../src/store/address/read-address.js';
import { UserError } from '../../../src/user-error.js';
import { makeFolder } from '../../support/temporary-folder.js';

const ADDRESS = 'clickhouse://oops@ch1/oops';

function readPassword(env: Record<string, string>, files: Record<string, string> = {}) {
  const address = readStoreAddress(ADDRESS, { name: '--db', env, cwd: makeFolder(files) });
  return address.engine === 'clickhouse' ? address.password : null;
}

describe('readStoreAddress', () => {
  it.each([
    ['none', {}, ''],
    ['the variable', { OOPS_REPORT_DB_PASSWORD: ' s:e@c ' }, ' s:e@c '],
    ['the file', { OOPS_REPORT_DB_PASSWORD_FILE: 'secret' }, 'of a file '],
    [
      'the file where the variable is empty',
      { OOPS_REPORT_DB_PASSWORD: '', OOPS_REPORT_DB_PASSWORD_FILE: 'secret' },
      'of a file ',
    ],
  ])('has the password of %s', (_, env, password) => {
    expect(readPassword(env, { secret: 'of a file \n' })).toBe(password);
  });

  it('leaves a line feed at the end of a file alone but for the last', () => {
    expect(readPassword({ OOPS_REPORT_DB_PASSWORD_FILE: 'secret' }, { secret: 'a\n\r\n' })).toBe('a\n');
  });

  it.each([
    [
      { OOPS_REPORT_DB_PASSWORD_FILE: 'secret' },
      'OOPS_REPORT_DB_PASSWORD_FILE secret: no such file or folder. Name a file that can be read.',
    ],
    [
      { OOPS_REPORT_DB_PASSWORD: 'a', OOPS_REPORT_DB_PASSWORD_FILE: 'secret' },
      'Both OOPS_REPORT_DB_PASSWORD and OOPS_REPORT_DB_PASSWORD_FILE are set. Leave one of them out.',
    ],
  ])('refuses %o', (env, message) => {
    expect(() => readPassword(env)).toThrow(new UserError(message));
  });

  it('takes that of other clients of ClickHouse where there is none of its own', () => {
    const other = { CLICKHOUSE_PASSWORD: 'theirs' };
    expect(readPassword(other)).toBe('theirs');
    expect(readPassword({ ...other, OOPS_REPORT_DB_PASSWORD: 'ours' })).toBe('ours');
  });

  it('looks for no password of a file', () => {
    const env = { OOPS_REPORT_DB_PASSWORD_FILE: 'missing' };
    expect(readStoreAddress('oops.db', { name: '--db', env, cwd: '/srv' }).engine).toBe('sqlite');
  });
});
