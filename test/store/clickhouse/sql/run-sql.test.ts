import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SQL_EXAMPLES } from '../../../../src/questions/sql/examples.js';
import { createClickHouseStore } from '../../../../src/store/clickhouse/clickhouse-store.js';
import { type Connection, connect } from '../../../../src/store/clickhouse/connecting/connection.js';
import type { SqlQuestion, Store } from '../../../../src/store/store.js';
import { UserError } from '../../../../src/user-error.js';
import { sharedShards } from '../../../support/clickhouse/clickhouse.js';
import { describeWithClickHouse } from '../../../support/clickhouse/clickhouse-parts.js';
import { PASSWORD, USER } from '../../../support/clickhouse/server-config.js';
import { AT, newOops, SETTINGS } from '../../../support/sample-oops.js';
import { createDatabasePool } from '../database-pool.js';
import { fill } from '../fill-store.js';

const OOPSES = [
  newOops('OOPS-1A1', {
    ...{
      type: 'KeyError',
      value: "'a,b'",
      reporter: 'A',
      durationSeconds: 1.5,
      revno: '12',
      username: 'mark',
    },
  }),
  newOops('OOPS-1A2', { type: 'KeyError', value: "'b'", reporter: 'A', time: AT + 1 }),
  newOops('OOPS-1B1', { type: 'NotFound', value: 'x', reporter: 'B', time: AT + 2 }),
];

