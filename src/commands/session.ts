import { resolve } from 'node:path';
import type { Config } from '../config/config.js';
import { loadConfig } from '../config/load-config.js';
import { copyDatabase, type DatabaseCopy, isReadOnly } from '../store/sqlite/copy-database.js';
import { type Db, describeDatabaseError, openDatabase } from '../store/sqlite/database.js';
import { type Preparation, readSnapshot } from '../store/sqlite/read-snapshot.js';
import { type DerivationSettings, refreshDerived, settingsOf } from '../store/sqlite/tables/derived.js';
import { toLine } from '../text/printable.js';
import { UserError } from '../user-error.js';
import type { CommandContext, GlobalOptions } from './context.js';

/** The database when neither option nor environment names one, in the current folder. */
export const DEFAULT_DATABASE = 'oops-report.db';

/** The environment variable that names the database. */
export const DATABASE_VARIABLE = 'OOPS_REPORT_DB';

/** What a command works on. */
export interface Session {
  readonly db: Db;
  readonly config: Config;
  readonly settings: DerivationSettings;
}

/** What a command does with the database. */
export interface SessionUse {
  /** It is there to fill the database, so that a new one needs no remark. */
  readonly fills: boolean;
  /** It changes what is there. One that neither fills nor writes reads: one state of the database, or a copy of it. */
  readonly writes?: boolean;
  /** What one that reads needs to be up to date. */
  readonly prepare?: (session: Session) => readonly Preparation[];
}

/**
 * Opens the database and the config, brings what the database derived from an older config up to date, does the work,
 * and closes the database again, whatever comes. Work that reads is given one state of the database, whatever is loaded
 * meanwhile, and a copy where the database cannot be written.
 */
export async function withSession<T>(
  context: CommandContext,
  globals: GlobalOptions,
  { fills, writes = fills, prepare = () => [] }: SessionUse,
  work: (session: Session) => T | Promise<T>,
): Promise<T> {
  const config = await loadConfig(globals.config ?? null, context.env, context.cwd);
  const settings = settingsOf(config);
  const path = globals.db ?? (context.env[DATABASE_VARIABLE] || DEFAULT_DATABASE);
  const file = path === ':memory:' ? path : resolve(context.cwd, path);
  if (writes) refuseReadOnly(file, path);
  const copy = !writes && isReadOnly(file) ? await copyOf(file, path, context, globals) : null;
  const { db, isNew } = openDatabase(copy?.file ?? file, { isForFilling: fills });
  try {
    if (isNew && !fills && !globals.quiet) {
      context.stderr.write(`${toLine(path)} is new and empty: load reports with oops-report ingest PATH.\n`);
    }
    refreshDerived(db, settings);
    const session = { db, config, settings };
    if (writes) return await work(session);
    return await readSnapshot(db, prepare(session), () => work(session));
  } catch (error) {
    throw describeDatabaseError(error, file) ?? error;
  } finally {
    db.close();
    copy?.remove();
  }
}

/** Says at once what would else come to light at the first change, or never when there is none to make. */
function refuseReadOnly(file: string, path: string): void {
  if (isReadOnly(file)) {
    throw new UserError(
      `${path}: cannot be written. Give yourself the permission to write it and its folder.`,
    );
  }
}

async function copyOf(
  file: string,
  path: string,
  context: CommandContext,
  globals: GlobalOptions,
): Promise<DatabaseCopy> {
  if (!globals.quiet) context.stderr.write(`${toLine(path)} cannot be written: asking a copy of it.\n`);
  try {
    return await copyDatabase(file);
  } catch (error) {
    throw (
      describeDatabaseError(error, path) ??
      new UserError(`${path}: cannot be copied (${(error as Error).message}).`)
    );
  }
}
