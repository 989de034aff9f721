import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { serialize } from 'bson';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/config/defaults.js';
import { ingestFolders } from '../../src/ingest/ingest-folders.js';
import { findExceptionPlaces } from '../../src/store/sqlite/blocks/exception-places.js';
import type { Db } from '../../src/store/sqlite/db.js';
import { createNumbered } from '../../src/store/sqlite/numbered.js';
import { openDatabase } from '../../src/store/sqlite/opening/database.js';
import { findOops } from '../../src/store/sqlite/single/oopses.js';
import { createSqliteStore } from '../../src/store/sqlite/sqlite-store.js';
import { listRejects } from '../../src/store/sqlite/tables/rejects.js';
import { listSources } from '../../src/store/sqlite/tables/sources.js';
import { importWindows } from '../../src/store/sqlite/tables/windows.js';
import { refreshAttributions } from '../support/refresh-attributions.js';
import { SETTINGS } from '../support/sample-oops.js';
import { makeFolder, textReport } from '../support/temporary-folder.js';

const START = Date.parse('2011-09-09T06:00:00Z');
const MINUTE = 60_000;

/** A text report of an id that begins the ids of others, so that a torn one can be taken for another. */
function longReport(id: string): string {
  const rows = Array.from({ length: 5 }, (_, row) => `0000${row}-0000${row + 1}@SQL-main SELECT ${row}\n`);
  const headers = textReport(id, {
    'Exception-Type': 'DisconnectionError',
    'Exception-Value': `server closed ${id.length}`,
    Date: '2011-09-08T08:53:06+00:00',
    'Page-Id': 'Person:+index',
    User: 'Fred',
    URL: 'https://launchpad.net/~fred',
    'Oops-Reporter': `lpnet${id.length}`,
  });
  return `${headers}REQUEST_METHOD=GET\n\n${rows.join('')}\nTraceback (most recent call last):\n  File "x"\n`;
}

const DOCUMENT = {
  id: 'OOPS-2077B1',
  type: 'TimeoutError',
  value: 'statement timeout',
  time: new Date('2011-09-08T08:54:00Z'),
  reporter: 'soyuz',
  timeline: [[0, 5, 'SQL-main', 'SELECT 2']],
};

/** `bzip2 -9` of `longReport('OOPS-2077A101')`, and of `DOCUMENT` as BSON. */
const BZIPPED_TEXT = Buffer.from(
  'QlpoOTFBWSZTWcgdPdwAAHVfgGAQUGv/8m/m/wC/799hMAEWZqGkRoEwQyGEaNBoBhA0NDINTTUxEyPQmQAAAAAMg0BqeqaMoA08UaGmTQAAAAAPhAzthrOQxKeI54N7FhNCePamFFAQKEkTIHuA5iMn1hMb7oWMbK/s9NMI0IDaUtWIIFYoQHyECKQkkkGSoxRsqC5xjXhTRggJKnlJL0xSRQKxeKJnCRga8l1ddq/sdfTiwOTEOUL98hGQop4zvLBYb5MopIMNkOlCzrAMY7hBRJxipQhOQUFBCI666zZwdyTt8asIV+KZTa8NZ6hGknMgA/AUyfc35UjYQfPAQoN2qlg2/muxejQOlJEq42daHVOJjIWIIWgPnd+40QoDxmdogVdzW3JMXg+cHMUr10DMyipmkQnreYdiWQPA1PCRscS1s/NEdr+LuSKcKEhkDp7uAA==',
  'base64',
);
const BZIPPED_BSON = Buffer.from(
  'QlpoOTFBWSZTWVGkjRUAAFp/iHcmUABAAniJWkTsAGYn3zAEACAAlUVNPU0DTQADQA2oAA00lGmTxE9T1ADQ9QNBkepZWoonHO5we+yoBxRBcRH2s2Mbmw8XUmJComMoADlU0rKqpu8EpyteCC4BKvmh+DETNKIyIEEo8en479zZIYpJdJS2/CS7nBhANLlH6azLqNeKIhA1PyX9pNg0VskA6PxdyRThQkFGkjRU',
  'base64',
);

const CONTENTS: readonly Uint8Array[] = [
  ...['OOPS-2077A1', 'OOPS-2077A10', 'OOPS-2077A101'].map((id) => Buffer.from(longReport(id))),
  gzipSync(longReport('OOPS-2077A10')),
  BZIPPED_TEXT,
  Buffer.from(longReport('OOPS-2077A101').replace('Fred', 'Anna').replaceAll('A101', 'A202')),
  serialize(DOCUMENT),
  gzipSync(serialize(DOCUMENT)),
  BZIPPED_BSON,
  serialize({ ...DOCUMENT, id: 'OOPS-2077B10' }),
  Buffer.from('damaged'),
];

const NAMES = ['2011-09-08/1', '2011-09-08/2', '2011-09-08/3', 'a/2011-09-08/1', '2011-09-09/9'];

type Step =
  | { readonly kind: 'write'; readonly name: string; readonly content: Uint8Array; readonly cut: number }
  | { readonly kind: 'rename'; readonly name: string; readonly content: Uint8Array }
  | { readonly kind: 'ingest'; readonly names: readonly string[] | null; readonly settle: number };

