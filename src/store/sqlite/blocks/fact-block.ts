import type { Interval } from '../../../time/interval.js';
import type { Db } from '../db.js';
import { refuseDamagedSeq } from '../last-seq.js';
import {
  ARRAYS,
  BOT,
  FACT_COLUMNS,
  type FactBlock,
  type FactColumn,
  INEXACT,
  INFORMATIONAL,
  LOCAL_REFERRER,
  type WideBlock,
} from './fact-columns.js';
import { KeptBlocks } from './kept-blocks.js';
import { createUnpacker, packColumn, type UnpackColumn } from './packed-column.js';

/** How many numbers of OOPSes a block spans. The schema knows it too. */
export const BLOCK_SIZE = 4096;

/** What each column holds, of a row of `stored_oops`. */
const EXPRESSIONS: Readonly<Record<FactColumn, string>> = {
  place: 'id - @first',
  time: 'time',
  flags: `(time_source = 'directory') * ${INEXACT} + is_bot * ${BOT} + is_local_referrer * ${LOCAL_REFERRER}
    + informational * ${INFORMATIONAL}`,
  class_id: 'class_id',
  reporter_id: 'reporter_id',
  exception_id: 'exception_id',
  signature_id: 'signature_id',
  url_id: 'ifnull(url_id, 0)',
  username_id: 'ifnull(username_id, 0)',
  topic_id: 'ifnull(topic_id, 0)',
  method_id: 'ifnull(method_id, 0)',
  referrer_id: 'ifnull(referrer_id, 0)',
  traceback_id: 'ifnull(traceback_id, 0)',
  statement_id: 'ifnull(statement_id, 0)',
  user_agent_id: 'ifnull(user_agent_id, 0)',
  branch_id: 'ifnull(branch_id, 0)',
  revno_id: 'ifnull(revno_id, 0)',
  hostname_id: 'ifnull(hostname_id, 0)',
  statements_count: 'statements_count',
  duration_ms: 'duration_ms',
  total_ms: 'total_ms',
};

/** How columns of the OOPSes of a block are read; exported so that a test can pin the plan. */
export function selectFacts(columns: readonly FactColumn[]): string {
  const expressions = columns.map((column) => EXPRESSIONS[column]).join(', ');
  return `SELECT ${expressions} FROM stored_oops WHERE id BETWEEN @first AND @last ORDER BY id`;
}

/** The first of a block's numbers. */
export function firstOf(block: number): number {
  return block * BLOCK_SIZE + 1;
}

/** Makes some columns of a block, `place` among them, of what is stored. */
export function makeBlock<C extends FactColumn>(db: Db, block: number, columns: readonly C[]): WideBlock<C> {
  const first = firstOf(block);
  const rows = db
    .prepare(selectFacts(columns))
    .raw()
    .all({ first, last: first + BLOCK_SIZE - 1 }) as (number | null)[][];
  const made = columns.map((column, at) => {
    const values = new ARRAYS[column](rows.length);
    for (let index = 0; index < rows.length; index++) values[index] = rows[index]?.[at] ?? Number.NaN;
    return [column, values];
  });
  return Object.fromEntries(made);
}

/** How the blocks of an interval are found; exported so that a test can pin the plan. */
export const SELECT_BLOCKS = `
  SELECT number, first_time, last_time FROM packed_block WHERE first_time < @end AND last_time >= @start`;

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
  order: BlockOrder = {},
): Generator<NumberedBlock<C | 'place'>> {
  return iterateBlocksOfAny(db, [interval], columns, order);
}

/** How blocks are gone through. */
export interface BlockOrder {
  /** Which come first: as they were loaded, or the other way round, for who looks for the newest and can stop early. */
  readonly newestFirst?: boolean;
  /** Where those are kept that are read, for the next who wants them. */
  readonly kept?: KeptBlocks;
}

export const NEWEST_FIRST: BlockOrder = { newestFirst: true };

/** The same for several intervals: each block once, however many of them it has to do with. */
export function* iterateBlocksOfAny<C extends FactColumn>(
  db: Db,
  intervals: readonly Interval[],
  columns: readonly C[],
  order: BlockOrder = {},
): Generator<NumberedBlock<C | 'place'>> {
  for (const { number, read } of findBlocks(db, intervals, order)) {
    yield numberBlock(number, read(['place', ...columns]));
  }
}

