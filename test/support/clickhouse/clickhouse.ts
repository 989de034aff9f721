import { inject } from 'vitest';
import type { ShardPorts } from './shard.js';
import { addressed, type OwnShards, type Shards, startShardsAt } from './shards.js';

/**
 * Two servers that form the cluster `two`, and that all tests of a run share: each test works in a database of its own
 * (`freshDatabase`), and leaves the servers alone. A test of one server takes the first of them. They are started for the first
 * who asks. Throws where something is missing that they are started from; see `describeWithClickHouse`.
 *
 * @example
 * const shards = await sharedShards();
 * await ask(shards.nodes[0], 'SELECT version()'); // '26.7.2.1'
 */
export async function sharedShards(): Promise<Shards> {
  return addressed((await askDesk('shards')) as ShardPorts[]);
}

/**
 * Starts so many servers for a test that kills or stops them. Several know one another as the shards of the cluster `two`, with
 * `internal_replication`. Throws where something is missing that they are started from.
 *
 * @example
 * const shards = await startShards(2);
 * onTestFinished(shards.stop);
 * await shards.nodes[1]?.kill('SIGKILL');
 */
export async function startShards(count: number): Promise<OwnShards> {
  return startShardsAt((await askDesk(`ports/${2 * count}`)) as number[]);
}

async function askDesk(question: string): Promise<unknown> {
  const answer = await fetch(`${inject('clickHouseDesk')}/${question}`);
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}
