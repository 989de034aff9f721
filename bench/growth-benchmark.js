import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillDatabase, windowsCsv } from './fill-database.js';
import { formatGrowth } from './growth.js';
import { makeRepository } from './make-repository.js';
import { runInTurn, runOnce } from './measure.js';
import { dropDatabase, here, node, ours } from './programs.js';

const DAYS = 365;

/** What a verdict may be; not that something went wrong. */
const VERDICTS = [0, 1, 3];

/** How the time of commands grows with the rows of a database, and with the windows, systems and signatures in it. */
export const GROWTH_BENCHMARK = {
  about:
    'time of commands at 1, 10 and 100 times the rows, windows, systems and signatures; at most so many rows',
  size: 1_000_000,
  run: ({ folder, size, rounds, print, keep }) => {
    const reports = join(folder, 'reports');
    makeRepository(reports, { count: share(size, 1000), mostRows: 8 });
    for (const axis of axesOf(size)) {
      const place = join(folder, axis.name);
      mkdirSync(place);
      const bases = [{ rows: 0, windows: 1 }, ...axis.bases].map((base, index) =>
        makeDatabase(place, index, base),
      );
      const commands = commandsOf(axis, { place, bases, reports }).map((command) => ({
        name: command.name,
        measured: measure(command, bases, rounds),
      }));
      for (const { name, measured } of commands) keep(`${name}, ${axis.name}`, measured);
      print(
        `\n${axis.name}${axis.name === 'rows' ? '' : `, in ${share(size, 10).toLocaleString('en')} rows`}: seconds\n`,
      );
      print(
        formatGrowth(
          axis.sizes,
          commands.map(({ name, measured: [, nothing, ...more] }) => ({ name, nothing, measured: more })),
        ),
      );
      rmSync(place, { recursive: true });
    }
    print(NOTES);
  },
};

const NOTES = `
  Medians of the rounds. NOTHING is the command on a database without OOPSes and with one window: its start-up.
  Exponent: how steeply the time grows, less the shortest start-up, log over log (smallest to largest of the rounds): 1 is
  in proportion to the size, 0 not at all. The last step is the largest size against the one before.
`;

/** A database of each size of an axis, where the other axes stay what they are. */
function axesOf(size) {
  const tenfold = (most) => [share(most, 100), share(most, 10), most];
  const axis = (name, sizes, baseOf) => ({ name, sizes, bases: sizes.map(baseOf) });
  const scaled = (most) => Math.max(100, Math.round((most * size) / 1_000_000));
  const base = { rows: share(size, 10), windows: 10 };
  return [
    axis('rows', tenfold(size), (rows) => ({ ...base, rows })),
    axis('windows', tenfold(scaled(1000)), (windows) => ({ ...base, windows })),
    axis('systems', tenfold(scaled(1000)), (reporters) => ({ ...base, variety: { reporters } })),
    axis('signatures', tenfold(scaled(10_000)), (signatures) => ({ ...base, variety: { signatures } })),
  ];
}

function share(size, part) {
  return Math.max(1, Math.round(size / part));
}

/** Half of the rows are of the day of the storm, a fifth of these of the storm, and half of the year before. */
function makeDatabase(place, index, { rows, windows, variety }) {
  const db = join(place, `${index}.db`);
  const [storm, past] = [Math.round(rows / 10), Math.floor(rows / 2 / (DAYS - 1))];
  const others = rows - storm - past * (DAYS - 1);
  fillDatabase(db, { storm, others, days: DAYS, othersBefore: past, variety });
  const log = join(place, 'windows.csv');
  writeFileSync(log, windowsCsv(windows, Math.floor((DAYS * 86_400_000) / windows)));
  runOnce(ours(db, 'windows', 'import', log));
  return { db, rows };
}

/** What is measured of an axis: a command, and what puts its database back, for each of the databases. */
function commandsOf(axis, { place, reports }) {
  const loaded = join(place, 'loaded.db');
  const copy = (db) => {
    dropDatabase(loaded);
    copyFileSync(db, loaded);
  };
  const empty = join(place, 'no-reports');
  mkdirSync(empty);
  return [
    { name: 'daily', commandOf: ({ db }) => ours(db, 'daily', '2011-09-08') },
    { name: 'outage', commandOf: ({ db }) => ours(db, 'outage', 'bench') },
    { name: 'outages', commandOf: ({ db }) => ours(db, 'outages', '--to', '2011-09-09') },
    {
      name: 'ingest of a few reports more',
      commandOf: ({ rows }) => ours(loaded, 'ingest', rows === 0 ? empty : reports, '--settle', '0'),
      beforeOf: ({ db }) => copy(db),
    },
    ...(axis.name === 'rows'
      ? [
          {
            name: 'writing the rows',
            commandOf: ({ rows }) => node(here('fill.js'), loaded, String(rows)),
            beforeOf: () => dropDatabase(loaded),
          },
        ]
      : []),
  ];
}

/** Bare Node comes first: what is not ours is what other runs can be held against. */
function measure({ commandOf, beforeOf = () => {} }, bases, rounds) {
  return runInTurn(
    [
      { name: 'bare Node', command: node('-e', '') },
      ...bases.map((base, index) => ({
        name: index === 0 ? 'nothing' : `${10 ** (index - 1)} x`,
        command: commandOf(base),
        before: () => beforeOf(base),
        accepts: VERDICTS,
      })),
    ],
    rounds,
  );
}
