import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  CLICKHOUSE_PASSWORD_VARIABLE,
  DATABASE_PASSWORD_FILE_VARIABLE,
  DATABASE_PASSWORD_VARIABLE,
} from '../../config/environment.js';
import { explainFileError } from '../../sources/read-report-file.js';
import { UserError } from '../../user-error.js';
import type { StoreAddress } from './address.js';
import { parseStoreAddress } from './parse-address.js';

/** Where an address was given, and what goes with it. */
export interface AddressPlaces {
  /** What it was given by, for messages, e.g. `--db`. */
  readonly name: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that relative paths start from. */
  readonly cwd: string;
}

/**
 * Reads the address of a store, as `parseStoreAddress`, with the password that the environment has for a server. Throws a
 * UserError for an address that is none, and for a password that cannot be read.
 */
export function readStoreAddress(text: string, { name, env, cwd }: AddressPlaces): StoreAddress {
  const address = parseStoreAddress(text, name, cwd);
  return address.engine === 'sqlite' ? address : { ...address, password: readPassword(env, cwd) };
}

/** The password of the environment; empty where there is none. Editors and `echo` end a file with a line feed, which is none of it. */
function readPassword(env: AddressPlaces['env'], cwd: string): string {
  const password = env[DATABASE_PASSWORD_VARIABLE];
  const file = env[DATABASE_PASSWORD_FILE_VARIABLE];
  if (!file) return password ?? env[CLICKHOUSE_PASSWORD_VARIABLE] ?? '';
  if (password) {
    throw new UserError(
      `Both ${DATABASE_PASSWORD_VARIABLE} and ${DATABASE_PASSWORD_FILE_VARIABLE} are set. Leave one of them out.`,
    );
  }
  try {
    return readFileSync(resolve(cwd, file), 'utf8').replace(/\r?\n$/, '');
  } catch (error) {
    throw new UserError(
      `${DATABASE_PASSWORD_FILE_VARIABLE} ${file}: ${explainFileError(error)}. Name a file that can be read.`,
      { cause: error },
    );
  }
}
