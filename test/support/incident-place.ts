import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect } from 'vitest';
import { type Run, run } from './run.js';

export const INCIDENT = fileURLToPath(new URL('../../data/incident-2011-09-08/', import.meta.url));

/**
 * The program in a folder whose database holds the sample incident and its window log. It is made once for all tests of
 * a file, which must leave it as it is.
 */
export function useIncident(): (...args: string[]) => Promise<Run> {
  let folder = '';
  const runThere = (...args: string[]) => run(folder, ['--config', `${INCIDENT}oops-report.yaml`, ...args]);
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'oops-report-'));
    for (const args of [
      ['ingest', `${INCIDENT}reports`],
      ['windows', 'import', `${INCIDENT}windows.csv`],
    ]) {
      expect(await runThere(...args)).toMatchObject({ code: 0, stderr: '' });
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return runThere;
}
