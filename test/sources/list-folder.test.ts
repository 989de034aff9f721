import { execFileSync } from 'node:child_process';
import { rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  addReport,
  emptyListing,
  type FolderRole,
  faultOfKind,
  listFolder,
  type Seen,
} from '../../src/sources/list-folder.js';
import { makeFolder } from '../support/temporary-folder.js';

const FILES = { 'a/x': '', new: '', same: '', changed: '', 'x.tmp': '', '.hidden': '' };

function seen(name: string): Seen {
  if (name === 'changed') return { changed: 'OOPS-1A1' };
  return name === 'same' ? 'same' : 'new';
}

/** All of a folder in one listing. */
function list(path: string, role: FolderRole) {
  const [listing, ...more] = [...listFolder(path, role, seen, 100)];
  expect(more).toEqual([]);
  return listing && { ...listing, reports: listing.reports.sort() };
}

describe('listFolder', () => {
  it('tells of a dated folder what is new, changed, known and no report', () => {
    expect(list(makeFolder(FILES), 'dated')).toEqual({
      ...emptyListing(),
      reports: ['changed', 'new'],
      changed: new Map([['changed', 'OOPS-1A1']]),
      folders: ['a'],
      known: 1,
      skipped: 2,
    });
  });

  it.each<[FolderRole, number]>([
    ['metadata', 5],
    ['other', 0],
  ])('has nothing but folders of one that is %s, and skips %d files', (role, skipped) => {
    expect(list(makeFolder(FILES), role)).toEqual({ ...emptyListing(), folders: ['a'], skipped });
  });

  it('names what cannot be opened as a report, but no link to a folder', () => {
    const folder = makeFolder({ 'folder/x': '', file: '' });
    for (const [name, target] of [
      ['to-folder', 'folder'],
      ['to-file', 'file'],
      ['to-nothing', 'gone'],
      ['to-itself', 'to-itself'],
      ['to-device', '/dev/null'],
    ] as const) {
      symlinkSync(target, join(folder, name));
    }
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    expect(list(folder, 'dated')).toEqual({
      ...emptyListing(),
      reports: ['file', 'to-file'],
      unreadable: new Map([
        ['pipe', 'is a named pipe'],
        ['to-device', 'is a device'],
        ['to-itself', 'symbolic links lead in a circle'],
        ['to-nothing', 'is a symbolic link to nothing'],
      ]),
      folders: ['folder'],
    });
  });

  it('gives many reports in parts, none of them larger than asked for', () => {
    const folder = makeFolder(Object.fromEntries(['1', '2', '3', '4', '5'].map((name) => [name, ''])));
    const parts = [...listFolder(folder, 'dated', seen, 2)].map(({ reports }) => reports);
    expect(parts.map(({ length }) => length)).toEqual([2, 2, 1]);
    expect(parts.flat().sort()).toEqual(['1', '2', '3', '4', '5']);
  });

  it('tells of very many known files in parts, so that whoever counts them can stop', () => {
    const names = Array.from({ length: 10_001 }, (_, index) => [`same-${index}`, '']);
    const folder = makeFolder({ ...Object.fromEntries(names), new: '' });
    const same = (name: string) => (name === 'new' ? 'new' : 'same') as Seen;
    const parts = [...listFolder(folder, 'dated', same, 100)];
    expect(parts.map(({ known }) => known)).toEqual([10_000, 1]);
    expect(parts.flatMap(({ reports }) => reports)).toEqual(['new']);
  });

  it('finds nothing in a folder that is gone, and says why it could not list another', () => {
    const folder = makeFolder({ a: '' });
    rmSync(folder, { recursive: true });
    expect(list(folder, 'dated')).toEqual(emptyListing());
    const circle = join(makeFolder(), 'circle');
    symlinkSync(circle, circle);
    expect(list(circle, 'dated')).toEqual({ ...emptyListing(), fault: 'symbolic links lead in a circle' });
  });
});

describe('faultOfKind', () => {
  it('finds none in a file, and names what else there is', () => {
    const folder = makeFolder({ file: '' });
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    expect(faultOfKind(statSync(join(folder, 'file')))).toBeNull();
    expect(faultOfKind(statSync(join(folder, 'pipe')))).toBe('is a named pipe');
    expect(faultOfKind(statSync('/dev/null'))).toBe('is a device');
  });
});

describe('addReport', () => {
  it('keeps what a file said before, of those that have changed alone', () => {
    const listing = emptyListing();
    addReport(listing, 'b', 'new');
    addReport(listing, 'a', { changed: 7 });
    expect(listing).toMatchObject({ reports: ['b', 'a'], changed: new Map([['a', 7]]) });
  });
});
