import type { Connection } from '../connecting/connection.js';
import { localName } from '../schema/statements.js';
import { ID_HASH } from '../schema/tables.js';

/**
 * That an event has one of the ids whose keys are the parameter `name`: see `keyOfName`. Of a store of any size no more is read than
 * where they lie.
 *
 * @param name of the parameter: two conditions of one question need two
 * @example
 * connection.rows(`SELECT id FROM ${from} WHERE ${alive} AND ${hasOneOfIds(connection)}`, { ...parameters, ids: ['oops-1a1'] });
 */
export function hasOneOfIds({ cluster }: Pick<Connection, 'cluster'>, name = 'ids'): string {
  const ids = `{${name}:Array(String)}`;
  // Each node looks at its own places: those of its own events.
  return `(hour, reporter) IN (
      SELECT hour, reporter FROM ${localName('id_place', cluster)}
      WHERE id_hash IN (SELECT ${ID_HASH} FROM (SELECT arrayJoin(${ids}) AS id_key))
    ) AND id_key IN ${ids}`;
}
