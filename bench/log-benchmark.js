import { join } from 'node:path';
import { LOG_WRITERS, makeLog } from './make-log.js';
import { median, runInTurn } from './measure.js';
import { dropDatabase, here, node, ours } from './programs.js';
import { formatTable } from './table.js';

/** Of how many lines one is an error. */
const SHARES = [
  ['all errors', 1],
  ['5 % errors', 20],
];

/** Loads logs of each writer, against JSON.parse of the same lines. Prints each comparison, and how many lines a second. */
export function compareLogs({ folder, size, rounds, print, keep }) {
  for (const [name, writer] of Object.entries(LOG_WRITERS)) {
    for (const [share, every] of SHARES) {
      const log = join(folder, `${name}-${every}.log`);
      const bytes = makeLog(log, { writer, count: size, every });
      const db = join(folder, 'logs.db');
      const runs = runInTurn(
        [
          { name: 'JSON.parse', command: node(here('alternatives/plain-parse.js'), log) },
          { name: 'ours', command: ours(db, 'ingest', log, '--settle', '0'), before: () => dropDatabase(db) },
        ],
        rounds,
      );
      keep(`${name}, ${share}`, runs);
      print(`\n${name}, ${share}, ${(bytes / size).toFixed(0)} bytes a line\n${formatTable(runs)}`);
      const [parse, own] = runs.map((run) => median(run.rounds.map(({ cpuSeconds }) => cpuSeconds)));
      print(
        `  ${(size / own).toFixed(0)} lines a second of a processor, ${(own / parse).toFixed(1)} x JSON.parse\n`,
      );
    }
  }
}
