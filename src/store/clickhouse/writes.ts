import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Connection, Parameters } from './connecting/connection.js';

/** One writing: all of its rows have its stamp. */
export interface Write {
  /** When it began, in microseconds since the Unix epoch by the clock of the servers: see `readClock`. */
  readonly stamp: number;
  insert(table: string, rows: readonly object[]): Promise<void>;
  /** Writes rows that the servers find themselves. @param select their values, in the order of the columns */
  insertFound(
    table: string,
    columns: readonly string[],
    select: string,
    parameters: Parameters,
  ): Promise<void>;
}

/**
 * The time by the clocks of all shards: the latest of them, in microseconds since the Unix epoch. Each asks the same clocks, so
 * what asks later is told a later time, whatever machine it runs on and however its own clock goes.
 */
export async function readClock(connection: Connection): Promise<number> {
  const from = connection.cluster === null ? 'system.one' : `cluster('${connection.cluster}', system.one)`;
  const row = await connection.row<[number]>(
    `SELECT max(toUnixTimestamp64Micro(nowInBlock64(6))) FROM ${from}`,
  );
  return row?.[0] ?? 0;
}

/**
 * Writes. That it has begun is known before it has its stamp, so that whoever takes a later moment for a cut knows that rows from
 * before it are still to come: see `takeCut`.
 */
export async function write<T>(connection: Connection, work: (write: Write) => Promise<T>): Promise<T> {
  const id = randomUUID();
  const begun = await readClock(connection);
  const say = (isEnd: number) => connection.insert('write', [{ stamp: begun, write: id, is_end: isEnd }]);
  await say(0);
  let inserts = 0;
  try {
    const result = await work({
      stamp: await readClock(connection),
      insert: (table, rows) => connection.insert(table, rows, `${id}-${++inserts}`),
      insertFound: (table, columns, select, parameters) =>
        connection.command(
          `INSERT INTO ${table} (${columns.join(', ')}) ${select}`,
          parameters,
          `${id}-${++inserts}`,
        ),
    });
    await say(1);
    return result;
  } catch (error) {
    // Where not even this can be said, it is found out by who waits for it.
    await say(1).catch(() => {});
    throw error;
  }
}

/** How long who begins to write may take, in microseconds, until a statement of its own is running on the servers. */
const GRACE = 2_000_000;
/** How far back in time a writing can have begun that is not over, in microseconds. */
const LONGEST = 3_600_000_000;
/** How long to wait until it is looked again, in milliseconds. */
const PAUSE = 20;

/**
 * Takes a moment by which all that has arrived is there, and nothing else will have: what is read by it is the same at any time
 * and on any machine. Waits for those who are writing, a second perhaps, but for the dead.
 */
export async function takeCut(connection: Connection): Promise<number> {
  return awaitCut(connection, await readClock(connection));
}

/** Waits until all that has arrived by a moment is there, and gives it back. */
export async function awaitCut(connection: Connection, cut: number): Promise<number> {
  while (await isAwaited(connection, cut)) await wait(PAUSE);
  return cut;
}

async function isAwaited(connection: Connection, cut: number): Promise<boolean> {
  const open = await connection.rows<[id: string, stamp: number]>(
    `SELECT write, min(stamp) FROM write WHERE stamp > {cut:Int64} - {longest:Int64} AND stamp <= {cut:Int64}
     GROUP BY write HAVING max(is_end) = 0`,
    { cut, longest: LONGEST },
  );
  if (open.length === 0) return false;
  const now = await readClock(connection);
  if (open.some(([, stamp]) => now - stamp <= GRACE)) return true;
  const from =
    connection.cluster === null
      ? 'system.processes'
      : `clusterAllReplicas('${connection.cluster}', system.processes)`;
  const running = await connection.row<[number]>(
    `SELECT count() FROM ${from} WHERE arrayExists(id -> startsWith(initial_query_id, id), {ids:Array(String)})`,
    { ids: open.map(([id]) => id) },
  );
  if ((running?.[0] ?? 0) > 0) return true;
  // Their writers died, or were cut off: nobody needs to look for them again.
  await connection
    .insert(
      'write',
      open.map(([id, stamp]) => ({ stamp, write: id, is_end: 1 })),
    )
    .catch(() => {});
  return false;
}
