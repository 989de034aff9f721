import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const run = (...args: string[]) =>
  spawnSync(process.execPath, ['faults/run.js', ...args], { encoding: 'utf8' });

describe('npm run faults', () => {
  it('kills what it is told to, finds that nothing is lost and nothing is there twice, and says so in a table', () => {
    const { status, stdout, stderr } = run('--seed', '5', '--kills', '4', '--only', 'ingest,import');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^Seed 5\ningest: well\nimport: well\n/);
    expect(stdout).toMatch(
      /\n {2}ingest +2 +0 +0 +0 +0 +\d+ s\n {2}import +2 +0 +0 +0 +0 +\d+ s\n {2}all +4 /,
    );
  });

  it('names what there is where it is asked for something else', () => {
    expect(run('--only', 'nothing')).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/^there is no nothing: choose of ingest, exports, .*little-memory\n$/),
    });
  });
});
