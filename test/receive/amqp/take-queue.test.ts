import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { readBroker } from '../../../src/receive/amqp/broker.js';
import { type TakeQueueOptions, takeQueue } from '../../../src/receive/amqp/take-queue.js';
import type { IntakeFigures } from '../../../src/receive/intake.js';
import { openDatabase } from '../../../src/store/sqlite/opening/database.js';
import { listRejects } from '../../../src/store/sqlite/tables/rejects.js';
import { listSources } from '../../../src/store/sqlite/tables/sources.js';
import { idsIn, inDatabase, spooledIn } from '../../support/live-data.js';
import { CLOCK, openTestStore } from '../../support/open-live-store.js';
import {
  BROKER_PORT,
  brokerUrl,
  hasRabbitmq,
  makeQueue,
  openChannel,
  removeQueue,
  reportBodies,
  reportBody,
  uniqueName,
} from '../../support/rabbitmq.js';
import { startProxy } from '../../support/tcp-proxy.js';
import { makeFolder, textReport } from '../../support/temporary-folder.js';

interface Given extends Partial<TakeQueueOptions> {
  readonly port?: number;
  readonly folder?: string;
}

/** Takes a queue into the database and the spool of a folder, until it is stopped. */
async function startTaking(
  queue: string,
  { port = BROKER_PORT, folder = makeFolder(), ...given }: Given = {},
) {
  const stop = new AbortController();
  const remarks: string[] = [];
  const onRemark = (remark: string) => void remarks.push(remark);
  const database = join(folder, 'oops.db');
  const spool = join(folder, 'spool');
  const store = await openTestStore(database, stop.signal, onRemark);
  const intake = takeQueue({
    ...{ ...CLOCK, store, queue, spool, onRemark },
    broker: readBroker('--amqp', brokerUrl(port), undefined),
    bindTo: null,
    prefetch: 100,
    gathering: 0,
    giveUpAfter: 60_000,
    maxReportBytes: 1024 * 1024,
    ...given,
  });
  let running = Promise.resolve();
  const ready = new Promise<void>((resolve, reject) => {
    running = intake.run(stop.signal, resolve);
    running.catch(reject);
  });
  const end = () => {
    stop.abort();
    return running;
  };
  onTestFinished(() => end().catch(() => {}));
  await ready;
  return {
    ...{ intake, remarks, database, spool, running, end },
    until: (figures: Partial<IntakeFigures>) =>
      vi.waitFor(() => expect(intake.figures).toMatchObject(figures), { timeout: 60_000, interval: 10 }),
  };
}

