import type { SqliteAddress } from '../../address/address.js';
import type { MigrationOptions, MigrationReport } from '../../opening/migration.js';
import { copyDatabase, isReadOnly } from './copy-database.js';
import { findMissingMigrations, openDatabase } from './database.js';

/** Makes a database in a file, or brings it to this version. See `migrateStore`. */
export async function migrateSqlite(
  { file }: SqliteAddress,
  { dryRun }: Pick<MigrationOptions, 'dryRun'>,
): Promise<MigrationReport> {
  const missing = await lookAt(file);
  if (!dryRun) openDatabase(file).db.close();
  return missing;
}

/** What it lacks. To look at one that cannot be written takes a copy. */
async function lookAt(file: string): Promise<MigrationReport> {
  if (!isReadOnly(file)) return findMissingMigrations(file);
  const copy = await copyDatabase(file);
  try {
    return findMissingMigrations(copy.file);
  } finally {
    copy.remove();
  }
}
