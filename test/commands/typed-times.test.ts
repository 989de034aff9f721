import { describe, expect, it } from 'vitest';
import { makeWorkplace, type Workplace } from '../support/workplace.js';

/** A Friday. */
const NOW = Date.parse('2026-11-27T16:00:00Z');
const makePlace = () => makeWorkplace({ now: () => NOW });

describe('daily', () => {
  it.each([
    ['-1d', '2026-11-26'],
    ['monday', '2026-11-23'],
    ['last monday', '2026-11-23'],
    ['Friday', '2026-11-20'],
    ['8 Sep', '2026-09-08'],
    ['24 Dec', '2025-12-24'],
    ['8 Sep 2011', '2011-09-08'],
    ['Sep 8, 2011', '2011-09-08'],
    ['27.11.2026', '2026-11-27'],
    ['2 weeks ago', '2026-11-13'],
  ])('%s', async (day, from) => {
    const { run } = makePlace();
    for (const words of [[day], day.split(' ')]) {
      const { stdout } = await run('daily', ...words, '--format', 'json');
      expect(JSON.parse(stdout)).toMatchObject({ from: `${from}T00:00:00.000Z` });
    }
  });

  it('still knows its options behind a day that begins with a hyphen', async () => {
    const { run } = makePlace();
    expect(await run('daily', '-1d', '--fromat', 'json')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        "oops-report: unknown option '--fromat'. Did you mean --format? See oops-report daily --help.\n",
    });
  });

  it.each([
    ['--from', 'monday 09:00', '2026-11-23T09:00:00.000Z'],
    ['--from', '08:53', '2026-11-27T08:53:00.000Z'],
    ['--from', '2 hours ago', '2026-11-27T14:00:00.000Z'],
    ['--from', 'now-2h', '2026-11-27T14:00:00.000Z'],
    ['--from', '@1315471985', '2011-09-08T08:53:05.000Z'],
  ])('%s %s', async (option, text, from) => {
    const { stdout } = await makePlace().run('daily', option, text, '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({ from });
  });

  it('takes a time of day from the clocks of --timezone', async () => {
    const { run } = makePlace();
    const { stdout } = await run(
      'daily',
      '--from',
      '08:53',
      '--timezone',
      'Asia/Kolkata',
      '--format',
      'json',
    );
    expect(JSON.parse(stdout)).toMatchObject({ from: '2026-11-27T03:23:00.000Z' });
  });
});

/** Records an outage, and says what the program answers. */
async function add({ run }: Workplace, ...args: string[]): Promise<string> {
  const { stdout, stderr } = await run('windows', 'add', '--outage', 'o-1', ...args);
  return (stdout + stderr).trim();
}