describeWithClickHouse('runSql', () => {
  describe.each([1, 2] as const)('on %i shards', (shards) => {
    const pool = createDatabasePool(shards);
    let store: Store;
    let connection: Connection;

    beforeAll(async () => {
      ({ connection } = await pool.take());
      await fill(connection, { oopses: OOPSES });
      store = createClickHouseStore(connection, SETTINGS);
      await store.changeAttributions(async (_, writer) => {
        writer.clear('fdt');
        const claim = { phase: 'downtime', relation: 'during', disposition: 'expected' } as const;
        writer.add({ id: 'OOPS-1A1', time: AT }, { outage: 'fdt', ...claim, isSuppressed: true });
      });
    });
    afterAll(async () => {
      await store.close();
      await pool.drop();
    });

    const ask = (sql: string, given: Partial<SqlQuestion> = {}, signal?: AbortSignal) =>
      store.sql({ sql, parameters: {}, limit: 1000, timeout: 60_000, ...given }, signal);

    it('answers with columns and rows', async () => {
      expect(await ask('SELECT id, type, duration_seconds, topic, system FROM oops ORDER BY id')).toEqual({
        columns: ['id', 'type', 'duration_seconds', 'topic', 'system'],
        rows: [
          ['OOPS-1A1', 'KeyError', 1.5, null, 'A'],
          ['OOPS-1A2', 'KeyError', null, null, 'A'],
          ['OOPS-1B1', 'NotFound', null, null, 'B'],
        ],
        truncated: false,
      });
    });

    it.each(SQL_EXAMPLES)('answers the example: $about', async ({ sql }) => {
      const parameters = { from: '2011', user: 'mark' };
      const { columns } = await ask(sql, { parameters });
      expect(columns.length).toBeGreaterThan(2);
    });

    it.each([
      ["SELECT system, count(*) FROM oops WHERE disposition = 'expected' GROUP BY system", [['A', 1]]],
      ['SELECT id FROM oops WHERE id IN (SELECT oops_id FROM attributed_oops)', [['OOPS-1A1']]],
      [
        'SELECT id FROM oops WHERE type = (SELECT type FROM signature WHERE oops_count = 2 LIMIT 1) ORDER BY id',
        [],
      ],
      [
        'SELECT type, oops_count FROM signature ORDER BY value',
        [
          ['KeyError', 1],
          ['KeyError', 1],
          ['NotFound', 1],
        ],
      ],
      [
        "SELECT * FROM (SELECT id FROM oops WHERE outage IS NULL UNION ALL SELECT concat(id, '!') FROM oops WHERE outage = 'fdt') ORDER BY 1",
        [['OOPS-1A1!'], ['OOPS-1A2'], ['OOPS-1B1']],
      ],
      [
        "WITH a AS (SELECT * FROM oops WHERE system = 'A') SELECT count(*), max(time) FROM a",
        [[2, '2011-09-08T08:53:06.001Z']],
      ],
      [
        'WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT i, count() FROM n, oops GROUP BY i ORDER BY i',
        [
          [1, 3],
          [2, 3],
          [3, 3],
        ],
      ],
      ['/* PRAGMA */ ; -- DELETE\n SELECT 1 AS n', [[1]]],
      ['SELECT o.id FROM oops AS o JOIN attributed_oops AS a ON a.oops_id = o.id', [['OOPS-1A1']]],
      ["SELECT id FROM oops WHERE value REGEXP '^.b'", [['OOPS-1A2']]],
      ['WITH oops AS (SELECT 5 AS n) SELECT n FROM oops', [[5]]],
      ['SELECT "oops"."id" FROM `oops` ORDER BY time_ms DESC LIMIT 1', [['OOPS-1B1']]],
      ['SELECT path FROM oops ORDER BY id LIMIT 1', [['/oopses/2011-09-08/OOPS-1A1']]],
      ['SELECT count(*) * 2 AS n FROM oops', [[6]]],
      ["SELECT COLUMNS('is_sup.*') FROM oops ORDER BY id", [[1], [0], [0]]],
    ])('runs %s', async (sql, rows) => {
      expect((await ask(sql)).rows).toEqual(rows);
    });

    it('says that there are more rows than were asked for, and only then', async () => {
      expect(await ask('SELECT id FROM oops ORDER BY id', { limit: 2 })).toEqual({
        columns: ['id'],
        rows: [['OOPS-1A1'], ['OOPS-1A2']],
        truncated: true,
      });
      expect((await ask('SELECT id FROM oops', { limit: 3 })).truncated).toBe(false);
      // What is counted is all.
      expect((await ask('SELECT count(*) FROM oops', { limit: 1 })).rows).toEqual([[3]]);
      expect((await ask('SELECT count(*) FROM (SELECT DISTINCT id FROM oops)', { limit: 1 })).rows).toEqual([
        [3],
      ]);
    });

    it('ends a statement whose rows never end at the limit', async () => {
      const endless = await ask('SELECT number AS i FROM numbers(1, 100000000000)', { limit: 2 });
      expect(endless).toEqual({ columns: ['i'], rows: [[1], [2]], truncated: true });
      expect(
        (await ask('SELECT n.number FROM numbers(10000000000) AS n, oops', { limit: 2 })).rows,
      ).toHaveLength(2);
    });

    it('explains, with the views in it', async () => {
      const { columns, rows } = await ask('EXPLAIN SELECT id FROM oops');
      expect(columns).toEqual(['explain']);
      expect(rows.join('\n')).toMatch(/event/);
    });

    it('binds parameters, one that is a number as one, also against texts', async () => {
      const sql =
        'SELECT :text AS t, toTypeName(:whole) AS w, toTypeName(:part) AS p, toTypeName(:zero) AS z';
      const parameters = { text: "a'b", whole: '12', part: '1.5', zero: '012' };
      expect((await ask(sql, { parameters })).rows).toEqual([["a'b", 'Int64', 'Float64', 'String']]);
      for (const [where, given] of [
        ['revno = :r', { r: '12' }],
        ['time_ms < :end', { end: String(AT + 1) }],
        [':end > time_ms AND time_ms BETWEEN 0 AND @end', { end: String(AT + 1) }],
        ['revno IN (:a, $b)', { a: '1', b: '12' }],
        ['time_ms - :d <= :end - 5', { d: '5', end: String(AT) }],
        ['username LIKE :u AND :one < :ten', { u: 'ma%', one: '9', ten: '10' }],
        ["id = 'OOPS-1A1' OR id = ':x'", {}],
      ] as const) {
        const found = await ask(`SELECT id FROM oops WHERE ${where}`, { parameters: given });
        expect([where, found.rows.slice(0, 1)]).toEqual([where, [['OOPS-1A1']]]);
      }
      const limited = await ask('SELECT id FROM oops ORDER BY id LIMIT :n OFFSET :m', {
        parameters: { n: '1', m: '2' },
      });
      expect(limited.rows).toEqual([['OOPS-1B1']]);
      const grouped = 'SELECT system FROM oops GROUP BY system HAVING count(*) > :n';
      expect((await ask(grouped, { parameters: { n: '1' } })).rows).toEqual([['A']]);
    });

    it('tells columns of one name apart, and what a number cannot hold from one', async () => {
      const sql = `SELECT 1 AS a, x.a, 9007199254740993 AS b, -9007199254740992 AS c, inf AS d, -inf AS e, nan AS f, [1, 2] AS g,
        true AS h, toDecimal64('0.1', 2) AS i, toDecimal128('12345678901234567890.5', 1) AS j, NULL AS k, toDate('2011-09-08') AS l,
        map('a', 1) AS m, 0.1 AS n, toInt128('170141183460469231731687303715884105727') AS o
        FROM (SELECT 2 AS a) AS x`;
      const { columns, rows } = await ask(sql);
      expect(new Set(columns).size).toBe(columns.length);
      expect(rows).toEqual([
        [
          ...[1, 2, '9007199254740993', '-9007199254740992', 'Infinity', '-Infinity', 'NaN', '[1,2]', 1],
          ...[0.1, '12345678901234567890.5', null, '2011-09-08', '{"a":1}', 0.1],
          '170141183460469231731687303715884105727',
        ],
      ]);
    });

    it.each([
      ['ATTACH TABLE x ENGINE = Null', 'only SELECT, WITH and EXPLAIN of these can be run'],
      ['INSERT INTO event (id) VALUES (1)', 'only SELECT, WITH and EXPLAIN of these can be run'],
      ['SHOW TABLES', 'only SELECT, WITH and EXPLAIN of these can be run'],
      ['/* SELECT */ -- SELECT\n DROP TABLE event', 'only SELECT, WITH and EXPLAIN of these can be run'],
      ['EXPLAIN INSERT INTO event SELECT 1', 'only SELECT, WITH and EXPLAIN of these can be run'],
      [' -- nothing', 'there is no statement'],
      ['SELECT 1; DROP TABLE event', 'there is more than one statement'],
      ["SELECT 1 INTO OUTFILE '/tmp/oops-report-leak'", 'INTO OUTFILE is not allowed'],
      ['SELECT 1 SETTINGS max_execution_time = 1000', 'SETTINGS is not allowed'],
      ['SELECT (SELECT 1 SETTINGS max_threads = 1)', 'SETTINGS is not allowed'],
      ['WITH x AS (SELECT 1) INSERT INTO event SELECT * FROM x', 'only a statement that reads can be run'],
      ["SELECT * FROM url('http://127.0.0.1', 'TSV', 'a String')", 'url is not allowed'],
      ["SELECT * FROM s3('http://127.0.0.1/x', 'TSV', 'a String')", 's3 is not allowed'],
      ["SELECT * FROM file('/etc/passwd', 'LineAsString')", 'file is not allowed'],
      ["SELECT (SELECT file('/etc/passwd'))", 'file is not allowed'],
      ["SELECT * FROM remote('127.0.0.1', system.one)", 'remote is not allowed'],
      ["SELECT * FROM `cluster`('two', 'system', 'one')", 'cluster is not allowed'],
      ["SELECT * FROM executable('x', 'TSV', 'a String')", 'executable is not allowed'],
      ["SELECT * FROM merge('system', '.*')", 'merge is not allowed'],
      ['SELECT * FROM view(SELECT 1)', 'view is not allowed'],
      ["SELECT joinGet('a.b', 'c', 1)", 'joinGet is not allowed'],
      ["SELECT dictGet('a', 'b', 1)", 'dictGet is not allowed'],
      ["SELECT getServerSetting('path')", 'getServerSetting is not allowed'],
      ['SELECT name FROM system.users', 'no such table: system.users'],
      ['SELECT 1 WHERE 1 IN system.one', 'no such table: system.one'],
      ['SELECT 1 WHERE in(1, system.one)', 'no such table: system.one'],
      ['SELECT 1 FROM oops AS system WHERE 1 IN (system.one)', 'no such table: system.one'],
      ['WITH x AS (SELECT * FROM `system`.`users`) SELECT 1', 'no such table: system.users'],
      ['SELECT 1 FROM oops AS `a\n Literal 1`, system.users', 'no such table: system.users'],
      ['EXPLAIN SELECT * FROM system.users', 'no such table: system.users'],
      ['SELECT * FROM INFORMATION_SCHEMA.tables', 'no such table: INFORMATION_SCHEMA.tables'],
      ['SELECT nonesuch FROM oops', 'no such column: nonesuch'],
      ['SELECT 1 FROM oopses', 'no such table: oopses. Did you mean oops?'],
      ["SELECT datetime('now')", 'no such function: datetime. Here it is toDateTime'],
      ["SELECT toUInt8('a')", "Cannot parse string 'a' as UInt8: syntax error at begin of string"],
      ['SELECT typ FROM oops', 'no such column: typ. Did you mean type?'],
      [
        "SELECT 1 FROM oops GROUP BY type HAVING url = ''",
        /^.*url.* is not under aggregate function and not in GROUP BY keys/,
      ],
      ["SELECT match('a', '(')", /^OptimizedRegularExpression: cannot compile re2: \(/],
      ['SELECT :user', 'Missing named parameter "user"'],
      ['SELECT ?', 'near "?": syntax error'],
      ['SELECT 1 FORMAT JSON', 'FORMAT is not allowed'],
      ['SELECT id FROM oops WHER 1', 'near "1": syntax error'],
      ["SELECT 'a", /syntax error$|quoted/i],
    ])('refuses %s', async (sql, reason) => {
      const error: unknown = await ask(sql).catch((refusal: unknown) => refusal);
      expect(error).toBeInstanceOf(UserError);
      const { message } = error as UserError;
      expect(message).not.toMatch(/\n|DB::Exception|__table|WITH `/);
      const [, said = message] = /^SQL: (.*?)\.? See oops-report sql --schema\.$/.exec(message) ?? [];
      if (typeof reason === 'string') expect(said).toBe(reason);
      else expect(said).toMatch(reason);
    });

    it('leaves all as it was, whatever was tried', async () => {
      expect((await ask('SELECT count(*) FROM oops')).rows).toEqual([[3]]);
      expect(
        await connection.row(
          "SELECT count() FROM system.tables WHERE database = currentDatabase() AND name = 'x'",
        ),
      ).toEqual([0]);
    });

    const slow = 'SELECT count(*) FROM numbers(100000000000) WHERE sipHash64(number) = 1';

    it('ends a statement when its time is over', async () => {
      await expect(ask(slow, { timeout: 300 })).rejects.toThrow(
        new UserError('SQL: stopped after 0.3 s. Ask for less, or give --timeout more.'),
      );
    });

    it('ends a statement that takes too much memory', async () => {
      await expect(ask('SELECT length(groupArray(number)) FROM numbers(1000000000)')).rejects.toThrow(
        new UserError('SQL: needs more than 768 MB of memory. Ask for less.'),
      );
    });

    it('ends a statement on the server when nobody wants it any more', async () => {
      const controller = new AbortController();
      const reason = new Error('not wanted');
      const name = `n${shards}_${Math.trunc(AT / 1000)}`;
      const running = async () =>
        (
          await connection.row<[number]>(
            `SELECT count() FROM system.processes WHERE query LIKE '%AS ${name} FROM%' AND query NOT LIKE '%processes%'`,
          )
        )?.[0];
      const asked = ask(slow.replace('count(*)', `count(*) AS ${name}`), {}, controller.signal);
      const refused = expect(asked).rejects.toBe(reason);
      while ((await running()) === 0);
      controller.abort(reason);
      await refused;
      while ((await running()) !== 0);
    });

    it('refuses an answer that is too large to hand on', async () => {
      await expect(ask("SELECT repeat('x', 100000) FROM numbers(1000)")).rejects.toThrow(
        new UserError(
          'SQL: the answer is larger than 64 MB; select fewer columns or rows. See oops-report sql --schema.',
        ),
      );
    });

    it('has whoever may only read ask as well', async () => {
      const [{ httpPort }] = (await sharedShards()).nodes;
      const reader = await connect({
        ...{
          url: `http://127.0.0.1:${httpPort}/?clickhouse_setting_readonly=2`,
          username: USER,
          password: PASSWORD,
        },
        ...{ database: connection.database, cluster: connection.cluster },
      });
      const other = createClickHouseStore(reader, SETTINGS);
      const asked = { parameters: {}, limit: 10, timeout: 60_000 };
      expect((await other.sql({ sql: 'SELECT count(*) FROM oops', ...asked })).rows).toEqual([[3]]);
      await expect(other.sql({ sql: "SELECT * FROM url('http://x')", ...asked })).rejects.toThrow(
        'url is not allowed',
      );
      await other.close();
    });
  });
});
