import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import { copyDatabase, isReadOnly } from '../../src/store/sqlite/opening/copy-database.js';
import { openDatabase } from '../../src/store/sqlite/opening/database.js';
import { createOopsWriter } from '../../src/store/sqlite/writing/oops-writer.js';
import { canOtherUserRead, OTHER_USER } from '../support/other-user.js';
import { AT, newOops, SETTINGS } from '../support/sample-oops.js';
import { makeFolder } from '../support/temporary-folder.js';

const PROGRAM = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const SQLITE = createRequire(import.meta.url).resolve('better-sqlite3');

function fill(file: string) {
  const { db } = openDatabase(file);
  const writer = createOopsWriter(db, SETTINGS);
  writer.transaction(() => void writer.insert(newOops('OOPS-1A1', { type: 'KeyError', value: 'zebra' }), AT));
  return db;
}

describe.skipIf(process.platform === 'win32')('a database that cannot be written', () => {
  beforeEach(({ skip }) => {
    skip(!canOtherUserRead(PROGRAM, SQLITE), 'another user cannot enter the folder of the checkout');
  });

  it.each([
    [['query', '--text', 'zebra', '--columns', 'id', '--format', 'csv'], 'id\r\nOOPS-1A1\r\n'],
    [['sql', 'SELECT id FROM oops', '--format', 'csv'], 'id\r\nOOPS-1A1\r\n'],
  ])('answers %j from a copy', (args, stdout) => {
    const folder = makeFolder();
    const file = join(folder, 'test.db');
    fill(file).close();
    const before = readFileSync(file);
    chmodSync(file, 0o444);
    chmodSync(folder, 0o555);
    const run = spawnSync(process.execPath, [PROGRAM, '--db', file, ...args], {
      encoding: 'utf8',
      cwd: '/',
      ...OTHER_USER,
    });
    chmodSync(folder, 0o755);
    expect({ code: run.status, stdout: run.stdout, stderr: run.stderr }).toEqual({
      code: 0,
      stdout,
      stderr: `${file} cannot be written: asking a copy of it.\n`,
    });
    expect(readdirSync(folder)).toEqual(['test.db']);
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

describe('copyDatabase', () => {
  it('copies what another process has written and not yet put into the file, and goes without a trace', async () => {
    const file = join(makeFolder(), 'test.db');
    const writing = fill(file);
    expect(isReadOnly(file)).toBe(false);
    const copy = await copyDatabase(file);
    const db = new Database(copy.file);
    expect(db.prepare('SELECT id FROM oops').pluck().all()).toEqual(['OOPS-1A1']);
    db.close();
    writing.close();
    copy.remove();
    expect(() => readFileSync(copy.file)).toThrow('ENOENT');
  });
});
