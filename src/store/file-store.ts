import { join } from 'node:path';
import type { Db } from './open-database.js';

/** The names of a directory's files that have been read already. */
export function knownNames(db: Db, directory: string): Set<string> {
  const names = db
    .prepare('SELECT name FROM file WHERE directory_id = (SELECT id FROM directory WHERE path = @directory)')
    .pluck()
    .all({ directory }) as string[];
  return new Set(names);
}

/** The files that hold an OOPS: one, and its copies. */
export function pathsOf(db: Db, seq: number | bigint): string[] {
  const files = db
    .prepare(
      'SELECT d.path, f.name FROM file f JOIN directory d ON d.id = f.directory_id WHERE f.oops = @seq ORDER BY f.directory_id, f.name',
    )
    .all({ seq }) as { path: string; name: string }[];
  return files.map(({ path, name }) => join(path, name));
}
