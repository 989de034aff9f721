import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeWorkplace } from '../../support/workplace.js';

const NOW = Date.parse('2026-11-03T12:00:00Z');
const MOVE = ['UID:move', 'DURATION:PT5M'];
const BACKUP = ['UID:backup', 'DURATION:PT5M', 'DTSTART:20261101T020000Z'];
const DAILY = [...BACKUP, 'RRULE:FREQ=DAILY;COUNT=5'];

/** What the log says after a calendar was imported, and then another version of it. */
async function importTwice(first: readonly string[][], second: readonly string[][], method = '') {
  const { folder, run } = makeWorkplace({ now: () => NOW });
  const write = (events: readonly string[][], ...properties: string[]) =>
    writeFileSync(
      join(folder, 'plan.ics'),
      [
        ...['BEGIN:VCALENDAR', 'VERSION:2.0', ...properties.filter(Boolean)],
        ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']),
        ...['END:VCALENDAR', ''],
      ].join('\r\n'),
    );
  write(first);
  await run('windows', 'import', 'plan.ics');
  write(second, method);
  const { stdout, stderr } = await run('windows', 'import', 'plan.ics');
  const list = JSON.parse((await run('windows', 'list', '--format', 'json')).stdout) as {
    outage: string;
    start: string;
  }[];
  return { stdout, stderr, starts: list.map(({ outage, start }) => `${outage} ${start.slice(0, 16)}`), run };
}

const backups = (...days: number[]) =>
  days.map((day) => `backup-2026110${day}T020000Z 2026-11-0${day}T02:00`);

describe('a calendar that is imported again', () => {
  it('has moved an event', async () => {
    const { stdout, stderr, starts, run } = await importTwice(
      [[...MOVE, 'DTSTART:20261110T100000Z']],
      [[...MOVE, 'DTSTART:20261112T110000Z']],
    );
    expect([stdout, stderr]).toEqual(['Windows: 0 imported, 1 updated, 0 unchanged, 0 refused.\n', '']);
    expect(starts).toEqual(['move 2026-11-12T11:00']);
    expect((await run('windows', 'log', 'move')).stdout).toContain('(start was 2026-11-10T10:00:00Z, ');
  });

  it('has moved one time of a series', async () => {
    const { starts } = await importTwice(
      [DAILY],
      [DAILY, [...MOVE.slice(1), 'UID:backup', 'RECURRENCE-ID:20261104T020000Z', 'DTSTART:20261104T060000Z']],
    );
    expect(starts).toEqual([...backups(1, 2, 3), 'backup-20261104T020000Z 2026-11-04T06:00', ...backups(5)]);
  });

  it('has other times of a series: those to come are off, what has begun stays', async () => {
    const { stdout, stderr, starts } = await importTwice(
      [DAILY],
      [['UID:backup', 'DURATION:PT5M', 'DTSTART:20261104T030000Z', 'RRULE:FREQ=DAILY;COUNT=2']],
    );
    expect(stdout).toBe('Windows: 2 imported, 0 updated, 0 unchanged, 0 refused, 2 called off.\n');
    expect(stderr).toBe('plan.ics: 2 plans of backup are off, and taken out of the log.\n');
    expect(starts).toEqual([
      ...backups(1, 2, 3),
      'backup-20261104T030000Z 2026-11-04T03:00',
      'backup-20261105T030000Z 2026-11-05T03:00',
    ]);
  });

  it('has an exception more', async () => {
    const { starts } = await importTwice([DAILY], [[...DAILY, 'EXDATE:20261102T020000Z,20261104T020000Z']]);
    expect(starts).toEqual(backups(1, 2, 3, 5));
  });

  it('has cancelled an event, whether it has begun or not', async () => {
    const event = [...MOVE, 'DTSTART:20261103T100000Z'];
    const { stdout, stderr, starts } = await importTwice([event], [[...event, 'STATUS:CANCELLED']]);
    expect(stdout).toBe('Windows: 0 imported, 0 updated, 0 unchanged, 0 refused, 1 called off.\n');
    expect(stderr).toBe(
      'plan.ics line 3: move is cancelled; not imported.\nplan.ics: a plan of move is off, and taken out of the log.\n',
    );
    expect(starts).toEqual([]);
  });

  it('is the cancellation of one time, or of a whole series', async () => {
    const one = ['UID:backup', 'RECURRENCE-ID:20261104T020000Z', 'DTSTART:20261104T020000Z', 'DURATION:PT5M'];
    expect((await importTwice([DAILY], [one], 'METHOD:CANCEL')).starts).toEqual(backups(1, 2, 3, 5));
    expect((await importTwice([DAILY], [BACKUP], 'METHOD:CANCEL')).starts).toEqual([]);
  });

  it('tells only of one time of a series, or of other events: the rest stays', async () => {
    const one = [...BACKUP.slice(0, 2), 'RECURRENCE-ID:20261104T020000Z', 'DTSTART:20261104T060000Z'];
    expect((await importTwice([DAILY], [one])).starts).toHaveLength(5);
    expect((await importTwice([DAILY], [[...MOVE, 'DTSTART:20261110T100000Z']])).starts).toHaveLength(6);
  });
});
