import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeBsonReport } from '../../src/oops/formats/write-bson-report.js';
import type { OopsReport } from '../../src/oops/oops.js';
import { BUILT_IN_REDACTION } from '../../src/oops/secrets/redaction-rules.js';
import { createRedactor } from '../../src/oops/secrets/redactor.js';
import { exportOopses } from '../../src/reports/oops/export-oopses.js';
import type { Db } from '../../src/store/sqlite/db.js';
import { iterateOopses } from '../../src/store/sqlite/single/oopses.js';
import { openSnapshot } from '../../src/store/sqlite/sqlite-snapshot.js';
import { anyReport, anyTextReport } from '../support/arbitrary-report.js';
import { loadPaths } from '../support/load-paths.js';
import { makeFolder } from '../support/temporary-folder.js';
import { writeTextReport } from '../support/write-text-report.js';

const INCIDENT = fileURLToPath(new URL('../../data/incident-2011-09-08/reports', import.meta.url));
const ALWAYS = { start: -8.64e15, end: 8.64e15 };
const LIMIT = 1024 * 1024;

/** Exports a database; returns the text and how many OOPSes could not be read again. */
async function exported(db: Db): Promise<{ text: string; unread: number }> {
  let unread = 0;
  let text = '';
  for await (const part of exportOopses(
    openSnapshot(db),
    ALWAYS,
    LIMIT,
    createRedactor(BUILT_IN_REDACTION),
    () => unread++,
  ))
    text += part;
  return { text, unread };
}

/** The OOPSes of a database but for what is its own: arrival, and the bytes that each was read from. */
function contentOf(db: Db): object[] {
  const own = { arrivedAt: null, content: null };
  return [...iterateOopses(db, ALWAYS)].map(({ stored }) => ({ ...stored, ...own }));
}

/** Loads an export of a database into another one. */
async function loadExportOf(db: Db, folder: string): Promise<{ db: Db; loaded: number; unread: number }> {
  const { text, unread } = await exported(db);
  const path = join(folder, 'export.ndjson');
  writeFileSync(path, text);
  const loaded = await loadPaths(path);
  expect(loaded.rejects).toEqual([]);
  return { db: loaded.db, loaded: loaded.loaded, unread };
}

describe('an export', () => {
  it('of the sample incident gives the same database content, from the files and from itself', async () => {
    const { db } = await loadPaths(INCIDENT);
    const first = await loadExportOf(db, makeFolder());
    expect(first).toMatchObject({ loaded: 620, unread: 0 });
    expect(contentOf(first.db)).toEqual(contentOf(db));
    const second = await loadExportOf(first.db, makeFolder());
    expect(second).toMatchObject({ loaded: 620, unread: 620 });
    expect(contentOf(second.db)).toEqual(contentOf(db));
  }, 60_000);
});

/** A report in one of the formats; a report without a time has that of its folder. */
const anyFile = fc.oneof(
  anyReport.map((report) => ({ report, bytes: writeBsonReport(report) })),
  anyTextReport.map((report) => ({ report, bytes: writeTextReport(report) })),
);
const idOf = ({ report }: { report: OopsReport }) => report.id.toUpperCase();

describe('for any reports', () => {
  it('an export gives the same database content, whether the files are still there or not, and knows them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(anyFile, { minLength: 1, maxLength: 6, selector: idOf }),
        fc.boolean(),
        async (files, areGone) => {
          const folder = makeFolder(
            Object.fromEntries(files.map(({ bytes }, index) => [`r/2011-09-08/${index}`, bytes])),
          );
          const original = await loadPaths(join(folder, 'r'));
          expect(original.loaded).toBe(files.length);
          if (areGone) rmSync(join(folder, 'r'), { recursive: true });
          const copy = await loadExportOf(original.db, folder);
          expect(copy).toMatchObject({ loaded: files.length, unread: areGone ? files.length : 0 });
          expect(contentOf(copy.db)).toEqual(contentOf(original.db));
          if (areGone) return;
          expect(await loadPaths(join(folder, 'r'), {}, copy.db)).toMatchObject({
            ...{ known: files.length, rejects: [] },
          });
        },
      ),
      { numRuns: 100 },
    );
  }, 60_000);
});
