import { cpSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from 'vitest';
import { type Run, run } from './run.js';

/** The sample of today's incident. */
export const SHOP = fileURLToPath(new URL('../../data/incident-2026-11-18/', import.meta.url));

/** The sample holds nothing later: a report of it is made as of this moment. */
export const END_OF_SHOP = '2026-11-18T11:00Z';
/** When its files came here, as with a clone. */
const CLONED = new Date('2026-11-19T05:00:00Z');
const MORNING_AFTER = Date.parse('2026-11-19T06:00:00Z');

/**
 * The program in a folder with a copy of the sample and its config. What `loading`
 * runs is run once, before the tests of a file.
 */
export function useShop(loading: readonly (readonly string[])[]): {
  readonly runs: readonly Run[];
  readonly runThere: (...args: string[]) => Promise<Run>;
} {
  let folder = '';
  const runs: Run[] = [];
  const runThere = (...args: string[]) => run(folder, args, { now: () => MORNING_AFTER });
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'oops-report-'));
    cpSync(SHOP, folder, { recursive: true });
    for (const name of readdirSync(join(folder, 'logs')))
      utimesSync(join(folder, 'logs', name), CLONED, CLONED);
    for (const args of loading) runs.push(await runThere(...args));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return { runs, runThere };
}
