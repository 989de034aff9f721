import { existsSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { NOW, run } from '../support/run.js';
import { makeFolder, textReport } from '../support/temporary-folder.js';

const REPORTS = { 'r/2011-09-08/OOPS-1A1': textReport('OOPS-1A1', { Date: '2011-09-08T08:53:06Z' }) };
const MINUTE = 60_000;

/** A folder whose reports were read at the time of the runs, and what a look some minutes later shows. */
async function makeScene(files: Readonly<Record<string, string>> = {}) {
  const folder = makeFolder({ ...REPORTS, ...files });
  await run(folder, ['ingest', 'r', '--settle', '0']);
  return {
    folder,
    at: (minutes: number, ...args: string[]) =>
      run(folder, ['status', ...args], { now: () => NOW + minutes * MINUTE }),
  };
}

describe('status', () => {
  it('tells as JSON how fresh the data is, and what is open', async () => {
    const { folder, at } = await makeScene({ 'r/2011-09-08/OOPS-1A2': '' });
    const add = ['windows', 'add', '--systems', 'A', '--outage'];
    await run(folder, [...add, 'open', '--start', '2011-09-09T05:00Z']);
    await run(folder, [...add, 'forgotten', '--start', '2011-09-08T05:00Z']);
    await run(folder, [...add, 'coming', '--start', '2011-09-10T05:00Z']);
    await run(folder, [...add, 'over', '--start', '2011-09-09T05:00Z', '--end', '2011-09-09T05:01Z']);
    const { code, stdout } = await at(5, '--format', 'json');
    const { databaseBytes, ...status } = JSON.parse(stdout);
    expect({ code, ...status }).toEqual({
      code: 0,
      kind: 'status',
      at: '2011-09-09T06:05:00.000Z',
      oopses: 1,
      lastTime: '2011-09-08T08:53:06.000Z',
      observedUntil: '2011-09-09T05:59:00.000Z',
      lagSeconds: 360,
      maxLagSeconds: null,
      isLate: null,
      sources: [
        {
          path: join(folder, 'r'),
          kind: 'repository',
          lastReadAt: '2011-09-09T06:00:00.000Z',
          knownUntil: '2011-09-09T05:59:00.000Z',
          lagSeconds: 360,
          holdsBack: true,
          isAsWritten: false,
        },
      ],
      rejects: 1,
      discarded: 0,
      discardedLately: [],
      openWindows: ['forgotten', 'open'],
      openOutages: [
        { outage: 'forgotten', start: '2011-09-08T05:00:00.000Z', isForgotten: true },
        { outage: 'open', start: '2011-09-09T05:00:00.000Z', isForgotten: false },
      ],
      heldBackLog: null,
    });
    expect(databaseBytes).toBeGreaterThan(10_000);
  });

  it.each([
    [9, 0, 'IN TIME.'],
    [9.001, 1, 'LATE.'],
  ])('with --max-lag 10m, %d min after the reading, ends with %i', async (minutes, code, word) => {
    const { at } = await makeScene();
    const late = await at(minutes, '--max-lag', '10m');
    expect({ code: late.code, word: late.stdout.slice(0, word.length) }).toEqual({ code, word });
  });

  it('is late by any measure where nothing was ever read', async () => {
    const folder = makeFolder();
    await run(folder, ['windows', 'add', '--outage', 'o', '--start', '2011-09-09T05:00Z']);
    const { code, stdout } = await run(folder, ['status', '--max-lag', '1000d']);
    expect({ code, first: stdout.split('\n')[0] }).toEqual({
      code: 1,
      first: 'LATE. Nothing was ever read in full: load reports with oops-report ingest PATH.',
    });
  });

  it('refuses a database that is missing or empty, and makes none', async () => {
    const folder = makeFolder({ 'empty.db': '' });
    const told = (file: string) =>
      `oops-report: ${file}: there is no database. Name it with --db, or make it with oops-report ingest PATH.\n`;
    expect(await run(folder, ['status'])).toEqual({
      code: 2,
      stdout: '',
      stderr: told(join(folder, 'oops-report.db')),
    });
    expect(await run(folder, ['--db', 'empty.db', 'status'])).toMatchObject({
      code: 2,
      stderr: told(join(folder, 'empty.db')),
    });
    expect(existsSync(join(folder, 'oops-report.db'))).toBe(false);
  });

  it('makes nothing anew that follows from the config', async () => {
    const { folder, at } = await makeScene();
    writeFileSync(
      join(folder, 'oops-report.yaml'),
      'systems: { web: { reporters: [A] } }\nverdict: { deliveryLag: 5m }\n',
    );
    const { stdout } = await at(0, '--format', 'json');
    const db = new Database(join(folder, 'oops-report.db'), { readonly: true });
    expect({
      lagSeconds: JSON.parse(stdout).lagSeconds,
      system: db.prepare('SELECT system FROM oops').pluck().get(),
    }).toEqual({ lagSeconds: 300, system: 'A' });
    db.close();
  });

  it('says of an export that it is known until it was written, and holds back the rest', async () => {
    const { folder, at } = await makeScene({ 'january.ndjson': '{"id": "OOPS-1A2", "time": 0}\n' });
    const written = new Date('2011-01-31T10:00:00Z');
    utimesSync(join(folder, 'january.ndjson'), written, written);
    await run(folder, ['ingest', 'january.ndjson']);
    const { code, stdout } = await at(0, '--max-lag', '1d', '--format', 'json');
    expect({ code, ...JSON.parse(stdout) }).toMatchObject({
      code: 1,
      observedUntil: '2011-01-31T09:59:00.000Z',
      sources: [
        { path: join(folder, 'january.ndjson'), holdsBack: true, isAsWritten: true },
        { path: join(folder, 'r'), holdsBack: false, isAsWritten: false, lagSeconds: 60 },
      ],
    });
  });

  it.each([
    [['--max-lag', 'soon'], '--max-lag soon is no length of time. Write it as 90s, 10m or 1h.'],
    [['--format', 'html'], '--format html is no format of status. Choose text or json.'],
  ])('refuses %j', async (args, message) => {
    const { at } = await makeScene();
    expect(await at(0, ...args)).toEqual({ code: 2, stdout: '', stderr: `oops-report: ${message}\n` });
  });
});
