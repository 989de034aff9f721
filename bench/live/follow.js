// node bench/live/follow.js WHAT [options]: how `ingest --follow` does while reports and lines are written. WHAT is
//
//   files   --rate 1000 --seconds 60 --settle 0 --known 0   reports renamed into the folder of a day that has so many already
//   log     --rate 1000 --seconds 60                        lines of errors appended to a log, ten a write
//   burst   --count 100000 --settle 0                       as many reports as can be written, all at once
//   lost    --count 40000                                   reports renamed while the program is stopped by SIGSTOP
//   idle    --folders 90 --logs 5 --seconds 60              nothing: the processor time that waiting takes
//   backlog --count 1000000                                 how soon SIGTERM ends it while it loads so many
//   kill    --kills 100 --seed 1                            kill -9 at random moments while files and logs are written
//
// Latency is from the rename, or the write, to a row that another connection reads. `node scripts/build.js` first. Everything is
// in a temporary folder (TMPDIR), removed at the end. Only Linux tells processor time and memory.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { here } from '../programs.js';
import { createRandom } from '../random.js';
import { describeLatencies, watchLatencies } from './latency.js';

const PROGRAM = here('../dist/main.js');
const DAY = '2026-11-27';
const print = (text) => process.stdout.write(`${text}\n`);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rate: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '60' },
    settle: { type: 'string', default: '0' },
    known: { type: 'string', default: '0' },
    count: { type: 'string', default: '40000' },
    folders: { type: 'string', default: '90' },
    logs: { type: 'string', default: '5' },
    kills: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
  },
});
const number = (name) => Number(values[name]);

const folder = mkdtempSync(join(tmpdir(), 'oops-report-follow-'));
const db = join(folder, 'oops.db');
const root = join(folder, 'oopses');
const day = join(root, DAY);
const logs = join(folder, 'logs');
mkdirSync(day, { recursive: true });
mkdirSync(logs);

// What is written.

const TIMES = { Date: `${DAY}T08:53:06Z` };
const TYPES = ['KeyError', 'NotFound', 'DisconnectionError', 'TimeoutError'];
let written = 0;

function reportOf(id) {
  const headers = {
    'Oops-Id': id,
    'Exception-Type': TYPES[written % TYPES.length],
    'Oops-Reporter': 'web-1',
  };
  const lines = Object.entries({ ...headers, ...TIMES, URL: `https://shop.example/${written % 1000}` });
  return `${lines.map(([name, value]) => `${name}: ${value}\n`).join('')}\nREQUEST_METHOD=GET\n\n`;
}

/** Writes a report as writers do, under another name first. Returns its id. */
function writeReport(into = day, prefix = 'A') {
  const id = `OOPS-${prefix}${++written}`;
  const path = join(into, id);
  writeFileSync(`${path}.tmp`, reportOf(id));
  renameSync(`${path}.tmp`, path);
  return id;
}

function lineOf(id) {
  const event = { id, time: `${DAY}T08:53:06Z`, type: TYPES[written % TYPES.length], reporter: 'web-1' };
  return `${JSON.stringify(event)}\n`;
}

/** Does something so many times a second, a few at a time. */
async function atRate(rate, seconds, act) {
  const start = performance.now();
  let done = 0;
  while (done < rate * seconds) {
    const wanted = Math.min(rate * seconds, ((performance.now() - start) / 1000) * rate);
    const count = Math.floor(wanted) - done;
    if (count > 0) act(count);
    done += Math.max(0, count);
    await sleep(5);
  }
}

// The program.

async function start(paths, ...more) {
  const args = [PROGRAM, '--db', db, 'ingest', '--follow', ...paths, '--format', 'json', ...more];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder });
  let stderr = '';
  let stdout = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const ended = once(child, 'exit');
  while (!stderr.includes('Ready')) {
    if (child.exitCode !== null) throw new Error(stderr);
    await sleep(5);
  }
  return {
    pid: child.pid,
    kill: (signal) => child.kill(signal),
    ended,
    remarks: () => stderr,
    async stop() {
      const at = performance.now();
      child.kill('SIGTERM');
      const [code] = await ended;
      return { code, seconds: (performance.now() - at) / 1000, told: stdout };
    },
  };
}

async function ingestBefore(...paths) {
  const child = spawn(process.execPath, [
    PROGRAM,
    '--quiet',
    '--db',
    db,
    'ingest',
    '--settle',
    '0',
    ...paths,
  ]);
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`ingest ended with ${code}`);
}

function processorSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function peakMb(pid) {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
}

function countRows() {
  const reader = new Database(db, { readonly: true });
  const count = reader.prepare('SELECT count(*) FROM stored_oops').pluck().get();
  reader.close();
  return count;
}

async function untilRows(count, patience = 120_000) {
  for (const end = performance.now() + patience; performance.now() < end; await sleep(20)) {
    if (countRows() >= count) return;
  }
  throw new Error(`only ${countRows()} of ${count} were loaded`);
}

