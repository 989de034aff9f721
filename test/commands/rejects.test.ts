import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../support/run.js';
import { addFiles, makeFolder, textReport } from '../support/temporary-folder.js';

const GOOD = textReport('OOPS-1A1', { Date: '2011-09-08T08:53:06+00:00' });
const EXPORT = `{"id": "OOPS-1A2", "time": 0}\nno JSON\n${'{}\n'.repeat(8)}{"id": "OOPS-1A3"}\n`;

describe('rejects', () => {
  it('lists files, and lines of exports by their numbers, with the reason and when', async () => {
    const folder = makeFolder({ 'r/2011-09-08/1': '', 'x.ndjson': EXPORT });
    const { code, stdout } = await run(folder, ['ingest', 'r', 'x.ndjson']);
    expect({ code, first: stdout.split('\n')[0] }).toEqual({
      code: 0,
      first: '12 files and rows: 1 loaded, 0 known, 11 rejected, 0 skipped (0 s).',
    });
    const path = join(folder, 'x.ndjson');
    const rejectedAt = '2011-09-09T06:00:00.000Z';
    const rejects = [
      { path: `${path} line 2`, reason: 'is no JSON: each line must be an object of its own', rejectedAt },
      ...[3, 4, 5, 6, 7, 8, 9, 10].map((line) => ({
        path: `${path} line ${line}`,
        reason: 'no time: it has no keys; needed is @timestamp, time, timestamp, ts or date',
        rejectedAt,
      })),
      { path: `${path} line 11`, reason: 'no time', rejectedAt },
      { path: join(folder, 'r/2011-09-08/1'), reason: 'empty file', rejectedAt },
    ];
    const json = await run(folder, ['rejects', '--format', 'json']);
    expect({ ...json, stdout: JSON.parse(json.stdout) }).toEqual({ code: 0, stdout: rejects, stderr: '' });
    expect((await run(folder, ['rejects'])).stdout).toBe(
      rejects.map(({ path, reason }) => `${rejectedAt}  ${path}: ${reason}\n`).join(''),
    );
  });

  it('forgets what has been made good, and what is no longer in an export', async () => {
    const folder = makeFolder({ 'r/2011-09-08/1': '', 'x.ndjson': EXPORT });
    await run(folder, ['ingest', 'r', 'x.ndjson']);
    addFiles(folder, { 'r/2011-09-08/1': GOOD, 'x.ndjson': '{"id": "OOPS-1A2", "time": 0}\n' });
    await run(folder, ['ingest', 'r', 'x.ndjson']);
    expect(await run(folder, ['rejects'])).toEqual({
      code: 0,
      stdout: 'Nothing was rejected.\n',
      stderr: '',
    });
  });

  it('keeps control characters of a name from the terminal', async () => {
    const folder = makeFolder({ 'r/2011-09-08/\u001b[31m\nx': '' });
    await run(folder, ['ingest', 'r']);
    const { stdout } = await run(folder, ['rejects']);
    expect(stdout.split('\n')).toHaveLength(2);
    expect(stdout).not.toContain('\u001b');
  });

  it('refuses a format that it does not know', async () => {
    expect(await run(makeFolder(), ['rejects', '--format', 'xml'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'oops-report: --format xml is no format of rejects. Choose text or json.\n',
    });
  });
});
