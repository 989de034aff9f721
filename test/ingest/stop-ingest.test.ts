import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/store/sqlite/opening/database.js';
import { loadPaths } from '../support/load-paths.js';
import { makeFolder, textReport } from '../support/temporary-folder.js';

const REASON = new Error('enough');

/** Loads until it is told for the `count`th time how far it is, then stops, and loads the rest. */
async function loadInTwo(path: string, count: number, db = openDatabase(':memory:').db) {
  const controller = new AbortController();
  let told = 0;
  const onProgress = () => {
    if (++told === count) controller.abort(REASON);
  };
  await expect(loadPaths(path, { signal: controller.signal, onProgress }, db)).rejects.toBe(REASON);
  const kept = db.prepare('SELECT count(*) FROM stored_oops').pluck().get();
  const { loaded, known } = await loadPaths(path, {}, db);
  return { kept, loaded, known };
}

describe('an ingest that is to stop', () => {
  it('keeps the rows of an export that it has read, and the next one reads on', async () => {
    const rows = Array.from({ length: 4500 }, (_, index) => `{"id":"OOPS-1A${index}","time":1315468800}\n`);
    const folder = makeFolder({ 'export.ndjson': rows.join('') });
    expect(await loadInTwo(`${folder}/export.ndjson`, 2)).toEqual({ kept: 4000, loaded: 500, known: 4000 });
  });

  it('keeps the reports that it has read, and the next one reads on', async () => {
    const reports = Array.from({ length: 100 }, (_, index) => [
      `2011-09-08/${index}`,
      textReport(`OOPS-1A${index}`),
    ]);
    const folder = makeFolder(Object.fromEntries(reports));
    // It is told of the folder, and of each report.
    expect(await loadInTwo(folder, 41)).toEqual({ kept: 40, loaded: 60, known: 40 });
  });

  it('stops where nothing is new, too', async () => {
    const days = ['2011-09-05', '2011-09-06', '2011-09-07', '2011-09-08'];
    const folder = makeFolder(
      Object.fromEntries(days.map((day, index) => [`${day}/1`, textReport(`OOPS-1A${index}`)])),
    );
    const { db } = openDatabase(':memory:');
    await loadPaths(folder, {}, db);
    expect(await loadInTwo(folder, 2, db)).toEqual({ kept: 4, loaded: 0, known: 4 });
  });
});
