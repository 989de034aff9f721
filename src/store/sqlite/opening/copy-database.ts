import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  mkdtempSync,
  realpathSync,
  rmSync,
} from 'node:fs';
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
  if (!existsSync(file)) return false;
  const real = realpathSync(file);
  return !(isWritable(real) && isWritable(dirname(real)));
}

/**
 * Copies a database to a folder of its own, where it can be written: even to read one, SQLite makes files beside it, and
 * what was derived from the config may have to be made anew. One that somebody is writing is copied as it was at one
 * moment.
 */
export async function copyDatabase(file: string): Promise<DatabaseCopy> {
  const folder = mkdtempSync(join(tmpdir(), 'oops-report-copy-'));
  const copy = join(folder, 'copy.db');
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    await copyTo(realpathSync(file), copy);
    return { file: copy, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** What was written last lies beside the file while somebody has it open, or when its last writer was killed. */
async function copyTo(file: string, copy: string): Promise<void> {
  if (existsSync(`${file}-shm`)) {
    await backUp(file, copy);
  } else {
    copyFileSync(file, copy);
    if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`);
  }
  for (const made of [copy, `${copy}-wal`]) if (existsSync(made)) chmodSync(made, 0o600);
}

/** All in one step: what others write between two would begin it anew. */
async function backUp(file: string, copy: string): Promise<void> {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    await db.backup(copy, { progress: ({ totalPages }) => Math.max(totalPages, 1) });
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
