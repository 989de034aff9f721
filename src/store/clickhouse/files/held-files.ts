import type { Connection } from '../connecting/connection.js';
import { localName } from '../schema/statements.js';
import { ID_HASH } from '../schema/tables.js';

/** The `part` of a row of `file` that says that what it held was pruned: behind all else in a writing. */
export const PRUNED_PART = 4_000_000;

/** What of the files that hold OOPSes is asked. */
export interface HeldFilesQuestion {
  /** Columns whose last values are selected too, each as `last_` and its name. */
  readonly columns?: readonly string[];
  /** A condition on `directory`, `name`, `hour` and `id_key`. */
  readonly where: string;
}

/**
 * The files that hold OOPSes by the parameter `cut`, as a SELECT of `directory`, `name`, `id_key`, and what else is asked for. All that
 * is said of one OOPS lies on one shard.
 *
 * @param table that of the node, `localName('file', cluster)`, where it is joined with what lies there
 * @example
 * heldFiles({ where: 'directory = {folder:String}', columns: ['size'] });
 */
export function heldFiles({ where, columns = [] }: HeldFilesQuestion, table = 'file'): string {
  const selected = columns.map((column) => `, ${last(column)} AS last_${column}`);
  return `SELECT directory, name, id_key${selected.join('')} FROM ${table} WHERE stamp <= {cut:Int64} AND (${where})
    GROUP BY directory, name, hour, id_key HAVING ${last('is_gone')} = 0`;
}

/** The last value of a column by the cut. */
const last = (column: string) => `argMax(${column}, (stamp, part))`;

/** That a file is one of OOPSes with the ids whose keys are the parameter `ids`: of all others nothing is read. */
export function isOfIds({ cluster }: Pick<Connection, 'cluster'>): string {
  return `hour IN (
      SELECT hour FROM ${localName('id_place', cluster)}
      WHERE id_hash IN (SELECT ${ID_HASH} FROM (SELECT arrayJoin({ids:Array(String)}) AS id_key))
    ) AND id_key IN {ids:Array(String)}`;
}
