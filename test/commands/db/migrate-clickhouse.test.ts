import { expect, it, onTestFinished } from 'vitest';
import { ask } from '../../support/clickhouse/ask.js';
import { sharedShards } from '../../support/clickhouse/clickhouse.js';
import { describeWithClickHouse } from '../../support/clickhouse/clickhouse-parts.js';
import { freshDatabase } from '../../support/clickhouse/fresh-database.js';
import { PASSWORD } from '../../support/clickhouse/server-config.js';
import { run } from '../../support/run.js';
import { makeFolder } from '../../support/temporary-folder.js';

/** What a statement of schema 2 was in schema 1; undefined: there was none. */
function inSchema1(statement: string): string | undefined {
  if (/`pruned_\w+`|\.pruned_|TABLE IF NOT EXISTS `\w+`\.pruned/.test(statement)) return undefined;
  return statement
    .replace(
      /reporter LowCardinality\(String\),\s+stamp Int64 CODEC\(Delta, ZSTD\)\n\)/,
      'reporter LowCardinality(String))',
    )
    .replace('id_hash, hour, reporter, stamp', 'id_hash, hour, reporter')
    .replace('AS id_hash, hour, reporter, stamp FROM', 'AS id_hash, hour, reporter FROM');
}

const WHERE = [[{ cluster: false }], [{ cluster: true }]];

describeWithClickHouse('db migrate over ClickHouse', () => {
  async function begin(where: { cluster: boolean }) {
    const { nodes } = await sharedShards();
    const database = await freshDatabase(await sharedShards());
    onTestFinished(database.drop);
    const env = { OOPS_REPORT_DB: database.url(where), OOPS_REPORT_DB_PASSWORD: PASSWORD };
    const folder = makeFolder();
    const migrate = (...args: string[]) => run(folder, ['db', 'migrate', ...args], { env });
    const own = where.cluster ? nodes : nodes.slice(0, 1);
    const everywhere = (sql: string) =>
      Promise.all(own.map((node) => ask(node, sql, { database: database.name })));
    return { migrate, everywhere };
  }

  it.each(WHERE)('makes what --dry-run shows: %j', async (where) => {
    const { migrate } = await begin(where);
    const dry = await migrate('--dry-run');
    expect(dry).toMatchObject({ code: 0, stderr: '' });
    expect(dry.stdout).toMatch(/^-- clickhouse:\/\/.*: would be made with schema 2\.\n\nCREATE DATABASE/);
    expect((await migrate('--dry-run')).stdout).toBe(dry.stdout);
    expect((await migrate()).stdout).toMatch(/: was made with schema 2\.\n$/);
    expect((await migrate('--dry-run')).stdout).not.toMatch(/ALTER|TTL/);
    expect((await migrate()).stdout).toMatch(/: has schema 2, which is that of this version\.\n$/);
  });

  it.each(WHERE)('brings schema 1 to 2, whose tables drop nothing by themselves: %j', async (where) => {
    const { migrate, everywhere } = await begin(where);
    const { statements } = JSON.parse((await migrate('--dry-run', '--format', 'json')).stdout) as {
      statements: string[];
    };
    for (const statement of statements.flatMap((one) => inSchema1(one) ?? [])) await everywhere(statement);
    const local = where.cluster ? '_local' : '';
    await everywhere(`ALTER TABLE event${local} MODIFY TTL toDateTime(intDiv(time, 1000)) + INTERVAL 1 YEAR`);
    await everywhere(`INSERT INTO word${local} VALUES ('schema', 'version', 1, 0, 0, '{"version":1}')`);
    const load = (id: string) =>
      everywhere(`INSERT INTO event${local} (id_key, time, stamp) VALUES ('${id}', 3600000000000, 5)`);
    await load('before');
    const dry = (await migrate('--dry-run')).stdout;
    expect(dry).toContain('would go from schema 1 to 2');
    expect(dry).toContain(`event${local} REMOVE TTL;`);
    expect((await migrate()).stdout).toMatch(/: went from schema 1 to 2\.\n$/);
    expect((await migrate('--dry-run')).stdout).not.toMatch(/ALTER|TTL/);
    await load('after');
    for (const stamps of await everywhere(`SELECT stamp FROM id_place${local} ORDER BY stamp`))
      expect(stamps).toBe('0\n5');
    expect((await migrate()).code).toBe(0);
  });
});
