import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it } from 'vitest';
import { runOnTerminal } from './support/on-terminal.js';
import { hasPythonModule } from './support/python.js';
import { run } from './support/run.js';
import { makeFolder } from './support/temporary-folder.js';
import { withoutColours } from './support/without-colours.js';

const PROGRAM = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const { PATH } = process.env;

describe.skipIf(!hasPythonModule('pty'))('the program on a terminal', () => {
  let folder = '';
  let report = '';

  beforeEach(async () => {
    folder = makeFolder();
    await run(folder, [
      ...['windows', 'add', '--systems', 'A', '--outage', 'over'],
      ...['--start', '2011-09-08T08:00:00Z', '--end', '2011-09-08T08:10:00Z'],
    ]);
    report = (await run(folder, ['outage', 'over'])).stdout;
  });

  /** What is seen of the report on a terminal of ten rows, and what its pager got. */
  async function seeOutage(env: Record<string, string>, args: readonly string[] = [], rows = 10) {
    const paged = join(makeFolder(), 'paged');
    const command = [process.execPath, PROGRAM, ...args, 'outage', 'over'];
    const { code, shown } = await runOnTerminal(command, {
      ...{ rows, cwd: folder },
      env: { PATH, TERM: 'xterm', PAGED: paged, ...env },
    });
    return { code, shown, paged: existsSync(paged) ? readFileSync(paged, 'utf8') : null };
  }

  it('shows in the pager what is longer than the screen, and ends with the code of the verdict', async () => {
    const { code, shown, paged } = await seeOutage({ PAGER: 'cat > "$PAGED"' });
    expect({ code, shown }).toEqual({ code: 3, shown: '' });
    expect(withoutColours(paged ?? '')).toBe(report);
    expect(paged).toContain('\u001b[33mINCONCLUSIVE.\u001b[39m');
  });

  it('takes no offence when the pager is left early', async () => {
    expect(await seeOutage({ PAGER: 'head -n 1 > "$PAGED"', NO_COLOR: '1' })).toEqual({
      ...{ code: 3, shown: '' },
      paged: 'Outage over\n',
    });
  });

  it.each([
    ['with --no-pager', { PAGER: 'cat > "$PAGED"' }, ['--no-pager', '--no-color'], 10],
    ['where all of it fits the screen', { PAGER: 'cat > "$PAGED"', NO_COLOR: '1' }, [], 100],
    ['where the pager is missing', { PAGER: 'no-such-pager', NO_COLOR: '1' }, [], 10],
  ])('prints it %s', async (_, env, args, rows) => {
    expect(await seeOutage(env, args, rows)).toEqual({ code: 3, shown: report, paged: null });
  });

  it('begins an error in red', async () => {
    const { code, shown } = await runOnTerminal([process.execPath, PROGRAM, 'show', 'nothing'], {
      ...{ rows: 24, cwd: folder },
      env: { PATH, TERM: 'xterm' },
    });
    expect(code).toBe(2);
    expect(shown).toMatch(/^.\[31moops-report:.\[39m There is no OOPS nothing\./);
  });
});
