import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Db } from '../../../../src/store/sqlite/db.js';
import { openDatabase } from '../../../../src/store/sqlite/opening/database.js';
import { findHeldBackLog, KEPT_LOG } from '../../../../src/store/sqlite/wal/held-back.js';
import { makeFolder } from '../../../support/temporary-folder.js';

/** A process that begins to read, and goes on until it is killed. */
const READER = `
  const db = new (require('better-sqlite3'))(process.argv[1], { readonly: true });
  db.exec('BEGIN');
  db.prepare('SELECT count(*) FROM text').get();
  process.stdout.write('reading');
  setInterval(() => {}, 1000);
`;

async function startReader(path: string): Promise<ChildProcess> {
  const reader = spawn(process.execPath, ['-e', READER, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void reader.kill('SIGKILL'));
  await once(reader.stdout as NonNullable<typeof reader.stdout>, 'data');
  return reader;
}

function openHere(): Db {
  const { db } = openDatabase(join(makeFolder(), 'oops-report.db'));
  onTestFinished(() => void db.close());
  return db;
}

function write(db: Db, text: string): void {
  db.prepare('INSERT INTO text (hash, value) VALUES (?, ?)').run(text.length, text);
}

async function end(reader: ChildProcess): Promise<void> {
  reader.kill('SIGKILL');
  await once(reader, 'close');
}

describe.skipIf(!existsSync('/proc/locks'))('a log that is held back', () => {
  it('names the process that reads an old state, as long as it does', async () => {
    const db = openHere();
    const reader = await startReader(db.name);
    expect(findHeldBackLog(db, 1)).toBeNull();
    write(db, 'news');
    const { size } = statSync(`${db.name}-wal`);
    expect(findHeldBackLog(db, 1)).toEqual({ bytes: size, readers: [{ pid: reader.pid, command: 'node' }] });
    await end(reader);
    expect(findHeldBackLog(db, 1)).toBeNull();
  });

  it('is looked at without letting go of what this process holds of it', async () => {
    const db = openHere();
    await startReader(db.name);
    write(db, 'news');
    db.exec('BEGIN');
    db.prepare('SELECT count(*) FROM text').get();
    const own = () =>
      readFileSync('/proc/locks', 'utf8').match(new RegExp(` READ +${process.pid} `, 'g'))?.length;
    const before = own();
    expect(before).toBeGreaterThan(0);
    expect(findHeldBackLog(db, 1)).not.toBeNull();
    expect(own()).toBe(before);
    db.exec('COMMIT');
  });

  it('is none where a process reads what is there now, or the log is small', async () => {
    const db = openHere();
    write(db, 'before');
    await startReader(db.name);
    expect(findHeldBackLog(db, 1)).toBeNull();
    write(db, 'news');
    expect(findHeldBackLog(db)).toBeNull();
  });
});

it('cuts a log that has grown while somebody read, when nobody does any more', async () => {
  const db = openHere();
  const sizeOfLog = () => statSync(`${db.name}-wal`).size;
  const reader = await startReader(db.name);
  for (let part = 0; part < 5; part++) write(db, `${part}`.repeat(KEPT_LOG / 4 + part));
  expect(sizeOfLog()).toBeGreaterThan(KEPT_LOG);
  await end(reader);
  // The first takes the log into the database, the next begins it anew.
  write(db, 'more');
  write(db, 'and more');
  expect(sizeOfLog()).toBeLessThanOrEqual(KEPT_LOG);
});

it('is none in memory', () => {
  expect(findHeldBackLog(openDatabase(':memory:').db, 0)).toBeNull();
});
