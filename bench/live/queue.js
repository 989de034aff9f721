// node bench/live/queue.js [latency] [rate] [faults] [--messages N] [--rate N] [--seconds N] [--kills N] [--seed N]
//   [--restart-broker]
// How `ingest --amqp` does with the RabbitMQ of this machine: how soon reports are visible, how many a second it takes, and
// whether each is there once after all that can fail has failed, again and again. Build first.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { connect } from 'amqplib';
import Database from 'better-sqlite3';
import { serialize } from 'bson';
import { createReportMaker } from '../make-report.js';
import { createRandom } from '../random.js';
import { startConsumer } from './consumer.js';
import { describeLatencies, watchLatencies } from './latency.js';
import { startProxy } from './proxy.js';

const PORT = 5672;
const addressAt = (port) => `amqp://guest:guest@127.0.0.1:${port}`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    messages: { type: 'string', default: '100000' },
    rate: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '60' },
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: '2011' },
    /** Of timeline, at most: what makes reports large. */
    rows: { type: 'string', default: '30' },
    prefetch: { type: 'string', default: '500' },
    'restart-broker': { type: 'boolean', default: false },
  },
});
const number = (name) => Number(values[name]);
const print = (text) => process.stdout.write(`${text}\n`);

const BENCHMARKS = { latency: measureLatency, rate: measureRate, faults: runFaults };
for (const name of positionals.length > 0 ? positionals : Object.keys(BENCHMARKS)) {
  const folder = mkdtempSync(join(tmpdir(), 'oops-report-queue-'));
  const queue = `oops-report-bench-${process.pid}-${name}`;
  await withChannel((channel) => channel.assertQueue(queue, { durable: true }));
  try {
    await BENCHMARKS[name](folder, queue);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await withChannel((channel) => channel.deleteQueue(queue));
  }
}

/** How long it takes from publishing to visible, at a steady rate. */
async function measureLatency(folder, queue) {
  const consumer = consume(folder, queue);
  await consumer.ready;
  const [rate, seconds] = [number('rate'), number('seconds')];
  const reports = makeReports(rate * seconds);
  const sent = new Map();
  let isOver = false;
  const watching = watchLatencies(databaseIn(folder), sent, { isOver: () => isOver });
  await withChannel(async (channel) => {
    const startedAt = performance.now();
    for (let next = 0; next < reports.length; await sleep(1)) {
      const due = Math.min(reports.length, Math.ceil(((performance.now() - startedAt) * rate) / 1000));
      for (; next < due; next++) {
        const { id, body } = reports[next];
        sent.set(id, performance.now());
        channel.sendToQueue(queue, body, { deliveryMode: 2 });
      }
    }
  });
  isOver = true;
  const latencies = await watching;
  print(
    `latency: ${latencies.length} of ${reports.length} visible, at ${rate} a second of ${sizeOf(reports)}: ${describeLatencies(latencies)}`,
  );
  print(`  ${await consumer.end()}`);
}

/** How many a second it takes from a full queue. */
async function measureRate(folder, queue) {
  const reports = makeReports(number('messages'));
  await send(queue, reports);
  const consumer = consume(folder, queue);
  await consumer.ready;
  const startedAt = performance.now();
  await untilLoaded(folder, reports.length);
  const seconds = (performance.now() - startedAt) / 1000;
  print(
    `rate: ${reports.length} of ${sizeOf(reports)} in ${seconds.toFixed(1)} s: ${(reports.length / seconds).toFixed(0)} a second`,
  );
  print(`  ${await consumer.end()}`);
}

