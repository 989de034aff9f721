import { describe, expect, it } from 'vitest';
import { addFiles, textReport } from '../../support/temporary-folder.js';
import { makeWorkplace, type Workplace } from '../../support/workplace.js';

const DAY = '2011-09-08';

/** A day of reporter T: one NotFound every quarter of an hour, and a storm of twenty failures at a time. */
async function makeDay(stormAt: string | readonly string[] | null, config = ''): Promise<Workplace> {
  const place = makeWorkplace();
  const files: Record<string, string> = {};
  const add = (serial: number, time: number, type: string) => {
    const id = `OOPS-2077T${serial}`;
    const date = new Date(time).toISOString();
    files[`reports/${date.slice(0, 10)}/${id}`] = textReport(id, { 'Exception-Type': type, Date: date });
  };
  const midnight = Date.parse(`${DAY}T00:00:00Z`);
  for (let quarter = 0; quarter < 96; quarter += 1)
    add(quarter + 1, midnight + quarter * 900_000, 'NotFound');
  for (const [place, clock] of [stormAt ?? []].flat().entries()) {
    for (let index = 0; index < 20; index += 1) {
      const serial = 1000 * (place + 1) + index;
      add(serial, Date.parse(`${DAY}T${clock}Z`) + index * 3000, 'DisconnectionError');
    }
  }
  addFiles(place.folder, { ...files, 'oops-report.yaml': config });
  await place.run('ingest', 'reports');
  return place;
}

/** Records a window of that day; `end` is left out while it is open. */
async function record(
  { run }: Workplace,
  outage: string,
  start: string,
  end: string | null,
  ...more: string[]
) {
  const times = ['--start', `${DAY}T${start}Z`, ...(end === null ? [] : ['--end', `${DAY}T${end}Z`])];
  const { code, stderr } = await run('windows', 'add', '--outage', outage, ...times, ...more);
  if (code !== 0) throw new Error(stderr);
}

async function kindsOf({ run }: Workplace): Promise<string[]> {
  const { stdout } = await run('windows', 'check', '--format', 'json');
  return (JSON.parse(stdout) as { kind: string; outage: string | null }[]).map(
    ({ kind, outage }) => `${outage}: ${kind}`,
  );
}

