import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { fileOf, soundBytes } from '../../support/damaged-database.js';
import { INCIDENT } from '../../support/incident-place.js';
import { run } from '../../support/run.js';
import { makeFolder } from '../../support/temporary-folder.js';

const sound = soundBytes();

/** A folder with the incident in a database in which something is changed. */
function changed(sql = ''): string {
  const file = fileOf(sound);
  const db = new Database(file);
  db.pragma('foreign_keys = OFF');
  db.exec(sql);
  db.close();
  return dirname(file);
}

describe('doctor', () => {
  it('tells of each check that all is well, and ends with 0', async () => {
    const folder = changed();
    const { code, stdout, stderr } = await run(folder, ['doctor']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^ok {7}file {10}every page, and every index against its table\n/);
    expect(stdout).toMatch(/\noops-report\.db: 11 checks; nothing is damaged\.\n$/);
    expect((await run(folder, ['doctor', '--quick'])).stdout).toMatch(
      /\noops-report\.db: 4 checks, without reading every row; nothing is damaged\.\n$/,
    );
  });

  it('tells what is damaged, what is lost and what to do, and ends with 1', async () => {
    const { code, stdout } = await run(changed("UPDATE text SET value = 'x' WHERE id = 3"), ['doctor']);
    expect(code).toBe(1);
    expect(stdout).toContain(`
DAMAGED  texts         ${stdout.match(/(\d+) texts, each/)?.[1]} texts, each by its checksum
         - text 3 is not what its checksum says
         Lost: Nothing where one bit of it turned: it is turned back. Else the text, until it is read again from its source.
         To do: Run oops-report doctor --repair.
`);
    expect(stdout).toMatch(/\noops-report\.db: 11 checks; 2 found damage\.\n$/);
  });

  it('tells the same as JSON', async () => {
    const damaged = changed("UPDATE stored_window SET ends_at = ends_at + 1 WHERE phase = 'downtime'");
    const { code, stdout } = await run(damaged, ['doctor', '--quick', '--format', 'json']);
    const { checks, ...rest } = JSON.parse(stdout);
    expect({ code, ...rest }).toEqual({
      code: 1,
      kind: 'doctor',
      database: 'oops-report.db',
      schema: 17,
      quick: true,
      damaged: true,
      repair: null,
    });
    expect(checks.map(({ check, state }: Record<string, string>) => [check, state])).toEqual([
      ['file', 'ok'],
      ['schema', 'ok'],
      ['counts', 'ok'],
      ['windows', 'damaged'],
    ]);
  });

  it('makes a damaged one anew with --repair, and leaves a sound one alone', async () => {
    const damaged = changed("UPDATE text SET value = 'x' WHERE id = 3");
    const repaired = await run(damaged, ['doctor', '--repair']);
    expect(repaired.code).toBe(0);
    expect(repaired.stdout).toMatch(/\nMade anew with \d+ OOPSes\. The damaged one is .*\n/);
    expect(repaired.stdout).toContain(`\nRun now: oops-report ingest ${INCIDENT}reports\n`);
    const again = await run(damaged, ['doctor', '--repair']);
    expect(again.stdout).toMatch(/nothing is damaged\.\n$/);
  });

  it.each([
    ['no database', [], 'there is no database. Name it with --db.'],
    ['no database to repair', ['--repair'], 'there is no database. Name it with --db.'],
  ])('ends with 2 where there is %s', async (_, args, message) => {
    const empty = makeFolder();
    const { code, stdout, stderr } = await run(empty, ['doctor', ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe(`oops-report: ${join(empty, 'oops-report.db')}: ${message}\n`);
  });

  it('says in one line why it does not look at ClickHouse', async () => {
    for (const args of [[], ['--repair'], ['--quick']])
      expect(await run(makeFolder(), ['--db', 'clickhouse://oops@ch1/oops', 'doctor', ...args])).toEqual({
        code: 2,
        stdout: '',
        stderr:
          'oops-report: doctor works on a database in a file. ClickHouse has checksums of its own: ask its servers with CHECK TABLE.\n',
      });
  });

  it('refuses --quick with --repair', async () => {
    const { code, stderr } = await run(makeFolder(), ['doctor', '--quick', '--repair']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'oops-report: --quick does not see all that --repair has to know: give one of them.\n',
    });
  });
});
