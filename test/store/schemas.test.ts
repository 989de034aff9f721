import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { FACT_COLUMNS } from '../../src/store/sqlite/blocks/fact-columns.js';
import type { Db } from '../../src/store/sqlite/db.js';
import { openDatabase } from '../../src/store/sqlite/opening/database.js';
import { INCIDENT, useIncident } from '../support/incident-place.js';
import { run } from '../support/run.js';
import { makeFolder } from '../support/temporary-folder.js';

const MIGRATIONS = fileURLToPath(new URL('../../src/store/sqlite/migrations/', import.meta.url));
const FIXTURES = fileURLToPath(new URL('../fixtures/databases/', import.meta.url));

const migrations = readdirSync(MIGRATIONS).sort();
/** `schema-6-from-5` was written by a program of schema 5 and brought to 6 by one of that time. */
const fixtures = readdirSync(FIXTURES).filter((name) => name.endsWith('.db.br'));

/** A database as an older program left it, in a folder of its own. */
function unpack(fixture: string): { folder: string; file: string } {
  const folder = makeFolder();
  const file = join(folder, 'oops-report.db');
  writeFileSync(file, brotliDecompressSync(readFileSync(FIXTURES + fixture)));
  return { folder, file };
}

/** What is asked of each database: all that a report or an answer is made of is in one of them. */
const QUESTIONS = [
  ['daily', '2011-09-08', '--format', 'json'],
  ['outage', '2011-09-08', '--format', 'json'],
  ['outages', '--format', 'json'],
  ['windows', 'list', '--format', 'json'],
  ['rejects', '--format', 'json'],
  [
    'query',
    '--from',
    '2011-09-07',
    '--group-by',
    'signature,branch,revno,user_agent,hostname',
    '--format',
    'csv',
  ],
  ['query', '--text', 'disconnected', '--format', 'csv', '--columns', 'id,time,user,url,disposition'],
  ['sql', 'SELECT type, value, oops_count FROM signature ORDER BY type, value', '--format', 'csv'],
  ['sql', 'SELECT * FROM outage_window ORDER BY start_ms', '--format', 'csv'],
];

describe('a database of an earlier schema', () => {
  const fresh = useIncident();

  it.each(fixtures)('answers as a new one: %s', async (fixture) => {
    const { folder } = unpack(fixture);
    for (const question of QUESTIONS) {
      const wanted = await fresh(...question);
      expect(wanted.code, wanted.stderr).toBeLessThan(2);
      const answer = await run(folder, ['--config', `${INCIDENT}oops-report.yaml`, ...question]);
      // The log was imported by its name alone there.
      const stdout = wanted.stdout.replaceAll(`${INCIDENT}windows.csv`, 'windows.csv');
      expect(answer, question.join(' ')).toEqual({ ...wanted, stdout });
    }
  });

  it.each(fixtures)('has the tables, columns and views of a new one: %s', (fixture) => {
    const schemaOf = (path: string) => {
      const { db } = openDatabase(path);
      const columns = db
        .prepare(
          `SELECT t.type || ' ' || t.name || '.' || c.name FROM pragma_table_list t, pragma_table_xinfo(t.name) c
           WHERE t.schema = 'main' ORDER BY 1`,
        )
        .pluck()
        .all();
      const others = db
        .prepare("SELECT type, name, sql FROM sqlite_master WHERE type <> 'table' ORDER BY type, name")
        .all();
      db.close();
      return { columns, others };
    };
    expect(schemaOf(unpack(fixture).file)).toEqual(schemaOf(':memory:'));
  });

  it.each(fixtures)('keeps the ids of exceptions: %s', (fixture) => {
    const { file } = unpack(fixture);
    const exceptionsOf = (db: Db) =>
      db
        .prepare(
          `SELECT e.id, t.value AS type, v.value AS value
           FROM exception e LEFT JOIN text t ON t.id = e.type_id LEFT JOIN text v ON v.id = e.value_id ORDER BY e.id`,
        )
        .all();
    const before = new Database(file, { readonly: true });
    const exceptions = exceptionsOf(before);
    before.close();
    const { db } = openDatabase(file);
    expect(exceptions.length).toBeGreaterThan(0);
    expect(exceptionsOf(db)).toEqual(exceptions);
    expect(db.prepare('SELECT count(*) FROM exception WHERE is_event <> 0 OR causes_id').pluck().get()).toBe(
      0,
    );
    db.close();
  });

  it.each(fixtures)('has each block of facts that is full: %s', (fixture) => {
    const { db } = openDatabase(unpack(fixture).file);
    const blocks = db.prepare(`SELECT number, ${FACT_COLUMNS.join(', ')} FROM packed_block`).all();
    // A program of the time when they were not packed may still run.
    const unpacked = db.prepare('SELECT count(*) FROM fact_block').pluck().get();
    db.close();
    expect(blocks).toMatchObject([{ number: 0 }]);
    expect(unpacked).toBe(0);
  });

  it('is kept of the newest schema too: if not, run npm run fixture', () => {
    expect(fixtures).toContain(`schema-${migrations.length}.db.br`);
  });
});

describe('a migration', () => {
  const sums = readFileSync(`${FIXTURES}migrations.sha256`, 'utf8').trimEnd().split('\n');

  it('stays as it was when it came: if it is new, run npm run fixture', () => {
    const found = migrations.map((name) => {
      const sum = createHash('sha256')
        .update(readFileSync(MIGRATIONS + name))
        .digest('hex');
      return `${sum}  ${name}`;
    });
    expect(found).toEqual(sums);
  });
});
