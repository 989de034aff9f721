import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { complainOfNothing } from '../../src/ingest/complain-of-nothing.js';
import { openSnapshot } from '../../src/store/sqlite/sqlite-snapshot.js';
import { loadPaths } from '../support/load-paths.js';
import { makeFolder, textReport } from '../support/temporary-folder.js';

const NEEDED =
  'Name a repository (folders such as 2011-09-08 with a report in each file), a report, an export (.ndjson, .json, .csv, .envelope) or a log (.log) of JSON lines.';
const GOOD = textReport('OOPS-2077A1', { Date: '2011-09-08T08:53:06Z' });

/** Loads names in a folder of these files, and says what is complained of, with DIR for the folder. */
async function complain(
  files: Readonly<Record<string, string>>,
  names: readonly string[] = [''],
  options = {},
) {
  const folder = makeFolder(files);
  const paths = names.map((name) => join(folder, name).replace(/\/$/, ''));
  const { db, ...summary } = await loadPaths(paths, { settle: 0, ...options });
  return (await complainOfNothing(openSnapshot(db), paths, summary))?.replaceAll(folder, 'DIR') ?? null;
}

describe('complainOfNothing', () => {
  it.each<[string, Record<string, string>, string]>([
    ['an empty folder', {}, 'DIR has no folder of a day in it'],
    ['a folder of other files', { 'a.txt': '' }, 'DIR has no folder of a day in it, but 1 file (.txt)'],
    [
      'a folder of many kinds of files',
      { a: '', 'a.b': '', 'b.b': '', 'a.c': '', 'a.d': '', 'a.e': '', 'a.f': '' },
      'DIR has no folder of a day in it, but 7 files (.b, .c, .d, .e, .f)',
    ],
    [
      'a folder of a day that no calendar has',
      { 'x/2011-02-30/1': GOOD },
      'DIR has no folder of a day in it',
    ],
  ])('says what is in %s', async (_, files, found) => {
    expect(await complain(files)).toBe(`nothing could be read: ${found}. ${NEEDED}`);
  });

  it('says what was refused first, and how many more', async () => {
    expect(await complain({ '2011-09-08/a': '' })).toBe(
      `nothing could be read: DIR/2011-09-08/a: empty file. ${NEEDED}`,
    );
    expect(await complain({ '2011-09-08/a': '', '2011-09-08/b': '', '2011-09-08/c': '' })).toBe(
      `nothing could be read: DIR/2011-09-08/a: empty file, and 2 more. ${NEEDED}`,
    );
  });

  it('names files that hold nothing, and counts those that were skipped for their names', async () => {
    expect(await complain({ 'a.csv': 'id\n' }, ['a.csv'])).toBe(
      `nothing could be read: DIR/a.csv holds no report. ${NEEDED}`,
    );
    expect(await complain({ 'a.tmp': GOOD, 'b.tmp': GOOD }, ['a.tmp', 'b.tmp'])).toBe(
      `nothing could be read: DIR/a.tmp holds no report; DIR/b.tmp holds no report; 2 skipped for hidden or temporary names. ${NEEDED}`,
    );
  });

  it.each<[string, Record<string, string>, object]>([
    ['something was read', { '2011-09-08/a': GOOD, '2011-09-08/b': '' }, {}],
    ['a day is there on which nothing was written', { '2011-09-08/.hidden': '' }, {}],
    ['a day is there at any depth', { 'a/b/2011-09-08/.hidden': '' }, {}],
  ])('says nothing where %s', async (_, files, options) => {
    expect(await complain(files, [''], options)).toBeNull();
  });

  it('says nothing where all is too young to be read', async () => {
    const files = { single: GOOD };
    expect(await complain(files, ['single'], { settle: Number.MAX_SAFE_INTEGER })).toBeNull();
  });

  it('says nothing of a source that was read before and has nothing just now', async () => {
    const folder = makeFolder({ '2011-09-08/a': GOOD });
    const { db } = await loadPaths(folder, { settle: 0 });
    const { db: _, ...summary } = await loadPaths(makeFolder(), {});
    rmSync(folder, { recursive: true });
    expect(await complainOfNothing(openSnapshot(db), [folder], summary)).toBeNull();
    const other = makeFolder();
    expect(await complainOfNothing(openSnapshot(db), [other], summary)).toContain(other);
  });
});
