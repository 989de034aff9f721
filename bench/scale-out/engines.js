// node bench/scale-out/engines.js ADDRESS [--oopses N] [--storm N] [--days N] [--rounds N] [--db FILE] [--filled]
// The same OOPSes in SQLite and in a database of ClickHouse, e.g. clickhouse://oops@127.0.0.1/bench (its password:
// OOPS_REPORT_DB_PASSWORD): rows a second, bytes a row, and how long reports and questions take, in turn, with the same answers.
// `--storm`: how many of them are of the outage, one in twenty by default. `--filled`: both have them already. Build first.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DEFAULT_CONFIG } from '../../build/config/defaults.js';
import { writeStoreAddress } from '../../build/store/address/address.js';
import { readStoreAddress } from '../../build/store/address/read-address.js';
import { settingsOf } from '../../build/store/derivation-settings.js';
import { openStore } from '../../build/store/opening/open-store.js';
import { makeOops, windowsCsv } from '../fill-database.js';
import { startProxy } from '../live/proxy.js';
import { DAY } from '../make-report.js';
import { median } from '../measure.js';
import { createRandom } from '../random.js';

const PROGRAM = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
const OUTAGES = 20;
const BATCH = 10_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    oopses: { type: 'string', default: '1000000' },
    storm: { type: 'string' },
    days: { type: 'string', default: '30' },
    rounds: { type: 'string', default: '3' },
    db: { type: 'string' },
    filled: { type: 'boolean', default: false },
  },
});
const [given] = positionals;
if (!given) throw new Error('Name the database: clickhouse://user@host/database');
const total = Number(values.oopses);
const storm = Number(values.storm ?? Math.round(total / 20));
const days = Number(values.days);
const day = new Date(DAY).toISOString().slice(0, 10);
const print = (text) => process.stdout.write(`${text}\n`);
const read = (text) => readStoreAddress(text, { name: 'ADDRESS', env: process.env, cwd: process.cwd() });

const folder = mkdtempSync(join(tmpdir(), 'oops-report-engines-'));
try {
  const engines = [
    { name: 'SQLite', address: values.db ?? join(folder, 'oops-report.db') },
    { name: 'ClickHouse', address: given },
  ];
  if (!values.filled) for (const engine of engines) await fill(engine);
  for (const engine of engines) print(`${engine.name}: ${(await bytesOf(engine)) / total} bytes a row`);
  compare(engines);
  await measureWire(engines[1]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Loads them as ingest does, but for the reading of reports. */
async function fill({ name, address }) {
  const { store } = await openStore(read(address), {
    ...{ settings: settingsOf(DEFAULT_CONFIG), fills: true, writes: true, onCopy: () => {} },
  });
  const random = createRandom(7);
  const others = Math.round((total - storm) / days);
  const startedAt = DAY + 86_400_000;
  const began = performance.now();
  let stored = 0;
  await store.load({ startedAt, clock: () => startedAt, exists: () => true }, async (loader) => {
    for (let past = 0; past < days; past++) {
      const count = others + (past === 0 ? storm : 0);
      for (let done = 0; done < count; done += BATCH) {
        const files = [];
        for (let index = done; index < Math.min(count, done + BATCH); index++) {
          const oops = makeOops(random, index < count - others, DAY - past * 86_400_000);
          files.push({
            ...{ directory: oops.directory, name: oops.fileName, line: 0, before: null },
            read: { kind: 'oops', oops, stamp: { size: 20_000, modifiedAt: oops.time } },
          });
        }
        await loader.put(files);
        stored += files.length;
      }
    }
    await loader.recordFullReading({ path: '/bench', kind: 'repository', lastReadAt: startedAt });
  });
  const seconds = (performance.now() - began) / 1000;
  await store.close();
  print(`${name}: ${stored} rows in ${seconds.toFixed(1)} s, ${Math.round(stored / seconds)} rows a second`);
  const log = join(folder, 'windows.csv');
  writeFileSync(log, windowsCsv(OUTAGES));
  runProgram(address, ['windows', 'import', log]);
}

async function bytesOf({ address }) {
  const { store } = await openStore(read(address), {
    ...{ settings: settingsOf(DEFAULT_CONFIG), fills: false, writes: false, onCopy: () => {} },
  });
  const { bytes } = await store.snapshot((data) => data.totals());
  await store.close();
  return bytes ?? statSync(address).size;
}

function compare(engines) {
  const asOf = `${new Date(DAY + 86_400_000).toISOString().slice(0, 19)}Z`;
  const questions = [
    ['daily', day, '--format', 'json'],
    ['outage', 'bench', '--as-of', asOf, '--format', 'json'],
    ['query', '--group-by', 'system,type', '--format', 'json'],
    ['query', '--type', 'KeyError', '--group-by', 'day', '--format', 'json'],
    ['query', '--text', 'administrator', '--group-by', 'system', '--format', 'json'],
  ];
  for (const question of questions) {
    const seconds = new Map(engines.map(({ name }) => [name, []]));
    const answers = new Set();
    for (let round = 0; round < Number(values.rounds); round++) {
      for (const { name, address } of engines) {
        const began = performance.now();
        answers.add(runProgram(address, question));
        seconds.get(name).push((performance.now() - began) / 1000);
      }
    }
    const times = [...seconds].map(
      ([name, all]) =>
        `${name} ${median(all).toFixed(2)} s (${Math.min(...all).toFixed(2)} to ${Math.max(...all).toFixed(2)})`,
    );
    print(`${question.join(' ')}: ${times.join(', ')}; ${answers.size === 1 ? 'the same' : 'OTHER'} answers`);
  }
}

/** How much comes back from the node that is asked. */
async function measureWire({ address }) {
  const place = read(address);
  const proxy = await startProxy(place.nodes[0].port);
  const behind = writeStoreAddress({ ...place, nodes: [{ host: '127.0.0.1', port: proxy.port }] });
  for (const question of [
    ['daily', day, '--format', 'json'],
    ['outage', 'bench', '--format', 'json'],
  ]) {
    const before = proxy.received();
    const asking = spawn(process.execPath, [PROGRAM, '--db', behind, ...question], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [code] = await once(asking, 'close');
    if (code === 2) throw new Error(question.join(' '));
    print(`${question[0]}: ${proxy.received() - before} bytes over the wire`);
  }
  proxy.close();
}

function runProgram(address, words) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, '--db', address, ...words], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (status === null || status === 2) throw new Error(`${words.join(' ')}: ${stderr}`);
  return stdout;
}
