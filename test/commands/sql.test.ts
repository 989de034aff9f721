import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeViews } from '../../src/commands/sql.js';
import { makeWorkplace } from '../support/workplace.js';

describe('sql', () => {
  it('prints a table, with what a terminal would act on shown as text', async () => {
    const { run } = makeWorkplace();
    await run('windows', 'list');
    expect(
      await run('sql', "SELECT 'a' || char(27) || '[31m' AS x, 12 AS n UNION ALL SELECT 'b', 3"),
    ).toEqual({
      code: 0,
      stdout: 'X           N\na\\x1b[31m  12\nb           3\n',
      stderr: '',
    });
  });

  it.each([
    ['csv', 'a,b\r\n"x,""y""",\r\n'],
    ['ndjson', '{"a":"x,\\"y\\"","b":null}\n'],
    ['markdown', '| a | b |\n| --- | --- |\n| x,"y" |  |\n'],
    [
      'json',
      `${JSON.stringify({ columns: ['a', 'b'], rows: [['x,"y"', null]], truncated: false }, null, 2)}\n`,
    ],
  ])('prints %s', async (format, stdout) => {
    const { run } = makeWorkplace();
    await run('windows', 'list');
    const sql = `SELECT 'x,"y"' AS a, NULL AS b`;
    expect(await run('sql', sql, '--format', format)).toEqual({ code: 0, stdout, stderr: '' });
  });

  it('reads the statement from a file, with parameters', async () => {
    const { run, folder } = makeWorkplace();
    await run('windows', 'list');
    writeFileSync(join(folder, 'q.sql'), '-- who\nSELECT :who AS who;\n');
    const { stdout } = await run('sql', '--file', 'q.sql', '--param', 'who=mark=x', '--format', 'csv');
    expect(stdout).toBe('who\r\nmark=x\r\n');
  });

  it('says on stderr that CSV was cut', async () => {
    const { run } = makeWorkplace();
    await run('windows', 'list');
    expect(await run('sql', 'VALUES (1), (2)', '--format', 'csv', '--limit', '1')).toEqual({
      code: 0,
      stdout: 'column1\r\n1\r\n',
      stderr: 'There are more than 1 rows: raise --limit for the rest.\n',
    });
  });

  it.each([
    [['--param', 'x', 'SELECT 1'], '--param x is no name=value. Write it as --param user=mark for :user.'],
    [
      ['--timeout', '5', 'SELECT 1'],
      '--timeout 5 is no time to wait. Write it as 500ms, 10s or 2m, at most 24h.',
    ],
    [['--limit', '0', 'SELECT 1'], '--limit 0 is no number of rows. Write it as --limit 1000.'],
    [
      ['--format', 'xml', 'SELECT 1'],
      '--format xml is unknown. Choose one of table, csv, ndjson, json, markdown.',
    ],
    [['--file', 'q.sql', 'SELECT 1'], 'Give the statement or --file, not both.'],
    [
      ['--file', 'q.sql'],
      'q.sql: cannot be read (ENOENT). Give the statement, or --file with the name of a file.',
    ],
    [['--db', ':memory:', 'SELECT 1'], 'sql needs a database in a file. Name one with --db.'],
    [
      ['DROP TABLE text'],
      'SQL: only SELECT, WITH, VALUES and EXPLAIN of these can be run. See oops-report sql --schema.',
    ],
  ])('refuses %j', async (args, message) => {
    const { run } = makeWorkplace();
    await run('windows', 'list');
    expect(await run('--quiet', 'sql', ...args)).toEqual({
      code: 2,
      stdout: '',
      stderr: `oops-report: ${message}\n`,
    });
  });

  it('describes the views', async () => {
    const { run } = makeWorkplace();
    expect(await run('sql', '--schema')).toEqual({ code: 0, stdout: describeViews('sqlite'), stderr: '' });
    expect(
      describeViews('sqlite', { v: { about: 'One row a v.', columns: { a: 'first', bc: 'second' } } }),
    ).toBe('v: One row a v.\n  a   first\n  bc  second\n');
  });

  it('says first what is otherwise in ClickHouse, without asking it', async () => {
    const { run } = makeWorkplace();
    const { code, stdout } = await run('--db', 'clickhouse://nowhere.invalid/oops', 'sql', '--schema');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^The SQL of ClickHouse:\n(?:- .+\n){3,}\noops: One row an OOPS/);
  });
});
