import { execFileSync } from 'node:child_process';
import { rmSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { serialize } from 'bson';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type IngestOptions, ingestFolders } from '../../src/ingest/ingest-folders.js';
import { type IngestSummary, Tally } from '../../src/ingest/tally.js';
import type { Db } from '../../src/store/sqlite/db.js';
import { openDatabase } from '../../src/store/sqlite/opening/database.js';
import { findOops } from '../../src/store/sqlite/single/oopses.js';
import { createSqliteStore } from '../../src/store/sqlite/sqlite-store.js';
import { listRejects } from '../../src/store/sqlite/tables/rejects.js';
import { listSources } from '../../src/store/sqlite/tables/sources.js';
import { SETTINGS } from '../support/sample-oops.js';
import { addFiles, makeFolder, textReport } from '../support/temporary-folder.js';

const NOW = Date.parse('2011-09-09T06:00:00Z');

interface Loaded extends IngestSummary {
  readonly db: Db;
}

async function load(
  paths: string | readonly string[],
  options: IngestOptions = {},
  db = openDatabase(':memory:').db,
): Promise<Loaded> {
  const store = createSqliteStore(db, SETTINGS);
  const summary = await ingestFolders(
    { store, rules: SETTINGS.rules, now: () => NOW },
    [paths].flat(),
    options,
  );
  return { ...summary, db };
}

/** All that the database holds of OOPSes, in words, without the ids that depend on the order of loading. */
function contentOf(db: Db, root: string): unknown {
  const ids = db.prepare('SELECT oops_id FROM stored_oops ORDER BY oops_id').pluck().all() as string[];
  const files = db.prepare(
    `SELECT o.oops_id, replace(d.path, @root, '') AS path, f.name
     FROM file f JOIN directory d ON d.id = f.directory_id JOIN stored_oops o ON o.id = f.oops ORDER BY 1, 2, 3`,
  );
  const oopses = ids.map((id) => findOops(db, id)?.stored);
  const rejects = listRejects(db).map((reject) => ({
    ...reject,
    directory: reject.directory.replace(root, ''),
  }));
  return { oopses, files: files.all({ root }), rejects };
}

const DATED = { Date: '2011-09-08T08:53:06+00:00' };

