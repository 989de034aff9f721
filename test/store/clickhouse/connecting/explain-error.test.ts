import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { ClickHouseAddress } from '../../../../src/store/address/address.js';
import {
  checkVersion,
  isAtLeast,
  OLDEST_VERSION,
} from '../../../../src/store/clickhouse/connecting/check-version.js';
import { type Connection, connect } from '../../../../src/store/clickhouse/connecting/connection.js';
import { createExplainError } from '../../../../src/store/clickhouse/connecting/explain-error.js';
import { UserError } from '../../../../src/user-error.js';
import { sharedShards, startShards } from '../../../support/clickhouse/clickhouse.js';
import { describeWithClickHouse } from '../../../support/clickhouse/clickhouse-parts.js';
import { type FreshDatabase, freshDatabase } from '../../../support/clickhouse/fresh-database.js';
import { CLUSTER, PASSWORD, READER, USER } from '../../../support/clickhouse/server-config.js';

function addressOf(port: number, given: Partial<ClickHouseAddress> = {}): ClickHouseAddress {
  return {
    ...{ engine: 'clickhouse', isSecure: false, nodes: [{ host: '127.0.0.1', port }], user: USER },
    ...{ password: PASSWORD, database: 'system', cluster: null, cut: null, ...given },
  };
}

/** What is said of what goes wrong at an address, without its name. */
async function explained(address: ClickHouseAddress, ask: (connection: Connection) => Promise<unknown>) {
  const { isSecure, nodes, user, password, database, cluster } = address;
  const connection = await connect({
    url: `${isSecure ? 'https' : 'http'}://${nodes[0].host}:${nodes[0].port}`,
    ...{ username: user, password, database, cluster },
  });
  onTestFinished(() => connection.close());
  const error: unknown = await ask(connection).then(
    () => 'nothing went wrong',
    (reason: unknown) => reason,
  );
  const explanation = createExplainError(address)(error);
  expect(explanation, String(error)).toBeInstanceOf(UserError);
  const message = explanation?.message ?? '';
  expect(message).not.toContain('\n');
  const name = /^clickhouses?:\/\/[^ ]+: /;
  expect(message).toMatch(name);
  return message.replace(name, '');
}

const selectOne = (connection: Connection) => connection.row('SELECT 1');

