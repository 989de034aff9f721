import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest';
import { ask } from './ask.js';
import { sharedShards, startShards } from './clickhouse.js';
import { describeWithClickHouse, findParts } from './clickhouse-parts.js';
import { type FreshDatabase, freshDatabase } from './fresh-database.js';
import { compileLauncher } from './launcher.js';
import { READER } from './server-config.js';
import { makeShard } from './shard.js';
import type { OwnShards, Shards } from './shards.js';
import { makeVanishingFolder } from './vanishing-folder.js';

/** Makes a table of ids on every server, and one over all of them, `every_id`, sharded by the id. */
async function makeTables({ nodes }: Shards, { name: database }: FreshDatabase): Promise<void> {
  for (const node of nodes) {
    await ask(node, 'CREATE TABLE id (id String) ENGINE = MergeTree ORDER BY id', { database });
    const over = `Distributed(two, ${database}, id, cityHash64(id))`;
    await ask(node, `CREATE TABLE every_id AS id ENGINE = ${over}`, { database });
  }
}

/** Inserts 100 ids, which both shards have a part of. */
const INSERT = `INSERT INTO every_id SETTINGS distributed_foreground_insert = 1
  SELECT toString(number) FROM numbers(100)`;

describeWithClickHouse('the servers that tests share', () => {
  let shards: Shards;
  let database: FreshDatabase;

  beforeAll(async () => {
    shards = await sharedShards();
    database = await freshDatabase(shards);
    return database.drop;
  });

  it('are ClickHouse', async () => {
    for (const node of shards.nodes) expect(await ask(node, 'SELECT version()')).toMatch(/^26\.7\.\d+\.\d+$/);
  });

  it('are the same for all', async () => {
    expect((await sharedShards()).nodes).toEqual(shards.nodes);
  });

  it('have their addresses', () => {
    const [first, second] = shards.nodes;
    expect([
      database.url(),
      database.url({ cluster: true }),
      database.url({ node: 1, user: READER }),
    ]).toEqual([
      `clickhouse://oops@127.0.0.1:${first.httpPort}/${database.name}`,
      `clickhouse://oops@127.0.0.1:${first.httpPort},127.0.0.1:${second?.httpPort}/${database.name}?cluster=two`,
      `clickhouse://reader@127.0.0.1:${second?.httpPort}/${database.name}`,
    ]);
  });

  it('are a cluster: what is inserted by way of one lies on both, and each sees all', async () => {
    await makeTables(shards, database);
    await ask(shards.nodes[0], INSERT, { database: database.name });
    const count = (table: string) =>
      Promise.all(
        shards.nodes.map((node) => ask(node, `SELECT count() FROM ${table}`, { database: database.name })),
      );
    const parts = (await count('id')).map(Number);
    expect(parts).not.toContain(0);
    expect(parts.reduce((sum, part) => sum + part)).toBe(100);
    expect(await count('every_id')).toEqual(['100', '100']);
  });

  it('have a user who may only read', async () => {
    const [node] = shards.nodes;
    const asReader = { user: READER, database: database.name };
    expect(await ask(node, 'SELECT currentUser()', asReader)).toBe('reader');
    await expect(ask(node, 'CREATE TABLE t (a Int8) ENGINE = Memory', asReader)).rejects.toThrow(
      /^Code: 164\..*\(READONLY\)/,
    );
  });

  it('have little memory', async () => {
    const sql = "SELECT value FROM system.server_settings WHERE name = 'max_server_memory_usage'";
    for (const node of shards.nodes) expect(await ask(node, sql)).toBe('1500000000');
  });

  it('forget a database that was dropped', async () => {
    const { name, drop } = await freshDatabase(shards);
    const sql = `SELECT count() FROM system.databases WHERE name = '${name}'`;
    const counts = () => Promise.all(shards.nodes.map((node) => ask(node, sql)));
    expect(await counts()).toEqual(['1', '1']);
    await drop();
    expect(await counts()).toEqual(['0', '0']);
  });
});

