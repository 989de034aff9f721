import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Batch, createBatch } from '../../src/ingest/batch.js';
import { createOopsReader } from '../../src/ingest/read-oops.js';
import { rereadFreed } from '../../src/ingest/reread-freed.js';
import { Tally } from '../../src/ingest/tally.js';
import { BUILT_IN_RULES } from '../../src/oops/classes/rules.js';
import type { Loader } from '../../src/store/loader.js';
import { openDatabase } from '../../src/store/sqlite/opening/database.js';
import { withLoader } from '../support/loading.js';
import { addFiles, makeFolder, textReport } from '../support/temporary-folder.js';

const SETTINGS = { limit: 1000, rules: BUILT_IN_RULES };
const one = textReport('OOPS-1A1', { User: 'one' });
const other = textReport('OOPS-1A1', { User: 'other' });

/** A folder of a day with these files, whose reports are read and counted as ingest does. */
function openScene(files: Readonly<Record<string, string>>) {
  const root = makeFolder();
  const directory = join(root, '2011-09-08');
  const write = (written: Readonly<Record<string, string>>) => addFiles(directory, written);
  write(files);
  const { db } = openDatabase(':memory:');
  const read = createOopsReader(SETTINGS);

  async function load(batch: Batch, loader: Loader, names: readonly string[]): Promise<void> {
    const known = await loader.knownFiles(directory);
    for (const name of names) {
      const file = known.find(name);
      const before = file && file.kind !== 'export' ? file.before : null;
      const came = read({ directory, date: '2011-09-08', name, before });
      if (came.kind === 'oops' || came.kind === 'refused') await batch.add(directory, name, came, { before });
    }
    await batch.flush();
  }

  return {
    directory,
    write,
    /** Loads files, reads again what they free, and gives what was counted. */
    run: (names: readonly string[], isYoung = () => false, tally = new Tally()) =>
      withLoader(async (loader) => {
        const batch = createBatch(loader, tally);
        await load(batch, loader, names);
        await rereadFreed(batch, tally, { ...SETTINGS, isYoung });
        await batch.flush();
        const { found, loaded, known, rejected, unsettled } = tally.summary(0);
        return { found, loaded, known, rejected, unsettled };
      }, db),
    users: () => db.prepare('SELECT id, username FROM oops ORDER BY id').raw().all(),
  };
}

const NONE = { found: 0, loaded: 0, known: 0, rejected: 0, unsettled: 0 };

describe('rereadFreed', () => {
  it('gives a report its turn that was refused in an earlier run, without counting it', async () => {
    const scene = openScene({ a: one, b: other });
    expect(await scene.run(['a', 'b'])).toEqual({ ...NONE, found: 2, loaded: 1, rejected: 1 });
    scene.write({ a: textReport('OOPS-1A2', { User: 'one' }) });
    expect(await scene.run(['a'])).toEqual({ ...NONE, found: 1, loaded: 1 });
    expect(scene.users()).toEqual([
      ['OOPS-1A1', 'other'],
      ['OOPS-1A2', 'one'],
    ]);
  });

  it('takes back that it was refused, where that was in the same run', async () => {
    const scene = openScene({ a: one, b: other });
    await scene.run(['a']);
    scene.write({ a: textReport('OOPS-1A2') });
    // The report is refused before the file that has its id is read again.
    expect(await scene.run(['b', 'a'])).toEqual({ ...NONE, found: 2, loaded: 2 });
  });

  it('has the first of the paths decide among those that held one OOPS', async () => {
    const scene = openScene({ a: one, b: one });
    expect(await scene.run(['a', 'b'])).toEqual({ ...NONE, found: 2, loaded: 1, known: 1 });
    scene.write({ a: other });
    expect(await scene.run(['a'])).toEqual({ ...NONE, found: 1, loaded: 1 });
    expect(scene.users()).toEqual([['OOPS-1A1', 'other']]);
    scene.write({ b: other });
    expect(await scene.run(['b'])).toEqual({ ...NONE, found: 1, known: 1 });
  });

  it('has the first of the paths decide, though it waits and the others were copies', async () => {
    const scene = openScene({ a: one, b: one, c: one });
    await scene.run(['a', 'b', 'c']);
    scene.write({ b: other });
    // Of `b` and `c`, which said the same as `a`, only `b` was read: `a` decides, and `b` is refused.
    expect(await scene.run(['b'])).toEqual({ ...NONE, found: 1, rejected: 1 });
    expect(scene.users()).toEqual([['OOPS-1A1', 'one']]);
  });

  it('leaves what is young for the next run, and counts it as that once', async () => {
    const scene = openScene({ a: one, b: one });
    await scene.run(['a', 'b']);
    scene.write({ a: other });
    expect(await scene.run(['a'], () => true)).toEqual({ ...NONE, unsettled: 1 });
  });

  it('passes over what is gone by now', async () => {
    const scene = openScene({ a: one, b: other });
    await scene.run(['a', 'b']);
    scene.write({ a: textReport('OOPS-1A2') });
    rmSync(join(scene.directory, 'b'));
    expect(await scene.run(['a'])).toEqual({ ...NONE, found: 1, loaded: 1 });
    expect(scene.users()).toEqual([['OOPS-1A2', null]]);
  });
});
