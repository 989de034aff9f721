import { describe, expect, it } from 'vitest';
import { makeWorkplace } from '../../support/workplace.js';

const WINDOW = 'fdt-1: downtime of * from 2011-09-08T08:53:05Z to 2011-09-08T08:55:17Z';

/** A workplace with one recorded window, and `windows` as a function. */
async function makePlace() {
  const { run } = makeWorkplace();
  const windows = (...args: string[]) => run('windows', ...args);
  await windows(
    ...['add', '--outage', 'fdt-1', '--start', '2011-09-08T08:53:05Z', '--end', '2011-09-08T08:55:17Z'],
    ...['--title', 'Trial'],
  );
  return windows;
}

describe('windows edit', () => {
  it.each([
    [
      'says what could be changed when nothing is to be',
      [],
      `${WINDOW}: nothing to change. Say what is to be otherwise with --phase, --systems, --start, --end, --title, --budget or --kind.\n`,
    ],
    [
      'says so when the window says that already',
      ['--title', ' Trial ', '--end', '2011-09-08T10:55:17+02:00'],
      `${WINDOW}: unchanged, it says so already.\n`,
    ],
  ])('%s', async (_, args, stdout) => {
    const windows = await makePlace();
    expect(await windows('edit', 'fdt-1', ...args)).toEqual({ code: 0, stdout, stderr: '' });
    expect((await windows('log', 'fdt-1')).stdout.split('\n')).toHaveLength(2);
  });
});

describe('an outage that the log does not have', () => {
  it.each([
    [['end', 'ftd-1'], 'There is no outage ftd-1. Did you mean fdt-1? '],
    [['remove', 'FDT-1'], 'There is no outage FDT-1. Did you mean fdt-1? '],
    [['edit', 'fdt', '--title', 'x'], 'There is no outage fdt. Did you mean fdt-1? '],
    [['log', 'fdt_1'], 'There never was an outage fdt_1. Did you mean fdt-1? '],
    [['log', 'maintenance'], 'There never was an outage maintenance. '],
  ])('is answered with the nearest: %j', async (args, message) => {
    const windows = await makePlace();
    expect(await windows(...args)).toEqual({
      code: 2,
      stdout: '',
      stderr: `oops-report: ${message}List all with oops-report windows list.\n`,
    });
  });
});
