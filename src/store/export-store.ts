import { basename, dirname } from 'node:path';
import type { Db } from './open-database.js';

/** An export as it was when it was last read to its end. */
export interface ReadExport {
  readonly path: string;
  /** Bytes; -1 as long as it has not been read to its end. With `modifiedAt` it says whether it has changed since. */
  readonly size: number;
  /** Milliseconds since the Unix epoch. */
  readonly modifiedAt: number;
  /** For CSV: the column of each key whose name is another. */
  readonly columns: Readonly<Record<string, string>>;
  /** Rows that were loaded, or known. */
  readonly goodRows: number;
  readonly rejectedRows: number;
}

/** Returns what is known of an export, or undefined when none of that path was ever read. */
export function findExport(db: Db, path: string): ReadExport | undefined {
  const row = db
    .prepare(
      `SELECT path, size, modified_at AS modifiedAt, columns, good_rows AS goodRows, rejected_rows AS rejectedRows
       FROM export WHERE path = @path`,
    )
    .get({ path }) as (Omit<ReadExport, 'columns'> & { columns: string }) | undefined;
  return row && { ...row, columns: JSON.parse(row.columns) as ReadExport['columns'] };
}

/** Keeps what is known of an export, in place of what was known before. */
export function putExport(db: Db, read: ReadExport): void {
  db.prepare(
    `INSERT OR REPLACE INTO export (path, size, modified_at, columns, good_rows, rejected_rows)
     VALUES (@path, @size, @modifiedAt, @columns, @goodRows, @rejectedRows)`,
  ).run({ ...read, columns: JSON.stringify(read.columns) });
}

/** Has an export read again the next time, as if it had changed. */
export function forgetExport(db: Db, path: string): void {
  db.prepare('UPDATE export SET modified_at = -1 WHERE path = @path').run({ path });
}

/** The names of the exports of a folder. */
export function exportsIn(db: Db, folder: string): Set<string> {
  const paths = db.prepare('SELECT path FROM export').pluck().all() as string[];
  return new Set(paths.filter((path) => dirname(path) === folder).map((path) => basename(path)));
}