describeWithClickHouse('servers of one test', () => {
  let shards: OwnShards;
  let database: FreshDatabase;

  beforeEach(async () => {
    shards = await startShards(2);
    database = await freshDatabase(shards);
    await makeTables(shards, database);
    return shards.stop;
  });

  it('have after SIGKILL all that was acknowledged before', async () => {
    const [node] = shards.nodes;
    const acknowledged: string[] = [];
    async function insertUntilGone(writer: number): Promise<void> {
      for (let next = 0; ; next++) {
        const id = `${writer}-${next}`;
        await ask(node, `INSERT INTO id VALUES ('${id}')`, { database: database.name });
        acknowledged.push(id);
        if (acknowledged.length === 40) void node.kill('SIGKILL');
      }
    }
    const ends = await Promise.allSettled([insertUntilGone(1), insertUntilGone(2)]);
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await node.kill('SIGKILL');
    await node.start();
    const found = (await ask(node, 'SELECT id FROM id', { database: database.name })).split('\n');
    expect(acknowledged.length).toBeGreaterThanOrEqual(40);
    expect(acknowledged.filter((id) => !found.includes(id))).toEqual([]);
    expect(found.length).toBe(new Set(found).size);
  });

  it('go away and come back: the other says so, and then has all', async () => {
    const [first, second] = shards.nodes;
    const count = () => ask(first, 'SELECT count() FROM every_id', { database: database.name });
    await ask(first, INSERT, { database: database.name });
    await second?.kill('SIGKILL');
    await expect(count()).rejects.toThrow(/Code: 279\..*ALL_CONNECTION_TRIES_FAILED/s);
    await second?.start();
    expect(await count()).toBe('100');
  });

  it('answer nothing while they are paused', async () => {
    const [node] = shards.nodes;
    const ping = (signal?: AbortSignal) =>
      fetch(`http://127.0.0.1:${node.httpPort}/ping`, { signal: signal ?? null });
    await node.pause();
    await expect(ping(AbortSignal.timeout(200))).rejects.toThrow('due to timeout');
    const waiting = ping();
    node.resume();
    expect(await (await waiting).text()).toBe('Ok.\n');
  });
});

describeWithClickHouse('a server', () => {
  it('ends when whoever has started it is killed', async () => {
    const parts = findParts(process.env);
    if (typeof parts === 'string') throw new Error(parts);
    const sql = `SELECT 1 INTO OUTFILE '/dev/stdout' TRUNCATE; SELECT sleep(3) FROM numbers(1000) SETTINGS max_block_size = 1`;
    const script = `"$0" "$1" $$ --query "$2" | cat`;
    const shell = spawn('sh', ['-c', script, compileLauncher(parts.compiler), parts.library, sql], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(shell.stdout, 'data');
    shell.kill('SIGKILL');
    // cat goes on as long as the server has the other end of its pipe.
    await once(shell, 'close');
  });

  it('that cannot be started says why', async () => {
    const folder = makeVanishingFolder();
    onTestFinished(folder.remove);
    const parts = findParts(process.env);
    if (typeof parts === 'string') throw new Error(parts);
    const shard = makeShard({
      launcher: compileLauncher(parts.compiler),
      library: `${folder.path}/libchdb.so`,
      configFile: `${folder.path}/config.xml`,
      folder: `${folder.path}/data`,
      httpPort: 1,
      tcpPort: 1,
    });
    await expect(shard.start()).rejects.toThrow(
      `ClickHouse ended before it answered: ${folder.path}/libchdb.so: cannot open shared object file`,
    );
  });

  it('leaves no folder behind', async () => {
    const folder = makeVanishingFolder();
    expect(existsSync(folder.path)).toBe(true);
    await folder.remove();
    expect(existsSync(folder.path)).toBe(false);
  });
});
