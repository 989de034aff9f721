import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

it('has in docs/commands.md the help of the program, in docs/sql.md the data dictionary, and in README.md the reports that it prints', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/docs.js', '--check'], {
    encoding: 'utf8',
  });
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
});
