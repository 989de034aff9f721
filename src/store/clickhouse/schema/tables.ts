/** A table as it lies on each node. Where the data are spread over shards, another table of its name leads to all of them. */
export interface Table {
  readonly name: string;
  /** Columns, and what else stands between the parentheses. */
  readonly columns: string;
  /**
   * What is left of the rows with one key: the one with the largest of this column, or, by `merged`, one that has of each other column
   * what its type says, such as the smallest. Absent: rows with one key are equal.
   */
  readonly left?: { readonly largest: string } | 'merged';
  /** What tells rows apart, in the order in which they lie. */
  readonly order: string;
  /** How much of it is looked up by an index in memory; absent: all. */
  readonly primary?: string;
  readonly partition?: string;
  /** How many rows its index in memory has one entry for; absent: 8192. */
  readonly granularity?: number;
  /**
   * What decides on which shard a row lies: who asks for some rows is led to their shards alone. What a view fills lies where the rows
   * of `event` do: `rand()` has all shards asked, null has each node ask itself.
   */
  readonly shard: string | null;
  /** What fills it of all that is written to `event`, as a SELECT from `{event}`; absent: it is written. */
  readonly filledBy?: string;
}

/** Seconds since the Unix epoch, within what a DateTime holds: an event can say that it happened in the year 1. */
const dateTimeOf = (milliseconds: string) =>
  `toDateTime(least(greatest(intDiv(${milliseconds}, 1000), 0), 4294967295), 'UTC')`;

/** The stamp from which what was never taken back is gone. */
const NEVER = '9223372036854775807';

/** That a row of `event` was not taken back, as SQL; what was there by a cut: see `alive` of a reading. */
export const IS_THERE = `gone_stamp = ${NEVER}`;

/** What `id_place` has for an id, of its `id_key`. */
export const ID_HASH = 'bitShiftRight(sipHash64(id_key), 16)';

/** What schema 1 had not of `id_place`. */
const PLACE_STAMP = 'stamp Int64 CODEC(Delta, ZSTD)';
const PLACE_ORDER = 'id_hash, hour, reporter, stamp';

/**
 * The tables of schema 2.
 *
 * - `event`: one row an OOPS, as it was written; what follows from the config is not in it, but for its signature and by which
 *   rules that was found. The key says what it is, so that what is written twice is one row. A row that is taken back stays,
 *   with the moment from which it is gone, until it is cleared away: see `clearAway`.
 * - `id_place`: in which hours and of which reporters there are rows of an id, by a hash of it, filled by a view: what is looked up by
 *   its id is so in a store of any size. See `hasOneOfIds`. The stamp says which of them are of what was pruned.
 * - `file`: which files hold which OOPSes. Each row says something of a file and an OOPS at a moment; the last one by then holds.
 * - `first_seen`: when each signature was seen first, filled by a view: exact but for what was taken back.
 * - `resigned`: the signatures that other rules give exceptions than those by which they were written: see `refreshSignatures`.
 * - `attribution`: to which outage OOPSes belong. A row says so while its generation is its outage's: see `StoredOutage`.
 * - `pruned_signature`: when each reporter showed each signature of what was pruned, from when to when, and when that was remembered
 *   first. A row of a signature and a reporter is merged with another one to what both say.
 * - `pruned_file`: the files of what was pruned, by their folders: see `hashPrunedFile`.
 * - `word`: all that is small. Each row says something of a key at a moment; the last word by then holds.
 * - `write`: when each writing began and ended, so that nobody reads half of one.
 */
