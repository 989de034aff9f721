import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  dateOfFolder,
  type FindReportsOptions,
  findReports,
  holdsDate,
} from '../../src/sources/find-reports.js';
import type { Seen } from '../../src/sources/list-folder.js';
import { collect } from '../support/collect.js';
import { makeFolder } from '../support/temporary-folder.js';

/** What is found, as paths below `root`. */
async function find(root: string, paths: readonly string[] = [''], options: FindReportsOptions = {}) {
  const folders = await collect(
    findReports(
      paths.map((path) => join(root, path)),
      options,
    ),
  );
  return {
    reports: folders.flatMap(({ path, reports }) =>
      reports.map((name) => join(path, name).slice(root.length + 1)),
    ),
    unreadable: folders.flatMap(({ unreadable }) => [...unreadable]),
    known: folders.reduce((sum, { known }) => sum + known, 0),
    skipped: folders.reduce((sum, { skipped }) => sum + skipped, 0),
  };
}

describe('findReports', () => {
  it('finds repositories at every depth, also one inside another, in the order of their names', async () => {
    const root = makeFolder({
      'b/2011-09-08/1': '',
      'b/2011-09-08/inner/2011-09-07/2': '',
      'a/deep/er/2011-09-08/4': '',
      'a/deep/er/2011-09-08/3': '',
      '2011-09-09/5': '',
    });
    expect((await find(root)).reports).toEqual([
      '2011-09-09/5',
      'a/deep/er/2011-09-08/3',
      'a/deep/er/2011-09-08/4',
      'b/2011-09-08/1',
      'b/2011-09-08/inner/2011-09-07/2',
    ]);
  });

  it('gives a folder of many reports in parts, each file once', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'known', 'x.tmp'];
    const root = makeFolder(Object.fromEntries(names.map((name) => [`2011-09-08/${name}`, ''])));
    const options = {
      mostReports: 2,
      knownFiles: () => (name: string) => (name === 'known' ? 'same' : 'new') as Seen,
    };
    const parts = await collect(findReports([root], options));
    expect(parts.map(({ reports }) => reports.length)).toEqual([2, 2, 1]);
    for (const { reports } of parts) expect(reports).toEqual([...reports].sort());
    const found = await find(root, [''], options);
    expect({ ...found, reports: found.reports.sort() }).toEqual({
      reports: ['a', 'b', 'c', 'd', 'e'].map((name) => `2011-09-08/${name}`),
      unreadable: [],
      known: 1,
      skipped: 1,
    });
  });

  it('finds nothing outside dated folders, nor in folders whose name is no day', async () => {
    const root = makeFolder({
      README: '',
      'x/file': '',
      '2011-02-30/1': '',
      '2011-9-8/1': '',
      '2011-09-08/sub/1': '',
    });
    expect(await find(root)).toEqual({ reports: [], unreadable: [], known: 0, skipped: 0 });
  });

  it('leaves the folders in a path alone where that is wanted, and names them', async () => {
    const root = makeFolder({ '2011-09-08/1': '', '2011-09-08/2011-09-07/2': '', '2011-09-08/x/y.log': '' });
    const [folder, ...more] = await collect(findReports([join(root, '2011-09-08')], { isFlat: true }));
    expect(more).toEqual([]);
    expect({ ...folder, folders: folder?.folders.sort() }).toMatchObject({
      reports: ['1'],
      exports: [],
      folders: ['2011-09-07', 'x'],
    });
  });

  it('reads what has changed again, and says what it said before', async () => {
    const root = makeFolder({ '2011-09-08/1': '', '2011-09-08/2': '' });
    const knownFiles = () => (name: string) => (name === '1' ? { changed: 7 } : 'new');
    const given = ['2011-09-08/1', '2011-09-08/2'].map((name) => join(root, name));
    for (const paths of [[root], given]) {
      const [folder] = await collect(findReports(paths, { knownFiles }));
      expect(folder).toMatchObject({ reports: ['1', '2'], changed: new Map([['1', 7]]), known: 0 });
    }
  });

  it('leaves .tmp files and metadata alone and counts them', async () => {
    const root = makeFolder({
      'metadata/config.bson': '',
      'metadata/2011-09-08/1': '',
      '2011-09-08/a.tmp': '',
      '2011-09-08/a.tmp.gz': '',
      '2011-09-08/metadata': '',
    });
    expect(await find(root)).toEqual({
      reports: ['2011-09-08/a.tmp.gz', '2011-09-08/metadata'],
      unreadable: [],
      known: 0,
      skipped: 3,
    });
  });

  it('enters a folder called metadata that was given itself', async () => {
    const root = makeFolder({ 'metadata/2011-09-08/1': '' });
    expect((await find(root, ['metadata'])).reports).toEqual(['metadata/2011-09-08/1']);
  });

  it('follows links to files, and none to folders', async () => {
    const root = makeFolder({ 'elsewhere/report': '', '2011-09-08/1': '' });
    symlinkSync(join(root, 'elsewhere/report'), join(root, '2011-09-08/2'));
    symlinkSync(root, join(root, '2011-09-08/2011-09-07'));
    symlinkSync(root, join(root, 'again'));
    expect(await find(root)).toEqual({
      reports: ['2011-09-08/1', '2011-09-08/2'],
      unreadable: [],
      known: 0,
      skipped: 0,
    });
  });

  it('names what is no file, without opening it', async () => {
    const root = makeFolder({ '2011-09-08/1': '' });
    const folder = join(root, '2011-09-08');
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    symlinkSync(join(folder, 'gone'), join(folder, 'link'));
    symlinkSync(join(folder, 'circle'), join(folder, 'circle'));
    symlinkSync('/dev/null', join(folder, 'null'));
    expect(await find(root)).toEqual({
      reports: ['2011-09-08/1'],
      unreadable: expect.arrayContaining([
        ['pipe', 'is a named pipe'],
        ['link', 'is a symbolic link to nothing'],
        ['circle', 'symbolic links lead in a circle'],
        ['null', 'is a device'],
      ]),
      known: 0,
      skipped: 0,
    });
  });

  it('only counts what is known', async () => {
    const root = makeFolder({ '2011-09-08/1': '', '2011-09-08/2': '', '2011-09-07/2': '' });
    const knownFiles = (folder: string) => (name: string) =>
      folder.endsWith('08') && name === '2' ? 'same' : 'new';
    expect(await find(root, [''], { knownFiles })).toMatchObject({
      reports: ['2011-09-07/2', '2011-09-08/1'],
      known: 1,
    });
  });

  it('takes files given by name, wherever they lie, with the day of their folder', async () => {
    const root = makeFolder({ '2011-09-08/a.tmp': '', '2011-09-08/b': '', 'loose/c.csv': '' });
    const paths = ['loose/c.csv', '2011-09-08/b', '2011-09-08/a.tmp'].map((name) => join(root, name));
    expect(await collect(findReports(paths))).toMatchObject([
      { date: null, reports: ['c.csv'], skipped: 0 },
      { date: '2011-09-08', reports: ['b'], skipped: 1 },
    ]);
  });

  it('reads a folder once, however often it was given', async () => {
    const root = makeFolder({ '2011-09-08/1': '' });
    expect((await find(root, ['2011-09-08', '', '2011-09-08'])).reports).toEqual(['2011-09-08/1']);
  });

  it.each([
    [{ since: '2011-09-08', until: null }, ['2011-09-08/1', '2011-09-09/1']],
    [{ since: null, until: '2011-09-08' }, ['2011-09-07/1', '2011-09-08/1']],
    [{ since: '2011-09-08', until: '2011-09-08' }, ['2011-09-08/1']],
  ])('enters only the folders of %o', async (dates, reports) => {
    const root = makeFolder({ '2011-09-07/1': '', '2011-09-08/1': '', '2011-09-09/1': '' });
    expect((await find(root, [''], { dates })).reports).toEqual(reports);
    expect((await find(root, ['2011-09-07/1', '2011-09-08/1', '2011-09-09/1'], { dates })).reports).toEqual(
      reports,
    );
  });

  it('finds nothing in an empty dated folder, and nothing at a path that has gone', async () => {
    const root = makeFolder();
    mkdirSync(join(root, '2011-09-08'));
    expect((await find(root)).reports).toEqual([]);
    expect((await find(root, ['nowhere'])).reports).toEqual(['nowhere']);
  });
});

it.each([
  ['2011-09-08', '2011-09-08'],
  ['2011-02-30', null],
  ['2011-09-08.bak', null],
  ['20110908', null],
])('takes %s for the folder of the day %s', (name, date) => {
  expect(dateOfFolder(name)).toBe(date);
});

it('has both ends of a range inside', () => {
  const range = { since: '2011-09-08', until: '2011-09-10' };
  const days = ['2011-09-07', '2011-09-08', '2011-09-10', '2011-09-11'];
  expect(days.map((day) => holdsDate(range, day))).toEqual([false, true, true, false]);
});
