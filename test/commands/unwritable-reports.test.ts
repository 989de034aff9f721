import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Run, run } from '../support/run.js';
import { makeFolder, textReport } from '../support/temporary-folder.js';

const PROGRAM = fileURLToPath(new URL('../support/run-as-nobody.js', import.meta.url));

const failure = (serial: number) =>
  textReport(`OOPS-2077A${serial}`, {
    'Exception-Type': 'DisconnectionError',
    Date: `2011-09-08T08:00:0${serial}+00:00`,
  });

const REPORTS = [
  ['daily', '2011-09-08'],
  ['daily', '2011-09-08', '--format', 'html'],
  ['outage', 'fdt-1'],
  ['outage', 'fdt-1', '--wait', '--timeout', '20s'],
  ['outages', '--from', '2011-09-01'],
  ['show', 'OOPS-2077A1'],
  ['why', 'OOPS-2077A1'],
  ['rejects'],
  ['export'],
  ['query', '--group-by', 'outage'],
  ['query', '--text', 'DisconnectionError'],
  ['windows', 'list'],
  ['windows', 'log', 'fdt-1'],
  ['windows', 'export'],
  ['windows', 'check', '--from', '2011-09-01'],
  ['windows', 'detect', '--from', '2011-09-01'],
];

const CHANGES = [
  ['ingest', 'r'],
  ['windows', 'import', 'windows.csv'],
  ['windows', 'add', '--outage', 'fdt-2'],
  ['windows', 'edit', 'fdt-1', '--title', 'x'],
  ['windows', 'end', 'fdt-1'],
  ['windows', 'remove', 'fdt-1'],
  ['bug', 'set', 'OOPS-2077A1', '1'],
  ['bug', 'unset', 'OOPS-2077A1'],
];

interface Results {
  readonly before: Run[];
  readonly after: Run[];
  readonly refused: Run[];
}

describe.skipIf(process.platform === 'win32')('a database that cannot be written', () => {
  it('is reported from a copy, and is not changed', async () => {
    const folder = makeFolder({
      'r/2011-09-08/A1': failure(1),
      'r/2011-09-08/A2': failure(2),
      'r/2011-09-08/A3': 'no report\n',
      'windows.csv':
        'outage,phase,systems,start,end,title\nfdt-1,downtime,*,2011-09-08T08:00:00Z,2011-09-08T08:01:00Z,trial\n',
    });
    await run(folder, ['ingest', 'r']);
    await run(folder, ['windows', 'import', 'windows.csv']);
    const { stdout, stderr } = spawnSync(process.execPath, [PROGRAM], {
      input: JSON.stringify({ folder, reports: REPORTS, changes: CHANGES }),
      encoding: 'utf8',
      cwd: '/',
    });
    chmodSync(folder, 0o755);
    expect(stderr).toBe('');
    const { before, after, refused } = JSON.parse(stdout) as Results;
    expect(before.filter(({ code }) => code === 2)).toEqual([]);
    const remark = 'oops-report.db cannot be written: asking a copy of it.\n';
    expect(after).toEqual(before.map((result) => ({ ...result, stderr: remark + result.stderr })));
    expect(refused).toEqual(
      CHANGES.map((args) => ({
        args,
        code: 2,
        stdout: '',
        stderr:
          'oops-report: oops-report.db: cannot be written. Give yourself the permission to write it and its folder.\n',
      })),
    );
    expect(readdirSync(folder).sort()).toEqual(['oops-report.db', 'r', 'windows.csv']);
    expect(readFileSync(join(folder, 'oops-report.db')).length).toBeGreaterThan(0);
  });
});
