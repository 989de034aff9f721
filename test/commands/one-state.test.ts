import { copyFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parseConfig } from '../../src/config/parse-config.js';
import { createOopsReader } from '../../src/ingest/read-oops.js';
import { type DerivationSettings, settingsOf } from '../../src/store/derivation-settings.js';
import { openDatabase } from '../../src/store/sqlite/opening/database.js';
import { createRejectTable } from '../../src/store/sqlite/tables/rejects.js';
import { recordFullReading } from '../../src/store/sqlite/tables/sources.js';
import { importWindows } from '../../src/store/sqlite/tables/windows.js';
import { createOopsWriter } from '../../src/store/sqlite/writing/oops-writer.js';
import { NOW, type Run, run } from '../support/run.js';
import { addFiles, makeFolder, textReport } from '../support/temporary-folder.js';

const CONFIG = 'systems:\n  web: { reporters: [A] }\ngroups:\n  web: { systems: [web] }\n';
const AT = Date.parse('2011-09-08T08:00:00Z');

const report = (id: string, type: string, time: string) =>
  textReport(id, {
    'Exception-Type': type,
    'Exception-Value': `${type} ${id}`,
    Date: `2011-09-08T${time}+00:00`,
  });

/** Reports of half a day: failures in the window, ordinary ones around it. */
function reportsOf(reporter: string, folder: string): Record<string, string> {
  const times = [...Array(30).keys()].map((n) => [n, `08:${String(n % 10).padStart(2, '0')}:07`] as const);
  const inside = times.map(([n, time]) => [`F${n}`, 'DisconnectionError', time] as const);
  const around = times.map(
    ([n]) => [`O${n}`, 'KeyError', `${String(n % 20).padStart(2, '0')}:30:00`] as const,
  );
  return Object.fromEntries(
    [...inside, ...around].map(([name, type, time]) => [
      `${folder}/2011-09-08/${reporter}${name}`,
      report(`OOPS-2077${reporter}${name.replace('F', '1').replace('O', '2')}`, type, time),
    ]),
  );
}

/** A folder with a loaded database, and what another process would load. */
async function makeScene() {
  const folder = makeFolder({ 'oops-report.yaml': CONFIG, ...reportsOf('A', 'r') });
  addFiles(folder, {
    ...reportsOf('A', 'more'),
    ...reportsOf('B', 'more'),
    'more/2011-09-08/broken': 'no report\n',
    'windows.csv': `outage,phase,systems,start,end,title
fdt-0,downtime,*,2011-09-08T03:00:00Z,2011-09-08T03:02:00Z,first
fdt-1,downtime,*,2011-09-08T08:00:00Z,2011-09-08T08:10:00Z,second
`,
  });
  for (const [name, text] of Object.entries(reportsOf('A', 'more')))
    addFiles(folder, { [name.replace('/A', '/A9')]: text.replace('OOPS-2077A', 'OOPS-2077A9') });
  await run(folder, ['ingest', 'r']);
  await run(folder, ['windows', 'import', 'windows.csv']);
  copyFileSync(join(folder, 'oops-report.db'), join(folder, 'first.db'));
  return folder;
}

/** Loads the rest into a database, as another process would: false when that is locked. */
function loadMore(folder: string, database: string): boolean {
  const settings = settingsOf(parseConfig(CONFIG, 'oops-report.yaml'));
  const { db } = openDatabase(join(folder, database), { busyTimeout: 0 });
  try {
    db.exec('BEGIN IMMEDIATE; ROLLBACK');
    loadFolder(db, settings, join(folder, 'more/2011-09-08'));
    recordFullReading(db, { path: join(folder, 'more'), kind: 'repository', lastReadAt: NOW });
    const start = AT + 4 * 3_600_000;
    const window = {
      outage: 'fdt-2',
      phase: 'partial',
      systems: ['*'],
      start,
      end: start + 60_000,
      title: null,
      budgetSeconds: null,
      source: 'test',
    } as const;
    importWindows(db, [window], { at: NOW, by: 'test' });
    return true;
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return false;
    throw error;
  } finally {
    db.close();
  }
}

