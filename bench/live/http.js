// node bench/live/http.js [latency] [rate] [kills] [--rate N] [--seconds N] [--connections N] [--kills N] [--seed N]
// How `ingest --listen` does with events over connections that are kept: how soon they are answered and visible, how many a
// second it takes, and whether each that it acknowledged is there once however often it is killed. Build first.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { createRandom } from '../random.js';
import { describeLatencies, watchLatencies } from './latency.js';

const PROGRAM = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rate: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '60' },
    connections: { type: 'string', default: '32' },
    kills: { type: 'string', default: '100' },
    seed: { type: 'string', default: '2011' },
  },
});
const number = (name) => Number(values[name]);
process.setMaxListeners(0);
const print = (text) => process.stdout.write(`${text}\n`);

const FRAMES = Array.from({ length: 20 }, (_, place) => ({
  filename: `/srv/shop/node_modules/express/lib/router/layer-${place}.js`,
  function: `handle_${place}`,
  lineno: 100 + place,
  colno: 7,
  in_app: place % 3 === 0,
  context_line: '    return fn(request, response, next);',
}));

const BENCHMARKS = { latency: measureLatency, rate: measureRate, kills: killAgainAndAgain };
for (const name of positionals.length > 0 ? positionals : Object.keys(BENCHMARKS)) {
  const folder = mkdtempSync(join(tmpdir(), 'oops-report-http-'));
  try {
    await BENCHMARKS[name](folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How long it takes from sending to the answer, and to visible, at a steady rate. */
async function measureLatency(folder) {
  const receiver = await startReceiver(folder);
  const [rate, seconds] = [number('rate'), number('seconds')];
  const sender = createSender(receiver);
  const sent = new Map();
  const answered = [];
  let isOver = false;
  const watching = watchLatencies(join(folder, 'oops-report.db'), sent, { isOver: () => isOver });
  const pending = [];
  const startedAt = performance.now();
  for (let count = 0; count < rate * seconds; count++) {
    const left = startedAt + (count * 1000) / rate - performance.now();
    if (left > 1) await sleep(left);
    const id = randomBytes(16).toString('hex');
    const at = performance.now();
    sent.set(`OOPS-${id}`, at);
    pending.push(sender.send(id).then(() => answered.push(performance.now() - at)));
  }
  const took = (performance.now() - startedAt) / 1000;
  await Promise.all(pending);
  isOver = true;
  const latencies = await watching;
  print(
    `${(latencies.length / took).toFixed(0)} events a second for ${took.toFixed(0)} s, ${latencies.length} of ${rate * seconds} seen`,
  );
  print(`  answered after ${describeLatencies(answered)}`);
  print(`  visible after ${describeLatencies(latencies)}`);
  await end(receiver);
}

/** How many a second it takes, acknowledged and loaded, when clients send as fast as they are answered. */
async function measureRate(folder) {
  const receiver = await startReceiver(folder);
  const sender = createSender(receiver);
  const until = performance.now() + number('seconds') * 1000;
  const answered = [];
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: number('connections') }, async () => {
      while (performance.now() < until) {
        const at = performance.now();
        await sender.send(randomBytes(16).toString('hex'));
        answered.push(performance.now() - at);
      }
    }),
  );
  const acknowledgedAfter = (performance.now() - startedAt) / 1000;
  const db = new Database(join(folder, 'oops-report.db'), { readonly: true });
  const count = db.prepare('SELECT count(*) FROM stored_oops').pluck();
  while (count.get() < answered.length) await sleep(50);
  db.close();
  const loadedAfter = (performance.now() - startedAt) / 1000;
  print(
    `${answered.length} events over ${values.connections} connections: ${(answered.length / acknowledgedAfter).toFixed(0)} a second acknowledged, ${(answered.length / loadedAfter).toFixed(0)} a second loaded`,
  );
  print(`  answered after ${describeLatencies(answered)}`);
  await end(receiver);
}

