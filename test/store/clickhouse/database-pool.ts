import type { ClickHouseStoreOptions } from '../../../src/store/clickhouse/clickhouse-store.js';
import { type Connection, connect } from '../../../src/store/clickhouse/connecting/connection.js';
import { migrate } from '../../../src/store/clickhouse/migrate.js';
import { localName } from '../../../src/store/clickhouse/schema/statements.js';
import { TABLES } from '../../../src/store/clickhouse/schema/tables.js';
import { sharedShards } from '../../support/clickhouse/clickhouse.js';
import { freshDatabase } from '../../support/clickhouse/fresh-database.js';
import { CLUSTER, PASSWORD, USER } from '../../support/clickhouse/server-config.js';

/** A database that has the tables, empty. */
export interface EmptyDatabase {
  /** Over its first node; whoever got it closes it. */
  readonly connection: Connection;
  /** See `createClickHouseStore`. */
  readonly openNodes: NonNullable<ClickHouseStoreOptions['openNodes']>;
  /** Gives it back, to be emptied and used again: to make tables takes ten times as long. */
  release(): void;
}

export interface DatabasePool {
  take(): Promise<EmptyDatabase>;
  /** Removes all of them. */
  drop(): Promise<void>;
}

/**
 * Makes databases for tests that need a new one at every turn.
 *
 * @param shards on how many servers the data are
 */
export function createDatabasePool(shards: 1 | 2): DatabasePool {
  const free: Made[] = [];
  const all: Made[] = [];
  return {
    async take() {
      let made = free.pop();
      if (made) await made.empty();
      else {
        made = await make(shards);
        all.push(made);
      }
      const own = made;
      return {
        connection: await own.open(),
        openNodes: async () => ({ all: own.nodes, close: async () => {} }),
        release: () => void free.push(own),
      };
    },
    drop: async () => {
      await Promise.all(all.map((made) => made.drop()));
    },
  };
}

interface Made {
  readonly nodes: readonly Connection[];
  open(): Promise<Connection>;
  empty(): Promise<void>;
  drop(): Promise<void>;
}

async function make(shards: 1 | 2): Promise<Made> {
  const { nodes } = await sharedShards();
  const database = await freshDatabase(await sharedShards());
  const cluster = shards === 2 ? CLUSTER : null;
  const places = nodes.slice(0, shards).map(({ httpPort }) => ({
    ...{ url: `http://127.0.0.1:${httpPort}`, username: USER, password: PASSWORD, cluster },
  }));
  const connections = await Promise.all(
    places.map((place) => connect({ ...place, database: database.name })),
  );
  const [connection] = connections;
  const [place] = places;
  if (!connection || !place) throw new Error('no node');
  await migrate({ nodes: connections, connection });
  const emptied = TABLES.filter(({ name }) => name !== 'write').map(
    ({ name }) => `TRUNCATE TABLE ${localName(name, cluster)}`,
  );
  return {
    nodes: connections,
    open: () => connect({ ...place, database: database.name }),
    async empty() {
      await Promise.all(connections.flatMap((node) => emptied.map((statement) => node.command(statement))));
    },
    async drop() {
      await Promise.all(connections.map((node) => node.close()));
      await database.drop();
    },
  };
}
