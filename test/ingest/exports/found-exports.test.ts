import { describe, expect, it } from 'vitest';
import { createFoundExports } from '../../../src/ingest/exports/found-exports.js';
import type { FoundFolder } from '../../../src/sources/find-reports.js';
import { emptyListing } from '../../../src/sources/list-folder.js';

function folder(path: string, date: string | null, ...exports: string[]): FoundFolder {
  return { ...emptyListing(), path, date, exports };
}

describe('exports that are found', () => {
  it.each([
    [['/l/app.log', '/l/app.log.1', '/l/app.log.2.gz', '/l/app.log-20261127'], ['/l/app.log']],
    [['/l/app.log.1.gz'], ['/l/app.log']],
    [
      ['/l/app.log', '/l/other.log', '/m/app.log'],
      ['/l/app.log', '/l/other.log', '/m/app.log'],
    ],
    [['/l/app.log', '/l/app.log'], ['/l/app.log']],
  ])('by name, %j, are of the sources %j', (named, sources) => {
    const found = createFoundExports([]);
    for (const path of named) found.addNamed(path);
    expect(found.sources().map(({ path }) => path)).toEqual(sources);
    expect(found.sources().flatMap(({ exports }) => exports)).toEqual([...new Set(named)]);
  });

  it('in a folder that was named are one source, however deep they lie', () => {
    const found = createFoundExports(['/l', '/m']);
    found.addFolder(folder('/l', null, 'a.log', 'b.log'));
    found.addFolder(folder('/l/old', null, 'a.log'));
    found.addFolder(folder('/m', null, 'a.log'));
    expect(found.sources()).toEqual([
      { path: '/l', isRepository: false, exports: ['/l/a.log', '/l/b.log', '/l/old/a.log'] },
      { path: '/m', isRepository: false, exports: ['/m/a.log'] },
    ]);
    expect(found.isAllExports('/l')).toBe(true);
  });

  it('beside folders of days belong to a repository, wherever those come', () => {
    const found = createFoundExports(['/r']);
    found.addFolder(folder('/r', null, 'a.log'));
    found.addFolder(folder('/r/2026-11-27', '2026-11-27'));
    expect(found.sources()).toEqual([{ path: '/r', isRepository: true, exports: ['/r/a.log'] }]);
    expect(found.isAllExports('/r')).toBe(false);
  });

  it('are none in folders without any', () => {
    const found = createFoundExports(['/r']);
    found.addFolder(folder('/r', null));
    expect(found.sources()).toEqual([]);
    expect(found.isAllExports('/r')).toBe(false);
  });
});
