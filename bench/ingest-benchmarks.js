import { copyFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { compareLogs } from './log-benchmark.js';
import { DAY } from './make-report.js';
import { makeRepository } from './make-repository.js';
import { runInTurn, runOnce } from './measure.js';
import { dropDatabase, hasPython, here, node, ours, python } from './programs.js';

/** The benchmarks of loading reports, by name. */
export const INGEST_BENCHMARKS = {
  ingest: {
    about: 'first ingest of BSON reports, against the thinnest script that loads them, and other ways',
    size: 30_000,
    run: (options) =>
      compareIngest({
        ...options,
        format: 'bson',
        scripts: ['thin_ingest.py', 'ingest.py'],
        needs: 'import bson; assert bson.has_c()',
      }),
  },
  'ingest-text': {
    about: 'first ingest of text reports, against the thinnest script that loads them, and another',
    size: 10_000,
    run: (options) =>
      compareIngest({
        ...options,
        format: 'text',
        scripts: ['thin_email_ingest.py', 'email_ingest.py'],
        needs: 'import email.parser',
      }),
  },
  'ingest-unique': {
    about:
      'first ingest of BSON reports of which no two have the same traceback, against those of which many have',
    size: 30_000,
    run: compareUnique,
  },
  'ingest-events': {
    about: 'first ingest of logs, one of each writer, against JSON.parse of the same lines',
    size: 100_000,
    run: compareLogs,
  },
  again: {
    about: 'ingest of an unchanged tree and for the first time, against plain reading',
    size: 30_000,
    run: ({ folder, size, rounds }) => {
      const root = join(folder, 'reports');
      makeRepository(root, { count: size });
      const db = join(folder, 'ours.db');
      const command = ours(db, 'ingest', root, '--settle', '0');
      return runInTurn(
        [
          { name: 'plain reading', command: node(here('alternatives/plain-read.js'), root) },
          { name: 'first', command, before: () => dropDatabase(db) },
          { name: 'again', command },
        ],
        rounds,
      );
    },
  },
  tree: {
    about: 'ingest of a day of so many small reports: first, unchanged, and with one report more',
    size: 1_000_000,
    run: compareTrees,
  },
};

/** The thin script comes first, and where Python lacks what it needs, plain reading: what both do does not change. */
function compareIngest({ folder, size, rounds, print, format, scripts, needs }) {
  const root = join(folder, 'reports');
  const bytes = makeRepository(root, { count: size, format });
  print(`${size} reports, ${(bytes / size / 1000).toFixed(1)} KB on average\n`);
  const db = join(folder, 'loaded.db');
  const before = () => dropDatabase(db);
  const own = { name: 'ours', command: ours(db, 'ingest', root, '--settle', '0'), before };
  const reading = { name: 'plain reading', command: node(here('alternatives/plain-read.js'), root) };
  const others = [];
  if (format === 'bson') {
    others.push({
      name: 'Node, whole documents',
      command: node(here('alternatives/plain-node.js'), root, db),
      before,
    });
  }
  if (!hasPython(needs)) {
    print(
      `${scripts.join(' and ')} are left out: they need Python 3 with bson's C extension (python3-bson python3-bson-ext)\n`,
    );
    return runInTurn([reading, own, ...others], rounds);
  }
  const [thin, careful] = scripts.map((script) => ({
    name: `Python, ${script}`,
    command: python(here(`alternatives/${script}`), root, db),
    before,
  }));
  return runInTurn([thin, own, reading, ...others, careful], rounds);
}

/** What texts that come once cost: in time, and on the disk. */
function compareUnique({ folder, size, rounds, print }) {
  const contenders = ['usual', 'unique'].map((name) => {
    const [root, db] = [join(folder, name), join(folder, `${name}.db`)];
    makeRepository(root, { count: size, isUnique: name === 'unique' });
    const command = ours(db, 'ingest', root, '--settle', '0');
    return { name: `ours, ${name} tracebacks`, command, before: () => dropDatabase(db), root, db };
  });
  const [usual, unique] = contenders;
  const reading = { name: 'plain reading', command: node(here('alternatives/plain-read.js'), unique.root) };
  const measured = runInTurn([reading, usual, unique], rounds);
  const megabytes = contenders.map(({ db }) => (statSync(db).size / 1e6).toFixed(1));
  print(`the database: ${megabytes[0]} MB with usual tracebacks, ${megabytes[1]} MB with unique ones\n`);
  return measured;
}

/** The first ingest of the large tree is run once: it is there for its rate and its memory. */
function compareTrees({ folder, size, rounds, print }) {
  const [small, root] = [join(folder, 'small'), join(folder, 'reports')];
  makeRepository(small, { count: 30_000, mostRows: 8 });
  const bytes = makeRepository(root, { count: size, mostRows: 8 });
  print(`${size} reports, ${(bytes / size / 1000).toFixed(1)} KB on average\n`);
  const db = join(folder, 'loaded.db');
  const few = runOnce(ours(join(folder, 'small.db'), 'ingest', small, '--settle', '0'));
  const many = runOnce(ours(db, 'ingest', root, '--settle', '0'));
  const rates = [30_000 / few.seconds, size / many.seconds];
  print(
    `first ingest: ${rates.map((rate) => rate.toFixed(0)).join(' a second of 30,000, ')} a second of ${size}: ` +
      `${(rates[1] / rates[0]).toFixed(2)} of the rate, ${many.peakMb.toFixed(0)} MB\n`,
  );
  const command = ours(db, 'ingest', root, '--settle', '0');
  const day = join(root, new Date(DAY).toISOString().slice(0, 10));
  const [report] = readdirSync(day);
  let added = 0;
  const addCopy = () => copyFileSync(join(day, report), join(day, `copy-${added++}`));
  return runInTurn(
    [
      { name: 'listing', command: node(here('alternatives/plain-list.js'), root) },
      { name: 'unchanged', command },
      { name: 'one report more', command, before: addCopy },
    ],
    rounds,
  );
}
