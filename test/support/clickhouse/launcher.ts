import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('launcher.c', import.meta.url));
const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/oops-report', import.meta.url));

/**
 * Compiles `launcher.c`, unless it has been already as it is now, and returns the path of the program. Several may at once.
 *
 * @param compiler the path of a C compiler
 */
export function compileLauncher(compiler: string): string {
  const version = createHash('sha256').update(readFileSync(SOURCE)).digest('hex').slice(0, 12);
  const program = join(CACHE, `clickhouse-launcher-${version}`);
  if (existsSync(program)) return program;
  mkdirSync(CACHE, { recursive: true });
  const beside = `${program}.${process.pid}`;
  execFileSync(compiler, ['-Wall', '-Werror', '-o', beside, SOURCE, '-ldl']);
  renameSync(beside, program);
  return program;
}
