import { accessSync, chmodSync, constants, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';

/** A copy of a database, and what removes it. */
export interface DatabaseCopy {
  readonly file: string;
  readonly remove: () => void;
}

/** Whether a database is there and cannot be written, as when it belongs to somebody else: its file, or its folder. */
export function isReadOnly(file: string): boolean {
  return existsSync(file) && !(isWritable(file) && isWritable(dirname(file)));
}

/**
 * Copies a database to a folder of its own, where it can be written: even to read one, SQLite makes files beside it, and
 * what was derived from the config may have to be made anew. One that somebody is writing is copied as it was at one moment.
 */
export async function copyDatabase(file: string): Promise<DatabaseCopy> {
  const folder = mkdtempSync(join(tmpdir(), 'oops-report-copy-'));
  const copy = join(folder, 'copy.db');
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    if (existsSync(`${file}-wal`)) await backUp(file, copy);
    else copyFileSync(file, copy);
    chmodSync(copy, 0o600);
    return { file: copy, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

async function backUp(file: string, copy: string): Promise<void> {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    await db.backup(copy);
  } finally {
    db.close();
  }
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
