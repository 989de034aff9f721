import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeWorkplace, type Workplace } from '../../support/workplace.js';

/** Writes a text report and returns nothing: `OOPS-2077T1` of reporter T at a time of 2011-09-08. */
function writeOops(folder: string, serial: number, time: string, type: string): void {
  const day = join(folder, 'reports', '2011-09-08');
  mkdirSync(day, { recursive: true });
  const report = `Oops-Id: OOPS-2077T${serial}\nException-Type: ${type}\nDate: 2011-09-08T${time}+00:00\n`;
  writeFileSync(join(day, `T${serial}`), report);
}

/** A system T that writes one NotFound a quarter of an hour, and fails as often as asked from 08:00 to 08:10. */
async function makeIncident(failures: number, unexpected = 0): Promise<Workplace> {
  const place = makeWorkplace();
  for (let quarter = 0; quarter < 96; quarter += 1) {
    const clock = `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15 + 12)}:00`;
    writeOops(place.folder, quarter + 1, clock, 'NotFound');
  }
  for (let index = 0; index < failures + unexpected; index += 1) {
    const type = index < failures ? 'DisconnectionError' : 'AssertionError';
    writeOops(place.folder, 1000 + index, `08:0${index % 10}:30`, type);
  }
  await place.run('ingest', 'reports');
  await place.run(
    'windows',
    'add',
    '--outage',
    'fdt-1',
    '--start',
    '2011-09-08T08:00:00Z',
    '--end',
    '2011-09-08T08:10:00Z',
  );
  return place;
}

describe('outage', () => {
  it.each([
    ['every system failed and recovered', 20, 0, [], 0, 'as-expected'],
    ['something should not have been there', 20, 1, [], 1, 'not-as-expected'],
    ['it is too early', 20, 0, ['--as-of', '2011-09-08T08:13:00Z'], 3, 'inconclusive'],
  ])('says by its exit code that %s', async (_, failures, unexpected, args, code, verdict) => {
    const { run } = await makeIncident(failures, unexpected);
    const ended = await run('outage', '--format', 'json', ...args);
    expect(ended.code).toBe(code);
    expect(JSON.parse(ended.stdout)).toMatchObject({ kind: 'outage', outage: 'fdt-1', verdict });
  });

  it('has the promised keys', async () => {
    const { run } = await makeIncident(20, 1);
    const report = JSON.parse((await run('outage', 'fdt-1', '--format', 'json')).stdout);
    expect(report).toMatchObject({
      kind: 'outage',
      outage: 'fdt-1',
      title: null,
      start: '2011-09-08T08:00:00.000Z',
      end: '2011-09-08T08:10:00.000Z',
      durationSeconds: 600,
      budgetSeconds: 300,
      withinBudget: false,
      observedUntil: '2011-09-09T05:59:00.000Z',
      verdict: 'not-as-expected',
      windows: [{ outage: 'fdt-1', phase: 'downtime', systems: ['*'], source: 'command line' }],
      counts: { attributed: 21, during: 21, recovery: 0, expected: 20, background: 0, unexpected: 1 },
      systems: [
        {
          system: 'T',
          phase: 'downtime',
          verdict: 'not-as-expected',
          failure: {
            verdict: 'failed-unexpectedly',
            expected: 20,
            background: 0,
            unexpected: 1,
            firstTime: '2011-09-08T08:00:30.000Z',
            lastTime: '2011-09-08T08:09:30.000Z',
          },
          recovery: { verdict: 'recovered', lagSeconds: 0, secondsNeeded: null },
          unexpected: [{ type: 'AssertionError', value: '', count: 1, oopsIds: ['OOPS-2077T1020'] }],
          newSignatures: [
            {
              type: 'AssertionError',
              value: '',
              count: 1,
              firstTime: '2011-09-08T08:00:30.000Z',
              oopsIds: ['OOPS-2077T1020'],
            },
          ],
        },
      ],
      failureModes: [
        { type: 'DisconnectionError', disposition: 'expected', count: 20, systems: ['T'] },
        { type: 'AssertionError', disposition: 'unexpected', count: 1, systems: ['T'] },
      ],
      steps: [],
      patches: [],
    });
  });

  it('says how much longer to watch when it is too early', async () => {
    const { run } = await makeIncident(20);
    const report = JSON.parse(
      (await run('outage', '--format', 'json', '--as-of', '2011-09-08T08:13:01Z')).stdout,
    );
    // Two minutes of the observation, which begins at 08:11:01, have passed; 10 requests failed in 602 s,
    // and that none fails in 599.1 s has the probability (602 / 1201.1)^10 = 0.001.
    expect(report.systems[0].recovery).toMatchObject({ verdict: 'too-early', secondsNeeded: 480 });
  });

  it.each([
    [
      'an outage that is not there',
      ['nosuch'],
      'oops-report: There is no outage nosuch. The last ones are fdt-1; list all with oops-report windows list.\n',
    ],
    [
      'a format that it has not',
      ['--format', 'pdf'],
      'oops-report: --format: pdf is no format of this report. Choose one of text, html, markdown, junit, metrics, json.\n',
    ],
    [
      'a time that is none',
      ['--as-of', 'noon'],
      'oops-report: --as-of noon is no time. Write it as 2011-09-08T08:53Z, 8 Sep 2011 08:53, 08:53, yesterday, monday 09:00 or -2h.\n',
    ],
  ])('refuses %s', async (_, args, stderr) => {
    const { run } = await makeIncident(1);
    expect(await run('outage', ...args)).toEqual({ code: 2, stdout: '', stderr });
  });

  it('explains the verdict on one system, and ends as the outage does', async () => {
    const { run } = await makeIncident(20, 1);
    const { code, stdout } = await run('outage', 'fdt-1', '--explain', 't', '--format', 'json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'outage-explanation',
      outage: 'fdt-1',
      system: 'T',
      verdict: 'not-as-expected',
      outageVerdict: 'not-as-expected',
      failure: {
        verdict: 'failed-unexpectedly',
        phases: [{ phase: 'downtime', rows: [{ row: 'unexpected OOPSes', decided: true }] }],
      },
    });
    expect((await run('outage', 'fdt-1', '--explain', 'T')).stdout).toContain(
      '=== How it failed: failed unexpectedly ===',
    );
  });

  it.each([
    [['--explain', 'TT'], 'The outage holds no system TT. Did you mean T?'],
    [['--explain', 'soyuz'], 'The outage holds no system soyuz. It holds T.'],
    [
      ['--explain', 'T', '--compare', 'previous'],
      '--explain tells of one system as things stand: leave out --compare.',
    ],
    [['--explain', 'T', '--wait'], '--explain tells of one system as things stand: leave out --wait.'],
    [
      ['--explain', 'T', '--format', 'junit'],
      '--format: junit is no format of this report. Choose one of text, html, markdown, json.',
    ],
  ])('refuses %j', async (args, line) => {
    const { run } = await makeIncident(1);
    expect(await run('outage', ...args)).toEqual({ code: 2, stdout: '', stderr: `oops-report: ${line}\n` });
  });

  it('says what to do when the log is empty', async () => {
    expect(await makeWorkplace().run('outage')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'oops-report.db is new and empty: load reports with oops-report ingest PATH.\noops-report: The window log is empty. Load one with oops-report windows import FILE.\n',
    });
  });
});