describe('windows add', () => {
  it.each([
    [['--start', '08:53', '--end', '08:55'], 'from 2026-11-27T08:53:00Z to 2026-11-27T08:55:00Z'],
    [
      ['--start', '2026-11-18 09:00', '--end', '18 Nov 2026 09:10'],
      'from 2026-11-18T09:00:00Z to 2026-11-18T09:10:00Z',
    ],
    [['--start', 'yesterday 22:00', '--end', '-2h'], 'from 2026-11-26T22:00:00Z to 2026-11-27T14:00:00Z'],
    [['--start', 'monday 09:00', '--end', 'mon 9:10'], 'from 2026-11-23T09:00:00Z to 2026-11-23T09:10:00Z'],
    [
      ['--kind', 'planned', '--start', 'monday 09:00', '--end', 'monday 11:00'],
      'from 2026-11-30T09:00:00Z to 2026-11-30T11:00:00Z',
    ],
    [
      ['--kind', 'planned', '--start', 'tomorrow 9:00', '--end', 'tomorrow 11:00'],
      'from 2026-11-28T09:00:00Z to 2026-11-28T11:00:00Z',
    ],
    [
      ['--kind', 'planned', '--start', '8 Sep 09:00', '--end', '8 Sep 10:00'],
      'from 2027-09-08T09:00:00Z to 2027-09-08T10:00:00Z',
    ],
  ])('%j', async (args, expected) => {
    expect(await add(makePlace(), ...args)).toBe(`o-1: downtime of * ${expected} is recorded.`);
  });

  it.each([
    [
      ['--start', '03/04/2026'],
      'oops-report: --start 03/04/2026 may be 3 April or 4 March 2026. Write 2026-04-03 or 2026-03-04.',
    ],
    [
      ['--start', 'soon'],
      'oops-report: --start soon is no time. Write it as 2011-09-08T08:53Z, 8 Sep 2011 08:53, 08:53, yesterday, monday 09:00 or -2h.',
    ],
    [
      ['--start', '9:00', '--end', '25:00'],
      'oops-report: --end 25:00 is no time. Write it as year, month, day and time: 2011-09-08T08:53:05Z.',
    ],
  ])('refuses %j', async (args, message) => {
    expect(await add(makePlace(), ...args)).toBe(message);
  });

  it.each([
    ['api,web', 'api web'],
    ['web api', 'api web'],
    ['api; web', 'api web'],
    ['all', '*'],
    ['*', '*'],
  ])('takes the systems %s, and a budget in words', async (systems, expected) => {
    const place = makePlace();
    const said = await add(place, '--systems', systems, '--start', '08:53', '--budget', '5 min');
    expect(said).toBe(`o-1: downtime of ${expected} from 2026-11-27T08:53:00Z to open is recorded.`);
    const { stdout } = await place.run('windows', 'list', '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject([{ systems: expected.split(' '), budgetSeconds: 300 }]);
  });
});

it('ends and edits windows by times as people write them', async () => {
  const place = makePlace();
  await add(place, '--systems', 'api,web', '--start', 'yesterday 08:53');
  expect((await place.run('windows', 'end', 'o-1', '--at', '26 Nov 09:00')).stdout).toBe(
    'o-1: downtime of api web from 2026-11-26T08:53:00Z to 2026-11-26T09:00:00Z is closed.\n',
  );
  const edit = ['--of-systems', 'web,api', '--end', '1 hour ago', '--systems', 'all', '--yes'];
  expect((await place.run('windows', 'edit', 'o-1', ...edit)).stdout).toBe(
    'o-1: downtime of * from 2026-11-26T08:53:00Z to 2026-11-27T15:00:00Z is corrected.\n',
  );
});

describe('outage', () => {
  it('finds an outage by a day as people write it', async () => {
    const place = makePlace();
    await add(place, '--start', '2026-11-18 09:00', '--end', '2026-11-18 09:10');
    for (const day of ['2026-11-18', '18 Nov', '18.11.2026', '18 Nov 2026']) {
      const { stdout } = await place.run('outage', ...day.split(' '), '--format', 'json');
      expect(JSON.parse(stdout)).toMatchObject({ outage: 'o-1' });
    }
  });

  it.each([
    [
      '03/04/2026',
      'There is no outage 03/04/2026, and as a day it may be 3 April or 4 March 2026. Write 2026-04-03 or 2026-03-04.',
    ],
    [
      'wednesday',
      'There is no outage on wednesday (2026-11-25). The last ones are o-1; list all with oops-report windows list.',
    ],
    [
      '2026-11-19',
      'There is no outage on 2026-11-19. The last ones are o-1; list all with oops-report windows list.',
    ],
    ['o-2', 'There is no outage o-2. Did you mean o-1? List all with oops-report windows list.'],
    ['banana', 'There is no outage banana. The last ones are o-1; list all with oops-report windows list.'],
  ])('says of %s what to do', async (named, message) => {
    const place = makePlace();
    await add(place, '--start', '2026-11-18 09:00', '--end', '2026-11-18 09:10');
    expect(await place.run('outage', named)).toEqual({
      code: 2,
      stdout: '',
      stderr: `oops-report: ${message}\n`,
    });
  });
});

it.each([
  [['windows', 'ad'], "unknown command 'ad'. Did you mean add? See oops-report windows --help."],
  [['dialy'], "unknown command 'dialy'. Did you mean daily? See oops-report --help."],
  [['show'], "missing required argument 'oops-id'. See oops-report show --help."],
  [
    ['windows', 'add', '--outage', 'o', '--sytems', 'a'],
    "unknown option '--sytems'. Did you mean --systems? See oops-report windows add --help.",
  ],
  [['daily', '--format', 'jsno'], '--format: jsno is no format of this report. Did you mean json?'],
  [['daily', '--system', 'x'], 'There is no system x. None is known.'],
  [
    ['daily', '--timezone', 'Europe/Londn'],
    '--timezone Europe/Londn is no zone. Did you mean Europe/London?',
  ],
  [['query', '--group-by', 'topc'], '--group-by topc is no column. Did you mean topic?'],
  [['query', '--format', 'cvs'], '--format cvs is unknown. Did you mean csv?'],
  [['query', '--class', 'timeouts'], '--class timeouts is unknown. Did you mean time-outs?'],
  [
    ['windows', 'import', 'x', '--from', 'statuspages'],
    '--from statuspages is no form of a window log. Did you mean statuspage?',
  ],
])('answers %j with the nearest name, in one line', async (args, message) => {
  const { run } = makePlace();
  // Afterwards no remark says that the database is new.
  await run('windows', 'list');
  expect(await run(...args)).toEqual({
    code: 2,
    stdout: '',
    stderr: `oops-report: ${message}\n`,
  });
});
