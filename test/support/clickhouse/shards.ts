import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findParts } from './clickhouse-parts.js';
import { compileLauncher } from './launcher.js';
import { CLUSTER, serverConfig, USER } from './server-config.js';
import { makeShard, type Shard, type ShardPorts } from './shard.js';
import { makeVanishingFolder } from './vanishing-folder.js';

/** Servers that answer, whoever owns them. */
export interface Shards<Node extends ShardPorts = ShardPorts> {
  readonly nodes: readonly [Node, ...Node[]];
  /** The address of a database of them for `--db`. Its password is that of the tests, `PASSWORD`. */
  url(database: string, options?: AddressOptions): string;
}

export interface AddressOptions {
  /** Whether it names the cluster that they form, and all of them. By default it does not: one server is all there is. */
  readonly cluster?: boolean;
  /** Which of them is talked to first, 0 by default. */
  readonly node?: number;
  /** Who talks, by default who may do everything. */
  readonly user?: string;
}

/** Servers of one's own. */
export interface OwnShards extends Shards<Shard> {
  /** Ends them and removes their data. Without it they last as long as the process that started them, or the run. */
  stop(): Promise<void>;
}

/**
 * Starts servers at these ports, two for each, for HTTP and for the native protocol. Throws where something is missing that they
 * are started from. A test calls `startShards`.
 */
export async function startShardsAt(ports: readonly number[]): Promise<OwnShards> {
  const parts = findParts(process.env);
  if (typeof parts === 'string') throw new Error(parts);
  const launcher = compileLauncher(parts.compiler);
  const folder = makeVanishingFolder();
  const configFile = join(folder.path, 'config.xml');
  const [httpPorts, tcpPorts] = halves(ports);
  writeFileSync(configFile, serverConfig(configFile, tcpPorts));
  const nodes = httpPorts.map((httpPort, index) =>
    makeShard({
      launcher,
      library: parts.library,
      configFile,
      folder: join(folder.path, `shard-${index}`),
      httpPort,
      tcpPort: tcpPorts[index] ?? 0,
    }),
  );

  async function stop(): Promise<void> {
    process.off('disconnect', stop);
    await Promise.all(nodes.map((node) => node.kill('SIGKILL')));
    await folder.remove();
  }

  // Where the run is interrupted, the process of a test that waits can outlive it.
  process.once('disconnect', stop);
  try {
    await Promise.all(nodes.map((node) => node.start()));
  } catch (error) {
    await stop();
    throw error;
  }
  return { ...addressed(nodes), stop };
}

/** Servers, and how they are addressed. */
export function addressed<Node extends ShardPorts>([first, ...others]: readonly Node[]): Shards<Node> {
  if (first === undefined) throw new Error('At least one server is needed.');
  const nodes: [Node, ...Node[]] = [first, ...others];
  return {
    nodes,
    url(database, { cluster = false, node = 0, user = USER } = {}) {
      const named = cluster ? [...nodes.slice(node), ...nodes.slice(0, node)] : nodes.slice(node, node + 1);
      const hosts = named.map(({ httpPort }) => `127.0.0.1:${httpPort}`).join(',');
      return `clickhouse://${user}@${hosts}/${database}${cluster ? `?cluster=${CLUSTER}` : ''}`;
    },
  };
}

function halves<T>(all: readonly T[]): [T[], T[]] {
  return [all.slice(0, all.length / 2), all.slice(all.length / 2)];
}
