import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { CommandContext } from '../../../../src/commands/program/context.js';
import { makeWorkplace } from '../../../support/workplace.js';

const NOW = Date.parse('2026-11-27T13:16:00Z');

function event(uid: string, ...lines: string[]): string[] {
  return ['BEGIN:VEVENT', `UID:${uid}`, ...lines, 'END:VEVENT'];
}

function calendar(...events: string[][]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events.flat(), 'END:VCALENDAR', ''].join('\r\n');
}

const PLAN = calendar(
  event('move', 'DTSTART:20261201T100000Z', 'DTEND:20261201T100500Z', 'SUMMARY:Move'),
  event('freeze', 'DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20270103'),
  event('freeze-2', 'DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20270103', 'SUMMARY:Year end'),
  event('clean', 'DTSTART;VALUE=DATE:20261202', 'RRULE:FREQ=DAILY;COUNT=3', 'SUMMARY:Cleaning'),
  event('web', 'DTSTART;VALUE=DATE:20261202', 'CATEGORIES:web'),
);

const FREEZE =
  'freeze-2 "Year end": downtime of all systems for 10 d, from 2026-12-24T00:00:00.000Z to 2027-01-03T00:00:00.000Z';
const CLEANING =
  'clean-20261202T000000Z "Cleaning": downtime of all systems for 1 d, from 2026-12-02T00:00:00.000Z to 2026-12-03T00:00:00.000Z, and 2 more like it';
const ADVICE = 'Confirm it with --yes, or name the systems that it is about.';

/** A workplace with a calendar of short plans and whole days, and `windows` as a function. */
function makePlace(more: Partial<CommandContext> = {}) {
  const { folder, run } = makeWorkplace({ now: () => NOW, ...more });
  writeFileSync(join(folder, 'plan.ics'), PLAN);
  return (...args: string[]) => run('windows', ...args);
}

/** What somebody types at a terminal. */
const typing = (text: string) => ({ canAsk: true, stdin: Readable.from([text]) });

describe('windows import of whole days without any system', () => {
  it('refuses them without a terminal, a line each event, and loads the others', async () => {
    const windows = makePlace();
    const { code, stdout } = await windows('import', 'plan.ics', '--format', 'json');
    expect(code).toBe(2);
    const unnamed = FREEZE.replace('freeze-2 "Year end"', 'freeze');
    expect(JSON.parse(stdout)).toEqual({
      imported: 2,
      updated: 0,
      unchanged: 0,
      refused: [
        { file: 'plan.ics', line: 9, reason: `${unnamed}. ${ADVICE}` },
        { file: 'plan.ics', line: 14, reason: `${FREEZE}. ${ADVICE}` },
        { file: 'plan.ics', line: 20, reason: `${CLEANING}. ${ADVICE}` },
      ],
    });
  });

  it('takes them with --yes, and needs none the next time', async () => {
    const windows = makePlace();
    const all = 'Windows: 7 imported, 0 updated, 0 unchanged, 0 refused.\n';
    expect(await windows('import', 'plan.ics', '--yes')).toEqual({ code: 0, stdout: all, stderr: '' });
    expect(await windows('import', 'plan.ics')).toEqual({
      code: 0,
      stdout: 'Windows: 0 imported, 0 updated, 7 unchanged, 0 refused.\n',
      stderr: '',
    });
  });

  it('asks at a terminal about each event', async () => {
    const windows = makePlace(typing('n\n YES \n\n'));
    const { code, stdout, stderr } = await windows('import', 'plan.ics');
    expect(stderr).toBe(
      `plan.ics line 9: ${FREEZE.replace('freeze-2 "Year end"', 'freeze')}. Record it? [y/N] ` +
        `plan.ics line 14: ${FREEZE}. Record it? [y/N] plan.ics line 20: ${CLEANING}. Record it? [y/N] `,
    );
    expect([code, stdout.split('\n')[0]]).toEqual([
      2,
      'Windows: 3 imported, 0 updated, 0 unchanged, 2 refused.',
    ]);
  });

  it('takes the end of the input for a no', async () => {
    const windows = makePlace(typing('y'));
    const { stdout } = await windows('import', 'plan.ics');
    expect(stdout.split('\n')[0]).toBe('Windows: 3 imported, 0 updated, 0 unchanged, 2 refused.');
  });
});

describe('a window by hand in which everything is down for long', () => {
  const ADD = ['add', '--outage', 'a', '--start', '2026-11-01T00:00Z'];
  const TEXT =
    'a: downtime of all systems for 30 d, from 2026-11-01T00:00:00.000Z to 2026-12-01T00:00:00.000Z';

  it('is refused by add without --yes, and asked about at a terminal', async () => {
    const long = [...ADD, '--end', '2026-12-01T00:00Z'];
    expect(await makePlace()(...long)).toEqual({
      code: 2,
      stdout: '',
      stderr: `oops-report: ${TEXT}. ${ADVICE}\n`,
    });
    expect((await makePlace()(...long, '--yes')).code).toBe(0);
    expect(await makePlace(typing('y\n'))(...long)).toEqual({
      code: 0,
      stdout: 'a: downtime of * from 2026-11-01T00:00:00Z to 2026-12-01T00:00:00Z is recorded.\n',
      stderr: `a: ${TEXT}. Record it? [y/N] `,
    });
  });

  it('is no trouble for a day, or for named systems', async () => {
    const windows = makePlace();
    expect((await windows(...ADD, '--end', '2026-11-02T00:00Z')).code).toBe(0);
    expect((await windows(...ADD, '--end', '2026-12-01T00:00Z', '--systems', 'web')).code).toBe(0);
  });

  it('is refused by edit that makes it so', async () => {
    const windows = makePlace();
    await windows(...ADD, '--end', '2026-11-01T01:00Z');
    expect((await windows('edit', 'a', '--end', '2026-12-01T00:00Z')).stderr).toBe(
      `oops-report: ${TEXT}. ${ADVICE}\n`,
    );
    expect((await windows('edit', 'a', '--end', '2026-12-01T00:00Z', '--yes')).code).toBe(0);
    expect((await windows('edit', 'a', '--end', '2026-11-30T00:00Z')).code).toBe(0);
  });

  it('is closed by end, which says how long it was', async () => {
    const windows = makePlace();
    await windows(...ADD);
    expect(await windows('end', 'a')).toEqual({
      code: 0,
      stdout: 'a: downtime of * from 2026-11-01T00:00:00Z to 2026-11-27T13:16:00Z is closed.\n',
      stderr:
        'a: downtime of all systems for 26 d 13 h, from 2026-11-01T00:00:00.000Z to 2026-11-27T13:16:00.000Z. If it ended at another time, say so with oops-report windows edit a --end TIME.\n',
    });
  });
});
