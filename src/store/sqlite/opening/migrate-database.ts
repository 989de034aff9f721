import { readdirSync, readFileSync } from 'node:fs';
import { UserError } from '../../../user-error.js';
import { sealBlocks } from '../blocks/fact-block.js';
import { type Db, writeTransaction } from '../db.js';
import { sumRows } from '../sums/row-sums.js';
import { keepSchema } from '../sums/schema-sums.js';
import { repairEarlySchema } from './repair-early-schema.js';

/** Marks a SQLite file as ours in its header: `OOPS`. */
export const APPLICATION_ID = 0x4f4f5053;

const FOLDER = new URL('../migrations/', import.meta.url);

interface Migration {
  readonly version: number;
  readonly file: string;
}

/**
 * Applies the migrations that a database lacks, in the order of their numbers, each in a transaction of its own that
 * also sets `user_version`, and then makes what is derived from other tables. Released migrations never change. Throws a
 * UserError when the database is newer than they.
 */
export function migrate(db: Db, path: string): void {
  const migrations = listMigrations();
  const version = refuseNewer(db, path);
  if (version === migrations.length) return;
  repairEarlySchema(db);
  for (const migration of migrations.slice(version)) apply(db, migration);
  writeTransaction(db, () => {
    sumRows(db);
    sealBlocks(db);
    keepSchema(db);
  });
}

/** The version of a database; one of a newer program is refused. */
export function refuseNewer(db: Db, path: string): number {
  const version = versionOf(db);
  const latest = listMigrations().length;
  if (version <= latest) return version;
  throw new UserError(
    `${path}: was written by a newer oops-report (schema ${version}; this one knows ${latest}). Install that version.`,
  );
}

/** The migrations in order. Their numbers must be 1, 2, 3 …, because a database knows only how many it has had. */
export function listMigrations(): Migration[] {
  const files = readdirSync(FOLDER).filter((file) => /^\d{3}-[a-z0-9-]+\.sql$/.test(file));
  return files.sort().map((file, index) => {
    const version = Number(file.slice(0, 3));
    if (version !== index + 1) throw new Error(`migration ${file} is out of order: ${index + 1} is missing`);
    return { version, file };
  });
}

/** Looks at the version again once it may write: another process may have opened the same new file. */
function apply(db: Db, { version, file }: Migration): void {
  const sql = readMigration(file);
  writeTransaction(db, () => {
    if (versionOf(db) >= version) return;
    db.exec(sql);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${version}`);
  });
}

/** The number of the newest schema. */
export function latestSchema(): number {
  return listMigrations().length;
}

/** The SQL of a migration. */
export function readMigration(file: string): string {
  return readFileSync(new URL(file, FOLDER), 'utf8');
}

/** The number of a database's schema. */
export function versionOf(db: Db): number {
  return Number(db.pragma('user_version', { simple: true }));
}
