import { describe, expect, it } from 'vitest';
import { run } from '../support/run.js';
import { makeFolder, textReport } from '../support/temporary-folder.js';

async function makeDay(): Promise<string> {
  const fields = { 'Exception-Type': 'KeyError', Date: '2011-09-08T08:00:00+00:00' };
  const folder = makeFolder({
    'r/2011-09-08/A1': textReport('OOPS-2077A1', { ...fields, 'Exception-Value': 'at 0x1f' }),
    'r/2011-09-08/A2': textReport('OOPS-2077A2', { ...fields, 'Exception-Value': 'at 0x2f' }),
  });
  await run(folder, ['ingest', 'r']);
  return folder;
}

async function bugOf(folder: string): Promise<unknown> {
  const { stdout } = await run(folder, ['daily', '--format', 'json']);
  return JSON.parse(stdout).sections[0].groups[0].bug;
}

describe('bug', () => {
  it('ties every OOPS of a signature to a bug, and unties it again', async () => {
    const folder = await makeDay();
    expect(await bugOf(folder)).toBeNull();
    expect((await run(folder, ['bug', 'set', 'OOPS-2077A1', '844616'])).stdout).toBe(
      'KeyError: at $ADDRESS is tracked by https://bugs.launchpad.net/bugs/844616.\n',
    );
    expect(await bugOf(folder)).toBe(844616);
    expect((await run(folder, ['daily'])).stdout).toContain(
      '      Bug: https://bugs.launchpad.net/bugs/844616\n',
    );
    expect((await run(folder, ['bug', 'unset', 'OOPS-2077A2'])).stdout).toBe(
      'KeyError: at $ADDRESS is tracked by no bug. It was tracked by bug 844616.\n',
    );
    expect(await bugOf(folder)).toBeNull();
  });

  it.each([
    [['set', 'OOPS-2077A1', '#1'], '#1 is no number of a bug. Write it as 844616.'],
    [['set', 'OOPS-2077A1'], "missing required argument 'bug'. See oops-report bug set --help."],
  ])('refuses %j', async (args, message) => {
    const folder = await makeDay();
    expect(await run(folder, ['bug', ...args])).toEqual({
      code: 2,
      stdout: '',
      stderr: `oops-report: ${message}\n`,
    });
  });
});
