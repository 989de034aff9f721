import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeWorkplace } from '../../support/workplace.js';

/** Two outages of a system T a day apart: ten minutes that went well, and twelve with a bug in them. */
async function makeScene() {
  const place = makeWorkplace();
  let serial = 0;
  const writeOops = (day: string, time: string, type: string) => {
    serial += 1;
    const folder = join(place.folder, 'reports', day);
    mkdirSync(folder, { recursive: true });
    const report = `Oops-Id: OOPS-2077T${serial}\nException-Type: ${type}\nDate: ${day}T${time}+00:00\n`;
    writeFileSync(join(folder, `T${serial}`), report);
  };
  for (const day of ['2011-09-07', '2011-09-08']) {
    for (let hour = 0; hour < 24; hour += 1) {
      for (const minute of [12, 32, 52])
        writeOops(day, `${String(hour).padStart(2, '0')}:${minute}:00`, 'NotFound');
    }
    for (let index = 0; index < 20; index += 1) writeOops(day, `08:0${index % 10}:30`, 'DisconnectionError');
  }
  writeOops('2011-09-08', '08:05:00', 'AssertionError');
  await place.run('ingest', 'reports');
  await place.run(
    'windows',
    'add',
    '--outage',
    'fdt-1',
    '--start',
    '2011-09-07T08:00:00Z',
    '--end',
    '2011-09-07T08:10:00Z',
  );
  await place.run(
    'windows',
    'add',
    '--outage',
    'fdt-2',
    '--start',
    '2011-09-08T08:00:00Z',
    '--end',
    '2011-09-08T08:12:00Z',
  );
  return place;
}

describe('outage --compare', () => {
  it.each(['previous', 'fdt-1'])('holds an outage against another one, named as %s', async (named) => {
    const { run } = await makeScene();
    const { code, stdout } = await run('outage', 'fdt-2', '--compare', named, '--format', 'json');
    expect(code).toBe(1);
    const comparison = JSON.parse(stdout);
    expect(comparison).toMatchObject({
      kind: 'outage-comparison',
      outage: 'fdt-2',
      comparedWith: 'fdt-1',
      systems: [
        {
          system: 'T',
          change: 'worse',
          before: { verdict: 'as-expected' },
          after: { verdict: 'not-as-expected' },
        },
      ],
      appeared: [
        { type: 'AssertionError', disposition: 'unexpected', count: 1 },
        { type: 'NotFound', disposition: 'background', count: 1 },
      ],
      gone: [],
    });
    expect(comparison.figures).toContainEqual({
      name: 'durationSeconds',
      before: 600,
      after: 720,
      change: 120,
    });
    expect(comparison.figures).toContainEqual({
      name: 'overheadSeconds',
      before: null,
      after: null,
      change: null,
    });
  });

  it('says in words what became more and what less', async () => {
    const { run } = await makeScene();
    const { stdout } = await run('outage', 'fdt-1', '--compare', 'fdt-2');
    expect(stdout).toContain(
      `Less: duration (-2 min), systems not as expected (-1), OOPSes in its windows
(-2), unexpected OOPSes (-1).
`,
    );
    expect(stdout).toContain(' T: better\n');
    expect(stdout).toContain('=== Failure modes that went ===\n\n    1 AssertionError (unexpected: T)\n');
  });

  it.each(['html', 'markdown'])('is laid out as %s too', async (format) => {
    const { run } = await makeScene();
    const { stdout } = await run('outage', 'fdt-2', '--compare', 'previous', '--format', format);
    expect(stdout).toContain('Outage fdt-2 compared with fdt-1');
  });

  it.each([
    [['fdt-1', '--compare', 'previous'], 'There is no outage before fdt-1. Name another one by its id.'],
    [
      ['fdt-1', '--compare', 'fdt-9'],
      'There is no outage fdt-9. Did you mean fdt-1 or fdt-2? List all with oops-report windows list.',
    ],
  ])('refuses %j', async (args, message) => {
    const { run } = await makeScene();
    expect(await run('outage', ...args)).toEqual({
      code: 2,
      stdout: '',
      stderr: `oops-report: ${message}\n`,
    });
  });
});
