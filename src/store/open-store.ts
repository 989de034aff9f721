import type { OpenedStore, OpenStoreOptions } from './opened-store.js';
import { openSqliteStore } from './sqlite/open-sqlite-store.js';

/**
 * Opens the store at an address, and makes it when it is missing. Throws a UserError for whatever the user can put right.
 *
 * @param path a file, as the user named it
 * @param file the same as an absolute path, or `:memory:`
 */
export function openStore(path: string, file: string, options: OpenStoreOptions): Promise<OpenedStore> {
  return openSqliteStore(path, file, options);
}