/** Kills the consumer and cuts its connections at random, while reports come; then each must be there once. */
async function runFaults(folder, queue) {
  const random = createRandom(number('seed'));
  const reports = makeReports(number('messages'));
  const [kills, batch] = [number('kills'), Math.ceil(reports.length / number('kills'))];
  const startedAt = performance.now();
  let [cuts, restarts] = [0, 0];
  const proxy = await startProxy(PORT);
  for (let kill = 0; kill < kills; kill++) {
    const consumer = consume(folder, queue, proxy.port);
    const sending = send(queue, reports.slice(kill * batch, (kill + 1) * batch));
    await sleep(random.between(200, 1000));
    if (random.below(3) === 0) {
      cuts++;
      proxy.cut();
      await sleep(random.between(0, 500));
    }
    if (values['restart-broker'] && kill % 50 === 25) {
      await sending;
      restarts++;
      rabbitmqctl('stop_app');
      await sleep(random.between(0, 2000));
      rabbitmqctl('start_app');
      await sleep(random.between(0, 1000));
    }
    consumer.child.kill('SIGKILL');
    await Promise.all([consumer.ended, sending]);
  }
  const loaded = countLoaded(folder);
  const consumer = consume(folder, queue, proxy.port);
  await consumer.ready;
  await untilLoaded(folder, reports.length);
  const figures = await consumer.end();
  proxy.close();
  print(
    `faults: ${reports.length} sent, ${kills} kills, ${cuts} cuts, ${restarts} restarts of the broker, seed ${values.seed}, ${((performance.now() - startedAt) / 1000).toFixed(0)} s; ${loaded} were loaded by those that were killed`,
  );
  const ids = idsIn(folder);
  const files = spooledIn(folder);
  const wanted = reports.map(({ id }) => id.toLowerCase());
  print(
    `  in the database ${describeHeld(ids, wanted)}; in the spool ${describeHeld(files, wanted)}; left in the queue ${await withChannel(async (channel) => (await channel.checkQueue(queue)).messageCount)}; the database is ${checkDatabase(folder)}`,
  );
  print(`  ${figures}`);
}

function describeHeld(held, wanted) {
  const missing = new Set(wanted).difference(new Set(held)).size;
  return `${held.length}, ${missing} missing, ${held.length - new Set(held).size} twice`;
}

function consume(folder, queue, port = PORT) {
  return startConsumer(folder, [
    ...['--amqp', addressAt(port), '--queue', queue],
    ...['--spool', 'spool', '--prefetch', values.prefetch],
  ]);
}

function makeReports(count) {
  const make = createReportMaker({ mostRows: number('rows') });
  return Array.from({ length: count }, () => {
    const report = make();
    return { id: report.id, body: Buffer.from(serialize(report)) };
  });
}

function sizeOf(reports) {
  const bytes = reports.reduce((sum, { body }) => sum + body.length, 0);
  return `${(bytes / reports.length / 1024).toFixed(1)} KB`;
}

/** As oops-amqp does: durable, and nothing else; but confirmed. */
function send(queue, reports) {
  return withChannel(async (channel) => {
    for (const { body } of reports) {
      if (!channel.sendToQueue(queue, body, { deliveryMode: 2 })) await once(channel, 'drain');
    }
  });
}

async function withChannel(work) {
  const connection = await connect(addressAt(PORT));
  const channel = await connection.createConfirmChannel();
  const result = await work(channel);
  await channel.waitForConfirms();
  await connection.close();
  return result;
}

function databaseIn(folder) {
  return join(folder, 'oops-report.db');
}

function ask(folder, question) {
  const db = new Database(databaseIn(folder), { readonly: true });
  try {
    return question(db);
  } finally {
    db.close();
  }
}

function countLoaded(folder) {
  return ask(folder, (db) => db.prepare('SELECT count(*) FROM stored_oops').pluck().get());
}

function idsIn(folder) {
  return ask(folder, (db) => db.prepare('SELECT lower(oops_id) FROM stored_oops').pluck().all());
}

function checkDatabase(folder) {
  return ask(folder, (db) => db.pragma('integrity_check', { simple: true }));
}

function spooledIn(folder) {
  const spool = join(folder, 'spool');
  const days = readdirSync(spool).filter((name) => /^\d{4}-/.test(name));
  return days.flatMap((day) => readdirSync(join(spool, day)));
}

/** Waits until so many are loaded, or for half a minute nothing more is. */
async function untilLoaded(folder, count) {
  let [loaded, changedAt] = [0, performance.now()];
  while (loaded < count && performance.now() - changedAt < 30_000) {
    await sleep(50);
    const now = countLoaded(folder);
    if (now > loaded) [loaded, changedAt] = [now, performance.now()];
  }
}

function rabbitmqctl(command) {
  const { status, stderr } = spawnSync('rabbitmqctl', ['-q', command], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`rabbitmqctl ${command}: ${stderr}`);
}
