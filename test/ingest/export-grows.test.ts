import { utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/store/sqlite/database.js';
import type { Db } from '../../src/store/sqlite/db.js';
import { listRejects } from '../../src/store/sqlite/tables/rejects.js';
import { loadPaths, NOW } from '../support/load-paths.js';
import { addFiles, makeFolder, textReport } from '../support/temporary-folder.js';

const HEADER = 'id,type,value,time\n';
const csv = (serial: number, value: string) =>
  `OOPS-1A${serial},KeyError,${value},2011-09-08T08:${10 + serial}:06Z\n`;
const ndjson = (serial: number, value: string) =>
  `${JSON.stringify({ id: `OOPS-1A${serial}`, type: 'KeyError', value, time: `2011-09-08T08:${10 + serial}:06Z` })}\n`;

/** What the database says, without the numbers and times of its making. */
function contentOf(db: Db): unknown {
  return {
    oopses: db.prepare('SELECT id, time, type, value FROM oops ORDER BY id').all(),
    signatures: db.prepare('SELECT type, value, oops_count FROM signature ORDER BY value').all(),
    rejects: listRejects(db).map(({ name, line, reason }) => ({ name, line, reason })),
  };
}

/** Writes a file and loads it, each time a minute later. */
function openScene(name: string) {
  const folder = makeFolder();
  const { db } = openDatabase(':memory:');
  const path = join(folder, name);
  let now = NOW;
  return {
    db,
    path,
    load(content: string) {
      now += 60_000;
      addFiles(folder, { [name]: content });
      utimesSync(path, now / 1000, now / 1000);
      return loadPaths(path, {}, db, now + 30_000);
    },
  };
}

describe.each([
  ['x.csv', HEADER, csv],
  ['x.ndjson', '', ndjson],
])('%s', (name, header, row) => {
  it('cut at any byte and completed later is as if it had been loaded whole', async () => {
    const rows = [1, 10, 2].map((serial) => row(serial, `value ${serial}`)).join('');
    const whole = header + rows;
    const cuts = fc.array(fc.integer({ min: 0, max: whole.length }), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(cuts, async (lengths) => {
        const scene = openScene(name);
        for (const length of lengths.sort((a, b) => a - b)) await scene.load(whole.slice(0, length));
        await scene.load(whole);
        const fresh = await loadPaths(scene.path);
        expect(contentOf(scene.db)).toEqual(contentOf(fresh.db));
      }),
      { numRuns: 40 },
    );
  });

  it('replaces what it said of an id, and takes back what it says no more of its time', async () => {
    const scene = openScene(name);
    await scene.load(header + row(1, 'a') + row(2, 'b') + row(3, 'c'));
    expect(await scene.load(header + row(1, 'a') + row(3, 'corrected'))).toMatchObject({
      loaded: 1,
      known: 1,
      rejected: 0,
    });
    const fresh = await loadPaths(scene.path);
    expect(contentOf(scene.db)).toEqual(contentOf(fresh.db));
  });

  it('keeps what was rotated out of it', async () => {
    const scene = openScene(name);
    await scene.load(header + row(1, 'a') + row(2, 'b'));
    await scene.load(header + row(2, 'b') + row(3, 'c'));
    await scene.load(header + row(4, 'd'));
    await scene.load(header);
    expect(contentOf(scene.db)).toMatchObject({ oopses: { length: 4 } });
  });

  it('gives way to no other report, and a report refused for what it said gets its turn', async () => {
    const scene = openScene(name);
    const folder = makeFolder({ '2011-09-08/1': textReport('OOPS-1A2', { Date: '2011-09-08T08:00:00Z' }) });
    await scene.load(header + row(1, 'a') + row(2, 'b') + row(3, 'c'));
    expect(await loadPaths(folder, {}, scene.db)).toMatchObject({ rejected: 1 });
    await scene.load(header + row(1, 'a') + row(3, 'c'));
    expect(listRejects(scene.db)).toEqual([]);
    expect(scene.db.prepare("SELECT path FROM oops WHERE id = 'OOPS-1A2'").pluck().get()).toBe(
      join(folder, '2011-09-08/1'),
    );
  });

  it('does not count among its rows a report that got its turn because of it', async () => {
    const scene = openScene(name);
    const folder = makeFolder({ '2011-09-08/1': textReport('OOPS-1A2', { Date: '2011-09-08T08:00:00Z' }) });
    await scene.load(header + row(1, 'a') + row(2, 'b') + row(3, 'c'));
    await loadPaths(folder, {}, scene.db);
    addFiles(dirname(scene.path), { [name]: header + row(1, 'a') + row(3, 'c') });
    utimesSync(scene.path, 1, 1);
    const counted = { found: 3, rejected: 0 };
    expect(await loadPaths([folder, scene.path], {}, scene.db)).toMatchObject({
      ...counted,
      loaded: 1,
      known: 2,
    });
    expect(await loadPaths([folder, scene.path], {}, scene.db)).toMatchObject({
      ...counted,
      loaded: 0,
      known: 3,
    });
  });
});