/** Tells the latencies of what is written while the program follows, and what it took for that. */
async function measure(program, write) {
  const sent = new Map();
  let isOver = false;
  const before = processorSeconds(program.pid);
  const began = performance.now();
  const watching = watchLatencies(db, sent, { isOver: () => isOver });
  await write((id) => sent.set(id, performance.now()));
  isOver = true;
  const latencies = await watching;
  const seconds = (performance.now() - began) / 1000;
  const processor = processorSeconds(program.pid) - before;
  print(
    `${latencies.length} visible in ${seconds.toFixed(1)} s, ${sent.size} missing: ${describeLatencies(latencies)}`,
  );
  print(
    `${(latencies.length / seconds).toFixed(0)} a second; ${processor.toFixed(1)} s of processors; ${peakMb(program.pid).toFixed(0)} MB`,
  );
}

async function end(program) {
  const { code, seconds, told } = await program.stop();
  print(`SIGTERM: ended with ${code} in ${seconds.toFixed(2)} s: ${told.replace(/\s+/g, ' ')}`);
}

// What can be measured.

const MEASUREMENTS = {
  async files() {
    for (let index = 0; index < number('known'); index++) writeReport(day, 'K');
    if (number('known') > 0) await ingestBefore(root);
    const program = await start([root], '--settle', values.settle);
    await untilRows(number('known'));
    await measure(program, (sent) =>
      atRate(number('rate'), number('seconds'), (count) => {
        for (let index = 0; index < count; index++) sent(writeReport());
      }),
    );
    await end(program);
  },

  async log() {
    const log = join(logs, 'app.log');
    writeFileSync(log, lineOf('OOPS-L0'));
    const program = await start([logs]);
    await untilRows(1);
    await measure(program, (sent) =>
      atRate(number('rate'), number('seconds'), (count) => {
        const ids = Array.from({ length: count }, () => `OOPS-L${++written}`);
        appendFileSync(log, ids.map(lineOf).join(''));
        for (const id of ids) sent(id);
      }),
    );
    await end(program);
  },

  async burst() {
    const program = await start([root], '--settle', values.settle);
    await measure(program, async (sent) => {
      for (let left = number('count'); left > 0; left -= 100) {
        for (let index = 0; index < Math.min(100, left); index++) sent(writeReport());
        await sleep(0);
      }
    });
    await end(program);
  },

  async lost() {
    const program = await start([root], '--settle', '0');
    program.kill('SIGSTOP');
    for (let index = 0; index < number('count'); index++) writeReport();
    program.kill('SIGCONT');
    const began = performance.now();
    await untilRows(number('count'));
    print(
      `${number('count')} of ${number('count')} after ${((performance.now() - began) / 1000).toFixed(1)} s`,
    );
    await end(program);
  },

  async idle() {
    const dates = Array.from({ length: number('folders') }, (_, index) =>
      new Date(Date.parse(DAY) - index * 86_400_000).toISOString().slice(0, 10),
    );
    for (const date of dates) {
      mkdirSync(join(root, date), { recursive: true });
      for (let index = 0; index < 100; index++) writeReport(join(root, date));
    }
    for (let index = 0; index < number('logs'); index++) {
      writeFileSync(
        join(logs, `app-${index}.log`),
        Array.from({ length: 100 }, () => lineOf(`OOPS-L${++written}`)).join(''),
      );
    }
    const program = await start([root, logs]);
    await untilRows(written);
    await sleep(15_000);
    const before = processorSeconds(program.pid);
    await sleep(number('seconds') * 1000);
    const took = processorSeconds(program.pid) - before;
    print(
      `${took.toFixed(2)} s of a processor in ${values.seconds} s: ${((100 * took) / number('seconds')).toFixed(2)} %`,
    );
    await end(program);
  },

  async backlog() {
    for (let index = 0; index < number('count'); index++) writeReport();
    const program = await start([root], '--settle', '0');
    await untilRows(Math.min(50_000, number('count') / 2));
    await end(program);
    print(`${countRows()} kept`);
  },

  async kill() {
    const random = createRandom(number('seed'));
    const log = join(logs, 'app.log');
    writeFileSync(log, '');
    let isOver = false;
    const writing = (async () => {
      while (!isOver) {
        for (let index = random.below(40); index > 0; index--) writeReport();
        const line = lineOf(`OOPS-L${++written}`);
        const cut = random.below(line.length);
        appendFileSync(log, line.slice(0, cut));
        await sleep(random.below(30));
        appendFileSync(log, line.slice(cut));
      }
    })();
    for (let kill = 0; kill < number('kills'); kill++) {
      const program = await start([root, logs], '--settle', '0');
      await sleep(random.below(1500));
      program.kill('SIGKILL');
      await program.ended;
    }
    isOver = true;
    await writing;
    const program = await start([root, logs], '--settle', '0');
    await untilRows(written);
    await sleep(3000);
    const reader = new Database(db, { readonly: true });
    const twice = reader
      .prepare(
        'SELECT count(*) FROM (SELECT name FROM file GROUP BY directory_id, name, oops HAVING count(*) > 1)',
      )
      .pluck()
      .get();
    const check = reader.pragma('integrity_check', { simple: true });
    reader.close();
    print(
      `${number('kills')} kills, seed ${values.seed}: ${written} written, ${countRows()} in the database, ${twice} twice; integrity ${check}`,
    );
    await end(program);
  },
};

const measurement = MEASUREMENTS[positionals[0]];
if (!measurement) throw new Error(`choose of ${Object.keys(MEASUREMENTS).join(', ')}`);
try {
  await measurement();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
