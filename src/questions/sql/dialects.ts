/** The engine that answers SQL: see `StoreAddress`. */
export type SqlEngine = 'sqlite' | 'clickhouse';

/** How the SQL of an engine is written where that of the other is not. */
export interface SqlDialect {
  /** What there is to know of it before asking, a line each. */
  readonly notes: readonly string[];
  /** Functions that are compared with numbers as seconds since 1970, in lower case. */
  readonly seconds: ReadonlyMap<string, InSeconds>;
  /** What gives a time that is not written as the views write times, in lower case, each with what is said of it. */
  readonly otherTimes: ReadonlyMap<string, string>;
  /** How the views' form is had of such a time. */
  readonly isoOf: string;
  /** How a day is had in milliseconds, as an example. */
  readonly dayMs: string;
  /** Functions that only the other engine has, in lower case, each with what is written here. */
  readonly functions: ReadonlyMap<string, string>;
}

/** A function that is compared as seconds: its name, and how its seconds are written as a number. */
interface InSeconds {
  readonly name: string;
  readonly written: string;
}

const SQLITE: SqlDialect = {
  notes: [],
  seconds: new Map([['unixepoch', { name: 'unixepoch', written: 'unixepoch(…)' }]]),
  otherTimes: new Map(
    ['datetime', 'current_timestamp'].map((name) => [
      name,
      `has a T between day and time, and ${name} a blank`,
    ]),
  ),
  isoOf: "strftime('%Y-%m-%dT%H:%M:%fZ', …)",
  dayMs: "unixepoch('2011-09-08') * 1000",
  functions: new Map(
    Object.entries({
      tounixtimestamp: 'unixepoch',
      formatdatetime: 'strftime',
      now: "unixepoch('now')",
      countif: 'count(*) FILTER (WHERE …)',
      uniqexact: 'count(DISTINCT …)',
      grouparray: 'json_group_array',
    }),
  ),
};

/** What a clock or a calendar of ClickHouse gives: no text, and compared with a number it is seconds since 1970. */
const MOMENTS = ['now', 'now64', 'today', 'yesterday', 'toDateTime', 'toDateTime64', 'toDate'];

const CLICKHOUSE: SqlDialect = {
  notes: [
    'LIKE and the comparison of ids tell capitals from small letters; ILIKE and lower(id) do not.',
    "Milliseconds of a day: toUnixTimestamp('2011-09-08', 'UTC') * 1000; of now: toUnixTimestamp64Milli(now64(3)).",
    'signature_id is a hash, and seq the moment of loading in microseconds: other numbers than in SQLite.',
    '1 / 0 is infinite, 7 / 2 is 3.5 (intDiv gives 3), and what is not grouped must be aggregated: any(id).',
    'Other tables, SETTINGS, FORMAT, INTO OUTFILE, and functions that reach beyond the database are refused.',
  ],
  seconds: new Map([
    ['tounixtimestamp', { name: 'toUnixTimestamp', written: 'toUnixTimestamp(…)' }],
    ...MOMENTS.map((name) => [name.toLowerCase(), { name, written: `toUnixTimestamp(${name}(…))` }] as const),
  ]),
  otherTimes: new Map(
    MOMENTS.map((name) => [name.toLowerCase(), `is text in ISO 8601, which ${name}() is not`]),
  ),
  isoOf: "formatDateTime(…, '%Y-%m-%dT%H:%i:%S.000Z', 'UTC')",
  dayMs: "toUnixTimestamp('2011-09-08', 'UTC') * 1000",
  functions: new Map(
    Object.entries({
      unixepoch: 'toUnixTimestamp',
      strftime: 'formatDateTime',
      datetime: 'toDateTime',
      json_group_array: 'groupArray',
      json_extract: 'JSONExtractString',
      iif: 'if',
      total: 'sum',
    }),
  ),
};

/** How SQL is written for each engine. */
export const SQL_DIALECTS: Readonly<Record<SqlEngine, SqlDialect>> = {
  sqlite: SQLITE,
  clickhouse: CLICKHOUSE,
};
