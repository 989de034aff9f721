import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillDatabase, windowsCsv } from './fill-database.js';
import { runInTurn, runOnce } from './measure.js';
import { here, isInstalled, node, ours } from './programs.js';

/** The benchmarks of reports, by name. */
export const REPORT_BENCHMARKS = {
  daily: {
    about: 'daily of a day with so many OOPSes, against asking a database for its groups',
    size: 1_000_000,
    run: ({ folder, size, rounds, print }) => {
      const db = join(folder, 'day.db');
      fillDay(db, size);
      const contenders = [
        plainGroups(db),
        { name: 'ours, the whole report', command: ours(db, 'daily', '2011-09-08') },
      ];
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
      runAgainstGroups(
        [1, 30].map((days) => {
          const db = join(folder, `${days}.db`);
          fillDay(db, size, days);
          const name = days === 1 ? 'one day' : `among ${days} days`;
          return { name, db, command: ours(db, 'daily', '2011-09-08') };
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

/** A tenth of a day's OOPSes is a storm. */
function fillDay(db, size, days = 1) {
  fillDatabase(db, { storm: size / 10, others: (size * 9) / 10, days });
}

function compareLogs({ folder, size, rounds }, command) {
  const contenders = [10, 10_000].map((windows) => {
    const db = join(folder, `${windows}.db`);
    const log = join(folder, `${windows}.csv`);
    fillDatabase(db, { storm: size, others: 30_000 });
    writeFileSync(log, windowsCsv(windows));
    runOnce(ours(db, 'windows', 'import', log));
    return { name: `${windows} windows`, db, command: command(db) };
  });
  return runAgainstGroups(contenders, rounds);
}

/** Holds commands of ours against what changes of ours do not change: the groups of the first one's database. */
function runAgainstGroups(contenders, rounds) {
  return runInTurn([plainGroups(contenders[0].db), ...contenders], rounds);
}

function plainGroups(db) {
  return { name: 'SQLite, groups and URLs', command: node(here('alternatives/sqlite-daily.js'), db) };
}
