// node bench/web/serve.js [latency] [memory] [questions] [--db FILE] [--oopses N] [--rate N] [--seconds N] [--requests N] [--connections N]
// How `serve` does on a database of a million OOPSes, asked by another process: how soon the pages come, the first time and at a
// steady rate, whether slow questions keep others waiting, and what memory it takes over many requests. Build first.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { fillDatabase, windowsCsv } from '../fill-database.js';
import { describeLatencies } from '../live/latency.js';
import { DAY } from '../make-report.js';
import { createRandom } from '../random.js';

const PROGRAM = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const DAYS = 30;
const OUTAGES = 60;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    db: { type: 'string' },
    oopses: { type: 'string', default: '1000000' },
    rate: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '60' },
    requests: { type: 'string', default: '100000' },
    connections: { type: 'string', default: '16' },
  },
});
const number = (name) => Number(values[name]);
const print = (text) => process.stdout.write(`${text}\n`);
const random = createRandom(2011);

const BENCHMARKS = { latency: measureLatency, questions: measureBesideQuestions, memory: measureMemory };
const folder = mkdtempSync(join(tmpdir(), 'oops-report-serve-'));
try {
  const path = values.db ?? join(folder, 'oops-report.db');
  if (!existsSync(path)) await makeDatabase(path);
  for (const name of positionals.length > 0 ? positionals : Object.keys(BENCHMARKS))
    await measure(name, path);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function makeDatabase(path) {
  const storm = Math.round(number('oopses') / 20);
  fillDatabase(path, { storm, others: Math.round((number('oopses') - storm) / DAYS), days: DAYS });
  const log = join(folder, 'windows.csv');
  writeFileSync(log, windowsCsv(OUTAGES));
  const loading = spawn(process.execPath, [PROGRAM, '--db', path, 'windows', 'import', log], {
    stdio: 'inherit',
  });
  await once(loading, 'close');
}

/** Serves the database as of the day after its last, and asks it. */
async function measure(name, path) {
  const asOf = new Date(DAY + 86_400_000 + 6 * 3_600_000).toISOString();
  const site = await startSite(path, ['--as-of', asOf]);
  try {
    print(`\n== ${name}`);
    await BENCHMARKS[name](site, addressesOf(path));
  } finally {
    await site.stop();
  }
}

async function startSite(path, args) {
  const child = spawn(process.execPath, [PROGRAM, '--db', path, 'serve', '--port', '0', ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await once(child.stdout.setEncoding('utf8'), 'data');
  const url = new URL(/http:\S+/.exec(said)[0]);
  // Many people, so that who waits for one page keeps nobody else from asking.
  const agent = new Agent({ keepAlive: true, maxSockets: 500 });
  return {
    ask: (address) => ask(agent, url, address),
    memory: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1]) / 1024,
    async stop() {
      agent.destroy();
      child.kill('SIGTERM');
      await once(child, 'close');
    },
  };
}

/** Asks for a page: what it was answered with, and after how many milliseconds all of it was there. */
function ask(agent, { hostname, port }, path) {
  const start = performance.now();
  return new Promise((resolve) => {
    const asking = request({ agent, hostname, port, path }, (answer) => {
      answer
        .resume()
        .on('end', () => resolve({ status: answer.statusCode, took: performance.now() - start }));
    });
    asking.on('error', (error) => resolve({ status: error.code, took: performance.now() - start })).end();
  });
}

/** What is asked for, each kind by a function that picks one. */
function addressesOf(path) {
  const db = new Database(path, { readonly: true });
  const ids = db.prepare('SELECT id FROM oops LIMIT 20000').pluck().all();
  const outages = db.prepare('SELECT DISTINCT outage FROM outage_window').pluck().all();
  db.close();
  const day = () => new Date(DAY - random.below(DAYS) * 86_400_000).toISOString().slice(0, 10);
  return {
    home: () => '/',
    day: () => `/${day()}`,
    outage: () => `/outages/${random.pick(outages)}`,
    oops: () => `/oops/${random.pick(ids)}`,
  };
}

/** The first time, and then at a steady rate, whatever the answers take: a fixed plan of when to ask. */
async function measureLatency(site, addresses) {
  for (const [kind, pick] of Object.entries(addresses)) {
    const { status, took } = await site.ask(pick());
    print(`${kind}, the first time: ${Math.round(took)} ms (${status})`);
  }
  await warmUp(site, addresses);
  await atSteadyRate(site, addresses);
}

/** Each day and outage once: they are kept from then on. */
async function warmUp(site, addresses) {
  const start = performance.now();
  for (let count = 0; count < 4 * OUTAGES; count++) {
    await site.ask(addresses.day());
    await site.ask(addresses.outage());
  }
  print(`every day and outage once: ${Math.round(performance.now() - start)} ms`);
}

async function atSteadyRate(site, addresses) {
  const [rate, seconds] = [number('rate'), number('seconds')];
  const kinds = Object.keys(addresses);
  const taken = Object.fromEntries(kinds.map((kind) => [kind, []]));
  const wrong = new Map();
  const waiting = new Set();
  const start = performance.now();
  for (let count = 0; count < rate * seconds; count++) {
    const due = start + (count * 1000) / rate;
    const early = due - performance.now();
    if (early > 0) await sleep(early);
    const kind = kinds[count % kinds.length];
    const asking = site.ask(addresses[kind]()).then(({ status }) => {
      // From when it was to be asked: a client that is held up itself must not look quick.
      taken[kind].push(performance.now() - due);
      if (status !== 200) wrong.set(status, (wrong.get(status) ?? 0) + 1);
      waiting.delete(asking);
    });
    waiting.add(asking);
  }
  await Promise.all(waiting);
  const took = (performance.now() - start) / 1000;
  print(`${rate * seconds} requests in ${took.toFixed(1)} s; wrong: ${JSON.stringify([...wrong])}`);
  for (const kind of kinds) print(`${kind}: ${describeLatencies(taken[kind])}`);
}

/** The same while others ask questions that go through all OOPSes. */
async function measureBesideQuestions(site, addresses) {
  // The first one after a change of the data writes what belongs to outages, and pages are made anew.
  const { took } = await site.ask('/query.json?outage=any&count=yes');
  print(`the first question: ${Math.round(took)} ms`);
  await warmUp(site, addresses);
  let isOver = false;
  const slow = [];
  const asking = (async () => {
    for (let count = 0; !isOver; count++) {
      const asked = ['/query.json?group-by=topic,hour&limit=1000', '/query.json?group-by=user&distinct=url'];
      const answers = await Promise.all(asked.map((address) => site.ask(`${address}&top=${100 + count}`)));
      slow.push(...answers);
    }
  })();
  await atSteadyRate(site, addresses);
  isOver = true;
  await asking;
  const statuses = [...new Set(slow.map(({ status }) => status))];
  print(
    `meanwhile ${slow.length} questions (${statuses}): ${describeLatencies(slow.map(({ took }) => took))}`,
  );
}

/** What it takes after so many requests as fast as they are answered. */
async function measureMemory(site, addresses) {
  const total = number('requests');
  const kinds = Object.values(addresses);
  let asked = 0;
  let wrong = 0;
  const start = performance.now();
  const clients = Array.from({ length: number('connections') }, async () => {
    while (asked < total) {
      const count = asked++;
      const { status } = await site.ask(kinds[count % kinds.length]());
      if (status !== 200) wrong++;
      if (count % (total / 10) === 0) print(`${count} requests: ${Math.round(site.memory())} MB`);
    }
  });
  await Promise.all(clients);
  const seconds = (performance.now() - start) / 1000;
  print(
    `${total} requests: ${Math.round(site.memory())} MB, ${Math.round(total / seconds)} a second, ${wrong} wrong`,
  );
}
