import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { openDatabase } from '../../../../src/store/sqlite/opening/database.js';
import { limitProcess, runSql } from '../../../../src/store/sqlite/sql/run-sql.js';
import { createOopsWriter } from '../../../../src/store/sqlite/writing/oops-writer.js';
import { UserError } from '../../../../src/user-error.js';
import { AT, newOops, SETTINGS } from '../../../support/sample-oops.js';

const PROGRAM = fileURLToPath(new URL('../../../../dist/main.js', import.meta.url));

const OOPSES = [
  newOops('OOPS-1A1', { type: 'KeyError', value: "'a,b'", reporter: 'A', durationSeconds: 1.5, revno: '12' }),
  newOops('OOPS-1A2', { type: 'KeyError', value: "'b'", reporter: 'A', time: AT + 1 }),
  newOops('OOPS-1B1', { type: 'NotFound', value: 'x', reporter: 'B', time: AT + 2 }),
];

let folder: string;
let file: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'oops-report-'));
  file = join(folder, 'test.db');
  const { db } = openDatabase(file);
  const writer = createOopsWriter(db, SETTINGS);
  writer.transaction(() => OOPSES.forEach((one) => void writer.insert(one, AT)));
  db.close();
  const other = new Database(join(folder, 'other.db'));
  other.exec("CREATE TABLE secret (word TEXT); INSERT INTO secret VALUES ('hidden')");
  other.close();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Answers in a process of its own, as the program does. */
function run(sql: string, timeout = 600_000) {
  return runSql({ file, sql, parameters: {}, limit: 10 }, timeout);
}

/** Longer than any test may take: how long is waited is for its limit to say. */
const LONG = 3_600_000;

/** Whether a process runs, and for how many hundredths of a second it has. */
function readProcess(pid: number): { readonly runs: boolean; readonly ticks: number } {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state = '', ...fields] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { runs: !'ZX'.includes(state), ticks: Number(fields[10]) + Number(fields[11]) };
  } catch {
    return { runs: false, ticks: 0 };
  }
}

describe('runSql', () => {
  it('answers from a process of its own', async () => {
    expect(await run('SELECT count(*) AS n FROM oops')).toEqual({
      columns: ['n'],
      rows: [[3]],
      truncated: false,
    });
  });

  it('says in one line what is wrong with a regular expression', async () => {
    await expect(run("SELECT 'a' REGEXP '('")).rejects.toThrow(
      new UserError('SQL: `(`: missing closing ). See oops-report sql --schema.'),
    );
  });

  it.skipIf(process.platform === 'win32')('limits the processor time of a process that nobody kills', () => {
    const [command = '', ...args] = limitProcess(2500);
    const { stdout } = spawnSync(command, [...args, '/bin/sh', '-c', 'ulimit -t'], { encoding: 'utf8' });
    expect(stdout).toBe('7\n');
  });

  it('says in one line what is wrong', async () => {
    await expect(run('SELECT\n file FROM pragma_database_list')).rejects.toThrow(
      new UserError('SQL: pragma_database_list is not allowed. See oops-report sql --schema.'),
    );
  });

  it('ends a statement when its time is over', async () => {
    const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n';
    await expect(run(endless, 300)).rejects.toThrow(
      new UserError('SQL: stopped after 0.3 s. Ask for less, or give --timeout more.'),
    );
  });

  it.skipIf(process.platform !== 'linux')('ends a statement when whoever asked was killed', async () => {
    const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n';
    const asker = spawn(process.execPath, [PROGRAM, '--db', file, 'sql', endless, '--timeout', '24h']);
    const [child] = await vi.waitFor(() => {
      const children = readFileSync(`/proc/${asker.pid}/task/${asker.pid}/children`, 'utf8').split(' ');
      // It is so far that it answers: it has been on the processor for more than it needs to start.
      expect(readProcess(Number(children[0])).ticks).toBeGreaterThan(100);
      return children.map(Number);
    }, LONG);
    if (child === undefined) throw new Error('there is no process');
    onTestFinished(() => {
      if (readProcess(child).runs) process.kill(child, 'SIGKILL');
    });
    asker.kill('SIGKILL');
    await vi.waitFor(() => expect(readProcess(child).runs).toBe(false), LONG);
  });

  it.skipIf(process.platform !== 'linux')('ends a statement that takes too much memory', async () => {
    const large = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 2000)
      SELECT max(length(b)) FROM (SELECT printf('%1000000d', i) AS b FROM n ORDER BY b LIMIT 1500)`;
    await expect(run(large)).rejects.toThrow(
      new UserError('SQL: needs more than 768 MB of memory. Ask for less.'),
    );
  });
});