export const TABLES: readonly Table[] = [
  {
    name: 'event',
    columns: `
      id_key String CODEC(ZSTD),
      id String CODEC(ZSTD),
      time Int64 CODEC(Delta, ZSTD),
      hour Int64 MATERIALIZED intDiv(time, 3600000) CODEC(Delta, ZSTD),
      time_source LowCardinality(String),
      arrived_at Int64 CODEC(Delta, ZSTD),
      reporter LowCardinality(String),
      type LowCardinality(Nullable(String)),
      value Nullable(String) CODEC(ZSTD),
      causes Nullable(String) CODEC(ZSTD),
      fingerprint Nullable(String) CODEC(ZSTD),
      is_event UInt8,
      exception UInt64 MATERIALIZED sipHash64(tuple(isNull(type), ifNull(type, ''), isNull(value), ifNull(value, ''),
        ifNull(causes, ''), ifNull(fingerprint, ''), is_event)),
      signed_by LowCardinality(String),
      signature_type LowCardinality(String),
      signature_value String CODEC(ZSTD),
      signature UInt64 MATERIALIZED bitShiftRight(sipHash64(tuple(signature_type, signature_value)), 11),
      topic LowCardinality(Nullable(String)),
      url Nullable(String) CODEC(ZSTD),
      method LowCardinality(Nullable(String)),
      user_agent Nullable(String) CODEC(ZSTD),
      is_bot UInt8,
      referrer Nullable(String) CODEC(ZSTD),
      referrer_host Nullable(String) CODEC(ZSTD),
      username Nullable(String) CODEC(ZSTD),
      duration_ms Nullable(Int64),
      total_ms Nullable(Int64),
      statements_count Int64,
      statement Nullable(String) CODEC(ZSTD),
      informational UInt8,
      branch LowCardinality(Nullable(String)),
      revno LowCardinality(Nullable(String)),
      hostname LowCardinality(Nullable(String)),
      traceback Nullable(String) CODEC(ZSTD(3)),
      last_oops Nullable(String) CODEC(ZSTD),
      clock_offset_ms Nullable(Int64),
      content_size Int64,
      content_crc UInt32,
      generation UInt32,
      stamp Int64 CODEC(Delta, ZSTD),
      part UInt32,
      gone_stamp Int64 DEFAULT ${NEVER},
      version UInt64 MATERIALIZED if(${IS_THERE}, 4611686018427387904 - stamp,
        9223372036854775808 - gone_stamp),
      INDEX event_by_signature signature TYPE bloom_filter(0.01) GRANULARITY 1,
      INDEX event_by_stamp (stamp, gone_stamp) TYPE minmax GRANULARITY 4,
      INDEX event_by_time time TYPE minmax GRANULARITY 1`,
    left: { largest: 'version' },
    partition: `toMonday(${dateTimeOf('time')})`,
    order: 'hour, reporter, exception, id_key, content_size, content_crc, generation',
    primary: 'hour, reporter, exception',
    shard: 'sipHash64(id_key)',
  },
  {
    name: 'id_place',
    columns: `
      id_hash UInt64 CODEC(Delta, ZSTD),
      hour Int64 CODEC(Delta, ZSTD),
      reporter LowCardinality(String),
      ${PLACE_STAMP}`,
    order: PLACE_ORDER,
    primary: 'id_hash',
    granularity: 256,
    shard: null,
    filledBy: `SELECT ${ID_HASH} AS id_hash, hour, reporter, stamp FROM {event}`,
  },
  {
    name: 'file',
    columns: `
      directory LowCardinality(String),
      name String CODEC(ZSTD),
      id_key String CODEC(ZSTD),
      time Int64 CODEC(Delta, ZSTD),
      hour Int64 MATERIALIZED intDiv(time, 3600000) CODEC(Delta, ZSTD),
      content_size Int64,
      content_crc UInt32,
      size Int64 CODEC(ZSTD),
      modified_at Int64 CODEC(Delta, ZSTD),
      stamp Int64 CODEC(Delta, ZSTD),
      part UInt32,
      is_gone UInt8,
      INDEX file_by_hour hour TYPE minmax GRANULARITY 1,
      INDEX file_by_id id_key TYPE bloom_filter(0.001) GRANULARITY 1`,
    order: 'directory, name, hour, id_key, stamp, part',
    primary: 'directory, name, hour, id_key',
    shard: 'sipHash64(id_key)',
  },
  {
    name: 'first_seen',
    columns: 'signature UInt64, time SimpleAggregateFunction(min, Int64)',
    left: 'merged',
    order: 'signature',
    shard: 'rand()',
    filledBy: `SELECT signature, min(time) AS time FROM {event}
      WHERE ${IS_THERE} GROUP BY signature`,
  },
  {
    name: 'resigned',
    columns: `
      rules LowCardinality(String),
      exception UInt64,
      signature_type LowCardinality(String),
      signature_value String CODEC(ZSTD),
      signature UInt64 MATERIALIZED bitShiftRight(sipHash64(tuple(signature_type, signature_value)), 11)`,
    order: 'rules, exception',
    shard: 'exception',
  },
  {
    name: 'attribution',
    columns: `
      outage String,
      generation Int64,
      id_key String CODEC(ZSTD),
      time Int64 CODEC(Delta, ZSTD),
      phase LowCardinality(String),
      relation LowCardinality(String),
      disposition LowCardinality(String),
      is_suppressed UInt8,
      INDEX attribution_by_time time TYPE minmax GRANULARITY 1`,
    order: 'outage, generation, id_key',
    shard: 'sipHash64(id_key)',
  },
  {
    name: 'pruned_signature',
    columns: `
      signature UInt64,
      reporter LowCardinality(String),
      first_time SimpleAggregateFunction(min, Int64),
      last_time SimpleAggregateFunction(max, Int64),
      stamp SimpleAggregateFunction(min, Int64)`,
    left: 'merged',
    order: 'signature, reporter',
    shard: 'rand()',
  },
  {
    name: 'pruned_file',
    columns: `
      directory LowCardinality(String),
      hash UInt64`,
    order: 'directory, hash',
    shard: 'rand()',
  },
  {
    name: 'word',
    columns: `
      kind LowCardinality(String),
      key String,
      stamp Int64,
      part UInt32,
      is_gone UInt8,
      value String CODEC(ZSTD)`,
    order: 'kind, key, stamp, part',
    shard: 'sipHash64(kind, key)',
  },
  {
    name: 'write',
    columns: `
      stamp Int64,
      write String,
      is_end UInt8`,
    order: 'stamp, write, is_end',
    shard: 'sipHash64(write)',
  },
];

/**
 * What brings the tables of an older schema to this one, by their names: what stands behind ALTER TABLE. The views that fill them are
 * changed too.
 */
export const CHANGES: readonly { readonly since: number; readonly table: string; readonly change: string }[] =
  [
    {
      since: 2,
      table: 'id_place',
      change: `ADD COLUMN IF NOT EXISTS ${PLACE_STAMP}, MODIFY ORDER BY (${PLACE_ORDER})`,
    },
  ];
