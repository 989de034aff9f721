import { UserError } from '../../../user-error.js';
import type { Connection } from './connection.js';

/** Who is told to change tables, so that those of all nodes are. */
export interface ChangedNodes {
  /** They need no database. */
  readonly told: readonly Connection[];
  /** Whether a statement is run by all nodes of the cluster rather than by the one that is told: they need Keeper for it. */
  readonly isOnCluster: boolean;
}

/**
 * Finds who is told: all nodes that the user named; where the cluster has more, the first for all of them.
 *
 * @param nodes those that the user named, the one that is asked first
 */
export async function findChangedNodes(
  nodes: readonly Connection[],
  cluster: string | null,
): Promise<ChangedNodes> {
  const [first] = nodes;
  if (!first) throw new Error('no node to change');
  const isOnCluster = cluster !== null && nodes.length < (await countNodes(first, cluster));
  return { told: isOnCluster ? [first] : nodes, isOnCluster };
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
