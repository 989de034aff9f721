import type { ClickHouseAddress } from '../address/address.js';
import type { MigrationOptions, MigrationReport } from '../opening/migration.js';
import { checkVersion } from './connecting/check-version.js';
import { connectToNodes } from './connecting/connect-to-nodes.js';
import { createExplainError } from './connecting/explain-error.js';
import { migrate } from './migrate.js';

/** Makes the tables of a database on servers, or brings them to this version. See `migrateStore`. */
export async function migrateClickHouse(
  address: ClickHouseAddress,
  options: MigrationOptions,
): Promise<MigrationReport> {
  try {
    return await migrateNodes(address, options);
  } catch (error) {
    throw createExplainError(address)(error) ?? error;
  }
}

async function migrateNodes(
  address: ClickHouseAddress,
  { dryRun }: MigrationOptions,
): Promise<MigrationReport> {
  const nodes = await connectToNodes(address);
  try {
    await checkVersion(nodes.first, address);
    const connection = await nodes.open();
    try {
      return await migrate({ nodes: nodes.all, connection }, { isDryRun: dryRun });
    } finally {
      await connection.close();
    }
  } finally {
    await nodes.close();
  }
}
