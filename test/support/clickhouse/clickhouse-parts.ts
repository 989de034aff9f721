import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';

/** What a ClickHouse for tests is started from. */
export interface ClickHouseParts {
  /** The path of `libchdb.so`, which is all of ClickHouse. */
  readonly library: string;
  /** The path of a C compiler, for the few lines that call it. */
  readonly compiler: string;
}

/** The one command that fetches the library, from the folder of the checkout. `npm ci` there does not: it has 178 MB. */
export const FETCH = 'npm install --no-save --prefix test/support/clickhouse/library';

/** Where that command puts it. */
const FETCHED = fileURLToPath(new URL('library/node_modules/@chdb/lib-linux-x64-gnu', import.meta.url));

/**
 * Finds what a ClickHouse for tests is started from: the library in the folder that OOPS_REPORT_TEST_CHDB names, else where it
 * was fetched to, and a compiler on PATH. Where something is missing, says what, and what to do.
 *
 * @example
 * findParts({ PATH: '/usr/bin' }); // { library: '/home/me/oops-report/test/…/libchdb.so', compiler: '/usr/bin/cc' }
 */
export function findParts(env: NodeJS.ProcessEnv): ClickHouseParts | string {
  const folder = env.OOPS_REPORT_TEST_CHDB;
  const library = join(folder || FETCHED, 'libchdb.so');
  if (!isAllowed(library, constants.R_OK))
    return folder
      ? `no libchdb.so in ${folder}, which OOPS_REPORT_TEST_CHDB names`
      : `no ClickHouse: ${FETCH} fetches it, for Linux on x64`;
  const compiler = (env.PATH ?? '')
    .split(delimiter)
    .flatMap((place) => ['cc', 'gcc', 'clang'].map((name) => join(place, name)))
    .find((path) => isAllowed(path, constants.X_OK));
  return compiler === undefined ? 'no C compiler for the launcher of ClickHouse' : { library, compiler };
}

/** Why tests that need a ClickHouse are skipped, or null where they are run. In CI they are: what is missing fails there. */
export function reasonToSkip(env: NodeJS.ProcessEnv): string | null {
  const parts = findParts(env);
  return typeof parts === 'string' && !env.CI ? parts : null;
}

/** The same of this run. */
const noClickHouse = reasonToSkip(process.env);

/**
 * As `describe`, for tests that need a ClickHouse. Where there can be none they are skipped, and the title says why.
 *
 * @example
 * describeWithClickHouse('a copy', () => {
 *   it('has all that was copied', async () => {
 *     const shards = await sharedShards();
 */
export function describeWithClickHouse(title: string, tests: () => void): void {
  if (noClickHouse === null) describe(title, tests);
  else describe.skip(`${title} (${noClickHouse})`, tests);
}

function isAllowed(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    return false;
  }
}
