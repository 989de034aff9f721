import { UserError } from '../../../user-error.js';
import type { SqliteAddress } from '../../address/address.js';
import type { OpenedStore, OpenStoreOptions } from '../../opening/opened-store.js';
import { createSqliteStore } from '../sqlite-store.js';
import { refreshDerived } from '../tables/derived.js';
import { copyDatabase, type DatabaseCopy, isReadOnly } from './copy-database.js';
import { describeDatabaseError, openDatabase } from './database.js';

/** Opens a store in a file. See `openStore`. */
export async function openSqliteStore(
  { path, file }: SqliteAddress,
  options: OpenStoreOptions,
): Promise<OpenedStore> {
  const { settings, fills, writes, isReadOnly: refusesWriting = false, mustExist = false } = options;
  const { ignoresSettings = refusesWriting, busyTimeout, onCopy } = options;
  if (writes) refuseReadOnly(file, path);
  const copy = !writes && !refusesWriting && isReadOnly(file) ? await copyOf(file, path, onCopy) : null;
  const explain = (error: unknown) => describeDatabaseError(error, file);
  try {
    const { db, isNew } = openDatabase(copy?.file ?? file, {
      ...{ isForFilling: fills, mustExist, isReadOnly: refusesWriting },
      ...(busyTimeout !== undefined && { busyTimeout }),
    });
    try {
      if (!ignoresSettings) refreshDerived(db, settings);
    } catch (error) {
      db.close();
      throw explain(error) ?? error;
    }
    const store = createSqliteStore(db, settings);
    const close = async () => {
      await store.close();
      copy?.remove();
    };
    return { store: { ...store, close }, isNew, explain, address: { engine: 'sqlite', path, file: db.name } };
  } catch (error) {
    copy?.remove();
    throw error;
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

async function copyOf(file: string, path: string, onCopy: () => void): Promise<DatabaseCopy> {
  onCopy();
  try {
    return await copyDatabase(file);
  } catch (error) {
    throw (
      describeDatabaseError(error, path) ??
      new UserError(`${path}: cannot be copied (${(error as Error).message}).`)
    );
  }
}
