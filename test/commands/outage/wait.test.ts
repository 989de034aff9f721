import { appendFileSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CommandContext } from '../../../src/commands/program/context.js';
import { makeWorkplace } from '../../support/workplace.js';

const MINUTE = 60_000;

/**
 * An outage of ten minutes from 08:00 with twenty failures, looked at from 08:12 on. The clock goes on only while the
 * program sleeps, and every minute the reports are loaded again, as a cron job would.
 */
async function makeScene(more: Partial<CommandContext> = {}) {
  const clock = { at: Date.parse('2011-09-08T08:12:00Z'), slept: 0, loadsReports: true };
  const place = makeWorkplace({
    ...more,
    now: () => clock.at,
    sleep: async (milliseconds) => {
      clock.at += milliseconds;
      clock.slept += milliseconds;
      if (clock.loadsReports && clock.slept % MINUTE === 0) await place.run('ingest', 'reports');
    },
  });
  const day = join(place.folder, 'reports', '2011-09-08');
  mkdirSync(day, { recursive: true });
  const writeOops = (serial: number, time: string, type: string) =>
    writeFileSync(
      join(day, `T${serial}`),
      `Oops-Id: OOPS-2077T${serial}\nException-Type: ${type}\nDate: 2011-09-08T${time}+00:00\n`,
    );
  for (let hour = 0; hour < 8; hour += 1) writeOops(hour, `0${hour}:12:00`, 'NotFound');
  for (let index = 0; index < 20; index += 1)
    writeOops(1000 + index, `08:0${index % 10}:30`, 'DisconnectionError');
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
  return { clock, run: place.run };
}

describe('outage --wait with a log that has gone quiet', () => {
  it('ends with a verdict, because the log is read on though it does not grow', async () => {
    const clock = { at: Date.parse('2011-09-08T08:12:00Z') };
    const place = makeWorkplace({
      now: () => clock.at,
      sleep: async (milliseconds) => {
        clock.at += milliseconds;
        await place.run('ingest', 'app.ndjson');
      },
    });
    const log = join(place.folder, 'app.ndjson');
    const append = async (time: string, type: string, serial: number) => {
      const at = Date.parse(`2011-09-08T${time}Z`);
      appendFileSync(log, `${JSON.stringify({ id: `OOPS-2077T${serial}`, time: new Date(at), type })}\n`);
      utimesSync(log, at / 1000, at / 1000);
      await place.run('ingest', 'app.ndjson');
    };
    for (let hour = 0; hour < 8; hour += 1) await append(`0${hour}:12:00`, 'NotFound', hour);
    for (let index = 0; index < 10; index += 1)
      await append(`08:0${index}:30`, 'DisconnectionError', 100 + index);
    await append('08:11:30', 'NotFound', 200);
    await place.run(
      ...['windows', 'add', '--outage', 'fdt-1'],
      ...['--start', '2011-09-08T08:00:00Z', '--end', '2011-09-08T08:10:00Z'],
    );
    const { code, stderr } = await place.run('--quiet', 'outage', '--wait', '--timeout', '1h');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

/** What is told as long as nothing changes. */
const AT_FIRST =
  '0 of 1 system decided, 1 h left, read until 08:11:00 UTC, at least 10 min 1 s more needed. Undecided: T\n';

describe('outage --wait', () => {
  it('has a line that lives on a terminal, and goes away with the report', async () => {
    const { clock, run } = await makeScene({ showsProgress: true, columns: 80 });
    clock.loadsReports = false;
    const { stderr } = await run('outage', '--wait', '--timeout', '2s');
    const line = (left: string) =>
      `\r\u001b[K0 of 1 system decided, ${left} left, read until 08:11:00 UTC, at least 10 min 1 ...`;
    expect(stderr).toBe(`${line('2 s')}${line('1 s')}\r\u001b[KUndecided after 2 s: T.\n`);
  });

  it('looks until every system is decided, and ends with the verdict', async () => {
    const { clock, run } = await makeScene();
    const { code, stderr, stdout } = await run('outage', '--wait', '--timeout', '1h', '--format', 'json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: AT_FIRST });
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'as-expected' });
    // Had ten failures in ten minutes gone on, none in ten more is a 1-in-1000 chance: read up to 08:21:01 that is known,
    // a minute later, when it is loaded.
    expect(new Date(clock.at).toISOString()).toBe('2011-09-08T08:23:00.000Z');
  });

  it('gives up when the time is over, says who is open, and ends undecided', async () => {
    const { clock, run } = await makeScene();
    clock.loadsReports = false;
    const { code, stderr } = await run('outage', '--wait', '--timeout', '25s');
    expect({ code, stderr, slept: clock.slept }).toEqual({
      code: 3,
      stderr: `${AT_FIRST.replace('1 h left', '25 s left')}Undecided after 25 s: T.\n`,
      slept: 25_000,
    });
  });

  it.each([
    [['--timeout', 'soon'], '--timeout soon is no length of time. Write it as 30s, 10m or 1h.'],
    [['--as-of', '2011-09-08'], '--wait looks as things stand, --as-of does not: give one of them.'],
  ])('refuses %j', async (args, message) => {
    const { run } = await makeScene();
    expect(await run('outage', '--wait', ...args)).toEqual({
      code: 2,
      stdout: '',
      stderr: `oops-report: ${message}\n`,
    });
  });
});
