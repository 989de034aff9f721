import { randomUUID } from 'node:crypto';
import { ask } from './ask.js';
import type { AddressOptions, Shards } from './shards.js';

/** A database that no other test has, empty, on every server. */
export interface FreshDatabase {
  readonly name: string;
  /** Its address for `--db`. */
  url(options?: AddressOptions): string;
  /** Removes it from every server. */
  drop(): Promise<void>;
}

/**
 * Makes such a database.
 *
 * @example
 * let database: FreshDatabase;
 * beforeAll(async () => {
 *   database = await freshDatabase(await sharedShards());
 *   return database.drop;
 * });
 */
export async function freshDatabase(shards: Shards): Promise<FreshDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const everywhere = async (sql: string) => {
    await Promise.all(shards.nodes.map((node) => ask(node, sql)));
  };
  await everywhere(`CREATE DATABASE ${name}`);
  return {
    name,
    url: (options) => shards.url(name, options),
    drop: () => everywhere(`DROP DATABASE IF EXISTS ${name} SYNC`),
  };
}
