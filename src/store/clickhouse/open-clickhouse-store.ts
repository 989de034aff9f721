import { UserError } from '../../user-error.js';
import { type ClickHouseAddress, nameStore } from '../address/address.js';
import type { OpenedStore, OpenStoreOptions } from '../opening/opened-store.js';
import { createClickHouseStore } from './clickhouse-store.js';
import { checkVersion } from './connecting/check-version.js';
import { connectToNodes, type Nodes } from './connecting/connect-to-nodes.js';
import type { Connection } from './connecting/connection.js';
import { createExplainError } from './connecting/explain-error.js';
import { migrate, readSchema, SCHEMA } from './migrate.js';
import { refreshSignatures } from './signing/refresh-signatures.js';

/** Opens a store on servers of ClickHouse; a database that has no tables is given them. See `openStore`. */
export async function openClickHouseStore(
  address: ClickHouseAddress,
  options: OpenStoreOptions,
): Promise<OpenedStore> {
  if (options.writes && address.cut !== null) {
    throw new UserError(
      `${nameStore(address)}: is read as it was, and cannot be changed. Leave cut= out of --db.`,
    );
  }
  const explain = createExplainError(address);
  try {
    return { ...(await open(address, options)), explain };
  } catch (error) {
    throw explain(error) ?? error;
  }
}

async function open(
  address: ClickHouseAddress,
  options: OpenStoreOptions,
): Promise<Omit<OpenedStore, 'explain'>> {
  const nodes = await connectToNodes(address);
  try {
    await checkVersion(nodes.first, address);
    const connection = await nodes.open();
    try {
      await prepareDatabase(nodes, connection, address, options);
      if (!(options.ignoresSettings ?? options.isReadOnly))
        await refreshSignatures(connection, options.settings);
      const isNew = await isEmpty(connection);
      const openNodes = () => connectToNodes(address);
      const store = createClickHouseStore(connection, options.settings, { cut: address.cut, openNodes });
      return { store, isNew, address };
    } catch (error) {
      await connection.close();
      throw error;
    }
  } finally {
    await nodes.close();
  }
}

async function prepareDatabase(
  { first, all }: Nodes,
  connection: Connection,
  address: ClickHouseAddress,
  { mustExist = false, isReadOnly = false }: OpenStoreOptions,
): Promise<void> {
  const schema = await readSchema(first, connection);
  if (schema === SCHEMA) return;
  if (schema === 0 && !mustExist && !isReadOnly) {
    await migrate({ nodes: all, connection });
    return;
  }
  throw new UserError(
    schema === 0
      ? `${nameStore(address)}: has no tables of oops-report. Make them with oops-report db migrate, or correct --db.`
      : `${nameStore(address)}: has schema ${schema}, and this oops-report needs ${SCHEMA}. Run oops-report db migrate.`,
  );
}

async function isEmpty(connection: Connection): Promise<boolean> {
  return (await connection.row('SELECT 1 FROM event LIMIT 1')) === undefined;
}
