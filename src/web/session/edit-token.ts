import { createHash, timingSafeEqual } from 'node:crypto';
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../../user-error.js';

/** The environment variable that has the token of who may change things. */
export const TOKEN_VARIABLE = 'OOPS_REPORT_TOKEN';

/** The shortest token that is taken: with fewer characters it could be guessed. */
const SHORTEST = 16;

/** Where a token can come from. */
export interface TokenPlaces {
  /** `--token-file`, as it was written; absent: none. */
  readonly file?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that relative paths start from. */
  readonly cwd: string;
}

/**
 * Reads the token that whoever changes something must know: from the file that is named, else from the environment. Throws a
 * UserError where there is none, where it is too short, or where the file is not only for who serves.
 */
export function readEditToken({ file, env, cwd }: TokenPlaces): string {
  const where = file === undefined ? TOKEN_VARIABLE : file;
  const token = (
    file === undefined ? (env[TOKEN_VARIABLE] ?? '') : readTokenFile(resolve(cwd, file), file)
  ).trim();
  if (token === '' && file === undefined) {
    throw new UserError(
      `--allow-edit needs a token that who changes something must know. Put one into ${TOKEN_VARIABLE} or a --token-file: ${HOW_TO_MAKE}`,
    );
  }
  if (!/^[\x21-\x7e]*$/.test(token)) {
    throw new UserError(
      `The token of ${where} may hold letters, digits and signs of ASCII alone. ${HOW_TO_MAKE}`,
    );
  }
  if (token.length >= SHORTEST) return token;
  throw new UserError(
    `The token of ${where} has ${token.length} characters, and needs ${SHORTEST} at least. ${HOW_TO_MAKE}`,
  );
}

const HOW_TO_MAKE = 'Make one with openssl rand -base64 24.';

function readTokenFile(path: string, named: string): string {
  let opened: number | undefined;
  try {
    opened = openSync(path, 'r');
    const { mode } = fstatSync(opened);
    // Others may read it, or group or others may put another one in its place.
    if ((mode & 0o026) !== 0) {
      throw new UserError(
        `--token-file ${named} can be read by others, or written by more than its owner. Keep it to yourself: chmod 600 ${named}`,
      );
    }
    return readFileSync(opened, 'utf8');
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`--token-file ${named} cannot be read: ${(error as Error).message}`, {
      cause: error,
    });
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}

/** Whether two secrets are the same, in a time that tells nothing of how much of them is. */
export function isSameSecret(given: string, secret: string): boolean {
  return timingSafeEqual(digest(given), digest(secret));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
