import { describe, expect, it } from 'vitest';
import { run } from '../../support/run.js';
import { makeFolder } from '../../support/temporary-folder.js';

/** A log with a window that is over and one that is open, both with long names. */
async function makeLog(): Promise<string> {
  const folder = makeFolder();
  const add = (...more: string[]) =>
    run(folder, ['windows', 'add', '--systems', 'api', '--title', 'Move of the database', ...more]);
  await add('--outage', 'maintenance-1', '--start', '2011-09-08T08:00:00Z', '--end', '2011-09-08T08:10:00Z');
  await add('--outage', 'maintenance-2', '--start', '2011-09-08T09:00:00Z');
  return folder;
}

const OVER = 'maintenance-1  downtime  2011-09-08T08:00:00Z  2011-09-08T08:10:00Z';
const OPEN = 'maintenance-2  downtime  2011-09-08T09:00:00Z  open';

describe('windows list', () => {
  it('has a window a line', async () => {
    const { stdout } = await run(await makeLog(), ['windows', 'list']);
    expect(stdout).toBe(
      `${OVER}  api  Move of the database\n${OPEN.padEnd(OVER.length)}  api  Move of the database\n`,
    );
  });

  it('puts systems and title below on a terminal that is too narrow', async () => {
    const { stdout } = await run(await makeLog(), ['--no-color', 'windows', 'list'], { columns: 80 });
    expect(stdout).toBe(`${OVER}\n    api  Move of the database\n${OPEN}\n    api  Move of the database\n`);
  });

  it('keeps the line on a terminal that is wide enough, with what is open in colour', async () => {
    const { stdout } = await run(await makeLog(), ['windows', 'list'], { columns: 100 });
    expect(stdout).toBe(
      [
        `${OVER}  api  Move of the database\n`,
        `${OPEN.replace('open', `\u001b[33mopen\u001b[39m${' '.repeat(16)}`)}  api  Move of the database\n`,
      ].join(''),
    );
  });
});