/** Loads the reports of a folder without a pause, for it happens within a statement of the other process. */
function loadFolder(db: Database.Database, settings: DerivationSettings, directory: string): void {
  const read = createOopsReader({ limit: 1024 * 1024, rules: settings.rules });
  const writer = createOopsWriter(db, settings);
  const rejects = createRejectTable(db);
  writer.transaction(() => {
    for (const name of readdirSync(directory).sort()) {
      const file = read({ directory, date: basename(directory), name, before: null });
      if (file.kind === 'oops') writer.insert(file.oops, NOW, file.stamp);
      if (file.kind === 'refused')
        rejects.put({
          directory,
          name,
          line: 0,
          reason: file.reason,
          rejectedAt: NOW,
          size: 0,
          modifiedAt: 0,
        });
    }
  });
}

/** Calls `interrupt` whenever a statement is prepared, until it returns true. */
function interruptStatements(interrupt: () => boolean): () => void {
  const { prepare } = Database.prototype;
  let isBusy = false;
  let isOver = false;
  Database.prototype.prepare = function (this: Database.Database, sql: string) {
    if (!isBusy && !isOver) {
      isBusy = true;
      isOver = interrupt();
      isBusy = false;
    }
    return prepare.call(this, sql);
  } as typeof prepare;
  const restore = () => {
    Database.prototype.prepare = prepare;
  };
  onTestFinished(restore);
  return restore;
}

let databases = 0;

/** Runs a command on a copy of the database, into which more is loaded before the n-th statement of the command. */
async function runBeside(
  folder: string,
  args: readonly string[],
  n: number,
): Promise<Run & { statements: number }> {
  databases += 1;
  const database = `copy-${databases}.db`;
  copyFileSync(join(folder, 'first.db'), join(folder, database));
  let statements = 0;
  const restore = interruptStatements(() => {
    statements += 1;
    return statements > n && loadMore(folder, database);
  });
  try {
    return { ...(await run(folder, ['--db', database, ...args])), statements };
  } finally {
    restore();
  }
}

const TRIALS = 8;

describe('while another process loads', () => {
  it.each([
    [['daily', '2011-09-08', '--format', 'json']],
    [['daily', '2011-09-08', '--group', 'web']],
    [['outage', 'fdt-1', '--format', 'json']],
    [['outage', 'fdt-1', '--compare', 'previous', '--format', 'json']],
    [['outages', '--from', '2011-09-01', '--format', 'json']],
    [['show', 'OOPS-2077A10', '--format', 'json']],
    [['why', 'OOPS-2077A10', '--format', 'json']],
    [['windows', 'check', '--from', '2011-09-01', '--format', 'json']],
    [['windows', 'detect', '--from', '2011-09-01']],
    [['query', '--group-by', 'type,outage,disposition']],
    [['query', '--columns', 'id,outage,disposition', '--limit', '500', '--format', 'csv']],
    [
      [
        'query',
        '--text',
        'DisconnectionError',
        '--columns',
        'id,outage',
        '--limit',
        '500',
        '--format',
        'csv',
      ],
    ],
    [['query', '--outage', 'any', '--value', 'x', '--group-by', 'system,id']],
    [['export']],
  ])('%j reads one state of the database', async (args) => {
    const folder = await makeScene();
    const before = await runBeside(folder, args, Number.POSITIVE_INFINITY);
    const after = await runBeside(folder, args, 0);
    const results = new Set<string>();
    const step = Math.max(1, Math.floor(before.statements / TRIALS));
    for (let n = 1; n < before.statements; n += step) {
      const { statements, ...beside } = await runBeside(folder, args, n);
      results.add(JSON.stringify(beside));
    }
    const allowed = [before, after].map(({ statements, ...result }) => JSON.stringify(result));
    expect([...results].filter((result) => !allowed.includes(result))).toEqual([]);
  });
});
