import type { StoreAddress } from '../address/address.js';
import type { MigrationOptions, MigrationReport } from './migration.js';

/**
 * Makes the tables of the store at an address, or brings them to this version of the program. Throws a UserError for whatever the
 * user can put right.
 */
export async function migrateStore(
  address: StoreAddress,
  options: MigrationOptions,
): Promise<MigrationReport> {
  switch (address.engine) {
    case 'sqlite': {
      const { migrateSqlite } = await import('../sqlite/opening/migrate-sqlite.js');
      return migrateSqlite(address, options);
    }
    case 'clickhouse': {
      const { migrateClickHouse } = await import('../clickhouse/migrate-clickhouse.js');
      return migrateClickHouse(address, options);
    }
  }
}
