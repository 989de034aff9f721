// npm run bench -- [NAME…] [--size N] [--rounds N]: see docs/performance.md. Writes only to a temporary folder.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { fillDatabase, windowsCsv } from './fill-database.js';
import { makeRepository } from './make-repository.js';
import { printRatios, runInTurn, runOnce } from './measure.js';

const print = (text) => process.stdout.write(text);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const PYTHON = '/usr/bin/python3';
const node = (...args) => [process.execPath, ...args];
const ours = (db, ...args) =>
  node('--import', here('report-peak.js'), here('../dist/main.js'), '--quiet', '--db', db, ...args);

const BENCHMARKS = {
  ingest: {
    about: 'first ingest of BSON reports, against reading them and against other ways of loading them',
    size: 30_000,
    run: (options) =>
      compareIngest({
        ...options,
        format: 'bson',
        script: 'ingest.py',
        needs: 'import bson; assert bson.has_c()',
      }),
  },
  'ingest-text': {
    about: 'first ingest of text reports',
    size: 10_000,
    run: (options) =>
      compareIngest({ ...options, format: 'text', script: 'email_ingest.py', needs: 'import email.parser' }),
  },
  again: {
    about: 'ingest of an unchanged tree, against the first time',
    size: 30_000,
    run: ({ folder, size, rounds }) => {
      const root = join(folder, 'reports');
      makeRepository(root, { count: size });
      const db = join(folder, 'ours.db');
      const command = ours(db, 'ingest', root);
      return runInTurn(
        [
          { name: 'again', command },
          { name: 'first', command, before: () => dropDatabase(db) },
        ].reverse(),
        rounds,
      );
    },
  },
  growth: {
    about: 'writing the rows of 30,000 OOPSes and of so many, without reading them',
    size: 1_000_000,
    run: ({ folder, size, rounds }) =>
      runInTurn(
        [30_000, size].map((count) => {
          const db = join(folder, `${count}.db`);
          const command = node('--import', here('report-peak.js'), here('fill.js'), db, String(count));
          return { name: `${count} rows`, command, before: () => dropDatabase(db) };
        }),
        rounds,
      ),
  },
  daily: {
    about: 'daily of a day with so many OOPSes, against asking the database for its groups',
    size: 1_000_000,
    run: ({ folder, size, rounds }) => {
      const db = join(folder, 'day.db');
      fillDatabase(db, { storm: size / 10, others: (size * 9) / 10 });
      const contenders = [{ name: 'ours, the whole report', command: ours(db, 'daily', '2011-09-08') }];
      if (spawnSync('sqlite3', ['--version']).status === 0) {
        const command = ['sqlite3', '-readonly', db, `.read ${here('alternatives/daily.sql')}`];
        contenders.push({ name: 'sqlite3, groups and URLs', command });
      } else print('the sqlite3 shell is left out: it is not there\n');
      if (isInstalled('@duckdb/node-api')) {
        const duckdb = (...args) => node(here('alternatives/duckdb-daily.js'), ...args);
        const copy = join(folder, 'day.duckdb');
        runOnce(duckdb('load', db, copy));
        contenders.push({ name: 'DuckDB, groups and URLs', command: duckdb('ask', copy) });
      } else print('DuckDB is left out: npm install --no-save @duckdb/node-api brings it\n');
      return runInTurn(contenders, rounds);
    },
  },
  month: {
    about: 'daily of a day with so many OOPSes, alone and among thirty such days',
    size: 30_000,
    run: ({ folder, size, rounds }) =>
      runInTurn(
        [1, 30].map((days) => {
          const db = join(folder, `${days}.db`);
          fillDatabase(db, { storm: size / 10, others: (size * 9) / 10, days });
          return {
            name: days === 1 ? 'one day' : `${days} such days`,
            command: ours(db, 'daily', '2011-09-08'),
          };
        }),
        rounds,
      ),
  },
  outage: {
    about: 'outage with a storm of so many OOPSes, with 10 and with 10,000 windows in the log',
    size: 100_000,
    run: (options) => compareLogs(options, (db) => ours(db, 'outage', 'bench')),
  },
  'daily-windows': {
    about: 'daily with 10 and with 10,000 windows in the log',
    size: 100_000,
    run: (options) => compareLogs(options, (db) => ours(db, 'daily', '2011-09-08')),
  },
};

function compareIngest({ folder, size, rounds, format, script, needs }) {
  const root = join(folder, 'reports');
  const bytes = makeRepository(root, { count: size, format });
  print(`${size} reports, ${(bytes / size / 1000).toFixed(1)} KB on average\n`);
  const db = join(folder, 'loaded.db');
  const before = () => dropDatabase(db);
  const contenders = [
    { name: 'ours', command: ours(db, 'ingest', root), before },
    { name: 'plain reading', command: node(here('alternatives/plain-read.js'), root) },
  ];
  if (format === 'bson') {
    contenders.push({
      name: 'Node, whole documents',
      command: node(here('alternatives/plain-node.js'), root, db),
      before,
    });
  }
  if (spawnSync(PYTHON, ['-c', needs]).status === 0) {
    contenders.push({
      name: `Python, ${script}`,
      command: [PYTHON, here(`alternatives/${script}`), root, db],
      before,
    });
  } else
    print(
      `${script} is left out: it needs Python 3 with bson's C extension (python3-bson python3-bson-ext)\n`,
    );
  return runInTurn(contenders, rounds);
}

function compareLogs({ folder, size, rounds }, command) {
  const contenders = [10, 10_000].map((windows) => {
    const db = join(folder, `${windows}.db`);
    const log = join(folder, `${windows}.csv`);
    fillDatabase(db, { storm: size, others: 30_000 });
    writeFileSync(log, windowsCsv(windows));
    const [program, ...args] = ours(db, 'windows', 'import', log);
    const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return { name: `${windows} windows`, command: command(db) };
  });
  return runInTurn(contenders, rounds);
}

function isInstalled(name) {
  try {
    import.meta.resolve(name);
    return true;
  } catch {
    return false;
  }
}

function dropDatabase(path) {
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { size: { type: 'string' }, rounds: { type: 'string', default: '5' } },
});
for (const name of positionals.length > 0 ? positionals : Object.keys(BENCHMARKS)) {
  const benchmark = BENCHMARKS[name];
  if (!benchmark)
    throw new Error(`there is no benchmark ${name}: choose of ${Object.keys(BENCHMARKS).join(', ')}`);
  const folder = mkdtempSync(join(tmpdir(), 'oops-report-bench-'));
  try {
    const size = Number(values.size ?? benchmark.size);
    print(`\n${name}: ${benchmark.about} (${size})\n`);
    printRatios('', benchmark.run({ folder, size, rounds: Number(values.rounds) }), print);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
