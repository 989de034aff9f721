import { describe, expect, it } from 'vitest';
import { observedUntil } from '../../../../src/evidence/observed-until.js';
import type { ReadExport } from '../../../../src/store/records.js';
import { openDatabase } from '../../../../src/store/sqlite/opening/database.js';
import {
  exportsIn,
  findExport,
  findRowSettings,
  findSource,
  forgetExport,
  listSources,
  putExport,
  recordFileReading,
  recordFullReading,
} from '../../../../src/store/sqlite/tables/sources.js';

const NO_LAG = () => 0;

function read(...readings: readonly (readonly [path: string, at: number])[]) {
  const { db } = openDatabase(':memory:');
  for (const [path, lastReadAt] of readings) recordFullReading(db, { path, kind: 'repository', lastReadAt });
  return {
    sources: listSources(db).map(({ path, lastReadAt }) => [path, lastReadAt]),
    earliest: observedUntil(listSources(db), NO_LAG),
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

  it('goes back when a clock that was ahead has been put right', () => {
    expect(read(['/a', 3000], ['/a', 2]).earliest).toBe(2);
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
  const single = (path: string, lastReadAt: number) => ({ path, lastReadAt, readUntil: null });

  it('lets what an export is known until count beside all others', () => {
    const { db } = openDatabase(':memory:');
    recordFullReading(db, { path: '/oopses', kind: 'repository', lastReadAt: 5 });
    recordFileReading(db, { path: '/oopses/a.log', lastReadAt: 9, readUntil: 3, hasGrown: true });
    expect(findSource(db, '/oopses/a.log')).toEqual({
      path: '/oopses/a.log',
      kind: 'export',
      lastReadAt: 9,
      readUntil: 3,
      heldBack: 0,
      hasGrown: true,
    });
    expect(observedUntil(listSources(db), NO_LAG)).toBe(3);
    recordFullReading(db, { path: '/oopses', kind: 'repository', lastReadAt: 10 });
    expect(observedUntil(listSources(db), NO_LAG)).toBe(3);
  });

  it('lets single reports decide only where there is nothing else, and then the latest', () => {
    const { db } = openDatabase(':memory:');
    recordFileReading(db, single('/a', 1));
    recordFileReading(db, single('/b', 3));
    expect(observedUntil(listSources(db), NO_LAG)).toBe(3);
    recordFullReading(db, { path: '/oopses', kind: 'repository', lastReadAt: 2 });
    expect(observedUntil(listSources(db), NO_LAG)).toBe(2);
  });

  it('leaves a repository alone that a named report lies in', () => {
    const { db } = openDatabase(':memory:');
    recordFullReading(db, { path: '/oopses', kind: 'repository', lastReadAt: 5 });
    recordFileReading(db, single('/oopses', 9));
    recordFileReading(db, single('/oopses/2011-09-08', 9));
    expect(listSources(db)).toMatchObject([{ path: '/oopses', kind: 'repository', lastReadAt: 5 }]);
  });
});

describe('what is known of an export', () => {
  const read: ReadExport = {
    ...{ path: '/l/a.log', size: 9, modifiedAt: 7, goodRows: 3, rejectedRows: 2, otherRows: 1 },
    ...{ columns: { time: 'ts' }, format: 'json', errorLevels: ['fatal'] },
    position: { offset: 8, lines: 6, check: 'a-b' },
  };

  it('is given as it was kept, with how its rows are read', () => {
    const { db } = openDatabase(':memory:');
    putExport(db, read);
    expect(findExport(db, read.path)).toEqual(read);
    const { columns, format, errorLevels } = read;
    expect(findRowSettings(db, read.path)).toEqual({ columns, format, errorLevels });
    expect([findExport(db, '/l/b.log'), findRowSettings(db, '/l/b.log')]).toEqual([undefined, undefined]);
  });

  it('is replaced by what is kept next, also where that cannot be read on', () => {
    const { db } = openDatabase(':memory:');
    const next = { ...read, ...{ size: 20, columns: {}, format: null, errorLevels: null, position: null } };
    putExport(db, read);
    putExport(db, next);
    expect(findExport(db, read.path)).toEqual(next);
  });

  it('has it read again when it is forgotten, and from where it was', () => {
    const { db } = openDatabase(':memory:');
    putExport(db, read);
    forgetExport(db, read.path);
    expect(findExport(db, read.path)).toEqual({ ...read, modifiedAt: -1 });
  });

  it('has the names of those directly in a folder', () => {
    const { db } = openDatabase(':memory:');
    for (const path of ['/l/a.log', '/l/old/b.log', '/la/c.log', '/l/d.log'])
      putExport(db, { ...read, path });
    expect(exportsIn(db, '/l')).toEqual(new Set(['a.log', 'd.log']));
  });
});
