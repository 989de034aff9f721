import type { Db } from './open-database.js';

/** How many numbers of OOPSes a block spans. The schema knows it too. */
export const BLOCK_SIZE = 4096;

/**
 * The columns of a block and how their BLOBs hold them, little-endian, as do all machines that better-sqlite3 is built
 * for. An id of 0 and a duration of NaN stand for NULL.
 */
const ARRAYS = {
  /** Which of the block's numbers each OOPS has. */
  place: Uint16Array,
  /** Milliseconds since the Unix epoch, UTC. */
  time: Float64Array,
  flags: Uint8Array,
  class_id: Uint8Array,
  reporter_id: Int32Array,
  exception_id: Int32Array,
  signature_id: Int32Array,
  url_id: Int32Array,
  username_id: Int32Array,
  topic_id: Int32Array,
  method_id: Int32Array,
  referrer_id: Int32Array,
  traceback_id: Int32Array,
  statement_id: Int32Array,
  statements_count: Float64Array,
  duration_ms: Float64Array,
  total_ms: Float64Array,
} as const;

export type FactColumn = keyof typeof ARRAYS;
export const FACT_COLUMNS = Object.keys(ARRAYS) as FactColumn[];

/** Some columns of the OOPSes of a block: one entry of each an OOPS, by their numbers. */
export type FactBlock<C extends FactColumn> = {
  readonly [Column in C]: InstanceType<(typeof ARRAYS)[Column]>;
};

/** What `flags` says of an OOPS. */
export const INEXACT = 1;
export const BOT = 2;
export const LOCAL_REFERRER = 4;

/** How the OOPSes of a block are read; exported so that a test can pin the plan. */
export const SELECT_FACTS_OF_BLOCK = `
  SELECT id - @first, time,
    (time_source = 'directory') * ${INEXACT} + is_bot * ${BOT} + is_local_referrer * ${LOCAL_REFERRER},
    class_id, reporter_id, exception_id, signature_id, ifnull(url_id, 0), ifnull(username_id, 0),
    ifnull(topic_id, 0), ifnull(method_id, 0), ifnull(referrer_id, 0), ifnull(traceback_id, 0), ifnull(statement_id, 0), statements_count,
    duration_ms, total_ms
  FROM stored_oops WHERE id BETWEEN @first AND @last ORDER BY id`;

/** The first of a block's numbers. */
export function firstOf(block: number): number {
  return block * BLOCK_SIZE + 1;
}

/** Makes a block of what is stored. */
export function makeBlock(db: Db, block: number): FactBlock<FactColumn> {
  const first = firstOf(block);
  const rows = db
    .prepare(SELECT_FACTS_OF_BLOCK)
    .raw()
    .all({ first, last: first + BLOCK_SIZE - 1 }) as (number | null)[][];
  const columns = FACT_COLUMNS.map((column, at) => {
    const values = new ARRAYS[column](rows.length);
    for (let index = 0; index < rows.length; index++) values[index] = rows[index]?.[at] ?? Number.NaN;
    return [column, values];
  });
  return Object.fromEntries(columns);
}

/** The BLOB of a column. */
export function toBlob(values: ArrayBufferView): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

/** The column that a BLOB holds. */
export function fromBlob<C extends FactColumn>(column: C, blob: Buffer): FactBlock<C>[C] {
  return new ARRAYS[column](new Uint8Array(blob).buffer) as FactBlock<C>[C];
}
