import type { FilePlace } from '../../records.js';
import type { Connection } from '../connecting/connection.js';
import { hasOneOfIds } from '../events/id-condition.js';
import { heldFiles } from '../files/held-files.js';
import { IS_THERE } from '../schema/tables.js';
import { LATEST } from '../words.js';
import type { IdSet } from './id-set.js';

/** The ids of the OOPSes of an export that were loaded last: at most so many. */
export async function findLastIds(
  connection: Connection,
  { directory, name }: FilePlace,
  most: number,
): Promise<ReadonlySet<string>> {
  const held = heldFiles({ where: 'directory = {directory:String} AND name = {name:String}' });
  const rows = await connection.rows<[directory: string, name: string, idKey: string]>(
    `${held} ORDER BY max((stamp, part)) DESC LIMIT {most:UInt64}`,
    { directory, name, most, cut: LATEST },
  );
  const ids = rows.map(([, , idKey]) => idKey);
  if (ids.length === 0) return new Set();
  const found = await connection.rows<[string]>(
    `SELECT id FROM event FINAL WHERE ${hasOneOfIds(connection)} AND ${IS_THERE}`,
    { ids },
  );
  return new Set(found.map(([id]) => id));
}

/** Which of the rows that an export held are looked for. */
export interface VanishedRows {
  /** What it says now. */
  readonly seen: IdSet;
  /** When the first of what it still says happened: what is older was rotated away. */
  readonly since: number;
  /** What was written from this stamp on, it said only now. */
  readonly before: number;
}

/** So many ids are given at once. */
const IDS_AT_ONCE = 2000;

/**
 * The ids of the OOPSes that an export held and no longer says, by their keys, in parts; without those that are older than all that it
 * says, and without events of other kinds, which were rotated away.
 */
export async function* findVanishedRows(
  connection: Connection,
  { directory, name }: FilePlace,
  { seen, since, before }: VanishedRows,
): AsyncGenerator<readonly string[]> {
  const held = heldFiles({
    where: `directory = {directory:String} AND name = {name:String} AND hour >= intDiv({since:Int64}, 3600000)
      AND time >= {since:Int64} AND stamp < {before:Int64}`,
  });
  const parameters = { directory, name, since, before, cut: LATEST };
  let ids: string[] = [];
  for await (const part of connection.parts<[string, string, string]>(held, parameters)) {
    for (const [, , idKey] of part) if (!seen.has(idKey)) ids.push(idKey);
    for (; ids.length >= IDS_AT_ONCE; ids = ids.slice(IDS_AT_ONCE)) {
      yield await withoutEvents(connection, ids.slice(0, IDS_AT_ONCE));
    }
  }
  yield await withoutEvents(connection, ids);
}

/** Those that are no events of other kinds. */
async function withoutEvents(connection: Connection, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const events = await connection.rows<[string]>(
    `SELECT id_key FROM event FINAL
     WHERE ${hasOneOfIds(connection)} AND ${IS_THERE} AND is_event = 1`,
    { ids },
  );
  const left = new Set(ids);
  for (const [idKey] of events) left.delete(idKey);
  return [...left];
}