describeWithClickHouse('what a server refuses', () => {
  let port: number;
  let database: FreshDatabase;

  beforeAll(async () => {
    const shards = await sharedShards();
    port = shards.nodes[0].httpPort;
    database = await freshDatabase(shards);
    return database.drop;
  });

  it.each<[string, Partial<ClickHouseAddress>, string, string]>([
    [
      'a wrong password',
      { password: 'wrong' },
      'SELECT 1',
      'does not know the user oops with this password. Correct OOPS_REPORT_DB_PASSWORD, or the user in --db.',
    ],
    [
      'no password',
      { password: '' },
      'SELECT 1',
      'does not let oops in without a password. Set OOPS_REPORT_DB_PASSWORD, or name another user in --db.',
    ],
    [
      'an unknown user',
      { user: 'nobody' },
      'SELECT 1',
      'does not know the user nobody with this password. Correct OOPS_REPORT_DB_PASSWORD, or the user in --db.',
    ],
    [
      'an unknown database',
      { database: 'nowhere' },
      'SELECT 1',
      'has no database nowhere. Make it with oops-report db migrate, or correct --db.',
    ],
    [
      'a missing table',
      {},
      'SELECT count() FROM event',
      'lacks a table of oops-report. Make it with oops-report db migrate, or correct --db.',
    ],
    [
      'an unknown cluster',
      { cluster: 'three' },
      "SELECT 1 FROM cluster('three', system.one)",
      'does not know the cluster three. Correct ?cluster= of --db, or add it to remote_servers of the config there.',
    ],
    [
      'too much memory',
      {},
      'SELECT groupArray(number) FROM numbers(100000000) SETTINGS max_memory_usage = 10000000',
      'needs more memory than it has for this (Query memory limit exceeded: would use 12.00 MiB (attempt to allocate chunk of 8.00 MiB), maximum: 9.54 MiB). Ask for a shorter time, or give it more.',
    ],
    [
      'a pattern that is too much',
      {},
      String.raw`SELECT match('a', repeat('(\\pL{1,100})', 200))`,
      'cannot search for this (OptimizedRegularExpression: cannot compile re2: …). Write a shorter regular expression.',
    ],
    [
      'too long a time',
      {},
      'SELECT sum(sleepEachRow(0.1)) FROM numbers(1000) SETTINGS max_execution_time = 0.2, max_block_size = 1',
      'takes longer for this than it may (Timeout exceeded: elapsed 2?? ms, maximum: 200 ms). Ask for a shorter time, or raise max_execution_time of the user.',
    ],
  ])('is told of %s', async (_, given, sql, message) => {
    const said = await explained(addressOf(port, given), (connection) => connection.row(sql));
    expect(said.replace(/elapsed [\d.]+ ms/, 'elapsed 2?? ms').replace(/re2: .*…/, 're2: …')).toBe(message);
  });

  it('is told of a user who may only read', async () => {
    const reader = addressOf(port, { user: READER, database: database.name });
    expect(await explained(reader, selectOne)).toMatch(
      /^lets reader change no setting, and oops-report sets some \(Cannot modify '\w+' setting in readonly mode\)\. Give its profile readonly = 2, or 0 to write\.$/,
    );
    const writes = "SELECT * FROM url('http://127.0.0.1', 'TSV', 'a Int8') SETTINGS readonly = 1";
    expect(await explained(addressOf(port), (connection) => connection.row(writes))).toBe(
      'lets oops only read. Name a user in --db who may write, or change its profile.',
    );
  });

  it.each([
    [
      'a table that cannot be written',
      'table_readonly = 1',
      'has a table that cannot be written now: it lost Keeper, or was made read-only. Look at system.replicas, then run the command again.',
    ],
    [
      'a full disk',
      'min_free_disk_bytes_to_perform_insert = 1000000000000000',
      'its disk is full. Free some space there and run the command again.',
    ],
  ])('is told of %s', async (_, setting, message) => {
    const said = await explained(addressOf(port, { database: database.name }), async (connection) => {
      await connection.command(
        `CREATE OR REPLACE TABLE full (a Int8) ENGINE = MergeTree ORDER BY a SETTINGS ${setting}`,
      );
      await connection.insert('full', [{ a: 1 }]);
    });
    expect(said).toBe(message);
  });

  it('says nothing of what only the program can put right', async () => {
    const connection = await connect({
      ...{
        url: `http://127.0.0.1:${port}`,
        username: USER,
        password: PASSWORD,
        database: 'system',
        cluster: null,
      },
    });
    onTestFinished(() => connection.close());
    const error: unknown = await connection.row('SELEC 1').catch((reason: unknown) => reason);
    expect(error).toMatchObject({ type: 'SYNTAX_ERROR' });
    const explain = createExplainError(addressOf(port));
    expect(explain(error)).toBeUndefined();
    expect(explain(new TypeError('x is not a function'))).toBeUndefined();
    expect(explain('x')).toBeUndefined();
    const told = new UserError('told already.');
    expect(explain(told)).toBe(told);
  });

  it('is asked for its version', async () => {
    const connection = await connect({
      ...{
        url: `http://127.0.0.1:${port}`,
        username: USER,
        password: PASSWORD,
        database: 'system',
        cluster: null,
      },
    });
    onTestFinished(() => connection.close());
    await expect(checkVersion(connection, addressOf(port))).resolves.toBeUndefined();
    const old = { ...connection, row: async () => ['24.3.18.7'] } as unknown as Connection;
    await expect(checkVersion(old, addressOf(8123))).rejects.toThrow(
      new UserError(
        `clickhouse://127.0.0.1/system: is ClickHouse 24.3.18.7, and oops-report needs ${OLDEST_VERSION} or newer. Update it.`,
      ),
    );
  });
});

describeWithClickHouse('a shard that is away', () => {
  it('is named, whether it is away from the beginning or goes in the middle', async () => {
    const shards = await startShards(2);
    onTestFinished(shards.stop);
    const [first, second] = shards.nodes;
    if (!second) throw new Error('no second shard');
    const address = addressOf(first.httpPort, { cluster: CLUSTER });
    const message = `its shard 127.0.0.1:${second.tcpPort} does not answer, and no answer is given without it. Start it, or look at the network between them.`;
    const slow = `SELECT count() FROM cluster('${CLUSTER}', system.one) WHERE sleepEachRow(if(tcpPort() = ${second.tcpPort}, 3, 0)) = 0`;
    const broken = explained(address, async (connection) => {
      const answer = connection.row(slow);
      await waitFor(connection, second.tcpPort);
      await second.kill('SIGKILL');
      await answer;
    });
    expect(await broken).toBe(message);
    expect(
      await explained(address, (connection) =>
        connection.row(`SELECT count() FROM cluster('${CLUSTER}', system.one)`),
      ),
    ).toBe(message);
    expect(
      await explained(address, (connection) =>
        connection.row("SELECT count() FROM remote('no.such.host.invalid:9000', system.one)"),
      ),
    ).toMatch(/^its shard no\.such\.host\.invalid:9000 does not answer, /);
  });
});