describe('ingestFolders', () => {
  it.each([
    ['RequestExpired', 'SELECT $INT'],
    ['DisconnectionError', null],
  ])('keeps the most expensive statement of time-outs only: of %s %s', async (type, statement) => {
    const headers = textReport('OOPS-2077A1', { ...DATED, 'Exception-Type': type });
    const document = {
      id: 'OOPS-2077A2',
      type,
      time: new Date(NOW),
      timeline: [[0, 5, 'SQL-main', 'SELECT 2']],
    };
    const root = makeFolder({
      '2011-09-08/A1': `${headers}\n00000-00005@SQL-main SELECT 1\n`,
      '2011-09-08/A2': serialize(document),
    });
    const { db } = await load(root);
    for (const id of ['OOPS-2077A1', 'OOPS-2077A2']) {
      expect(findOops(db, id)?.stored.oops).toMatchObject({
        statementsCount: 1,
        mostExpensiveStatement: statement,
      });
    }
  });

  it('loads both formats, plain and compressed, and says what it did', async () => {
    const root = makeFolder({
      '2011-09-08/OOPS-2077A1': textReport('OOPS-2077A1', { ...DATED, 'Exception-Type': 'KeyError' }),
      '2011-09-08/OOPS-2077A2.gz': gzipSync(textReport('OOPS-2077A2', { Date: '2011-09-08T08:55:00+00:00' })),
      '2011-09-08/45084.S6': textReport('OOPS-2077S6'),
      '2011-09-08/broken': 'no report',
      '2011-09-08/being-written.tmp': '',
    });
    const { db, ...summary } = await load(root);
    expect(summary).toEqual({
      found: 5,
      loaded: 3,
      known: 0,
      rejected: 1,
      skipped: 1,
      unsettled: 0,
      exports: 0,
      notErrors: 0,
      rejects: [{ path: join(root, '2011-09-08/broken'), reason: expect.stringMatching(/\w/) }],
      unreadableFolders: [],
      firstTime: '2011-09-08T08:53:06.000Z',
      lastTime: '2011-09-08T12:31:24.000Z',
      elapsedSeconds: 0,
    });
    expect(findOops(db, 'OOPS-2077S6')?.stored).toMatchObject({ timeSource: 'file-name', arrivedAt: NOW });
  });

  it('reads only what is new the second time', async () => {
    const root = makeFolder({ '2011-09-08/1': textReport('OOPS-1A1', DATED) });
    const path = join(root, '2011-09-08/1');
    utimesSync(path, 1, 1);
    const { db } = await load(root);
    const { mtimeMs, size } = statSync(path);
    // What was read is not opened again: damaged without a trace it stays known.
    addFiles(root, { '2011-09-08/1': 'damaged'.padEnd(size), '2011-09-08/2': textReport('OOPS-1A2', DATED) });
    utimesSync(path, mtimeMs / 1000, mtimeMs / 1000);
    expect(await load(root, {}, db)).toMatchObject({ found: 2, loaded: 1, known: 1, rejected: 0 });
  });

  it('reads again what was read before stamps were kept only where it can have changed since', async () => {
    const root = makeFolder({
      '2011-09-08/1': textReport('OOPS-1A1', DATED),
      '2011-09-08/2': textReport('OOPS-1A2', DATED),
    });
    const [older, newer] = ['1', '2'].map((name) => join(root, '2011-09-08', name)) as [string, string];
    const { db } = await load(root);
    db.prepare('UPDATE file SET size = -1, modified_at = 0').run();
    addFiles(root, {
      '2011-09-08/1': textReport('OOPS-1B1', DATED),
      '2011-09-08/2': textReport('OOPS-1B2', DATED),
    });
    utimesSync(older, NOW / 1000 - 60, NOW / 1000 - 60);
    utimesSync(newer, NOW / 1000 + 60, NOW / 1000 + 60);
    expect(await load(root, {}, db)).toMatchObject({ known: 1, loaded: 1 });
    expect(db.prepare('SELECT id FROM oops ORDER BY 1').pluck().all()).toEqual(['OOPS-1A1', 'OOPS-1B2']);
    expect(db.prepare('SELECT name FROM file WHERE size < 0').all()).toEqual([]);
    expect(await load(root, {}, db)).toMatchObject({ known: 2, loaded: 0 });
  });

  it('takes a report in place of another of its id whose files are gone, as a copier leaves them', async () => {
    const root = makeFolder({ '2011-09-08/32040.A0.41xu60': textReport('OOPS-1A1') });
    const { db } = await load(root);
    rmSync(join(root, '2011-09-08/32040.A0.41xu60'));
    addFiles(root, { '2011-09-08/32040.A0': textReport('OOPS-1A1', { ...DATED, User: 'Fred' }) });
    expect(await load(root, {}, db)).toMatchObject({ loaded: 1, rejected: 0 });
    expect(findOops(db, 'OOPS-1A1')?.stored.oops.username).toBe('Fred');
  });

  it('keeps the report of a file that is gone, and of one that can no longer be opened', async () => {
    const root = makeFolder({
      '2011-09-08/1': textReport('OOPS-1A1', DATED),
      '2011-09-08/2': textReport('OOPS-1A2', DATED),
    });
    const { db } = await load(root);
    rmSync(join(root, '2011-09-08/1'));
    rmSync(join(root, '2011-09-08/2'));
    execFileSync('mkfifo', [join(root, '2011-09-08/2')]);
    expect(await load(root, {}, db)).toMatchObject({ known: 0, rejected: 1 });
    expect(db.prepare('SELECT count(*) FROM stored_oops').pluck().get()).toBe(2);
  });

  it('leaves hidden and temporary names alone, also where they are given', async () => {
    const names = [
      '.32040.A0.41xu60',
      '.nfs0001',
      'a.tmp',
      'a.part',
      'a.PARTIAL',
      'a.filepart',
      'a~',
      '.a.swp',
      'a.crdownload',
    ];
    const root = makeFolder(
      Object.fromEntries(names.map((name) => [`2011-09-08/${name}`, textReport('OOPS-1A1', DATED)])),
    );
    const given = names.map((name) => join(root, '2011-09-08', name));
    for (const paths of [[root], given]) {
      expect(await load(paths)).toMatchObject({ found: names.length, skipped: names.length });
    }
  });

  it('keeps what it could not read, and tries again once it has changed', async () => {
    const root = makeFolder({ '2011-09-08/1': 'damaged' });
    const path = join(root, '2011-09-08/1');
    const { db } = await load(root);
    expect(listRejects(db)).toMatchObject([{ name: '1', size: 7, rejectedAt: NOW }]);
    expect(await load(root, {}, db)).toMatchObject({
      found: 1,
      loaded: 0,
      known: 0,
      rejected: 1,
      rejects: [{ path }],
    });
    addFiles(root, { '2011-09-08/1': textReport('OOPS-1A1', DATED) });
    expect(await load(root, {}, db)).toMatchObject({ found: 1, loaded: 1, rejected: 0 });
    expect(listRejects(db)).toEqual([]);
  });

  it('tries again what has not changed only when asked to', async () => {
    const root = makeFolder({ '2011-09-08/1': 'damaged' });
    const path = join(root, '2011-09-08/1');
    utimesSync(path, 1, 1);
    const { db } = await load(root);
    // The same size and time: nothing tells that the content is another.
    addFiles(root, { '2011-09-08/1': 'Oops-Id'.padEnd(7) });
    utimesSync(path, 1, 1);
    db.prepare("UPDATE reject SET reason = 'as before'").run();
    expect((await load(root, {}, db)).rejects).toEqual([{ path, reason: 'as before' }]);
    expect((await load(root, { retry: true }, db)).rejects).not.toEqual([{ path, reason: 'as before' }]);
  });

  it('knows a copy, plain or compressed, wherever it lies', async () => {
    const report = textReport('OOPS-1A1', DATED);
    const root = makeFolder({
      'a/2011-09-08/1': report,
      'a/2011-09-08/1.gz': gzipSync(report),
      'b/2011-09-07/x': report,
    });
    expect(await load(root)).toMatchObject({ found: 3, loaded: 1, known: 2, rejected: 0 });
  });

  it('keeps the first report of an id and rejects another, naming both files', async () => {
    const root = makeFolder({
      '2011-09-08/1': textReport('OOPS-1A1', DATED),
      '2011-09-08/2': textReport('OOPS-1A1', { ...DATED, 'Exception-Type': 'Other' }),
    });
    const { db, rejects } = await load(root);
    expect(rejects).toEqual([
      {
        path: join(root, '2011-09-08/2'),
        reason: `another report has its id OOPS-1A1: ${join(root, '2011-09-08/1')}`,
      },
    ]);
    expect(findOops(db, 'OOPS-1A1')?.stored.oops.type).toBeNull();
    expect(await load(root, {}, db)).toMatchObject({ known: 1, rejected: 1 });
  });

  it('rejects by name what is no file, what is too large, and what nothing tells the time of', async () => {
    const root = makeFolder({
      '2011-09-08/large': textReport('OOPS-1A1', { ...DATED, 'Exception-Value': 'x'.repeat(2000) }),
      '2011-09-08/bomb': gzipSync(textReport('OOPS-1A1', { ...DATED, 'Exception-Value': 'x'.repeat(2000) })),
      'loose/undated': textReport('OOPS-1A2'),
    });
    execFileSync('mkfifo', [join(root, '2011-09-08/pipe')]);
    symlinkSync('nothing', join(root, '2011-09-08/link'));
    const { rejects } = await load([root, join(root, 'loose/undated')], { maxReportBytes: 1024 });
    expect(rejects).toEqual([
      { path: join(root, '2011-09-08/bomb'), reason: 'unpacks to more than 1024 bytes' },
      { path: join(root, '2011-09-08/large'), reason: expect.stringContaining('is larger than') },
      { path: join(root, '2011-09-08/link'), reason: 'is a symbolic link to nothing' },
      { path: join(root, '2011-09-08/pipe'), reason: 'is a named pipe' },
      { path: join(root, 'loose/undated'), reason: 'has no time, and lies in no dated folder that tells it' },
    ]);
  });

  it('loads only the days asked for', async () => {
    const root = makeFolder({
      '2011-09-07/1': textReport('OOPS-1A1', DATED),
      '2011-09-08/2': textReport('OOPS-1A2', DATED),
    });
    const { db, found } = await load(root, { dates: { since: '2011-09-08', until: null } });
    expect(found).toBe(1);
    expect(listSources(db)).toEqual([]);
  });

  it('records a folder as a repository once it was read in full, and of a single file that it was read', async () => {
    const root = makeFolder({ '2011-09-08/1': textReport('OOPS-1A1', DATED) });
    expect(listSources((await load(join(root, '2011-09-08/1'))).db)).toMatchObject([
      { path: join(root, '2011-09-08'), kind: 'export', lastReadAt: NOW, readUntil: null },
    ]);
    expect(listSources((await load(root)).db)).toMatchObject([
      { path: root, kind: 'repository', lastReadAt: NOW, readUntil: NOW },
    ]);
  });

  it('takes a file that vanishes before it is read as never found', async () => {
    const root = makeFolder({
      '2011-09-08/1': textReport('OOPS-1A1', DATED),
      '2011-09-08/2': textReport('OOPS-1A2', DATED),
    });
    const onProgress = ({ done }: { done: number }) => {
      if (done === 0) rmSync(join(root, '2011-09-08/2'));
    };
    expect(await load(root, { onProgress })).toMatchObject({ found: 1, loaded: 1 });
  });

  it('keeps what it did when it is interrupted, and goes on from there', async () => {
    const names = Array.from({ length: 2100 }, (_, index) => `OOPS-1A${index}`);
    const root = makeFolder(
      Object.fromEntries(names.map((id) => [`2011-09-08/${id}`, textReport(id, DATED)])),
    );
    const { db } = openDatabase(':memory:');
    const onProgress = ({ done }: { done: number }) => {
      if (done === 2050) throw new Error('interrupted');
    };
    await expect(load(root, { onProgress }, db)).rejects.toThrow('interrupted');
    expect(listSources(db)).toEqual([]);
    expect(await load(root, {}, db)).toMatchObject({ loaded: 50, known: 2050 });
  }, 60_000);
});

