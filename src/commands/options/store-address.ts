import { DATABASE_VARIABLE, DEFAULT_DATABASE } from '../../config/environment.js';
import type { StoreAddress } from '../../store/address/address.js';
import { readStoreAddress } from '../../store/address/read-address.js';
import type { CommandContext } from '../program/context.js';

/** The store that `--db` names, else the environment, else the file that is there by default. Throws a UserError for what is none. */
export function chooseStore(
  named: string | undefined,
  { env, cwd }: Pick<CommandContext, 'env' | 'cwd'>,
): StoreAddress {
  if (named !== undefined) return readStoreAddress(named, { name: '--db', env, cwd });
  return readStoreAddress(env[DATABASE_VARIABLE] || DEFAULT_DATABASE, { name: DATABASE_VARIABLE, env, cwd });
}
