import { setTimeout as wait } from 'node:timers/promises';
import { union } from '../../../time/interval.js';
import { UserError } from '../../../user-error.js';
import { findChangedNodes } from '../connecting/changed-nodes.js';
import type { Nodes } from '../connecting/connect-to-nodes.js';
import type { Connection } from '../connecting/connection.js';
import { isEngineError } from '../connecting/explain-error.js';
import type { Condition } from '../events/interval-condition.js';
import { PRUNED_PART } from '../files/held-files.js';
import { alterTable, localName, quote } from '../schema/statements.js';
import { IS_THERE } from '../schema/tables.js';
import { LATEST, lastWords, sayWords, type TakenBack, type Word } from '../words.js';
import { readClock, write } from '../writes.js';
import { followingCondition, placeCondition, prunedCondition } from './pruned-condition.js';

/** What is cleared away with. */
export interface ClearingAway {
  readonly connection: Connection;
  /** Connects to the nodes that the user named. */
  readonly openNodes: () => Promise<Pick<Nodes, 'all' | 'close'>>;
}

/** No report that began before something was taken back is still being made after so long, in microseconds. */
const LONGEST_REPORT = 3_600_000_000;

/**
 * Deletes from the disks of all nodes what was taken back long enough ago. Killed or stopped at any moment it is right as it is, and
 * the next time it goes on; so it is where two do it at once.
 *
 * @param after how long ago it must be, in microseconds
 */
export async function clearAway(
  { connection, openNodes }: ClearingAway,
  signal?: AbortSignal,
  after = LONGEST_REPORT,
): Promise<void> {
  const words = await lastWords(connection, 'pruned', { cut: LATEST });
  if (words.length === 0) return;
  const now = await readClock(connection);
  const due = words.filter(({ stamp }) => stamp <= now - after);
  if (due.length === 0) return;
  const nodes = await openNodes();
  try {
    const { told, isOnCluster } = await findChangedNodes(nodes.all, connection.cluster);
    const clearing: Clearing = { connection, told, isOnCluster, signal };
    // In one go parts are written anew once; where others wrote between two prunes that may not be done.
    const all = joinWords(due);
    const parts = (await isGone(clearing, all)) ? [all] : due.map((word) => joinWords([word]));
    for (const part of parts) await clearOne(clearing, part);
  } finally {
    await nodes.close();
  }
}

interface Clearing {
  readonly connection: Connection;
  readonly told: readonly Connection[];
  readonly isOnCluster: boolean;
  readonly signal: AbortSignal | undefined;
}

/** What some prunes took back. */
interface Cleared extends TakenBack {
  /** When the last of them had. */
  readonly goneBy: number;
  /** The keys of their words. */
  readonly words: readonly string[];
}

function joinWords(words: readonly Word<TakenBack>[]): Cleared {
  const values = words.map(({ value }) => value);
  return {
    before: Math.max(...values.map(({ before }) => before)),
    stretches: union(values.flatMap(({ stretches }) => stretches)),
    kept: [...new Set(values.flatMap(({ kept }) => kept))],
    // What came between two of them goes with a later one.
    cut: Math.min(...values.map(({ cut }) => cut)),
    goneBy: Math.max(...words.map(({ stamp }) => stamp)),
    words: words.map(({ key }) => key),
  };
}

/** Whether all of it was taken back: who was so late in writing that it was not seen has it wait for the next prune. */
async function isGone({ connection }: Clearing, cleared: Cleared): Promise<boolean> {
  const { sql, parameters } = prunedCondition(cleared);
  return !(await hasRow(connection, 'event FINAL', { sql: `${IS_THERE} AND ${sql}`, parameters }));
}

/**
 * Each step is over on all nodes before the next begins. Of an OOPS the row that was there goes before the one that says that it was
 * taken back, and so does what a file held; where an id is, is forgotten last: who loads it anew must find that it was there.
 */
