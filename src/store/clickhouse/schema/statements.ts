import { TABLES, type Table } from './tables.js';

/** Where tables are made, and how long rows are kept. */
export interface Placement {
  readonly database: string;
  /** The shards that the data are spread over, by the name that the servers' config has for them; null: one node has all. */
  readonly cluster: string | null;
  /** Whether a statement is run by all nodes of the cluster rather than by the one that is asked: they need Keeper for it. */
  readonly isOnCluster: boolean;
  /** How long rows are kept, in milliseconds; null: for ever. */
  readonly retention: number | null;
}

/** What stands before the engine of each table: the one place to change for replicas, as `Replicated`, whose paths the servers' macros give. */
const ENGINE_PREFIX = '';

/**
 * The statements that make schema 1 on a node. Each can be run again.
 *
 * @example
 * createStatements({ database: 'oops', cluster: null, isOnCluster: false, retention: null })[0];
 * // 'CREATE DATABASE IF NOT EXISTS `oops`'
 */
export function createStatements(placement: Placement): string[] {
  const { database, cluster } = placement;
  return [
    `CREATE DATABASE IF NOT EXISTS ${quote(database)}${onCluster(placement)}`,
    ...TABLES.flatMap((table) => [
      createTable(table, placement),
      ...(cluster === null || table.shard === null
        ? []
        : [createDistributed(table.name, table.shard, placement, cluster)]),
    ]),
    ...TABLES.flatMap((table) =>
      table.filledBy === undefined ? [] : [createView(table.name, table.filledBy, placement)],
    ),
  ];
}

/**
 * The statements that have rows kept for as long as is wanted from now on.
 *
 * @param limited names of the tables on a node that have a limit now
 */
export function retentionStatements(placement: Placement, limited: readonly string[]): string[] {
  return TABLES.flatMap((table) => {
    const name = localName(table.name, placement.cluster);
    const ttl = ttlOf(table, placement.retention);
    const alter = `ALTER TABLE ${nameIn(placement, name)}${onCluster(placement)}`;
    if (ttl !== null) return [`${alter} MODIFY TTL ${ttl}`];
    return limited.includes(name) ? [`${alter} REMOVE TTL`] : [];
  });
}

/** The name of the table on a node itself. */
export function localName(table: string, cluster: string | null): string {
  return cluster === null ? table : `${table}_local`;
}

/** A name of the user's in backquotes, whatever it holds. */
export function quote(name: string): string {
  return `\`${name.replace(/[\\`]/g, '\\$&')}\``;
}

function createTable(table: Table, placement: Placement): string {
  const ttl = ttlOf(table, placement.retention);
  return [
    `CREATE TABLE IF NOT EXISTS ${nameIn(placement, localName(table.name, placement.cluster))}${onCluster(placement)} (${table.columns}\n)`,
    `ENGINE = ${ENGINE_PREFIX}${engineOf(table)}`,
    ...(table.partition === undefined ? [] : [`PARTITION BY ${table.partition}`]),
    ...(table.primary === undefined ? [] : [`PRIMARY KEY (${table.primary})`]),
    `ORDER BY (${table.order})`,
    ...(ttl === null ? [] : [`TTL ${ttl}`]),
    ...settingsOf(table),
  ].join('\n');
}

function engineOf({ left }: Table): string {
  if (left === 'smallest') return 'AggregatingMergeTree';
  return `ReplacingMergeTree${left === undefined ? '' : `(${left.largest})`}`;
}

function settingsOf({ partition, granularity }: Table): string[] {
  const settings = [
    ...(partition === undefined ? [] : ['ttl_only_drop_parts = 1']),
    ...(granularity === undefined ? [] : [`index_granularity = ${granularity}`]),
  ];
  return settings.length === 0 ? [] : [`SETTINGS ${settings.join(', ')}`];
}

function createView(table: string, select: string, placement: Placement): string {
  const { cluster } = placement;
  return (
    `CREATE MATERIALIZED VIEW IF NOT EXISTS ${nameIn(placement, `${table}_of_events`)}${onCluster(placement)}` +
    ` TO ${nameIn(placement, localName(table, cluster))} AS ` +
    select.replace('{event}', nameIn(placement, localName('event', cluster)))
  );
}

function createDistributed(name: string, shard: string, placement: Placement, cluster: string): string {
  return (
    `CREATE TABLE IF NOT EXISTS ${nameIn(placement, name)}${onCluster(placement)} AS ${nameIn(placement, localName(name, cluster))}\n` +
    `ENGINE = Distributed(${quote(cluster)}, ${quote(placement.database)}, ${localName(name, cluster)}, ${shard})`
  );
}

function ttlOf({ age }: Table, retention: number | null): string | null {
  return age === undefined || retention === null
    ? null
    : `${age} + INTERVAL ${Math.ceil(retention / 1000)} SECOND`;
}

function nameIn({ database }: Placement, table: string): string {
  return `${quote(database)}.${table}`;
}

function onCluster({ cluster, isOnCluster }: Placement): string {
  return isOnCluster && cluster !== null ? ` ON CLUSTER ${quote(cluster)}` : '';
}
