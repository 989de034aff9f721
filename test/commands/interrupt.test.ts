import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { run } from '../support/run.js';
import { makeFolder } from '../support/temporary-folder.js';

const PROGRAM = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/**
 * Loaded before the program: sends it a signal some turns of the event loop after it has begun to listen to signals, and
 * with `twice` once more when it has heard that.
 */
const sendingSignal = (signal: string, { turns = 0, twice = false } = {}) => `
const send = (turns) => turns > 0 ? setImmediate(send, turns - 1) : process.kill(process.pid, '${signal}');
process.on('newListener', (name) => name === '${signal}' && queueMicrotask(() => send(${turns})));
${twice ? `process.on('removeListener', (name) => name === '${signal}' && send(0));` : ''}
`;

function runUntilSignal(folder: string, signal: string, args: string[]) {
  const preload = pathToFileURL(join(folder, 'signal.mjs')).href;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', preload, PROGRAM, '--quiet', ...args],
    { cwd: folder, encoding: 'utf8' },
  );
  return { signal, status, stdout, stderr };
}

const COUNT = 3000;
const ID = (index: number) => `OOPS-2077A${index}`;

function makeReports(): Record<string, string> {
  const reports = Array.from({ length: COUNT }, (_, index) => [
    `r/2011-09-08/${ID(index)}`,
    `Oops-Id: ${ID(index)}\nException-Type: KeyError\nDate: 2011-09-08T08:00:00Z\n\n`,
  ]);
  return Object.fromEntries(reports);
}

function makeExport(): string {
  const pad = 'x'.repeat(500);
  const rows = Array.from({ length: COUNT }, (_, index) =>
    JSON.stringify({ id: ID(index), time: '2011-09-08T08:00:00Z', type: 'KeyError', value: pad }),
  );
  return `${rows.join('\n')}\n`;
}

function countOopses(folder: string): number {
  const db = new Database(join(folder, 'oops-report.db'), { readonly: true });
  const count = db.prepare('SELECT count(*) FROM stored_oops').pluck().get() as number;
  db.close();
  return count;
}

describe.skipIf(process.platform === 'win32')('a signal to stop', () => {
  it.each([
    ['SIGINT', 130, 0, '1'],
    ['SIGTERM', 143, 0, '1'],
    ['SIGINT', 130, 100, '2'],
  ])(
    'ends ingest: %s with %i, after %i turns, with %s threads; what was read is kept',
    async (signal, status, turns, jobs) => {
      const folder = makeFolder({
        'signal.mjs': sendingSignal(signal, { turns }),
        ...makeReports(),
      });
      expect(runUntilSignal(folder, signal, ['ingest', 'r', '--settle', '0', '--jobs', jobs])).toEqual({
        signal,
        status,
        stdout: '',
        stderr: `oops-report: stopped by ${signal}. What was read so far is kept: run it again for the rest.\n`,
      });
      const kept = countOopses(folder);
      expect(kept).toBeGreaterThan(0);
      expect(kept).toBeLessThan(COUNT);
      const { stdout } = await run(folder, ['ingest', 'r', '--jobs', '1', '--format', 'json']);
      expect(JSON.parse(stdout)).toMatchObject({ loaded: COUNT - kept, known: kept, rejected: 0 });
    },
  );

  it('that comes twice ends the program at once', () => {
    const folder = makeFolder({ 'signal.mjs': sendingSignal('SIGINT', { twice: true }), ...makeReports() });
    expect(runUntilSignal(folder, 'SIGINT', ['ingest', 'r'])).toMatchObject({ status: null, stderr: '' });
  });

  it('ends what waits for a verdict', async () => {
    const report = `Oops-Id: ${ID(1)}\nDate: 2011-09-08T08:00:00Z\n\n`;
    const folder = makeFolder({ 'signal.mjs': sendingSignal('SIGTERM'), 'r/2011-09-08/1': report });
    await run(folder, ['ingest', 'r']);
    await run(folder, [
      'windows',
      'add',
      '--outage',
      'o',
      '--start',
      '2011-09-08T08:00:00Z',
      '--systems',
      'A',
    ]);
    expect(runUntilSignal(folder, 'SIGTERM', ['--quiet', 'outage', 'o', '--wait'])).toMatchObject({
      status: 143,
      stdout: '',
      stderr: 'oops-report: stopped by SIGTERM.\n',
    });
  });

  it('ends a question in SQL', async () => {
    const folder = makeFolder({
      'signal.mjs': sendingSignal('SIGINT'),
      'r/2011-09-08/1': 'Oops-Id: OOPS-1A1\n\n',
    });
    await run(folder, ['ingest', 'r']);
    const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n';
    expect(runUntilSignal(folder, 'SIGINT', ['sql', endless, '--timeout', '24h'])).toMatchObject({
      status: 130,
      stdout: '',
      stderr: 'oops-report: stopped by SIGINT.\n',
    });
  });

  it('leaves nothing of a file that is being written', async () => {
    const folder = makeFolder({ 'signal.mjs': sendingSignal('SIGINT'), 'export.ndjson': makeExport() });
    await run(folder, ['ingest', 'export.ndjson']);
    expect(runUntilSignal(folder, 'SIGINT', ['export', '--output', 'out.ndjson'])).toMatchObject({
      status: 130,
      stderr: 'oops-report: stopped by SIGINT.\n',
    });
    expect(readdirSync(folder).sort()).toEqual(['export.ndjson', 'oops-report.db', 'signal.mjs']);
  });
});
