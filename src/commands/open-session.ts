import { resolve } from 'node:path';
import type { Config } from '../config/config.js';
import { loadConfig } from '../config/load-config.js';
import { copyDatabase, type DatabaseCopy, isReadOnly } from '../store/copy-database.js';
import { describeDatabaseError } from '../store/database-error.js';
import { refreshDerived } from '../store/derivation.js';
import { type DerivationSettings, settingsOf } from '../store/derivation-settings.js';
import { type Db, openDatabase } from '../store/open-database.js';
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

/**
 * Opens the database and the config, brings what the database derived from an older config up to date, does the work,
 * and closes the database again, whatever comes.
 *
 * @param options.fills the command is there to fill the database, so that a new one needs no remark
 * @param options.reads the command only reads: where the database cannot be written, it is given a copy
 */
export async function withSession<T>(
  context: CommandContext,
  globals: GlobalOptions,
  options: { readonly fills: boolean; readonly reads?: boolean },
  work: (session: Session) => T | Promise<T>,
): Promise<T> {
  const config = await loadConfig(globals.config ?? null, context.env, context.cwd);
  const settings = settingsOf(config);
  const path = globals.db ?? (context.env[DATABASE_VARIABLE] || DEFAULT_DATABASE);
  const file = path === ':memory:' ? path : resolve(context.cwd, path);
  const copy = options.reads && isReadOnly(file) ? await copyOf(file, path, context, globals) : null;
  const { db, isNew } = openDatabase(copy?.file ?? file, { isForFilling: options.fills });
  try {
    if (isNew && !options.fills && !globals.quiet) {
      context.stderr.write(`${toLine(path)} is new and empty: load reports with oops-report ingest PATH.\n`);
    }
    refreshDerived(db, settings);
    return await work({ db, config, settings });
  } catch (error) {
    throw describeDatabaseError(error, file) ?? error;
  } finally {
    db.close();
    copy?.remove();
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
