import { existsSync, realpathSync } from 'node:fs';
import { type StoreAddress, writeStoreAddress } from '../../store/address/address.js';
import { readStoreAddress } from '../../store/address/read-address.js';
import { UserError } from '../../user-error.js';
import type { CommandContext, GlobalOptions } from '../program/context.js';

/** What is copied, and where to. */
export interface CopyEnds {
  readonly from: StoreAddress;
  readonly to: StoreAddress;
}

/** Reads both addresses. Throws a UserError for one that is none, or that nothing can be copied from or to. */
export function readCopyEnds(
  from: string,
  to: string,
  { db }: Pick<GlobalOptions, 'db'>,
  { env, cwd }: Pick<CommandContext, 'env' | 'cwd'>,
): CopyEnds {
  if (db !== undefined) throw new UserError('copy names both databases itself: leave out --db.');
  const ends = {
    from: readStoreAddress(from, { name: 'FROM', env, cwd }),
    to: readStoreAddress(to, { name: 'TO', env, cwd }),
  };
  for (const end of Object.values(ends)) refuseMemory(end);
  if (keyOf(ends.from) !== keyOf(ends.to)) return ends;
  throw new UserError('FROM and TO are the same database. Name a new one to copy to.');
}

function refuseMemory(address: StoreAddress): void {
  if (address.engine !== 'sqlite' || address.file !== ':memory:') return;
  throw new UserError(':memory: is empty, and gone in the end. Name a file, or a database on a server.');
}

/** The same of one database, however it was named. */
function keyOf(address: StoreAddress): string {
  const isFile = address.engine === 'sqlite' && existsSync(address.file);
  return isFile ? realpathSync(address.file) : writeStoreAddress(address);
}
