import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../src/store/sqlite/opening/database.js';
import { UserError } from '../../../../src/user-error.js';
import { makeFolder } from '../../../support/temporary-folder.js';

/** What opening says is wrong, without the path. */
function fault(path: string): string {
  try {
    openDatabase(path, { busyTimeout: 1 }).db.close();
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
    return (error as Error).message.replace(`${path}: `, '');
  }
  return 'none';
}

describe('openDatabase', () => {
  it('makes a database that is missing, and opens it again', () => {
    const path = join(makeFolder(), 'new.db');
    const first = openDatabase(path);
    expect(first.isNew).toBe(true);
    expect(first.db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(first.db.pragma('foreign_keys', { simple: true })).toBe(1);
    first.db.close();
    const second = openDatabase(path);
    expect(second.isNew).toBe(false);
    expect(second.db.prepare('SELECT count(*) FROM stored_oops').pluck().get()).toBe(0);
    second.db.close();
  });

  it('makes a database that only its user can read, with all that SQLite writes beside it', () => {
    const folder = makeFolder();
    const { db } = openDatabase(join(folder, 'new.db'));
    const modes = readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mode & 0o777]);
    db.close();
    expect(modes).toEqual([
      ['new.db', 0o600],
      ['new.db-shm', 0o600],
      ['new.db-wal', 0o600],
    ]);
  });

  it('makes such a one behind a link, too', () => {
    const folder = makeFolder();
    symlinkSync(join(folder, 'there.db'), join(folder, 'link.db'));
    openDatabase(join(folder, 'link.db')).db.close();
    expect(statSync(join(folder, 'there.db')).mode & 0o777).toBe(0o600);
  });

  it('keeps the mode of a database that is there', () => {
    const path = join(makeFolder({ empty: '' }), 'empty');
    chmodSync(path, 0o640);
    openDatabase(path).db.close();
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  it('takes an empty file for a new database', () => {
    const path = join(makeFolder({ empty: '' }), 'empty');
    const { db, isNew } = openDatabase(path);
    db.close();
    expect(isNew).toBe(true);
  });

  it('can be opened by several at once while it is new', () => {
    const path = join(makeFolder(), 'new.db');
    const all = [1, 2, 3].map(() => openDatabase(path).db);
    for (const db of all) expect(db.pragma('user_version', { simple: true })).toBeGreaterThan(0);
    for (const db of all) db.close();
  });

  it('has only STRICT tables', () => {
    const { db } = openDatabase(':memory:');
    const loose = db.prepare(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict AND name NOT LIKE 'sqlite_%'",
    );
    expect(loose.all()).toEqual([]);
  });

  it('refuses a file that is no database', () => {
    const path = join(makeFolder({ notes: 'some notes, long enough to have a header'.repeat(10) }), 'notes');
    expect(fault(path)).toBe('is not a database. Give --db another file.');
  });

  it("refuses another program's database and leaves it as it was", () => {
    const path = join(makeFolder(), 'other.db');
    const other = new Database(path);
    other.exec('CREATE TABLE bookmark (url TEXT)');
    other.close();
    const before = readFileSync(path);
    expect(fault(path)).toBe('is a database of another program. Give --db another file.');
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('refuses a database of a newer version', () => {
    const path = join(makeFolder(), 'newer.db');
    const { db } = openDatabase(path);
    const latest = Number(db.pragma('user_version', { simple: true }));
    db.pragma('user_version = 999');
    db.close();
    expect(fault(path)).toBe(
      `was written by a newer oops-report (schema 999; this one knows ${latest}). Install that version.`,
    );
  });

  it('refuses one that another program has locked', () => {
    const path = join(makeFolder(), 'locked.db');
    openDatabase(path).db.close();
    const other = new Database(path);
    other.pragma('locking_mode = EXCLUSIVE');
    other.exec('BEGIN EXCLUSIVE');
    expect(fault(path)).toBe('is locked by another program. Wait until that has ended, or end it.');
    other.close();
  });

  it('refuses one that is damaged', () => {
    const path = join(makeFolder(), 'damaged.db');
    openDatabase(path).db.close();
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(0xff, 100, 4096));
    expect(fault(path)).toBe('is damaged. Run oops-report doctor --repair, or restore a backup.');
  });

  it('refuses a folder, and a file in a folder that is not there', () => {
    const folder = makeFolder();
    expect(fault(folder)).toBe('is a folder. Give --db the name of a file.');
    expect(fault(join(folder, 'no/where.db'))).toBe(
      'its folder does not exist. Make the folder, or correct --db.',
    );
  });

  it.skipIf(process.getuid?.() === 0)('refuses one that it may not write', () => {
    const folder = makeFolder();
    const path = join(folder, 'readonly.db');
    openDatabase(path).db.close();
    chmodSync(path, 0o444);
    chmodSync(folder, 0o555);
    expect(fault(path)).toBe('cannot be written. Give yourself the permission to write it and its folder.');
    chmodSync(folder, 0o755);
  });
});
