import { UserError } from '../../../user-error.js';
import { type ClickHouseAddress, nameStore } from '../../address/address.js';
import type { Connection } from './connection.js';

/** The oldest ClickHouse that knows all that is asked of it: `nowInBlock64` is of this version, which is one of long support. */
export const OLDEST_VERSION = '25.8';

/** Throws a UserError for a server that is too old. */
export async function checkVersion(node: Connection, address: ClickHouseAddress): Promise<void> {
  const [version = ''] = (await node.row<[string]>('SELECT version()')) ?? [];
  if (isAtLeast(version, OLDEST_VERSION)) return;
  throw new UserError(
    `${nameStore(address)}: is ClickHouse ${version}, and oops-report needs ${OLDEST_VERSION} or newer. Update it.`,
  );
}

/**
 * Whether a version of ClickHouse is as new as another.
 *
 * @example
 * isAtLeast('25.10.1.3832', '25.8'); // true
 */
export function isAtLeast(version: string, wanted: string): boolean {
  const [year = 0, month = 0] = version.split('.').map(Number);
  const [wantedYear = 0, wantedMonth = 0] = wanted.split('.').map(Number);
  return year > wantedYear || (year === wantedYear && month >= wantedMonth);
}