async function clearOne(clearing: Clearing, cleared: Cleared): Promise<void> {
  if (!(await isGone(clearing, cleared))) return;
  const { goneBy } = cleared;
  const pruned = prunedCondition(cleared);
  const isOwn = `part = ${PRUNED_PART} AND stamp <= ${goneBy}`;
  const steps: readonly [table: string, where: Condition][] = [
    ['event', { ...pruned, sql: `${IS_THERE} AND ${pruned.sql}` }],
    ['event', pruned],
    ['file', followingCondition(cleared, 'is_gone = 0 AND stamp <= {pruned_cut:Int64}')],
    ['file', followingCondition(cleared, `is_gone = 1 AND (stamp <= {pruned_cut:Int64} OR ${isOwn})`)],
    ['attribution', followingCondition(cleared, 'generation <= {pruned_cut:Int64}')],
    ['id_place', placeCondition(cleared)],
  ];
  for (const [table, where] of steps) await deleteRows(clearing, table, where);
  await write(clearing.connection, (writing) =>
    sayWords(
      writing,
      'pruned',
      cleared.words.map((key) => ({ key, value: null })),
    ),
  );
}

/** How often it is tried, for others can write what is to be deleted meanwhile. */
const TRIES = 3;
/** How long to wait until it is looked again whether it is done, in milliseconds. */
const PAUSE = 50;

/** Deletes rows of a table on all nodes. What is begun goes on there, also where nobody waits for it any more. */
async function deleteRows(clearing: Clearing, table: string, where: Condition): Promise<void> {
  const { connection, signal } = clearing;
  for (let tries = 0; tries < TRIES; tries++) {
    if (!(await hasRow(connection, everywhere(connection, table), where))) return;
    signal?.throwIfAborted();
    if (!(await isDeleting(connection, table))) await tellNodes(clearing, table, where);
    while (await isDeleting(connection, table)) {
      signal?.throwIfAborted();
      await wait(PAUSE);
    }
  }
}

/** What is said where there is no Keeper: `NO_ELEMENTS_IN_CONFIG`, `QUERY_IS_PROHIBITED`. */
const NO_KEEPER = ['139', '392'];

async function tellNodes(
  { connection, told, isOnCluster }: Clearing,
  table: string,
  { sql, parameters }: Condition,
): Promise<void> {
  const { cluster, database } = connection;
  const alter = alterTable({ cluster, database, isOnCluster }, localName(table, cluster));
  try {
    for (const node of told) await node.command(`${alter} DELETE WHERE ${sql}`, parameters);
  } catch (error) {
    if (!isOnCluster || !isEngineError(error) || !NO_KEEPER.includes(error.code)) throw error;
    throw new UserError(
      `${database}: what was pruned lies on nodes that --db does not name, and the servers have no Keeper to tell them. Name all nodes of the cluster ${cluster} in --db.`,
    );
  }
}

async function hasRow(
  connection: Connection,
  from: string,
  { sql, parameters }: Condition,
): Promise<boolean> {
  return (await connection.row(`SELECT 1 FROM ${from} WHERE ${sql} LIMIT 1`, parameters)) !== undefined;
}

/** A table on all nodes, whether another one leads to them or not. */
function everywhere({ cluster, database }: Connection, table: string): string {
  return cluster === null ? table : `cluster('${cluster}', ${quote(database)}.${localName(table, cluster)})`;
}

/** Whether a node is still deleting rows of a table. Throws a UserError for what keeps it from it. */
async function isDeleting({ cluster, database, row }: Connection, table: string): Promise<boolean> {
  const from = cluster === null ? 'system.mutations' : `clusterAllReplicas('${cluster}', system.mutations)`;
  const [count, reason] = (await row<[number, string]>(
    `SELECT count(), max(latest_fail_reason) FROM ${from}
     WHERE database = {database:String} AND table = {table:String} AND NOT is_done`,
    { database, table: localName(table, cluster) },
  )) ?? [0, ''];
  if (reason === '') return count > 0;
  throw new UserError(`${database}: what was pruned cannot be deleted from ${table}: ${reason}`);
}
