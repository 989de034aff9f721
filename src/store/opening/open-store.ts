import type { StoreAddress } from '../address/address.js';
import type { OpenedStore, OpenStoreOptions } from './opened-store.js';

/**
 * Opens the store at an address: a file, which is made when it is missing, or a database on servers. Throws a UserError for whatever
 * the user can put right. Only the engine that the address asks for is loaded.
 */
export async function openStore(address: StoreAddress, options: OpenStoreOptions): Promise<OpenedStore> {
  switch (address.engine) {
    case 'sqlite': {
      const { openSqliteStore } = await import('../sqlite/opening/open-sqlite-store.js');
      return openSqliteStore(address, options);
    }
    case 'clickhouse': {
      const { openClickHouseStore } = await import('../clickhouse/open-clickhouse-store.js');
      return openClickHouseStore(address, options);
    }
  }
}
