import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../user-error.js';
import type { Config } from './config.js';
import { DEFAULT_CONFIG } from './defaults.js';
import { CONFIG_VARIABLE, USER_KEY_VARIABLE } from './environment.js';

/** The config in the current folder that is read without being asked for. */
const DEFAULT_CONFIG_FILE = 'oops-report.yaml';

/** The file of the config that serves a command, as it was named: see `loadConfig`. */
export function nameConfig(
  path: string | null,
  env: Readonly<Record<string, string | undefined>>,
): { readonly path: string; readonly isNamed: boolean } {
  const named = path ?? (env[CONFIG_VARIABLE] || null);
  return { path: named ?? DEFAULT_CONFIG_FILE, isNamed: named !== null };
}

/**
 * Reads the config that serves a command: the file of the option `--config`, else that of the environment, else
 * oops-report.yaml in `folder` when it is there, else the defaults. Throws a UserError when a file that was named is
 * missing, or when any cannot be read or is wrong.
 *
 * What reads YAML and checks it takes longer to load than a small report to make: only where there is a file is it loaded.
 */
export async function loadConfig(
  given: string | null,
  env: Readonly<Record<string, string | undefined>>,
  folder: string,
): Promise<Config> {
  const { path, isNamed } = nameConfig(given, env);
  const text = readText(path, folder, isNamed);
  if (text === null) return DEFAULT_CONFIG;
  const { parseConfig } = await import('./parse-config.js');
  return withUserKey(parseConfig(text, path), path, env[USER_KEY_VARIABLE] ?? '');
}

/** The shortest key, in characters: with one that can be guessed, so can users. */
const SHORTEST_KEY = 16;

/** Puts the key by which users are hashed into the rules. Throws a UserError where there is none to be had. */
function withUserKey(config: Config, path: string, key: string): Config {
  if (!config.hashesUsers) return config;
  if (key.length < SHORTEST_KEY) {
    throw new UserError(
      `${path}: redact.users needs a key of ${SHORTEST_KEY} characters or more, the same for ever. Set ${USER_KEY_VARIABLE} to one.`,
    );
  }
  const { rules } = config;
  return { ...config, rules: { ...rules, redaction: { ...rules.redaction, userKey: key } } };
}

/** The file's text, or null when it is missing and need not be there. */
function readText(path: string, folder: string, required: boolean): string | null {
  let bytes: Buffer;
  try {
    bytes = readFileSync(resolve(folder, path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && !required) return null;
    if (code === 'ENOENT') {
      throw new UserError(`${path}: there is no such config. Correct --config or ${CONFIG_VARIABLE}.`);
    }
    throw new UserError(`${path}: the config cannot be read (${code}). Name a file that can be.`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UserError(`${path}: the config is not text in UTF-8. Save it as UTF-8.`);
  }
}
