import type { Db } from '../db.js';
import { hashRow } from './hash-row.js';

/** Under what name the checksums stand beside what else was derived. */
const NAME = 'schema';

/** A table, index, view or trigger, and the checksum of how it is written. */
export type SchemaSums = Readonly<Record<string, string>>;

/** Keeps how the schema is written that the migrations made. Inside a transaction. */
export function keepSchema(db: Db): void {
  db.prepare('INSERT OR REPLACE INTO derived_from (name, value) VALUES (?, ?)').run(
    NAME,
    JSON.stringify(readSchemaSums(db)),
  );
}

/** What was kept; undefined before the first time. */
export function keptSchema(db: Db): SchemaSums | undefined {
  const kept = db.prepare('SELECT value FROM derived_from WHERE name = ?').pluck().get(NAME);
  return typeof kept === 'string' ? (JSON.parse(kept) as SchemaSums) : undefined;
}

/** How the schema is written now, with its number. */
export function readSchemaSums(db: Db): SchemaSums {
  const objects = db
    .prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name')
    .raw()
    .all() as string[][];
  const version = Number(db.pragma('user_version', { simple: true }));
  return Object.fromEntries([
    ['number', sumOf([version])],
    ...objects.map((row) => [`${row[0]} ${row[1]}`, sumOf(row)]),
  ]);
}

function sumOf(row: readonly (string | number)[]): string {
  return hashRow(row)
    .map((half) => half.toString(16).padStart(8, '0'))
    .join('');
}
