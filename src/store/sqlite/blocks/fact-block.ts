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
} from './fact-columns.js';
import { KeptBlocks } from './kept-blocks.js';

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
function makeBlock<C extends FactColumn>(db: Db, block: number, columns: readonly C[]): FactBlock<C> {
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

/** The BLOB of a column. */
function toBlob(values: ArrayBufferView): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

/** The column that a BLOB holds, where it lies; only one that does not begin where such numbers can is copied. */
function fromBlob<C extends FactColumn>(column: C, blob: Buffer<ArrayBuffer>): FactBlock<C>[C] {
  const { BYTES_PER_ELEMENT } = ARRAYS[column];
  const { buffer, byteOffset, byteLength } =
    blob.byteOffset % BYTES_PER_ELEMENT === 0 ? blob : new Uint8Array(blob);
  return new ARRAYS[column](buffer, byteOffset, byteLength / BYTES_PER_ELEMENT) as FactBlock<C>[C];
}

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
  { newestFirst = false, kept = new KeptBlocks() }: BlockOrder = {},
): Generator<NumberedBlock<C | 'place'>> {
  if (intervals.length === 0) return;
  const names: readonly (C | 'place')[] = ['place', ...columns];
  const numbers = [...findBlocks(db, intervals), ...kept.missing(() => missingBlocks(db))];
  for (const number of newestFirst ? numbers.sort((a, b) => b - a) : numbers) {
    yield numberBlock(
      number,
      kept.columns(number, names, (lacking) => readOrMakeBlock(db, number, lacking)),
    );
  }
}

function readOrMakeBlock<C extends FactColumn>(db: Db, number: number, names: readonly C[]): FactBlock<C> {
  const blobs = db
    .prepare(`SELECT ${names.join(', ')} FROM fact_block WHERE number = ?`)
    .raw()
    .get(number) as Buffer<ArrayBuffer>[] | undefined;
  return blobs ? readBlock(names, blobs) : makeBlock(db, number, names);
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

function readBlock<C extends FactColumn>(
  names: readonly C[],
  blobs: readonly Buffer<ArrayBuffer>[],
): FactBlock<C> {
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

/** How many blocks are stored, and which of them are not what is made of the rows, with the columns that differ. */
export interface ComparedBlocks {
  readonly count: number;
  readonly differing: readonly { readonly number: number; readonly columns: readonly string[] }[];
}

/** Makes each stored block again, and compares. */
export function compareBlocks(db: Db): ComparedBlocks {
  const numbers = db.prepare('SELECT number FROM fact_block ORDER BY number').pluck().all() as number[];
  const select = db.prepare(
    `SELECT first_time, last_time, ${FACT_COLUMNS.join(', ')} FROM fact_block WHERE number = ?`,
  );
  const differing = numbers.flatMap((number) => {
    const stored = select.get(number) as Record<string, Buffer | number | null>;
    const made = makeBlock(db, number, FACT_COLUMNS);
    const [first, last] = timesOf(made.time);
    const columns = [
      ...(stored.first_time === first && stored.last_time === last ? [] : ['times']),
      ...FACT_COLUMNS.filter((column) => !toBlob(made[column]).equals(stored[column] as Buffer)),
    ];
    return columns.length === 0 ? [] : [{ number, columns }];
  });
  return { count: numbers.length, differing };
}

function timesOf(time: Float64Array): [first: number | null, last: number | null] {
  if (time.length === 0) return [null, null];
  return [time.reduce((a, b) => Math.min(a, b)), time.reduce((a, b) => Math.max(a, b))];
}

/** The numbers of the blocks that are not stored, up to that of the newest OOPS; it itself is always among them. */
function missingBlocks(db: Db): number[] {
  const newest = db.prepare('SELECT max(id) FROM stored_oops').pluck().get() as number | null;
  if (newest === null) return [];
  refuseDamagedSeq(newest);
  const stored = new Set(db.prepare('SELECT number FROM fact_block').pluck().all());
  const last = Math.floor(newest / BLOCK_SIZE);
  return Array.from({ length: last + 1 }, (_, number) => number).filter((number) => !stored.has(number));
}