const anyName = fc.constantFrom(...NAMES);
const anyContent = fc.constantFrom(...CONTENTS);
/** Often so little of it that an id is torn. */
const anyCut = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 22 }));
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('write' as const), name: anyName, content: anyContent, cut: anyCut }),
  fc.record({ kind: fc.constant('rename' as const), name: anyName, content: anyContent }),
  fc.record({
    kind: fc.constant('ingest' as const),
    names: fc.option(fc.subarray(NAMES, { minLength: 1 })),
    settle: fc.constantFrom(0, 2000),
  }),
);

/** Files that are written by hand and by clock, and a database that reads them now and then. */
function openScene(root: string, tick: number) {
  const { db } = openDatabase(':memory:');
  const store = createSqliteStore(db, SETTINGS);
  importWindows(db, [WINDOW], { at: START, by: 'test' });
  const scene = { now: START, db, root, write, rename, load };

  function write(name: string, content: Uint8Array): void {
    scene.now += tick;
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    utimesSync(path, scene.now / 1000, scene.now / 1000);
  }

  function rename(name: string, content: Uint8Array): void {
    const temporary = join(dirname(name), '.32040.A0.41xu60');
    write(temporary, content);
    renameSync(join(root, temporary), join(root, name));
  }

  async function load(names: readonly string[] | null, settle: number) {
    scene.now += tick;
    const paths = names === null ? [root] : names.map((name) => join(root, name));
    const context = { store, rules: SETTINGS.rules, now: () => scene.now };
    const summary = await ingestFolders(context, paths, { settle });
    const { found, loaded, known, rejected, skipped } = summary;
    expect(loaded + known + rejected + skipped).toBe(found);
    await refreshAttributions(db, DEFAULT_CONFIG);
    return summary;
  }

  return scene;
}

const WINDOW = {
  outage: 'o',
  phase: 'downtime',
  systems: ['*'] as string[],
  start: Date.parse('2011-09-08T08:53:00Z'),
  end: Date.parse('2011-09-08T08:54:30Z'),
  title: null,
  budgetSeconds: null,
  source: 'test',
  isPlanned: true,
} as const;

/** All that can be seen of a database, without the numbers and times of its making. */
async function contentOf(db: Db): Promise<unknown> {
  await refreshAttributions(db, DEFAULT_CONFIG);
  const all = (sql: string) => db.prepare(sql).all();
  const ids = db.prepare('SELECT oops_id FROM stored_oops ORDER BY 1').pluck().all() as string[];
  const placed = findExceptionPlaces(db, createNumbered(db), [{ start: 0, end: Number.MAX_SAFE_INTEGER }]);
  return {
    oopses: ids.map((id) => ({ ...findOops(db, id)?.stored, arrivedAt: null })),
    views: all('SELECT * FROM oops ORDER BY id').map((row) => ({
      ...(row as object),
      seq: null,
      signature_id: null,
      arrived_at: null,
      path: null,
    })),
    attributed: all('SELECT * FROM attributed_oops ORDER BY oops_id'),
    signatures: all(
      'SELECT type, value, oops_count, first_time, last_time FROM signature ORDER BY type, value',
    ),
    reporters: all('SELECT name, system, kind FROM reporter ORDER BY name'),
    files: all(
      `SELECT d.path, f.name, o.oops_id FROM file f JOIN directory d ON d.id = f.directory_id
         JOIN stored_oops o ON o.id = f.oops ORDER BY 1, 2, 3`,
    ),
    counted: placed.indices.length,
    rejects: listRejects(db).map(({ directory, name, reason }) => ({ directory, name, reason })),
    // A source stays one when all of its reports were spoilt; where there never was a report there is none.
    sources: ids.length > 0 ? listSources(db) : null,
  };
}

describe('reports that are written while ingest runs', () => {
  it.each([
    ['a clock that goes on', MINUTE],
    ['a clock that stands still for all it shows', 0],
  ])('are in the end as if all had been loaded at once, with %s', async (_, tick) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyStep, { maxLength: 12 }),
        fc.dictionary(anyName, anyContent, { noNullPrototype: true }),
        fc.boolean(),
        async (steps, finished, byPath) => {
          const scene = openScene(makeFolder(), tick);
          const written = new Set<string>();
          for (const step of steps) {
            if (step.kind === 'ingest') await scene.load(step.names, step.settle);
            else {
              written.add(step.name);
              if (step.kind === 'rename') scene.rename(step.name, step.content);
              else scene.write(step.name, step.content.subarray(0, bytesOf(step.cut, step.content)));
            }
          }
          // What nobody finishes is as if it had been taken away before it was looked at for the last time.
          for (const name of written) {
            if (!(name in finished))
              scene.write(name, Buffer.from(longReport(`OOPS-2077Z${NAMES.indexOf(name)}`)));
          }
          for (const [name, content] of Object.entries(finished)) scene.write(name, content);
          scene.now += MINUTE;
          const names = [...new Set([...written, ...Object.keys(finished)])];
          await scene.load(byPath && names.length > 0 ? names : null, 2000);
          await scene.load(null, 2000);
          const fresh = openScene(scene.root, tick);
          fresh.now = scene.now - tick;
          await fresh.load(null, 2000);
          expect(await contentOf(scene.db)).toEqual(await contentOf(fresh.db));
          rmSync(scene.root, { recursive: true });
        },
      ),
      { numRuns: 100 },
    );
  });
});

function bytesOf(cut: number, content: Uint8Array): number {
  return cut > 1 ? cut : Math.floor(cut * content.length);
}