/** Files of a repository: reports, copies, damage, other reports of the same id, and what is to be left alone. */
const anyFiles = fc.dictionary(
  fc.stringMatching(/^(2011-09-0[78]|a\/2011-09-08|metadata)\/[a-e](\.tmp)?$/),
  fc.oneof(
    fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom('KeyError', 'ValueError'))
      .map(([serial, type]) =>
        textReport(`OOPS-1A${serial}`, {
          ...(serial > 2 ? DATED : {}),
          'Exception-Type': serial > 3 ? type : 'E',
        }),
      ),
    fc.constantFrom('', 'damaged'),
  ),
);

describe('for any files', () => {
  it('found = loaded + known + rejected + skipped, and the second time is as the first', async () => {
    await fc.assert(
      fc.asyncProperty(anyFiles, async (files) => {
        const root = makeFolder(files);
        const first = await load(root);
        expect(first.found).toBe(Object.keys(files).length);
        expect(first.loaded + first.known + first.rejected + first.skipped).toBe(first.found);
        const before = contentOf(first.db, root);
        const second = await load(root, {}, first.db);
        expect(second).toMatchObject({
          found: first.found,
          loaded: 0,
          known: first.loaded + first.known,
          rejects: first.rejects,
          skipped: first.skipped,
        });
        expect(contentOf(first.db, root)).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });

  it('the order in which they were written does not matter, nor whether they came at once', async () => {
    const reports = Array.from({ length: 12 }, (_, index) => `OOPS-1A${index}`);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(reports, { minLength: 12 }),
        fc.nat({ max: 12 }),
        async (order, cut) => {
          const file = (id: string) => [`2011-09-0${Number(id.slice(7)) % 3}/${id}`, textReport(id, DATED)];
          const rootOf = (ids: readonly string[]) => makeFolder(Object.fromEntries(ids.map(file)));
          const atOnce = rootOf(reports);
          const inParts = rootOf(order.slice(0, cut));
          const { db } = await load(inParts);
          addFiles(inParts, Object.fromEntries(order.slice(cut).map(file)));
          await load(inParts, {}, db);
          expect(contentOf(db, inParts)).toEqual(contentOf((await load(atOnce)).db, atOnce));
        },
      ),
      { numRuns: 20 },
    );
  });

  it('looks up nothing of files that are new, records no reading, and knows what it knew by what it says', async () => {
    const root = makeFolder({ 'r/2011-09-08/a': textReport('OOPS-1A1', DATED) });
    const path = join(root, 'r/2011-09-08/a');
    const options = { areNew: true, settle: 0 };
    const { db, loaded } = await load(path, options);
    const again = await load(path, options, db);
    addFiles(root, { 'r/2011-09-08/a': textReport('OOPS-1A1', { ...DATED, 'Exception-Type': 'KeyError' }) });
    const changed = await load(path, options, db);
    expect({ loaded, known: again.known, changed: changed.loaded, rejected: changed.rejected }).toEqual({
      ...{ loaded: 1, known: 1, changed: 1, rejected: 0 },
    });
    expect(findOops(db, 'OOPS-1A1')?.stored.oops.type).toBe('KeyError');
    expect(listSources(db)).toEqual([]);
  });

  it('reads a part of something larger: not the folders in it, and no reading is recorded', async () => {
    const root = makeFolder({
      '2011-09-08/a': textReport('OOPS-1A1', DATED),
      '2011-09-08/2011-09-07/b': 'x',
    });
    const options = { areParts: true, settle: 0 };
    const { db, loaded, rejected } = await load(join(root, '2011-09-08'), options);
    expect({ loaded, rejected, sources: listSources(db) }).toEqual({ loaded: 1, rejected: 0, sources: [] });
    expect(await load(join(root, '2011-09-08'), options, db)).toMatchObject({ loaded: 0, known: 1 });
  });

  it('tells of each file as what it was read, and which it leaves', async () => {
    const root = makeFolder({
      '2011-09-08/a': textReport('OOPS-1A1', DATED),
      '2011-09-08/b': '',
      '2011-09-08/c': '12',
    });
    const at = (name: string) => join(root, '2011-09-08', name);
    for (const name of ['a', 'c']) utimesSync(at(name), NOW / 1000 - 60, NOW / 1000 - 60);
    utimesSync(at('b'), NOW / 1000, NOW / 1000);
    const told: unknown[] = [];
    const onRead: IngestOptions['onRead'] = (path, { size }, isYoung) => told.push([path, size, isYoung]);
    await load(root, { onRead });
    expect(told).toEqual([
      [at('a'), textReport('OOPS-1A1', DATED).length, false],
      [at('b'), 0, true],
      [at('c'), 2, false],
    ]);
  });

  it('tells apart what is no news: known files, what was refused before, and what says the same again', async () => {
    const root = makeFolder({ '2011-09-08/a': textReport('OOPS-1A1', DATED), '2011-09-08/b': 'x' });
    const store = createSqliteStore(openDatabase(':memory:').db, SETTINGS);
    async function again(options: IngestOptions = {}) {
      const tally = new Tally();
      await ingestFolders(
        { store, rules: SETTINGS.rules, now: () => NOW },
        [root],
        { settle: 0, ...options },
        tally,
      );
      return [tally.known, tally.rejected, tally.again];
    }
    const none = { known: 0, rejected: 0, notErrors: 0 };
    expect(await again()).toEqual([0, 1, none]);
    expect(await again()).toEqual([1, 1, { ...none, known: 1, rejected: 1 }]);
    utimesSync(join(root, '2011-09-08/a'), 1, 1);
    utimesSync(join(root, '2011-09-08/b'), 1, 1);
    expect(await again()).toEqual([1, 1, { ...none, known: 1, rejected: 1 }]);
    addFiles(root, { '2011-09-08/copy': textReport('OOPS-1A1', DATED) });
    expect(await again()).toEqual([2, 1, { ...none, known: 1, rejected: 1 }]);
  });
});