describe('windows check', () => {
  it('finds nothing, and ends with 0, where the log agrees with the reports', async () => {
    const place = await makeDay('12:00:01');
    await record(place, 'a', '12:00:00', '12:01:00');
    expect(await place.run('windows', 'check')).toEqual({
      code: 0,
      stdout: 'Nothing is wrong with the window log.\n',
      stderr: '',
    });
  });

  it('names a storm that lies off its edges, with the seconds', async () => {
    const place = await makeDay('12:00:30');
    await record(place, 'a', '12:00:00', '12:01:00');
    const { code, stdout } = await place.run('windows', 'check');
    expect(code).toBe(1);
    expect(stdout).toBe(
      'a: Its storm begins 30 s from its start and ends 27 s from its end.\n' +
        '    If a clock or the log is wrong, correct the log with oops-report windows edit a; late failures are in oops-report outage a.\n',
    );
  });

  it('names a storm without a window, with the line that records it', async () => {
    const place = await makeDay('12:00:01');
    const { stdout } = await place.run('windows', 'check');
    const line =
      'storm-20110908T120001Z,downtime,T,2011-09-08T12:00:01Z,2011-09-08T12:00:59Z,Found in the reports,';
    expect(stdout).toContain(`    If it was an outage, import this line: ${line}\n`);
    const detected = await place.run('windows', 'detect', '--format', 'csv');
    expect(detected.stdout).toBe(`outage,phase,systems,start,end,title,budget\n${line}\n`);
    addFiles(place.folder, { 'found.csv': detected.stdout });
    await place.run('windows', 'import', 'found.csv');
    expect(await kindsOf(place)).toEqual([]);
    expect((await place.run('windows', 'detect')).stdout).toBe('Every storm lies in a window.\n');
  });

  it('names a window that was left open', async () => {
    const place = await makeDay('12:00:01');
    await record(place, 'a', '12:00:00', null);
    expect(await kindsOf(place)).toContain('a: open-too-long');
  });

  it('names a shutdown that ended before the downtime was over', async () => {
    const place = await makeDay('12:00:01');
    await record(place, 'a', '12:00:00', '12:01:00');
    await record(place, 'a', '11:50:00', '12:00:30', '--phase', 'shutdown', '--systems', 'soyuz');
    expect(await kindsOf(place)).toEqual(['a: ended-before-next-phase', 'a: unknown-system']);
  });

  it('names an outage over its budget', async () => {
    const place = await makeDay('12:00:01');
    await record(place, 'a', '12:00:00', '12:01:00', '--budget', '59s');
    expect(await kindsOf(place)).toEqual(['a: over-budget']);
  });

  it.each([
    ['outside its slots', 'slots: [{ cron: "0 10 * * *" }]', 'It began outside every slot of the schedule.'],
    [
      'on a blackout date',
      'slots: [{ cron: "0 12 * * *" }]\n  blackoutDates: [2011-09-08]',
      'It fell on 2011-09-08, a blackout date.',
    ],
    [
      'above the total of its day',
      'slots: [{ cron: "0 12 * * *" }]\n  maxDowntimePerDay: 30s',
      'The downtime of 2011-09-08 is 1 min in all, above the 30 s a day allowed.',
    ],
  ])('names an outage %s', async (_, schedule, text) => {
    const place = await makeDay('12:00:01', `schedule:\n  ${schedule}\n`);
    await record(place, 'a', '12:00:00', '12:01:00');
    expect((await place.run('windows', 'check')).stdout).toContain(`a: ${text}\n`);
  });

  it('names windows of different outages that overlap on a system', async () => {
    const place = await makeDay('12:00:01');
    await record(place, 'a', '12:00:00', '12:01:00');
    await record(place, 'b', '12:00:59', '12:01:30', '--systems', 'T');
    expect(await kindsOf(place)).toContain('b: overlap');
  });

  it('names windows that are there twice, and how to tell them apart', async () => {
    const place = await makeDay('12:00:01');
    await record(place, 'a', '12:00:00', '12:01:00');
    await record(place, 'a', '12:00:02', '12:01:00');
    await record(place, 'a', '12:00:02', '12:01:00', '--systems', 'T');
    expect((await place.run('windows', 'check')).stdout).toBe(
      'a: Its downtime windows of * from 2011-09-08T12:00:00.000Z and from\n2011-09-08T12:00:02.000Z overlap.\n' +
        '    If they are the same, take one out with oops-report windows remove a --of-phase downtime --of-start TIME.\n',
    );
    const chosen = ['--of-systems', '*', '--of-start', '2011-09-08T12:00:02Z'];
    expect((await place.run('windows', 'remove', 'a', ...chosen)).stdout).toBe(
      'a: downtime of * from 2011-09-08T12:00:02Z to 2011-09-08T12:01:00Z is removed.\n',
    );
    expect((await place.run('windows', 'edit', 'a', '--of-start', 'noon', '--title', 'x')).stderr).toBe(
      'oops-report: --of-start noon is no time. Write it as windows list does: 2011-09-08T08:53:05Z.\n',
    );
  });

  it('names a plan of which nothing says that it happened, where it is said of others', async () => {
    const place = await makeDay('12:00:01');
    await record(place, 'a', '12:00:00', '12:01:00');
    await record(place, 'p1', '04:00:00', '04:05:00', '--kind', 'planned');
    expect(await kindsOf(place)).not.toContain('p1: plan-without-outcome');
    await record(place, 'p2', '12:00:00', '12:05:00', '--kind', 'planned');
    await place.run('windows', 'add', '--outage', 'p3', '--start', '2031-01-01', '--budget', '5m');
    expect((await kindsOf(place)).filter((kind) => kind.includes('plan'))).toEqual([
      'p1: plan-without-outcome',
    ]);
  });

  it('names the nearest of a system that nobody knows', async () => {
    const place = await makeDay('12:00:01', 'systems: { appservers: { reporters: [T] } }');
    await record(place, 'a', '12:00:00', '12:01:00');
    addFiles(place.folder, { 'oops-report.yaml': 'systems: { appserver: { reporters: [T] } }' });
    await record(place, 'a', '11:59:00', '12:00:30', '--phase', 'partial', '--systems', 'appserver');
    addFiles(place.folder, { 'oops-report.yaml': 'systems: { appservers: { reporters: [T] } }' });
    expect((await place.run('windows', 'check')).stdout).toContain(
      'a: It names system appserver, which neither the config nor any OOPS knows. Did\nyou mean appservers?\n',
    );
  });

  it('names a window in which nothing was seen of a system that usually fails', async () => {
    const hours = Array.from({ length: 10 }, (_, index) => String(index + 2).padStart(2, '0'));
    const place = await makeDay(hours.map((hour) => `${hour}:01:01`));
    for (const hour of hours) await record(place, `a-${hour}`, `${hour}:01:00`, `${hour}:02:00`);
    await record(place, 'b', '15:01:00', '15:06:00');
    expect(await kindsOf(place)).toEqual(['b: matched-nothing']);
  });
});
