import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { type ReadFile, type ReadFilesOptions, readFiles } from '../../../src/ingest/threads/read-files.js';
import { BUILT_IN_RULES } from '../../../src/oops/classes/rules.js';
import { makeFolder } from '../../support/temporary-folder.js';

const LIMIT = 8 * 1024 * 1024;

/** Text reports by number; every seventh is damaged, and one is larger than what is read ahead. */
function writeReports(directory: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const id = `OOPS-2077A${index}`;
    const value = index === 40 ? 'x'.repeat(2 * 1024 * 1024) : `value ${index % 10}`;
    const text = `Oops-Id: ${id}\nException-Type: KeyError\nException-Value: ${value}\nDate: 2011-09-08T08:00:00Z\n\n`;
    writeFileSync(join(directory, id), index % 7 === 3 ? '' : text);
    return id;
  });
}

async function readAll(
  directory: string,
  names: readonly string[],
  options: Partial<ReadFilesOptions>,
): Promise<ReadFile[]> {
  const files = names.map((name) => ({ directory, date: '2011-09-08', name, before: null }));
  const read: ReadFile[] = [];
  for await (const some of readFiles([files], { limit: LIMIT, rules: BUILT_IN_RULES, jobs: 1, ...options })) {
    read.push(...some);
  }
  return read;
}

describe('readFiles', () => {
  it('gives every file once, in order, also a large one', async () => {
    const directory = makeFolder();
    const names = writeReports(directory, 100);
    const read = await readAll(directory, [...names, 'gone'], {});
    expect(read.map(({ file }) => file.name)).toEqual([...names, 'gone']);
    expect(read.map(({ read }) => read.kind)).toEqual([
      ...names.map((_, index) => (index % 7 === 3 ? 'refused' : 'oops')),
      'gone',
    ]);
  });

  it.each([
    ['alone', { jobs: 1 }],
    ['with threads from the first file on', { jobs: 3, alone: 0, patience: 1 }],
    ['with threads once many were found', { jobs: 2, alone: 40, patience: 1 }],
    ['with fewer than threads are started for', { jobs: 2, alone: 1000, patience: 1 }],
  ])('hands on that nothing was found, and all that was: %s', async (_, options) => {
    const directory = makeFolder();
    const files = writeReports(directory, 100).map((name) => ({ directory, date: null, name, before: null }));
    const found = [[], files.slice(0, 30), [], files.slice(30, 31), files.slice(31), []];
    const sizes: number[] = [];
    const names: string[] = [];
    for await (const some of readFiles(found, { limit: LIMIT, rules: BUILT_IN_RULES, ...options })) {
      const read = [...some];
      sizes.push(read.length);
      names.push(...read.map(({ file }) => file.name));
    }
    expect(names).toEqual(files.map(({ name }) => name));
    expect(sizes.filter((size) => size === 0)).toHaveLength(3);
  });

  it('goes on alone when the threads do not answer', async () => {
    const directory = makeFolder();
    const names = writeReports(directory, 300);
    // No thread can start from the sources: what it would run is there only once they are compiled.
    const read = await readAll(directory, names, { jobs: 3, alone: 64, patience: 1 });
    expect(read).toEqual(await readAll(directory, names, {}));
  });

  it('may be left early', async () => {
    const directory = makeFolder();
    const files = writeReports(directory, 100).map((name) => ({ directory, date: null, name, before: null }));
    const options = { limit: LIMIT, rules: BUILT_IN_RULES, jobs: 3, alone: 0, patience: 1 };
    for await (const [first] of readFiles([files], options)) {
      expect(first?.file).toBe(files[0]);
      break;
    }
  });
});

describe('ingest --jobs', () => {
  it('makes the same database with one thread and with several', () => {
    const folder = makeFolder();
    const reports = join(folder, '2011-09-08');
    mkdirSync(reports);
    writeReports(reports, 3000);
    const databases = makeFolder();
    const load = (jobs: string) => {
      const path = join(databases, `${jobs}.db`);
      const args = [
        'dist/main.js',
        '--db',
        path,
        'ingest',
        folder,
        '--jobs',
        jobs,
        '--settle',
        '0',
        '--format',
        'json',
      ];
      const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      const { elapsedSeconds, ...summary } = JSON.parse(stdout);
      const db = new Database(path, { readonly: true });
      const rows = db.prepare('SELECT *, NULL AS arrived_at FROM stored_oops ORDER BY id').all();
      const texts = db.prepare('SELECT id, value FROM text ORDER BY id').all();
      db.close();
      return { summary, rows, texts };
    };
    const alone = load('1');
    expect(alone.summary).toMatchObject({ found: 3000, loaded: 2571, rejected: 429 });
    expect(load('3')).toEqual(alone);
  });
});