/** Kills it again and again while it receives, and looks whether what it acknowledged is there once. */
async function killAgainAndAgain(folder) {
  const random = createRandom(number('seed'));
  const sent = new Set();
  const acknowledged = new Set();
  for (let kill = 0; kill < number('kills'); kill++) {
    const receiver = await startReceiver(folder);
    const sender = createSender(receiver);
    setTimeout(() => receiver.child.kill('SIGKILL'), random.between(1, 400));
    await Promise.all(
      Array.from({ length: number('connections') }, async () => {
        for (;;) {
          const id = randomBytes(16).toString('hex');
          sent.add(`OOPS-${id}`);
          try {
            await sender.send(id);
          } catch {
            return;
          }
          acknowledged.add(`OOPS-${id}`);
        }
      }),
    );
  }
  await end(await startReceiver(folder));
  const db = new Database(join(folder, 'oops-report.db'), { readonly: true });
  const stored = db.prepare('SELECT oops_id FROM stored_oops').pluck().all();
  const rejects = db.prepare('SELECT count(*) FROM reject').pluck().get();
  db.close();
  const there = new Set(stored);
  const lost = [...acknowledged].filter((id) => !there.has(id)).length;
  const twice = stored.length - there.size;
  const strange = stored.filter((id) => !sent.has(id)).length;
  print(
    `killed ${values.kills} times: ${sent.size} sent, ${acknowledged.size} acknowledged, ${stored.length} stored, ${rejects} rejected; ${lost} lost, ${twice} twice, ${strange} never sent`,
  );
  if (lost + twice + strange > 0) process.exitCode = 1;
}

async function startReceiver(folder) {
  const child = spawn(process.execPath, [PROGRAM, 'ingest', '--listen', '127.0.0.1:0', '--spool', 'spool'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (chunk) => {
    said += chunk;
  });
  while (!said.includes('Ready')) await once(child.stderr, 'data');
  return { child, port: Number(/:(\d+)\.\n/.exec(said)[1]) };
}

async function end({ child }) {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  const memory = Number(/VmHWM:\s*(\d+)/.exec(status)[1]) / 1024;
  const times = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ');
  // In hundredths of a second, of its own code and of the system's.
  const processor = (Number(times[11]) + Number(times[12])) / 100;
  print(`  memory at most ${memory.toFixed(0)} MB, ${processor.toFixed(1)} s of processors`);
  const ended = once(child, 'close');
  child.kill('SIGTERM');
  const [code] = await ended;
  if (code !== 0) throw new Error(`it ended with ${code}`);
}

/** Sends events as Sentry's client for Node does. */
function createSender({ port }) {
  const agent = new Agent({ keepAlive: true, maxSockets: number('connections') });
  const headers = { 'X-Sentry-Auth': 'Sentry sentry_version=7, sentry_key=0123456789abcdef0123456789abcdef' };
  const options = { agent, headers, port, host: '127.0.0.1', path: '/api/42/envelope/', method: 'POST' };
  return {
    send: (id) =>
      new Promise((resolve, reject) => {
        const sent = request(options, (response) => {
          response
            .resume()
            .on('end', () =>
              response.statusCode === 200 ? resolve() : reject(new Error(String(response.statusCode))),
            );
          response.on('error', reject);
        });
        sent.on('error', reject).end(envelope(id));
      }),
  };
}

function envelope(id) {
  const event = {
    ...{ event_id: id, timestamp: Date.now() / 1000, platform: 'node', environment: 'staging' },
    ...{ release: 'shop@1.2.3', server_name: 'web-1', transaction: 'POST /pay' },
    exception: {
      values: [
        { type: 'TypeError', value: `cannot pay order ${id.slice(0, 6)}`, stacktrace: { frames: FRAMES } },
      ],
    },
    request: { method: 'POST', url: 'https://shop.example/pay', headers: { 'User-Agent': 'curl/8.5' } },
  };
  const lines = [{ event_id: id, sent_at: new Date().toISOString() }, { type: 'event' }, event];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
