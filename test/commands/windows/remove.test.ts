import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeWorkplace } from '../../support/workplace.js';

const PLAN = [
  ...['BEGIN:VCALENDAR', 'VERSION:2.0'],
  ...['BEGIN:VEVENT', 'UID:backup', 'DTSTART:20111001T020000Z', 'DURATION:PT5M'],
  ...['RRULE:FREQ=DAILY;COUNT=3', 'END:VEVENT'],
  ...['BEGIN:VEVENT', 'UID:move', 'DTSTART:20111001T030000Z', 'DURATION:PT5M', 'END:VEVENT'],
  ...['END:VCALENDAR', ''],
].join('\r\n');
const TIMES = [1, 2, 3].map(
  (day) =>
    `backup-2011100${day}T020000Z: downtime of * from 2011-10-0${day}T02:00:00Z to 2011-10-0${day}T02:05:00Z`,
);
const MOVE = 'move: downtime of * from 2011-10-01T03:00:00Z to 2011-10-01T03:05:00Z';
const REMARK = 'Importing plan.ics again brings them back, unless it no longer has them.\n';

/** A workplace with an imported calendar, and what looks like a series but happened; `windows` as a function. */
async function makePlace() {
  const { folder, run } = makeWorkplace();
  writeFileSync(join(folder, 'plan.ics'), PLAN);
  const windows = (...args: string[]) => run('windows', ...args);
  await windows('import', 'plan.ics');
  await windows(
    ...['add', '--outage', 'backup-20110901T020000Z'],
    ...['--start', '2011-09-01T02:00Z', '--end', '2011-09-01T02:01Z'],
  );
  return windows;
}

const removed = (lines: readonly string[]) => lines.map((line) => `${line} is removed.\n`).join('');

describe('windows remove --series', () => {
  it.each(['backup', 'backup-20111002T020000Z', 'backup-20990101T000000Z'])(
    'takes all plans of %s out, keeps their history, and leaves what happened',
    async (named) => {
      const windows = await makePlace();
      expect(await windows('remove', named, '--series')).toEqual({
        code: 0,
        stdout: `${removed(TIMES)}3 windows are removed.\n`,
        stderr: REMARK,
      });
      expect((await windows('log', 'backup-20111002T020000Z')).stdout).toContain('removed by tester');
      const { stdout } = await windows('list', '--format', 'json');
      expect(JSON.parse(stdout).map(({ outage }: { outage: string }) => outage)).toEqual([
        'backup-20110901T020000Z',
        'move',
      ]);
    },
  );

  it('lists with --dry-run what would go, and changes nothing', async () => {
    const windows = await makePlace();
    expect(await windows('remove', 'backup', '--series', '--dry-run')).toEqual({
      code: 0,
      stdout: `${TIMES.map((line) => `${line} would be removed.\n`).join('')}3 windows would be removed; nothing is changed.\n`,
      stderr: '',
    });
    expect((await windows('remove', 'backup', '--series')).code).toBe(0);
  });

  it('is undone by importing the calendar again', async () => {
    const windows = await makePlace();
    await windows('remove', 'backup', '--series');
    expect((await windows('import', 'plan.ics')).stdout).toBe(
      'Windows: 3 imported, 0 updated, 1 unchanged, 0 refused.\n',
    );
  });
});

describe('windows remove --source', () => {
  it.each(['plan.ics', './plan.ics'])('takes out what %s has brought', async (source) => {
    const windows = await makePlace();
    const [first = '', ...others] = TIMES;
    expect(await windows('remove', '--source', source)).toEqual({
      code: 0,
      stdout: `${removed([first, MOVE, ...others])}4 windows are removed.\n`,
      stderr: REMARK,
    });
  });

  it('takes out only those of an outage where one is named', async () => {
    const windows = await makePlace();
    expect(await windows('remove', 'move', '--source', 'plan.ics')).toEqual({
      code: 0,
      stdout: `${removed([MOVE])}1 window is removed.\n`,
      stderr: 'Importing plan.ics again brings it back, unless it no longer has it.\n',
    });
  });
});

describe('windows remove', () => {
  it.each([
    [[], 'Name the outage that is to be removed, or a file with --source.'],
    [['--series'], 'Name the outage that is to be removed, or a file with --source.'],
    [
      ['bakcup', '--series'],
      'There are no plans of a series bakcup. Did you mean backup? List all with oops-report windows list.',
    ],
    [['--source', 'plans.ics'], 'No window is of plans.ics. Did you mean plan.ics?'],
    [['--source', 'x'], 'No window is of x. They are of: command line, plan.ics.'],
    [['backup', '--series', '--of-phase', 'partial'], 'None of the 3 windows is such a one.'],
    [
      ['move', '--of-phase', 'partial'],
      'Outage move has no such window. It has: downtime of * from 2011-10-01T03:00:00Z to 2011-10-01T03:05:00Z.',
    ],
  ])('refuses %j in one line', async (args, message) => {
    const windows = await makePlace();
    expect(await windows('remove', ...args)).toEqual({
      code: 2,
      stdout: '',
      stderr: `oops-report: ${message}\n`,
    });
  });
});
