import { describe, expect, it } from 'vitest';
import { useIncident } from '../support/incident-place.js';
import { run } from '../support/run.js';
import { makeFolder, textReport } from '../support/temporary-folder.js';

describe('why', () => {
  const runThere = useIncident();

  it('says which windows looked at an OOPS, and which one has it by which rule', async () => {
    const { code, stdout, stderr } = await runThere('why', '2077a101', '--format', 'json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      id: 'OOPS-2077A101',
      time: '2011-09-08T08:54:21.842Z',
      system: 'appservers',
      isTimeInexact: false,
      attribution: {
        outage: 'fdt-2011-09-08',
        phase: 'downtime',
        relation: 'during',
        disposition: 'expected',
      },
      expectedFailure: { type: 'DisconnectionError', value: null, phrase: null, cause: null },
      isNeverSuppressed: false,
      isSuppressed: true,
      section: null,
      groups: ['web'],
      windows: [
        {
          outage: 'fdt-2011-09-08',
          phase: 'downtime',
          systems: ['*'],
          start: '2011-09-08T08:53:05.000Z',
          end: '2011-09-08T08:55:17.000Z',
          secondsAfterStart: 76.842,
          secondsAfterEnd: -55.158,
          reason: 'has it: its time lies in the window',
        },
        {
          outage: 'fdt-2011-09-08',
          phase: 'shutdown',
          systems: ['soyuz'],
          start: '2011-09-08T08:43:00.000Z',
          end: '2011-09-08T09:00:00.000Z',
          secondsAfterStart: 681.842,
          secondsAfterEnd: -338.158,
          reason: 'does not hold system appservers',
        },
      ],
    });
  });

  it('prints it for people', async () => {
    expect(await runThere('why', 'OOPS-2077A100')).toEqual({
      code: 0,
      stderr: '',
      stdout: `OOPS-2077A100 of system appservers, 2011-09-08T08:54:21.307Z

 It belongs to outage fdt-2011-09-08 (downtime, during) and was unexpected
 there. The normal report leaves it out, and lists it among the unexpected ones.
 It matches no expected failure of appservers.

Windows looked at:
   fdt-2011-09-08 downtime of * 2011-09-08T08:53:05 - 08:55:17: has it: its time
   lies in the window (+76.307 s from its start, -55.693 s from its end)
   fdt-2011-09-08 shutdown of soyuz 2011-09-08T08:43:00 - 09:00:00: does not
   hold system appservers (+681.307 s from its start, -338.693 s from its end)
`,
    });
  });

  it('says where the normal report counts what no window has', async () => {
    const { stdout } = await runThere('why', 'OOPS-091d57f7aef4620d630eb210bbbef857', '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      system: 'blog',
      attribution: null,
      isSuppressed: false,
      section: 'exceptions',
      groups: [],
    });
  });

  it('says that an OOPS with nothing but its day belongs to no window', async () => {
    const folder = makeFolder({ 'r/2011-09-08/x': textReport('OOPS-2077A1') });
    await run(folder, ['ingest', 'r']);
    await run(folder, [
      'windows',
      'add',
      '--outage',
      'o',
      '--start',
      '2011-09-08',
      '--end',
      '2011-09-08T01:00',
    ]);
    const { stdout } = await run(folder, ['why', '2077A1']);
    expect(stdout).toContain(
      'Its time is only a day, so it belongs to no outage. The normal report counts it\n in exceptions.',
    );
  });

  it.each([
    [
      ['why', 'OOPS-1Z1'],
      'There is no OOPS OOPS-1Z1. Ingest its repository, or look for it in oops-report rejects.',
    ],
    [
      ['why', '2077A101', '--as-of', 'soon'],
      '--as-of soon is no time. Write it as 2011-09-08T08:53Z, 8 Sep 2011 08:53, 08:53, yesterday, monday 09:00 or -2h.',
    ],
    [['why'], "missing required argument 'oops-id'. See oops-report why --help."],
  ])('%j cannot be done', async (args, message) => {
    expect(await runThere(...args)).toEqual({ code: 2, stdout: '', stderr: `oops-report: ${message}\n` });
  });
});
