import { spawnSync } from 'node:child_process';
import { readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Interruption } from '../../../src/interruption.js';
import { run } from '../../support/run.js';
import { makeIncidentFolder } from '../../support/site.js';
import { makeFolder } from '../../support/temporary-folder.js';

const PROGRAM = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));

/** What reports and questions say as JSON, of a database. */
async function reportsOf(folder: string, db: string): Promise<string[]> {
  const commands = [
    ['daily', '2011-09-08', '--as-of', '2011-09-08T10:55Z'],
    ['outage', 'fdt-2011-09-08', '--as-of', '2011-09-08T10:55Z'],
    ['query', '--group-by', 'system,class,outage,disposition', '--limit', '1000'],
    ['windows', 'list'],
    ['rejects'],
    ['config', 'check'],
  ];
  const outputs: string[] = [];
  for (const command of commands) {
    const { stdout, stderr } = await run(folder, ['--db', db, ...command, '--format', 'json']);
    expect(stderr).toBe('');
    outputs.push(stdout);
  }
  return outputs;
}

/** A folder with a database of so many OOPSes. */
async function makeDatabase(count: number): Promise<string> {
  const row = (index: number) =>
    JSON.stringify({
      id: `OOPS-1A${index}`,
      time: '2011-09-08T08:00:00Z',
      reporter: 'A',
      type: `E${index % 9}`,
    });
  const folder = makeFolder({
    'all.ndjson': `${Array.from({ length: count }, (_, n) => row(n)).join('\n')}\n`,
  });
  await run(folder, ['ingest', 'all.ndjson']);
  return folder;
}

