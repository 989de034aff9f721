import { appendFileSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { observedUntil } from '../../src/evidence/observed-until.js';
import { openDatabase } from '../../src/store/sqlite/opening/database.js';
import { listSources } from '../../src/store/sqlite/tables/sources.js';
import { loadPaths, NOW } from '../support/load-paths.js';
import { addFiles, makeFolder, textReport } from '../support/temporary-folder.js';

const MINUTE = 60_000;
const row = (id: string) => `${JSON.stringify({ id, time: '2011-09-08T08:53:06Z' })}\n`;

/** A folder whose files are written, and read, some minutes after `NOW`; and until when all is known then. */
function openScene() {
  const folder = makeFolder();
  const { db } = openDatabase(':memory:');
  const at = (name: string) => join(folder, name);
  const touch = (name: string, minute: number) =>
    utimesSync(at(name), (NOW + minute * MINUTE) / 1000, (NOW + minute * MINUTE) / 1000);
  return {
    at,
    db,
    write(name: string, content: string, minute: number) {
      addFiles(folder, { [name]: content });
      touch(name, minute);
    },
    append(name: string, content: string, minute: number) {
      appendFileSync(at(name), content);
      touch(name, minute);
    },
    async read(names: string | readonly string[], minute: number, options = {}) {
      await loadPaths([names].flat().map(at), options, db, NOW + minute * MINUTE);
      const until = observedUntil(listSources(db), () => 0);
      return until === null ? null : (until - NOW) / MINUTE;
    },
  };
}

describe('an export is known', () => {
  it('until it was written last, however often it is read', async () => {
    const { write, read } = openScene();
    write('x.ndjson', row('OOPS-1A1'), -60);
    expect(await read('x.ndjson', 0)).toBe(-60);
    expect(await read('x.ndjson', 10)).toBe(-60);
  });

  it('until it was read, once it was seen to grow, also when it has gone quiet', async () => {
    const { write, append, read } = openScene();
    write('x.ndjson', row('OOPS-1A1'), -60);
    await read('x.ndjson', 0);
    append('x.ndjson', row('OOPS-1A2'), 5);
    expect(await read('x.ndjson', 10)).toBe(10);
    expect(await read('x.ndjson', 20)).toBe(20);
    write('x.ndjson', '', 25);
    expect(await read('x.ndjson', 30)).toBe(30);
  });

  it('never later than it was read, when its own clock is ahead', async () => {
    const { write, read } = openScene();
    write('x.ndjson', row('OOPS-1A1'), 600);
    expect(await read('x.ndjson', 0)).toBe(0);
  });

  it.each([
    ['with every row refused', '{}\n{}\n'],
    ['without a row', ''],
    ['without a header', 'no header\n1\n'],
  ])('not at all %s', async (_, content) => {
    const { write, read } = openScene();
    write('x.csv', content, -60);
    expect(await read('x.csv', 0)).toBeNull();
  });

  it('as before, when every row of it is refused now', async () => {
    const { write, read } = openScene();
    write('x.ndjson', row('OOPS-1A1'), -60);
    await read('x.ndjson', 0);
    write('x.ndjson', '{}\n{}\n{}\n{}\n', -10);
    expect(await read('x.ndjson', 1)).toBe(-60);
  });
});

describe('a repository is known', () => {
  const report = (id: string) => textReport(id, { Date: '2011-09-08T08:53:06+00:00' });

  it('until it was read, the last reading and not the latest, also when nothing is left in it', async () => {
    const { write, read, at } = openScene();
    write('r/2011-09-08/1', report('OOPS-1A1'), -60);
    expect(await read('r', 500)).toBe(500);
    expect(await read('r', 10)).toBe(10);
    rmSync(at('r/2011-09-08'), { recursive: true });
    expect(await read('r', 20)).toBe(20);
  });

  it.each([
    ['nothing in it', { 'r/x': '' }],
    ['nothing but what is refused in it', { 'r/2011-09-08/1': 'damaged' }],
    ['nothing but what is being written in it', { 'r/2011-09-08/1.tmp': '' }],
  ])('not at all with %s', async (_, files: Record<string, string>) => {
    const { write, read } = openScene();
    for (const [name, content] of Object.entries(files)) write(name, content, -60);
    expect(await read('r', 0)).toBeNull();
  });

  it('no further when a reading fails', async () => {
    const { write, read } = openScene();
    write('r/2011-09-08/1', report('OOPS-1A1'), -60);
    expect(await read('r', 0)).toBe(0);
    write('r/2011-09-08/1', 'damaged', -50);
    expect(await read('r', 1)).toBe(0);
  });

  it('without what is too young, which is read the next time and does not keep the others', async () => {
    const { write, read } = openScene();
    write('r/2011-09-08/1', report('OOPS-1A1'), -60);
    write('r/2011-09-08/2', report('OOPS-1A2'), -0.01);
    expect(await read('r', 0)).toBeCloseTo(-2 / 60);
    write('r/2011-09-08/2', report('OOPS-1A2'), 1 - 0.01);
    expect(await read('r', 1)).toBeCloseTo(1 - 2 / 60);
    expect(await read('r', 2)).toBe(2);
  });

  it('and an export beside it: the earliest of both', async () => {
    const { write, read } = openScene();
    write('r/2011-09-08/1', report('OOPS-1A1'), -60);
    write('r/x.ndjson', row('OOPS-1A2'), -30);
    expect(await read(['r', 'r/x.ndjson'], 0)).toBe(-30);
    expect(await read('r', 1)).toBe(-30);
  });
});
