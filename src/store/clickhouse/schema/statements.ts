import { CHANGES, TABLES, type Table } from './tables.js';

/** Where tables are made. */
export interface Placement {
  readonly database: string;
  /** The shards that the data are spread over, by the name that the servers' config has for them; null: one node has all. */
  readonly cluster: string | null;
  /** Whether a statement is run by all nodes of the cluster rather than by the one that is asked: they need Keeper for it. */
  readonly isOnCluster: boolean;
}

/** What stands before the engine of each table: the one place to change for replicas, as `Replicated`, whose paths the servers' macros give. */
const ENGINE_PREFIX = '';

/**
 * The statements that make the newest schema on a node, or bring it to that. Each can be run again.
 *
 * @param from the number of the schema that there is; 0: none
 * @example
 * schemaStatements({ database: 'oops', cluster: null, isOnCluster: false }, 0)[0];
 * // 'CREATE DATABASE IF NOT EXISTS `oops`'
 */
export function schemaStatements(placement: Placement, from: number): string[] {
  const { database, cluster } = placement;
  const changes = CHANGES.filter(({ since }) => from > 0 && from < since);
  const isChanged = (table: Table) => changes.some((change) => change.table === table.name);
  return [
    `CREATE DATABASE IF NOT EXISTS ${quote(database)}${onCluster(placement)}`,
    ...TABLES.flatMap((table) => [
      createTable(table, placement),
      ...(cluster === null || table.shard === null
        ? []
        : [createDistributed(table.name, table.shard, placement, cluster)]),
    ]),
    // A view that does not fit its table is refused, also where it is there already.
    ...changes.map(({ table, change }) => `${alterTable(placement, localName(table, cluster))} ${change}`),
    ...TABLES.flatMap((table) => {
      const { name, filledBy } = table;
      if (filledBy === undefined) return [];
      const changed = `${alterTable(placement, viewName(name))} MODIFY QUERY ${selectOf(filledBy, placement)}`;
      return [createView(name, filledBy, placement), ...(isChanged(table) ? [changed] : [])];
    }),
  ];
}

/**
 * The statements that have rows kept until they are pruned: an older program had the tables drop what was old by themselves.
 *
 * @param limited names of the tables on a node that do so
 */
export function keepStatements(placement: Placement, limited: readonly string[]): string[] {
  return TABLES.map(({ name }) => localName(name, placement.cluster))
    .filter((name) => limited.includes(name))
    .map((name) => `${alterTable(placement, name)} REMOVE TTL`);
}

/** What a change of a table on a node begins with. */
export function alterTable(placement: Placement, name: string): string {
  return `ALTER TABLE ${nameIn(placement, name)}${onCluster(placement)}`;
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
  return [
    `CREATE TABLE IF NOT EXISTS ${nameIn(placement, localName(table.name, placement.cluster))}${onCluster(placement)} (${table.columns}\n)`,
    `ENGINE = ${ENGINE_PREFIX}${engineOf(table)}`,
    ...(table.partition === undefined ? [] : [`PARTITION BY ${table.partition}`]),
    ...(table.primary === undefined ? [] : [`PRIMARY KEY (${table.primary})`]),
    `ORDER BY (${table.order})`,
    ...settingsOf(table),
  ].join('\n');
}

function engineOf({ left }: Table): string {
  if (left === 'merged') return 'AggregatingMergeTree';
  return `ReplacingMergeTree${left === undefined ? '' : `(${left.largest})`}`;
}

function settingsOf({ granularity }: Table): string[] {
  return granularity === undefined ? [] : [`SETTINGS index_granularity = ${granularity}`];
}

function createView(table: string, select: string, placement: Placement): string {
  const { cluster } = placement;
  return (
    `CREATE MATERIALIZED VIEW IF NOT EXISTS ${nameIn(placement, viewName(table))}${onCluster(placement)}` +
    ` TO ${nameIn(placement, localName(table, cluster))} AS ${selectOf(select, placement)}`
  );
}

function viewName(table: string): string {
  return `${table}_of_events`;
}

function selectOf(filledBy: string, placement: Placement): string {
  return filledBy.replace('{event}', nameIn(placement, localName('event', placement.cluster)));
}

function createDistributed(name: string, shard: string, placement: Placement, cluster: string): string {
  return (
    `CREATE TABLE IF NOT EXISTS ${nameIn(placement, name)}${onCluster(placement)} AS ${nameIn(placement, localName(name, cluster))}\n` +
    `ENGINE = Distributed(${quote(cluster)}, ${quote(placement.database)}, ${localName(name, cluster)}, ${shard})`
  );
}

function nameIn({ database }: Placement, table: string): string {
  return `${quote(database)}.${table}`;
}

function onCluster({ cluster, isOnCluster }: Placement): string {
  return isOnCluster && cluster !== null ? ` ON CLUSTER ${quote(cluster)}` : '';
}
