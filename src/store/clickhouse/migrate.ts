import { UserError } from '../../user-error.js';
import type { MigrationReport } from '../opening/migration.js';
import { findChangedNodes } from './connecting/changed-nodes.js';
import type { Connection } from './connecting/connection.js';
import { keepStatements, type Placement, schemaStatements } from './schema/statements.js';
import { LATEST, lastWords, sayWords } from './words.js';
import { write } from './writes.js';

/** The newest schema. */
export const SCHEMA = 2;

/** Where the schema is to be made. */
export interface MigrationTarget {
  /** Connections to the nodes that the user named, the one that is asked first; they need no database yet. */
  readonly nodes: readonly Connection[];
  /** The same as the first, but in the database. */
  readonly connection: Connection;
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
  { nodes, connection }: MigrationTarget,
  { isDryRun = false }: { readonly isDryRun?: boolean } = {},
): Promise<MigrationReport> {
  const { database, cluster } = connection;
  const [first] = nodes;
  if (!first) throw new Error('no node to migrate');
  const { told, isOnCluster } = await findChangedNodes(nodes, cluster);
  const placement: Placement = { database, cluster, isOnCluster };
  const from = await readSchema(first, connection);
  const statementsFor = async (node: Connection) => [
    ...schemaStatements(placement, from),
    ...keepStatements(placement, await listLimited(node, database)),
  ];
  const report = { from, to: SCHEMA, statements: await statementsFor(first) };
  if (isDryRun) return report;
  for (const node of told) {
    for (const statement of await statementsFor(node)) await node.command(statement);
  }
  if (from !== SCHEMA) {
    await write(connection, (writing) =>
      sayWords(writing, 'schema', [{ key: 'version', value: { version: SCHEMA } }]),
    );
  }
  return report;
}

/** The tables of a node that drop what is old by themselves. */
async function listLimited(node: Connection, database: string): Promise<string[]> {
  const rows = await node.rows<[string]>(
    `SELECT name FROM system.tables WHERE database = {database:String} AND position(engine_full, ' TTL ') > 0`,
    { database },
  );
  return rows.map(([name]) => name);
}
