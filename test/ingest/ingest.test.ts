import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findOops } from '../../src/store/sqlite/single/oopses.js';
import { loadPaths } from '../support/load-paths.js';
import { makeFolder, textReport } from '../support/temporary-folder.js';

const TIME = '2011-09-08T08:53:06Z';
const report = (id: string) => textReport(id, { Date: TIME });

describe('ingestPaths', () => {
  it('loads repositories, single reports and exports in one run, and counts them together', async () => {
    const folder = makeFolder({
      'r/2011-09-08/1': report('OOPS-1A1'),
      'r/2011-09-08/2.tmp': '',
      single: report('OOPS-1A2'),
      'x.ndjson': `{"id":"OOPS-1A3","time":"2011-09-09"}\n{"id":" ","time":1}\n`,
      'y.csv.gz': `id,time\nOOPS-1A4,2011-09-07\n`,
    });
    const names = ['r', 'x.ndjson', 'single', 'y.csv.gz'];
    const { db, ...summary } = await loadPaths(names.map((name) => join(folder, name)));
    expect(summary).toMatchObject({
      ...{ found: 6, loaded: 4, rejected: 1, skipped: 1 },
      rejects: [{ path: `${join(folder, 'x.ndjson')} line 2`, reason: 'no id' }],
      firstTime: '2011-09-07T00:00:00.000Z',
      lastTime: '2011-09-09T00:00:00.000Z',
    });
    for (const id of ['OOPS-1A1', 'OOPS-1A2', 'OOPS-1A3', 'OOPS-1A4']) expect(findOops(db, id)).toBeDefined();
  });

  it('reads an export once, however often it is named', async () => {
    const path = join(makeFolder({ 'x.ndjson': `{"id":"OOPS-1A1","time":"${TIME}"}\n` }), 'x.ndjson');
    expect(await loadPaths([path, path])).toMatchObject({ found: 1, loaded: 1 });
  });

  it('looks for reports in a folder, whatever its name', async () => {
    const folder = makeFolder({ 'x.csv/2011-09-08/1': report('OOPS-1A1') });
    expect(await loadPaths(join(folder, 'x.csv'))).toMatchObject({ found: 1, loaded: 1 });
  });

  it('takes paths that are gone as if they had not been given', async () => {
    const folder = makeFolder();
    expect(await loadPaths([join(folder, 'gone'), join(folder, 'gone.csv')])).toMatchObject({ found: 0 });
  });
});
