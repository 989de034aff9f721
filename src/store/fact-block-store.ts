import type { Interval } from '../time/interval.js';
import {
  BLOCK_SIZE,
  FACT_COLUMNS,
  type FactBlock,
  type FactColumn,
  fromBlob,
  makeBlock,
  toBlob,
} from './fact-block.js';
import type { Db } from './open-database.js';

/** How the blocks of an interval are found; exported so that a test can pin the plan. */
export const SELECT_BLOCKS = `
  SELECT number, first_time, last_time FROM fact_block WHERE first_time < @end AND last_time >= @start`;

/** A block and its number, of which `firstOf` knows the first of its OOPSes. */
export type NumberedBlock<C extends FactColumn> = FactBlock<C> & { readonly number: number };

/**
 * The blocks that can hold an OOPS of the interval, with the columns asked for. The newest OOPSes of all, which are in no
 * block yet, come in one that is made for them.
 */
export function iterateBlocks<C extends FactColumn>(
  db: Db,
  interval: Interval,
  columns: readonly C[],
): Generator<NumberedBlock<C | 'place'>> {
  return iterateBlocksOfAny(db, [interval], columns);
}

/** The same for several intervals: each block once, however many of them it has to do with. */
export function* iterateBlocksOfAny<C extends FactColumn>(
  db: Db,
  intervals: readonly Interval[],
  columns: readonly C[],
): Generator<NumberedBlock<C | 'place'>> {
  if (intervals.length === 0) return;
  const names: readonly (C | 'place')[] = ['place', ...columns];
  const select = db.prepare(`SELECT ${names.join(', ')} FROM fact_block WHERE number = ?`).raw();
  for (const number of findBlocks(db, intervals)) {
    const blobs = select.get(number) as Buffer[] | undefined;
    yield numberBlock(number, blobs ? readBlock(names, blobs) : makeBlock(db, number, names));
  }
  for (const number of missingBlocks(db)) yield numberBlock(number, makeBlock(db, number, names));
}

function findBlocks(db: Db, intervals: readonly Interval[]): number[] {
  const whole = {
    start: intervals.reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY),
    end: intervals.reduce((most, { end }) => Math.max(most, end), Number.NEGATIVE_INFINITY),
  };
  const spans = db.prepare(SELECT_BLOCKS).raw().all(whole) as [number: number, first: number, last: number][];
  return spans
    .filter(([, first, last]) => intervals.some(({ start, end }) => first < end && last >= start))
    .map(([number]) => number)
    .sort((a, b) => a - b);
}

function numberBlock<C extends FactColumn>(number: number, block: FactBlock<C>): NumberedBlock<C> {
  return { number, ...block };
}

function readBlock<C extends FactColumn>(names: readonly C[], blobs: readonly Buffer[]): FactBlock<C> {
  const columns = names.map((name, index) => [name, fromBlob(name, blobs[index] ?? Buffer.alloc(0))]);
  return Object.fromEntries(columns);
}

/** Stores the blocks that are missing, but for the last, which is still to be filled. Run it inside a transaction. */
export function sealBlocks(db: Db): void {
  const missing = missingBlocks(db).slice(0, -1);
  if (missing.length === 0) return;
  const names = ['number', 'first_time', 'last_time', ...FACT_COLUMNS];
  const add = db.prepare(
    `INSERT INTO fact_block (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
  );
  for (const number of missing) {
    const block = makeBlock(db, number, FACT_COLUMNS);
    add.run(number, ...timesOf(block.time), ...FACT_COLUMNS.map((column) => toBlob(block[column])));
  }
}

function timesOf(time: Float64Array): [first: number | null, last: number | null] {
  if (time.length === 0) return [null, null];
  return [time.reduce((a, b) => Math.min(a, b)), time.reduce((a, b) => Math.max(a, b))];
}

/** The numbers of the blocks that are not stored, up to that of the newest OOPS; it itself is always among them. */
function missingBlocks(db: Db): number[] {
  const newest = db.prepare('SELECT max(id) FROM stored_oops').pluck().get() as number | null;
  if (newest === null) return [];
  const stored = new Set(db.prepare('SELECT number FROM fact_block').pluck().all());
  const last = Math.floor(newest / BLOCK_SIZE);
  return Array.from({ length: last + 1 }, (_, number) => number).filter((number) => !stored.has(number));
}