/** Until a shard has begun to answer another. */
async function waitFor(connection: Connection, tcpPort: number): Promise<void> {
  const running = `SELECT count() FROM remote('127.0.0.1:${tcpPort}', system.processes, '${USER}', '${PASSWORD}') WHERE query LIKE '%sleepEachRow%' AND NOT is_initial_query AND query NOT LIKE '%processes%'`;
  while ((await connection.row<[number]>(running))?.[0] === 0);
}

describe('what is no ClickHouse', () => {
  const page =
    (status: number, type: string, body: string): RequestListener =>
    (_request, response) => {
      response.writeHead(status, { 'content-type': type }).end(body);
    };

  it.each<[string, RequestListener, string]>([
    [
      'a proxy that finds nobody',
      page(502, 'text/html', '<html><head><title>502 Bad\nGateway</title></head>'),
      'it says "502 Bad Gateway"',
    ],
    [
      'a proxy of few words',
      page(503, 'text/plain', 'no healthy upstream\n'),
      'it says "no healthy upstream"',
    ],
    ['what has no page', page(404, 'text/plain', ''), 'it says nothing'],
    [
      'a page to sign in, as if all were well',
      page(200, 'text/html', '<html><title>Sign in</title></html>'),
      'it says "an answer of text/html"',
    ],
  ])('is told of %s', async (_, listener, what) => {
    const server = createServer(listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const address = addressOf((server.address() as AddressInfo).port);
    const message = `something answers there that is not ClickHouse (${what}). Correct host and port in --db, or look at the proxy.`;
    expect(await explained(address, selectOne)).toBe(message);
    expect(await explained(address, (connection) => connection.insert('event', [{ a: 1 }]))).toBe(message);
    expect(await explained(address, (connection) => connection.command('SELECT 1'))).toBe(message);
  });

  it('is told of one that breaks off', async () => {
    const server = createTcpServer((socket) =>
      socket.on('error', () => {}).once('data', () => socket.destroy()),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    expect(await explained(addressOf(port), selectOne)).toBe(
      `127.0.0.1:${port} broke the connection off. Look at its log; with TLS in front of it, --db begins with clickhouses:// (ECONNRESET).`,
    );
    expect(await explained(addressOf(port, { isSecure: true }), selectOne)).toMatch(
      new RegExp(`^127\\.0\\.0\\.1:${port} broke the connection off\\.`),
    );
  });

  it('is told of nobody, there or anywhere', async () => {
    expect(await explained(addressOf(1), selectOne)).toBe(
      '127.0.0.1:1 nobody listens there. Start the server, or correct host and port in --db (ECONNREFUSED).',
    );
    const nowhere = addressOf(1, { nodes: [{ host: 'no.such.host.invalid', port: 8123 }] });
    expect(await explained(nowhere, selectOne)).toMatch(
      /^no\.such\.host\.invalid:8123 (there is no such host|its name cannot be looked up now)\. .* \((ENOTFOUND|EAI_AGAIN)\)\.$/,
    );
  });
});

describeWithClickHouse('a port of another protocol', () => {
  it('is told of TLS where there is none, and of the port of programs', async () => {
    const [{ httpPort, tcpPort }] = (await sharedShards()).nodes;
    expect(await explained(addressOf(httpPort, { isSecure: true }), selectOne)).toBe(
      `127.0.0.1:${httpPort} does not speak TLS. Write clickhouse:// for the port without it, or name the port of TLS (EPROTO).`,
    );
    expect(await explained(addressOf(tcpPort), selectOne)).toMatch(
      /^has another protocol on this port\. Name port \d+ in --db\.$/,
    );
  });
});

it.each([
  ['25.8.1.5101', true],
  ['26.1.1.1', true],
  ['25.10.1.1', true],
  ['25.7.9.9', false],
  ['24.12.1.1', false],
  ['', false],
])('version %s: %j', (version, isNewEnough) => {
  expect(isAtLeast(version, '25.8')).toBe(isNewEnough);
});
