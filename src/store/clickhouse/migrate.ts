import { UserError } from '../../user-error.js';
import type { MigrationReport } from '../opening/migration.js';
import type { Connection } from './connecting/connection.js';
import { createStatements, type Placement, retentionStatements } from './schema/statements.js';
import { LATEST, lastWords, sayWords } from './words.js';
import { write } from './writes.js';

/** The newest schema. */
export const SCHEMA = 1;

/** Where the schema is to be made. */
export interface MigrationTarget {
  /** Connections to the nodes that the user named, the one that is asked first; they need no database yet. */
  readonly nodes: readonly Connection[];
  /** The same as the first, but in the database. */
  readonly connection: Connection;
  /** How long rows are kept, in milliseconds; null: for ever. */
  readonly retention: number | null;
}

/**
 * The schema that a database has; 0: none. Throws a UserError for one of a newer program.
 *
 * @param node a connection that needs no database
 */
export async function readSchema(node: Connection, connection: Connection): Promise<number> {
  const [made] = (await node.row<[number]>(
    `SELECT count() FROM system.tables WHERE database = {database:String} AND name = 'word'`,
    { database: connection.database },
  )) ?? [0];
  if (made === 0) return 0;
  const words = await lastWords(connection, 'schema', { cut: LATEST });
  const version = words[0]?.value.version ?? 0;
  if (version > SCHEMA) {
    throw new UserError(
      `${connection.database}: has schema ${version}, which a newer oops-report made; this one knows ${SCHEMA}. Use the newer one.`,
    );
  }
  return version;
}

/** Brings a database to the newest schema, or makes it; what is there already stays. */
export async function migrate(
  { nodes, connection, retention }: MigrationTarget,
  { isDryRun = false }: { readonly isDryRun?: boolean } = {},
): Promise<MigrationReport> {
  const { database, cluster } = connection;
  const [first] = nodes;
  if (!first) throw new Error('no node to migrate');
  const placement: Placement = {
    ...{ database, cluster, retention },
    isOnCluster: cluster !== null && nodes.length < (await countNodes(first, cluster)),
  };
  const from = await readSchema(first, connection);
  const statements = [
    ...createStatements(placement),
    ...retentionStatements(placement, await listLimited(first, database)),
  ];
  if (isDryRun) return { from, to: SCHEMA, statements };
  for (const node of placement.isOnCluster ? [first] : nodes) {
    for (const statement of statements) await node.command(statement);
  }
  if (from !== SCHEMA) {
    await write(connection, (writing) =>
      sayWords(writing, 'schema', [{ key: 'version', value: { version: SCHEMA } }]),
    );
  }
  return { from, to: SCHEMA, statements };
}

/** The tables of a node whose rows are not kept for ever. */
async function listLimited(node: Connection, database: string): Promise<string[]> {
  const rows = await node.rows<[string]>(
    `SELECT name FROM system.tables WHERE database = {database:String} AND position(engine_full, ' TTL ') > 0`,
    { database },
  );
  return rows.map(([name]) => name);
}

/** How many nodes a cluster has. */
async function countNodes(connection: Connection, cluster: string): Promise<number> {
  const row = await connection.row<[number]>(
    'SELECT count() FROM system.clusters WHERE cluster = {cluster:String}',
    { cluster },
  );
  const count = row?.[0] ?? 0;
  if (count === 0) {
    throw new UserError(
      `${cluster}: no cluster of this name is in the config of the server. Correct ?cluster= of --db, or add it to remote_servers.`,
    );
  }
  return count;
}
