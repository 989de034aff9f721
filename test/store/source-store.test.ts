import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/store/open-database.js';
import {
  earliestFullReading,
  isWithin,
  listSources,
  recordFileReading,
  recordFullReading,
} from '../../src/store/source-store.js';

function read(...readings: readonly (readonly [path: string, at: number])[]) {
  const { db } = openDatabase(':memory:');
  for (const [path, lastReadAt] of readings) recordFullReading(db, { path, kind: 'repository', lastReadAt });
  return {
    sources: listSources(db).map(({ path, lastReadAt }) => [path, lastReadAt]),
    earliest: earliestFullReading(db),
  };
}

describe('recordFullReading', () => {
  it('knows nothing without a source', () => {
    expect(read().earliest).toBeNull();
  });

  it('keeps the last reading of each source; the earliest of them says how far all are known', () => {
    expect(read(['/a', 1], ['/b', 2], ['/a', 3])).toEqual({
      sources: [
        ['/a', 3],
        ['/b', 2],
      ],
      earliest: 2,
    });
  });

  it('never goes back, should an older reading end later', () => {
    expect(read(['/a', 3], ['/a', 1]).earliest).toBe(3);
  });

  it('does not record a part of a source', () => {
    expect(read(['/a', 1], ['/a/2011-09-08', 2], ['/ab', 3]).sources).toEqual([
      ['/a', 1],
      ['/ab', 3],
    ]);
  });

  it('lets a source take in its parts', () => {
    expect(read(['/a/b', 1], ['/a/c', 2], ['/a', 3]).sources).toEqual([['/a', 3]]);
  });
});

describe('recordFileReading', () => {
  it('has the latest reading decide where only files were named', () => {
    const { db } = openDatabase(':memory:');
    recordFileReading(db, { path: '/a.ndjson', lastReadAt: 1 });
    recordFileReading(db, { path: '/b.csv', lastReadAt: 3 });
    recordFileReading(db, { path: '/b.csv', lastReadAt: 2 });
    expect(listSources(db)).toEqual([
      { path: '/a.ndjson', kind: 'export', lastReadAt: 1 },
      { path: '/b.csv', kind: 'export', lastReadAt: 3 },
    ]);
    expect(earliestFullReading(db)).toBe(3);
  });

  it('does not hold back, or carry forward, what the repositories say', () => {
    const { db } = openDatabase(':memory:');
    recordFileReading(db, { path: '/january.ndjson', lastReadAt: 1 });
    recordFullReading(db, { path: '/oopses', kind: 'repository', lastReadAt: 5 });
    recordFileReading(db, { path: '/june.ndjson', lastReadAt: 9 });
    expect(earliestFullReading(db)).toBe(5);
  });

  it('leaves a repository alone that a named file lies in', () => {
    const { db } = openDatabase(':memory:');
    recordFullReading(db, { path: '/oopses', kind: 'repository', lastReadAt: 5 });
    recordFileReading(db, { path: '/oopses', lastReadAt: 9 });
    recordFileReading(db, { path: '/oopses/2011-09-08', lastReadAt: 9 });
    expect(listSources(db)).toEqual([{ path: '/oopses', kind: 'repository', lastReadAt: 5 }]);
  });
});

it.each([
  ['/', '/a', true],
  ['/a', '/a', true],
  ['/a', '/a/b', true],
  ['/a', '/ab', false],
  ['/a/b', '/a', false],
])('%s holds %s: %s', (folder, path, expected) => {
  expect(isWithin(folder, path)).toBe(expected);
});
