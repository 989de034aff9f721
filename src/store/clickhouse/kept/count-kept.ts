import type { KeptCounts } from '../../kept.js';
import type { Reading } from '../events/reading.js';
import { heldFiles } from '../files/held-files.js';
import type { WordKind } from '../words.js';

/** How much there is of what a copy is made of. */
export async function countKept(reading: Reading): Promise<KeptCounts> {
  const [[oopses, contents], files, words] = await Promise.all([
    countOopses(reading),
    countFiles(reading),
    countWords(reading),
  ]);
  const count = (kind: WordKind) => words.get(kind)?.count ?? 0;
  return {
    ...{ oopses, contents, files },
    bugs: count('bug'),
    rejects: count('reject'),
    discarded: words.get('discard')?.discarded ?? 0,
    sources: count('source'),
    exports: count('export'),
    windows: count('window'),
    changes: count('window-change'),
    runs: count('run'),
  };
}

async function countOopses({ alive, connection, from, parameters }: Reading) {
  const row = await connection.row<[oopses: number, contents: number]>(
    `SELECT count(), sum(content_crc) % 4294967296 FROM ${from} WHERE ${alive}`,
    parameters,
  );
  return row ?? ([0, 0] as const);
}

/** In the order in which files lie, none of them has to be remembered. */
async function countFiles({ connection, cut }: Reading): Promise<number> {
  const row = await connection.row<[number]>(
    `SELECT count() FROM (${heldFiles({ where: '1' })}) SETTINGS optimize_aggregation_in_order = 1`,
    { cut },
  );
  return row?.[0] ?? 0;
}

/** The kinds of which the keys are counted. */
const COUNTED: readonly WordKind[] = [
  ...(['bug', 'reject', 'discard', 'source', 'export', 'window', 'window-change', 'run'] as const),
];

interface WordCount {
  readonly count: number;
  /** The sum of what discards say. */
  readonly discarded: number;
}

async function countWords({ connection, cut }: Reading): Promise<ReadonlyMap<string, WordCount>> {
  const rows = await connection.rows<[kind: string, count: number, discarded: number]>(
    `SELECT kind, count(), sum(discarded) FROM (
       SELECT kind, if(kind = 'discard', arraySum(arrayMap(one -> JSONExtractInt(one, 'count'),
         JSONExtractArrayRaw(argMax(value, (stamp, part))))), 0) AS discarded
       FROM word WHERE kind IN {kinds:Array(String)} AND stamp <= {cut:Int64}
       GROUP BY kind, key HAVING argMax(is_gone, (stamp, part)) = 0
     ) GROUP BY kind`,
    { kinds: COUNTED, cut },
  );
  return new Map(rows.map(([kind, count, discarded]) => [kind, { count, discarded }]));
}
