import { describe, expect, it } from 'vitest';
import { addFiles, textReport } from '../../../support/temporary-folder.js';
import { makeWorkplace } from '../../../support/workplace.js';

/** A workplace in which an OOPS of reporter `APPSERVERS` was read, and `windows` as a function. */
async function makePlace(config = '') {
  const { folder, run } = makeWorkplace();
  const id = 'OOPS-2077APPSERVERS1';
  const report = textReport(id, { 'Exception-Type': 'NotFound', Date: '2011-09-08T08:00:00Z' });
  addFiles(folder, {
    [`reports/2011-09-08/${id}`]: report,
    'oops-report.yaml': config,
    'w.csv':
      'outage,phase,systems,start,end\n' +
      'a,downtime,appserver,2011-09-08T09:00Z,2011-09-08T09:01Z\n' +
      'b,downtime,appserver mail,2011-09-08T10:00Z,2011-09-08T10:01Z\n',
  });
  await run('ingest', 'reports');
  return (...args: string[]) => run(...args);
}

const NEAR =
  'system appserver is not known, no OOPS of it was ever read. Did you mean APPSERVERS? It is recorded all the same.\n';
const ADD = ['windows', 'add', '--outage', 'a', '--start', '2011-09-08T09:00Z', '--systems'];

describe('a system that nobody has heard', () => {
  it('is remarked on with the nearest names, and recorded', async () => {
    const run = await makePlace();
    expect(await run(...ADD, 'appserver')).toEqual({
      code: 0,
      stdout: 'a: downtime of appserver from 2011-09-08T09:00:00Z to open is recorded.\n',
      stderr: `a: ${NEAR}`,
    });
    expect((await run('windows', 'edit', 'a', '--systems', 'blog')).stderr).toBe(
      'a: system blog is not known, no OOPS of it was ever read. It is recorded all the same.\n',
    );
  });

  it('is remarked on once in an import, and not when the window is there already', async () => {
    const run = await makePlace();
    const { code, stderr } = await run('windows', 'import', 'w.csv');
    expect([code, stderr]).toEqual([
      0,
      `w.csv line 2: ${NEAR}w.csv line 3: system mail is not known, no OOPS of it was ever read. It is recorded all the same.\n`,
    ]);
    expect((await run('windows', 'import', 'w.csv')).stderr).toBe('');
  });

  it.each([['appservers'], ['APPSERVERS'], ['*']])('is not %s', async (systems) => {
    expect((await (await makePlace())(...ADD, systems)).stderr).toBe('');
  });

  it('is not told of with --quiet', async () => {
    expect((await (await makePlace())('--quiet', ...ADD, 'appserver')).stderr).toBe('');
  });

  it('is not told of before anything was read', async () => {
    expect((await makeWorkplace().run(...ADD, 'appserver')).stderr).toBe('');
  });

  it('is refused where the config lists systems, with the nearest', async () => {
    const run = await makePlace('systems: { appservers: { reporters: [A] } }');
    expect((await run(...ADD, 'appserver')).stderr).toBe(
      'oops-report: a: system appserver is unknown. Did you mean appservers? If not, add it to systems in the config.\n',
    );
  });
});
