import { readdirSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { useIncident } from '../support/incident-place.js';
import { run } from '../support/run.js';
import { makeFolder, textReport } from '../support/temporary-folder.js';

const rowsOf = (text: string) =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
const report = (id: string, time: string) => textReport(id, { Date: `${time}+00:00` });

/** A folder whose database holds three OOPSes of three days, the file of the last one gone. */
async function makeThreeDays(): Promise<string> {
  const folder = makeFolder({
    'r/2011-09-07/1': report('OOPS-2076A1', '2011-09-07T12:00:00'),
    'r/2011-09-08/1': report('OOPS-2077A1', '2011-09-08T00:00:00'),
    'x.ndjson': '{"id": "OOPS-2078A1", "time": "2011-09-09T23:00:00Z"}\n',
  });
  await run(folder, ['ingest', 'r', 'x.ndjson']);
  return folder;
}

describe('export', () => {
  const runThere = useIncident();

  it('writes every OOPS with the keys of show but the attribution, in the order of their times', async () => {
    const { code, stdout, stderr } = await runThere('export');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const rows = rowsOf(stdout);
    expect(rows).toHaveLength(620);
    expect(rows.map(({ time }) => time)).toEqual(rows.map(({ time }) => time).sort());
    const row = rows.find(({ id }) => id === 'OOPS-2077A101');
    const shown = JSON.parse((await runThere('show', 'OOPS-2077A101', '--format', 'json')).stdout);
    const { attribution, copies, bug, repeatedStatements, longestStatements, fileRemark, ...rest } = shown;
    expect(row).toEqual(rest);
  });

  it('writes the OOPSes from --from on, up to and without --to; what is ahead of the clock when --to is not given', async () => {
    const folder = await makeThreeDays();
    const ids = async (...args: string[]) =>
      rowsOf((await run(folder, ['export', ...args])).stdout).map(({ id }) => id);
    expect(await ids()).toEqual(['OOPS-2076A1', 'OOPS-2077A1', 'OOPS-2078A1']);
    expect(await ids('--from', '2011-09-08')).toEqual(['OOPS-2077A1', 'OOPS-2078A1']);
    expect(await ids('--to', '2011-09-08')).toEqual(['OOPS-2076A1']);
    expect(await ids('--from', 'yesterday', '--to', 'today')).toEqual(['OOPS-2077A1']);
    expect(await ids('--from', '2012-01-01', '--to', '2012-02-01')).toEqual([]);
  });

  it('writes a file that ingest loads, and says what could not be read again', async () => {
    const folder = await makeThreeDays();
    expect(await run(folder, ['export', '--output', 'out.ndjson'])).toEqual({
      code: 0,
      stdout: '',
      stderr: '1 OOPS could not be read again: written without request variables and timeline.\n',
    });
    expect((await run(folder, ['--quiet', 'export'])).stderr).toBe('');
    expect((await run(folder, ['--db', 'other.db', 'ingest', 'out.ndjson'])).stdout).toContain(
      '3 loaded, 0 known',
    );
    expect((await run(folder, ['ingest', 'out.ndjson'])).stdout).toContain('0 loaded, 3 known, 0 rejected');
    const [copy, own] = await Promise.all([
      run(folder, ['--db', 'other.db', 'export']),
      run(folder, ['export']),
    ]);
    const comparable = (text: string) =>
      rowsOf(text).map((row) => ({
        ...row,
        path: null,
        extra: null,
        requestVariables: null,
        timeline: null,
      }));
    expect(comparable(copy.stdout)).toEqual(comparable(own.stdout));
  });

  it('waits for whoever takes its output', async () => {
    const folder = await makeThreeDays();
    const slow = new PassThrough({ highWaterMark: 1, encoding: 'utf8' });
    const ended = run(folder, ['--quiet', 'export'], { stdout: slow });
    let text = '';
    slow.on('data', (part) => {
      text += part;
    });
    expect((await ended).code).toBe(0);
    expect(rowsOf(text)).toHaveLength(3);
  });

  it.each([
    [['--format', 'csv'], '--format csv is no format of export. Choose ndjson.'],
    [
      ['--from', 'soon'],
      '--from soon is no time. Write it as 2011-09-08T08:53Z, 8 Sep 2011 08:53, 08:53, yesterday, monday 09:00 or -2h.',
    ],
    [
      ['--from', '2011-09-09', '--to', '2011-09-08'],
      '--to 2011-09-08 is not after --from 2011-09-09. Swap them.',
    ],
    [['--output', 'r'], '/r: cannot be written (EISDIR). Name a file in a folder that can be.'],
    [['--output', 'no/x'], '/no/x: cannot be written (ENOENT). Name a file in a folder that can be.'],
  ])('export %j cannot be done, and leaves nothing behind', async (args, message) => {
    const folder = await makeThreeDays();
    const { code, stdout, stderr } = await run(folder, ['export', ...args]);
    expect({ code, stdout, stderr: stderr.replace(folder, '') }).toEqual({
      code: 2,
      stdout: '',
      stderr: `oops-report: ${message}\n`,
    });
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});
