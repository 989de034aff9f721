/**
 * The columns of a block, and what holds whatever can stand in each. An id of 0 and a duration of NaN stand for NULL. How their
 * BLOBs hold them: see `packColumn`.
 */
export const ARRAYS = {
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
  user_agent_id: Int32Array,
  branch_id: Int32Array,
  revno_id: Int32Array,
  hostname_id: Int32Array,
  statements_count: Float64Array,
  duration_ms: Float64Array,
  total_ms: Float64Array,
} as const;

export type FactColumn = keyof typeof ARRAYS;
export const FACT_COLUMNS = Object.keys(ARRAYS) as FactColumn[];

/** Some columns of the OOPSes of a block: one entry of each an OOPS, by their numbers. Nobody writes to them. */
export type FactBlock<C extends FactColumn> = {
  readonly [Column in C]: Column extends 'time' ? Float64Array : FactArray;
};

/** The columns that are stored as they are: the places tell how many OOPSes there are, and of times hardly two are equal. */
export const WHOLE_COLUMNS: ReadonlySet<FactColumn> = new Set(['place', 'time']);

/** The entries of a column, in an array that may be narrower than the one that holds whatever can stand in it. */
export type FactArray = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

/** Some columns in arrays that hold whatever can stand in each. */
export type WideBlock<C extends FactColumn> = {
  readonly [Column in C]: InstanceType<(typeof ARRAYS)[Column]>;
};

/** What `flags` says of an OOPS. */
export const INEXACT = 1;
export const BOT = 2;
export const LOCAL_REFERRER = 4;
export const INFORMATIONAL = 8;