// Without a broker here there is nothing to take from.
describe.skipIf(!hasRabbitmq)('a queue that is taken', () => {
  it('is spooled as it came, loaded, and acknowledged', async () => {
    const queue = await makeQueue();
    const { ids, bodies } = reportBodies(250);
    await queue.send(bodies);
    const taking = await startTaking(queue.name);
    await taking.until({ accepted: 250, loaded: 250, pending: 0 });
    await taking.end();
    expect(idsIn(taking.database)).toEqual(ids.sort());
    const files = spooledIn(taking.spool);
    expect(files).toHaveLength(250);
    const first = files.find((path) => path.endsWith('/oops-1a0')) as string;
    expect(readFileSync(first)).toEqual(Buffer.from(bodies[0] as Uint8Array));
    expect(statSync(first).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(taking.spool, 'incoming'))).toEqual([]);
    expect(await queue.count()).toBe(0);
  });

  it('takes what comes later at once, text and what is packed as well', async () => {
    const queue = await makeQueue();
    const taking = await startTaking(queue.name);
    await queue.send([Buffer.from(textReport('OOPS-1T1'))]);
    await taking.until({ loaded: 1 });
    await queue.send([gzipSync(reportBody('OOPS-1A2')), reportBody('OOPS-1A3', { time: null })]);
    await taking.until({ accepted: 3, loaded: 3 });
    await taking.end();
    expect(idsIn(taking.database)).toEqual(['OOPS-1A2', 'OOPS-1A3', 'OOPS-1T1']);
  });

  it('counts what comes twice once, and keeps one file of it', async () => {
    const queue = await makeQueue();
    const [body] = [reportBody('OOPS-1A1')];
    await queue.send([body, body]);
    const taking = await startTaking(queue.name);
    await taking.until({ accepted: 2, loaded: 1, known: 1 });
    await queue.send([body]);
    await taking.until({ accepted: 3, loaded: 1, known: 2 });
    expect(spooledIn(taking.spool)).toHaveLength(1);
  });

  it('keeps a report whose id another one has on disk, and as a reject', async () => {
    const queue = await makeQueue();
    await queue.send([reportBody('OOPS-1A1'), reportBody('oops-1a1', { value: 'another' })]);
    const taking = await startTaking(queue.name);
    await taking.until({ accepted: 2, loaded: 1, rejected: 1 });
    await taking.end();
    const [first, second] = spooledIn(taking.spool);
    expect(second?.startsWith(`${first}-`)).toBe(true);
    expect(inDatabase(taking.database, listRejects)).toMatchObject([
      {
        name: second?.split('/').at(-1),
        reason: expect.stringMatching(/^another report has its id oops-1a1/),
      },
    ]);
    expect(await queue.count()).toBe(0);
  });

  it('sets aside what is no report, with what came with it, and goes on', async () => {
    const queue = await makeQueue();
    await queue.send([Buffer.from('garbage\0')], { headers: { from: 'nobody' }, contentType: 'text/plain' });
    await queue.send([Buffer.alloc(0), Buffer.alloc(2 * 1024 * 1024), reportBody('OOPS-1A1')]);
    const taking = await startTaking(queue.name);
    await taking.until({ accepted: 4, loaded: 1, rejected: 3, pending: 0 });
    await taking.end();
    const rejected = join(taking.spool, 'rejected');
    const rejects = inDatabase(taking.database, listRejects);
    expect(rejects.map(({ directory, reason }) => [directory, reason]).sort()).toEqual([
      [rejected, 'empty file'],
      [rejected, 'is larger than 1 MB'],
      [rejected, expect.stringMatching(/^is neither BSON nor text/)],
    ]);
    const garbage = rejects.find(({ reason }) => reason.startsWith('is neither'))?.name as string;
    expect(readFileSync(join(rejected, garbage), 'utf8')).toBe('garbage\0');
    expect(JSON.parse(readFileSync(join(rejected, `${garbage}.txt`), 'utf8'))).toMatchObject({
      reason: expect.stringMatching(/^is neither BSON nor text/),
      queue: taking.intake.name,
      exchange: '',
      routingKey: queue.name,
      properties: { contentType: 'text/plain', headers: { from: 'nobody' } },
    });
    expect(readdirSync(rejected)).toHaveLength(6);
    expect(await queue.count()).toBe(0);
  });

  it('is taken to its end once, however often the connection ends', async () => {
    const queue = await makeQueue();
    const { ids, bodies } = reportBodies(2000);
    await queue.send(bodies);
    const proxy = await startProxy(BROKER_PORT);
    const taking = await startTaking(queue.name, { port: proxy.port });
    for (const loaded of [100, 700, 1500]) {
      await vi.waitFor(() => expect(taking.intake.figures.loaded).toBeGreaterThanOrEqual(loaded), {
        timeout: 60_000,
        interval: 1,
      });
      proxy.cut();
    }
    await taking.until({ loaded: 2000, pending: 0 });
    await vi.waitFor(async () => expect(await queue.count()).toBe(0), 60_000);
    await taking.end();
    expect(idsIn(taking.database)).toEqual(ids.sort());
    expect(spooledIn(taking.spool)).toHaveLength(2000);
    expect(await queue.count()).toBe(0);
    const { accepted, loaded, known, rejected } = taking.intake.figures;
    expect(accepted).toBe(loaded + known + rejected);
  });

  it('says once that the broker is away, and that it is back', async () => {
    const queue = await makeQueue();
    const proxy = await startProxy(BROKER_PORT);
    const taking = await startTaking(queue.name, { port: proxy.port });
    await proxy.shut();
    await taking.until({ isConnected: false });
    await queue.send([reportBody('OOPS-1A1')]);
    await proxy.open();
    await taking.until({ isConnected: true, loaded: 1 });
    const broker = `amqp://127.0.0.1:${proxy.port}/%2F`;
    expect(taking.remarks).toEqual([
      expect.stringMatching(new RegExp(`^${broker}: cannot be reached \\(.*\\). Trying again.$`)),
      `${broker}/${queue.name}: the broker is back.`,
    ]);
  });

  it('is given up when the broker stays away', async () => {
    const queue = await makeQueue();
    const proxy = await startProxy(BROKER_PORT);
    const taking = await startTaking(queue.name, { port: proxy.port, giveUpAfter: 300 });
    await proxy.shut();
    await expect(taking.running).rejects.toThrow(/\/%2F: cannot be reached \(.*\)\.$/);
    await expect(startTaking(queue.name, { port: proxy.port, giveUpAfter: 0 })).rejects.toThrow(
      /cannot be reached \(connect ECONNREFUSED .*\)\.$/,
    );
  });

  it('is made with its exchange, both durable, and bound to it', async () => {
    const [queue, exchange] = [uniqueName(), uniqueName()];
    removeQueue(queue, exchange);
    const taking = await startTaking(queue, { bindTo: exchange });
    const channel = await openChannel();
    channel.publish(exchange, 'any key', Buffer.from(reportBody('OOPS-1A1')), { deliveryMode: 2 });
    await taking.until({ loaded: 1 });
    await channel.assertExchange(exchange, 'fanout', { durable: true });
    await channel.assertQueue(queue, { durable: true });
  });

  it('gathers what comes, where that is wanted, until as much is there as may be', async () => {
    const queue = await makeQueue();
    const taking = await startTaking(queue.name, { prefetch: 3, gathering: 600_000 });
    const left = (count: number) =>
      vi.waitFor(async () => expect(await queue.count()).toBe(count), { timeout: 60_000 });
    for (const id of ['OOPS-1A1', 'OOPS-1A2']) {
      await queue.send([reportBody(id)]);
      await left(0);
    }
    expect(taking.intake.figures.accepted).toBe(0);
    await queue.send([reportBody('OOPS-1A3')]);
    await taking.until({ accepted: 3, loaded: 3 });
    await queue.send([reportBody('OOPS-1A4')]);
    await left(0);
    await taking.end();
    expect(taking.intake.figures.accepted).toBe(3);
    await left(1);
  });

  it('is shared by several, each report taken once', async () => {
    const queue = await makeQueue();
    const { ids, bodies } = reportBodies(1000);
    const folder = makeFolder();
    const both = [
      await startTaking(queue.name, { folder, prefetch: 20 }),
      await startTaking(queue.name, { folder, prefetch: 20 }),
    ];
    await queue.send(bodies);
    const sum = () => both.reduce((total, { intake }) => total + intake.figures.loaded, 0);
    await vi.waitFor(() => expect(sum()).toBe(1000), { timeout: 60_000, interval: 10 });
    for (const { intake, end } of both) {
      expect(intake.figures.loaded).toBeGreaterThan(0);
      await end();
    }
    const [{ database, spool }] = both as [(typeof both)[0]];
    expect(idsIn(database)).toEqual(ids.sort());
    expect(spooledIn(spool)).toHaveLength(1000);
  });

  it('waits for a database that another program has locked, with nothing acknowledged', async () => {
    const queue = await makeQueue();
    const taking = await startTaking(queue.name);
    await taking.until({ caughtUpAt: expect.any(Number) });
    const { db } = openDatabase(taking.database);
    db.exec('BEGIN IMMEDIATE');
    const { bodies } = reportBodies(100);
    await queue.send(bodies);
    await vi.waitFor(() => expect(taking.remarks).toHaveLength(1), 60_000);
    expect(taking.remarks[0]).toMatch(/is busy, waited 0.02 s for another program.* Trying again\.$/);
    const { accepted, pending } = taking.intake.figures;
    expect({ pending, spooled: spooledIn(taking.spool).length }).toEqual({
      pending: accepted,
      spooled: accepted,
    });
    db.exec('COMMIT');
    db.close();
    await taking.until({ accepted: 100, pending: 0, loaded: 100 });
  });

  it('is left where it is when it is to stop while the database is locked', async () => {
    const queue = await makeQueue();
    const taking = await startTaking(queue.name);
    await taking.until({ caughtUpAt: expect.any(Number) });
    const { db } = openDatabase(taking.database);
    db.exec('BEGIN IMMEDIATE');
    await queue.send([reportBody('OOPS-1A1')]);
    await taking.until({ pending: 1 });
    await taking.end();
    db.close();
    expect(taking.intake.figures).toMatchObject({ accepted: 1, loaded: 0, pending: 1 });
    expect(await queue.count()).toBe(1);
  });

  it('is a source that is known until all that had come was loaded', async () => {
    const queue = await makeQueue();
    const { bodies } = reportBodies(300);
    await queue.send(bodies);
    const taking = await startTaking(queue.name);
    const startedAt = Date.now();
    await taking.until({ caughtUpAt: expect.any(Number), loaded: 300 });
    await taking.end();
    const [source] = inDatabase(taking.database, listSources);
    expect(source).toMatchObject({ path: taking.intake.name, kind: 'queue', heldBack: 0 });
    expect(source?.readUntil).toBe(taking.intake.figures.caughtUpAt);
    expect(source?.readUntil).toBeGreaterThanOrEqual(startedAt);
  });

  it.each([
    ['no queue', 'guest:guest', '', /\/%2F\/oops-report-test-\S+: there is no such queue\. .*--bind-to/],
    ['a wrong password', 'guest:geheim', '', /^amqp:\/\/127\.0\.0\.1\/%2F: refuses to let guest in\. /],
    ['no such user', 'nobody:geheim', '', /: refuses to let nobody in\. /],
    ['no virtual host', 'guest:guest', '/no-such', /\/no-such: has no virtual host no-such, /],
  ])('is refused at once where there is %s', async (_, login, path, message) => {
    const broker = readBroker('--amqp', `amqp://${login}@127.0.0.1${path}`, undefined);
    const starting = startTaking(uniqueName(), { broker });
    await expect(starting).rejects.toThrow(message);
    await expect(starting).rejects.not.toThrow('geheim');
  });

  it('is refused where what is there is not what --bind-to makes', async () => {
    const queue = await makeQueue({ durable: false });
    const exchange = uniqueName();
    removeQueue(queue.name, exchange);
    await expect(startTaking(queue.name, { bindTo: exchange })).rejects.toThrow(/no durable queue/);
  });
});
