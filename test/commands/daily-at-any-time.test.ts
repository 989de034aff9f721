import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/store/sqlite/opening/database.js';
import { createOopsWriter } from '../../src/store/sqlite/writing/oops-writer.js';
import { run } from '../support/run.js';
import { newOops, SETTINGS } from '../support/sample-oops.js';
import { makeFolder, textReport } from '../support/temporary-folder.js';

const report = (id: string, time: string) => textReport(id, { 'Exception-Type': 'E', Date: `${time}+00:00` });

/** A folder with an OOPS of the last moment of 2011-09-08 and one of the first of the day after. */
async function makeNight(): Promise<string> {
  const folder = makeFolder({
    'r/2011-09-08/A1': report('OOPS-2077A1', '2011-09-08T23:59:59.999'),
    'r/2011-09-09/A2': report('OOPS-2078A2', '2011-09-09T00:00:00'),
  });
  await run(folder, ['ingest', 'r']);
  return folder;
}

describe('daily', () => {
  it.each(['text', 'html', 'markdown', 'json'])(
    'prints the same bytes when it runs twice, as %s',
    async (format) => {
      const folder = await makeNight();
      const first = await run(folder, ['daily', '--format', format]);
      expect(first).toMatchObject({ code: 0, stderr: '' });
      expect(await run(folder, ['daily', '--format', format])).toEqual(first);
    },
  );

  it.each([
    ['2011-09-09T00:00:00.000Z', '2011-09-08T00:00:00.000Z', 1],
    ['2011-09-08T23:59:59.999Z', '2011-09-07T00:00:00.000Z', 0],
    ['2011-09-09T23:59:59.999Z', '2011-09-08T00:00:00.000Z', 1],
    ['2011-09-10T00:00:00.000Z', '2011-09-09T00:00:00.000Z', 1],
  ])('at %s is of the day that began at %s', async (now, from, total) => {
    const folder = await makeNight();
    const { stdout } = await run(folder, ['daily', '--format', 'json'], { now: () => Date.parse(now) });
    expect(JSON.parse(stdout)).toMatchObject({ from, total });
  });

  it('reports what was there before, while an ingest is writing', async () => {
    const folder = await makeNight();
    const { db } = openDatabase(join(folder, 'oops-report.db'));
    const writer = createOopsWriter(db, SETTINGS);
    const time = Date.parse('2011-09-08T12:00:00Z');
    writer.begin();
    writer.insert(newOops('OOPS-2077A3', { time, type: 'E' }), time);
    const total = async () =>
      JSON.parse((await run(folder, ['daily', '2011-09-08', '--format', 'json'])).stdout).total;
    expect(await total()).toBe(1);
    writer.commit();
    expect(await total()).toBe(2);
    db.close();
  });
});
