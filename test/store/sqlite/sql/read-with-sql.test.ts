import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../src/store/sqlite/opening/database.js';
import { readWithSql } from '../../../../src/store/sqlite/sql/read-with-sql.js';
import { createOopsWriter } from '../../../../src/store/sqlite/writing/oops-writer.js';
import { AT, newOops, SETTINGS } from '../../../support/sample-oops.js';

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

/** Answers in this process: what is refused is refused before anything could run for long. */
function read(sql: string, parameters: Record<string, string> = {}, limit = 1000) {
  return readWithSql({ file, sql, parameters, limit });
}

describe('readWithSql', () => {
  it('answers with columns and rows', () => {
    expect(read('SELECT id, type, duration_seconds, topic FROM oops ORDER BY id')).toEqual({
      columns: ['id', 'type', 'duration_seconds', 'topic'],
      rows: [
        ['OOPS-1A1', 'KeyError', 1.5, null],
        ['OOPS-1A2', 'KeyError', null, null],
        ['OOPS-1B1', 'NotFound', null, null],
      ],
      truncated: false,
    });
  });

  it('says that there are more rows than were asked for, and only then', () => {
    expect(read('SELECT id FROM oops ORDER BY id', {}, 2)).toEqual({
      columns: ['id'],
      rows: [['OOPS-1A1'], ['OOPS-1A2']],
      truncated: true,
    });
    expect(read('SELECT id FROM oops', {}, 3).truncated).toBe(false);
  });

  it('ends a statement whose rows never end at the limit', () => {
    const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n';
    expect(read(endless, {}, 2)).toEqual({ columns: ['i'], rows: [[1], [2]], truncated: true });
  });

  it('binds parameters, one that is a number as one', () => {
    const sql = 'SELECT :text AS t, typeof(:whole) AS w, typeof(:part) AS p, typeof(:zero) AS z';
    expect(read(sql, { text: "a'b", whole: '12', part: '1.5', zero: '012' }).rows).toEqual([
      ["a'b", 'integer', 'real', 'text'],
    ]);
    expect(read('SELECT id FROM oops WHERE revno = :r', { r: '12' }).rows).toEqual([['OOPS-1A1']]);
  });

  it('tells columns of one name apart, and what a number cannot hold from one', () => {
    expect(read("SELECT 1 AS a, 9007199254740993 AS a, x'00ff' AS b, 9e999 AS c")).toEqual({
      columns: ['a', 'a_2', 'b', 'c'],
      rows: [[1, '9007199254740993', "x'00ff'", 'Infinity']],
      truncated: false,
    });
  });

  it.each([
    ['ATTACH', "ATTACH 'other.db' AS other"],
    ['DETACH', 'DETACH main'],
    ['VACUUM INTO', "VACUUM INTO 'leak.db'"],
    ['INSERT', "INSERT INTO class (name) VALUES ('x')"],
    ['DELETE that returns rows', 'DELETE FROM stored_oops RETURNING id'],
    ['a table', 'CREATE TABLE x (y)'],
    ['a temporary table', 'CREATE TEMP TABLE x (y)'],
    ['BEGIN', 'BEGIN IMMEDIATE'],
    ['a pragma that tells paths', 'PRAGMA database_list'],
    ['a pragma that writes', 'PRAGMA journal_mode = DELETE'],
    ['a pragma that allows writing', 'PRAGMA query_only = OFF'],
    ['one behind a comment', '/* SELECT */ -- SELECT\n PRAGMA database_list'],
    ['REINDEX', 'REINDEX'],
    ['ANALYZE', 'ANALYZE'],
    ['a pragma that is explained, with the paths that it tells', 'EXPLAIN PRAGMA database_list'],
    ['one that runs while it is explained', 'EXPLAIN/* SELECT */PRAGMA query_only = OFF'],
    ['an ATTACH that is explained', "EXPLAIN QUERY PLAN ATTACH 'other.db' AS other"],
    ['a virtual table', 'CREATE VIRTUAL TABLE temp.x USING fts5vocab(main, text_index, row)'],
    ['a command of FTS5', "INSERT INTO text_index (text_index) VALUES ('optimize')"],
    ['an unclosed comment', '/* SELECT 1'],
  ])('refuses %s', (_, sql) => {
    expect(() => read(sql)).toThrow(/^only SELECT, WITH, VALUES and EXPLAIN of these can be run$/);
  });

  it.each([
    ['WITH x AS (SELECT 1) DELETE FROM stored_oops RETURNING id', 'only a statement that reads can be run'],
    ["WITH x AS (SELECT 1) INSERT INTO class (name) VALUES ('x')", 'only a statement that reads can be run'],
    ['SELECT file FROM pragma_database_list', 'pragma_database_list is not allowed'],
    ['SELECT * FROM "PRAGMA_database_list"', 'PRAGMA_database_list is not allowed'],
    ["SELECT * FROM 'pragma_database_list'", 'pragma_database_list is not allowed'],
    ['SELECT * FROM [pragma_temp_store_directory]', 'pragma_temp_store_directory is not allowed'],
    ["SELECT load_extension('evil')", 'not authorized'],
    ["SELECT readfile('/etc/passwd')", 'no such function: readfile'],
    ["SELECT writefile('leak', 'x')", 'no such function: writefile'],
    ["SELECT edit('x')", 'no such function: edit'],
    ['SELECT word FROM other.secret', 'no such table: other.secret'],
    ["SELECT word FROM 'file:other.db'.secret", 'no such table: file:other.db.secret'],
    ["SELECT * FROM fsdir('/')", 'no such table: fsdir'],
    ['SELECT * FROM sqlite_dbpage', 'no such table: sqlite_dbpage'],
    ["SELECT fts3_tokenizer('simple')", 'fts3_tokenizer is not allowed'],
    ['SELECT zeroblob(2000000000)', 'string or blob too big'],
    ["SELECT 'a' REGEXP '('", '`(`: missing closing )'],
    ["SELECT 'a' REGEXP '(?=a)'", '`(?=` looks ahead, which cannot be searched for in linear time'],
    ['SELECT 1; DELETE FROM stored_oops', 'The supplied SQL string contains more than one statement'],
    ["SELECT 1;;ATTACH 'other.db' AS x", 'The supplied SQL string contains more than one statement'],
    [' -- nothing', 'there is no statement'],
    ['SELECT :user', 'Missing named parameter "user"'],
    ['SELECT ?', 'Too few parameter values were provided'],
    ['SELECT nonesuch FROM oops', 'no such column: nonesuch'],
  ])('refuses %s', (sql, reason) => {
    expect(() => read(sql)).toThrow(reason);
  });

  it.each([
    ['/* PRAGMA */ ; -- DELETE\n SELECT 1 AS n', [[1]]],
    ['EXPLAIN QUERY PLAN /* x */ SELECT 1 AS n', [[expect.anything(), 0, 0, 'SCAN CONSTANT ROW']]],
    ['VALUES (1)', [[1]]],
    [
      "SELECT signature_id, type, value, bug, oops_count FROM signature WHERE type = 'NotFound'",
      [[3, 'NotFound', 'x', null, 1]],
    ],
    ["SELECT id FROM oops WHERE value REGEXP '^.b'", [['OOPS-1A2']]],
    ['SELECT NULL REGEXP 1 AS n', [[null]]],
  ])('runs %s', (sql, rows) => {
    expect(read(sql).rows).toEqual(rows);
  });

  it('leaves no other file behind, and the database as it was, whatever was tried', () => {
    const before = readFileSync(file);
    for (const sql of ["VACUUM INTO 'leak.db'", "ATTACH 'leak.db' AS x", "SELECT writefile('leak', 'x')"]) {
      expect(() => read(sql)).toThrow();
    }
    expect(readdirSync(folder).filter((name) => name.includes('leak'))).toEqual([]);
    expect(existsSync('leak.db')).toBe(false);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('refuses an answer that is too large to hand on', () => {
    const large =
      'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT hex(zeroblob(1000000)) FROM n';
    expect(() => read(large)).toThrow(/^the answer is larger than 64 MB; select fewer columns or rows$/);
  });
});