/** A block that can hold an OOPS of some intervals. */
export interface FoundBlock {
  readonly number: number;
  /** Whether all of its OOPSes are known to lie in one of the intervals, so that their times need not be looked at. */
  readonly isWithin: boolean;
  /** Reads columns of it. */
  readonly read: <C extends FactColumn>(names: readonly C[]) => FactBlock<C>;
}

/** The same for who finds out from some columns whether the others are needed. */
export function* findBlocks(
  db: Db,
  intervals: readonly Interval[],
  { newestFirst = false, kept = new KeptBlocks() }: BlockOrder = {},
): Generator<FoundBlock> {
  if (intervals.length === 0) return;
  const unsealed = kept.missing(() => missingBlocks(db)).map((number) => ({ number, isWithin: false }));
  const found = [...findSealed(db, intervals), ...unsealed];
  const unpack = createUnpacker();
  for (const { number, isWithin } of newestFirst ? found.sort((a, b) => b.number - a.number) : found) {
    const read: FoundBlock['read'] = (names) =>
      kept.columns(number, names, (lacking) => readOrMakeBlock(db, number, lacking, unpack));
    yield { number, isWithin, read };
  }
}

function readOrMakeBlock<C extends FactColumn>(
  db: Db,
  number: number,
  names: readonly C[],
  unpack: UnpackColumn,
): FactBlock<C> {
  const found = db
    .prepare(`SELECT length(place), ${names.join(', ')} FROM packed_block WHERE number = ?`)
    .raw()
    .get(number) as [placeBytes: number, ...blobs: Buffer<ArrayBuffer>[]] | undefined;
  return found ? readBlock(names, found, unpack) : (makeBlock(db, number, names) as FactBlock<C>);
}

function findSealed(db: Db, intervals: readonly Interval[]): Pick<FoundBlock, 'number' | 'isWithin'>[] {
  const whole = {
    start: intervals.reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY),
    end: intervals.reduce((most, { end }) => Math.max(most, end), Number.NEGATIVE_INFINITY),
  };
  const spans = db.prepare(SELECT_BLOCKS).raw().all(whole) as [number: number, first: number, last: number][];
  return spans
    .filter(([, first, last]) => intervals.some(({ start, end }) => first < end && last >= start))
    .map(([number, first, last]) => ({
      number,
      isWithin: intervals.some(({ start, end }) => first >= start && last < end),
    }))
    .sort((a, b) => a.number - b.number);
}

function numberBlock<C extends FactColumn>(number: number, block: FactBlock<C>): NumberedBlock<C> {
  return { number, ...block };
}

function readBlock<C extends FactColumn>(
  names: readonly C[],
  [placeBytes, ...blobs]: readonly [number, ...Buffer<ArrayBuffer>[]],
  unpack: UnpackColumn,
): FactBlock<C> {
  const count = placeBytes / ARRAYS.place.BYTES_PER_ELEMENT;
  const columns = names.map((name, index) => [name, unpack(name, blobs[index] ?? Buffer.alloc(0), count)]);
  return Object.fromEntries(columns);
}

/** Stores the blocks that are missing, but for the last, which is still to be filled. Run it inside a transaction. */
export function sealBlocks(db: Db): void {
  const missing = missingBlocks(db).slice(0, -1);
  if (missing.length === 0) return;
  const names = ['number', 'first_time', 'last_time', ...FACT_COLUMNS];
  const add = db.prepare(
    `INSERT INTO packed_block (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
  );
  for (const number of missing) {
    const block = makeBlock(db, number, FACT_COLUMNS);
    add.run(
      number,
      ...timesOf(block.time),
      ...FACT_COLUMNS.map((column) => packColumn(column, block[column])),
    );
  }
}

/** The times of the first and the last of a block's OOPSes; an empty block has none. */
export function timesOf(time: Float64Array): [first: number | null, last: number | null] {
  if (time.length === 0) return [null, null];
  return [time.reduce((a, b) => Math.min(a, b)), time.reduce((a, b) => Math.max(a, b))];
}

/** The numbers of the blocks that are not stored, up to that of the newest OOPS; it itself is always among them. */
function missingBlocks(db: Db): number[] {
  const newest = db.prepare('SELECT max(id) FROM stored_oops').pluck().get() as number | null;
  if (newest === null) return [];
  refuseDamagedSeq(newest);
  const stored = new Set(db.prepare('SELECT number FROM packed_block').pluck().all());
  const last = Math.floor(newest / BLOCK_SIZE);
  return Array.from({ length: last + 1 }, (_, number) => number).filter((number) => !stored.has(number));
}