describe('copy', () => {
  it('has every report and every answer of the copy be that of the database, to the byte', async () => {
    const folder = makeIncidentFolder();
    const { code, stdout, stderr } = await run(folder, ['copy', 'oops-report.db', 'copy.db']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(
      'copy.db has all of oops-report.db: 620 OOPSes, 620 files, 1 source, 2 windows and 2 changes of the window log (0 s).\n',
    );
    expect(await reportsOf(folder, 'copy.db')).toEqual(await reportsOf(folder, 'oops-report.db'));
  });

  it('has ingest know the files of the copy', async () => {
    const folder = await makeDatabase(3);
    await run(folder, ['copy', 'oops-report.db', 'copy.db']);
    writeFileSync(
      join(folder, 'more.ndjson'),
      '{"id":"OOPS-1A1","time":"2011-09-08T08:00:00Z","type":"Other"}\n',
    );
    const { stdout } = await run(folder, ['--db', 'copy.db', 'ingest', '.']);
    expect(stdout).toContain('0 loaded, 3 known, 1 rejected');
  });

  it('tells as JSON what it did, and compares the next time', async () => {
    const folder = await makeDatabase(3);
    const copy = async () =>
      JSON.parse((await run(folder, ['copy', 'oops-report.db', 'copy.db', '--format', 'json'])).stdout);
    const counts = {
      ...{ oopses: 3, files: 3, bugs: 0, rejects: 0, discarded: 0 },
      ...{ sources: 1, exports: 1, windows: 0, changes: 0, runs: 0 },
    };
    const told = { from: 'oops-report.db', to: 'copy.db', counts, differences: [], elapsedSeconds: 0 };
    expect(await copy()).toMatchObject({ ...told, copied: 3, resumed: false });
    expect(await copy()).toMatchObject({ ...told, copied: 0, resumed: true });
  });

  it('ends with 2 where the counts differ, and says by how much', async () => {
    const folder = await makeDatabase(3);
    const copy = (...args: string[]) => run(folder, ['copy', 'oops-report.db', 'copy.db', ...args]);
    await copy();
    writeFileSync(
      join(folder, 'more.ndjson'),
      '{"id":"OOPS-1B1","time":"2011-09-08T08:00:00Z","type":"Other"}\n',
    );
    await run(folder, ['ingest', 'more.ndjson']);
    const stderr =
      'oops-report: copy.db does not have what oops-report.db has: 3 of 4 OOPSes, not the same content, 3 of 4 files, 1 of 2 sources and 1 of 2 exports. If one of them was changed since, copy to a new database.\n';
    expect(await copy()).toEqual({ code: 2, stdout: '', stderr });
    const asJson = await copy('--format', 'json');
    expect({ ...asJson, stdout: JSON.parse(asJson.stdout).differences[0] }).toEqual({
      ...{ code: 2, stderr, stdout: { what: 'oopses', from: 4, to: 3 } },
    });
  });

  it('stops where it is when it is told to, and goes on the next time', async () => {
    const folder = await makeDatabase(3);
    const copy = (more = {}) => run(folder, ['copy', 'oops-report.db', 'copy.db'], more);
    const stopped = new AbortController();
    const hint = 'What was copied is there: run it again for the rest.';
    stopped.abort(new Interruption('SIGTERM', hint));
    expect(
      await copy({ interruptible: (work: (signal: AbortSignal) => unknown) => work(stopped.signal) }),
    ).toEqual({
      ...{ code: 143, stdout: '', stderr: `oops-report: stopped by SIGTERM. ${hint}\n` },
    });
    expect((await copy()).stdout).toContain('copy.db has all of oops-report.db: 3 OOPSes');
  });

  it('goes on after a kill at any moment', async () => {
    const folder = await makeDatabase(12_000);
    const copyAndKill = (turns: number) => {
      // Between two parts it looks whether it is to stop.
      writeFileSync(
        join(folder, 'kill.mjs'),
        `let left = ${turns};
const { throwIfAborted } = AbortSignal.prototype;
AbortSignal.prototype.throwIfAborted = function () {
  if (left-- === 0) process.kill(process.pid, 'SIGKILL');
  return throwIfAborted.call(this);
};`,
      );
      const preload = pathToFileURL(join(folder, 'kill.mjs')).href;
      const args = ['--import', preload, PROGRAM, 'copy', 'oops-report.db', 'copy.db', '--format', 'json'];
      return spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    };
    for (const turns of [0, 2, 1, 0]) expect(copyAndKill(turns)).toMatchObject({ signal: 'SIGKILL' });
    const { status, stdout, stderr } = copyAndKill(-1);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ copied: 2000, resumed: true, differences: [] });
    const countsOf = async (db: string) =>
      (await run(folder, ['--db', db, 'query', '--group-by', 'type,path', '--format', 'json'])).stdout;
    expect(await countsOf('copy.db')).toBe(await countsOf('oops-report.db'));
  });

  it.each([
    [['oops-report.db', './oops-report.db'], 'FROM and TO are the same database. Name a new one to copy to.'],
    [['oops-report.db', 'link.db'], 'FROM and TO are the same database. Name a new one to copy to.'],
    [
      ['oops-report.db', ':memory:'],
      ':memory: is empty, and gone in the end. Name a file, or a database on a server.',
    ],
    [
      ['oops-report.db', 'postgres://ann:secret@db/oops'],
      'TO postgres:// is no kind of store. Name a file, or a database as clickhouse://user@host:8123/database.',
    ],
    [
      ['clickhouse://ch1', 'copy.db'],
      'FROM names no database behind the server. Write it like clickhouse://user@host:8123/database.',
    ],
    [['--db', 'x.db', 'oops-report.db', 'copy.db'], 'copy names both databases itself: leave out --db.'],
    [
      ['oops-report.db', 'used.db'],
      'used.db: holds something already that is no copy of this one. Name a new database to copy to.',
    ],
  ])('refuses %j', async (args, message) => {
    const folder = await makeDatabase(1);
    symlinkSync('oops-report.db', join(folder, 'link.db'));
    await run(folder, ['--db', 'used.db', 'ingest', 'all.ndjson']);
    const before = readdirSync(folder);
    expect(await run(folder, ['copy', ...args])).toEqual({
      code: 2,
      stdout: '',
      stderr: `oops-report: ${message}\n`,
    });
    expect(readdirSync(folder)).toEqual(before);
  });

  it('makes no database where there is none to copy from', async () => {
    const folder = makeFolder();
    const { code, stderr } = await run(folder, ['copy', 'missing.db', 'copy.db']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `oops-report: ${join(folder, 'missing.db')}: there is no database. Name it with --db, or make it with oops-report ingest PATH.\n`,
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('shows on a terminal how far it is', async () => {
    const folder = await makeDatabase(3);
    const { stderr } = await run(folder, ['copy', 'oops-report.db', 'copy.db'], { showsProgress: true });
    expect(stderr).toBe('\r\u001b[K0 of 3 OOPSes\r\u001b[K3 of 3 OOPSes\r\u001b[K');
  });
});
