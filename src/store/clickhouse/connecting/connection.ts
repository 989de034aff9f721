import type { ClickHouseSettings, DataFormat } from '@clickhouse/client';
import { type Parameters, splitLongParameters } from './long-parameters.js';
import { openClient } from './open-client.js';
import { refuseOtherServer } from './other-server.js';

export type { Parameters };

/** Where the data are, and who asks. */
export interface ConnectionPlace {
  /** The HTTP address of a node, e.g. `http://localhost:8123`. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly database: string;
  /** The shards that the data are spread over; null: one node has all. */
  readonly cluster: string | null;
}

/** What holds for one statement. */
export interface StatementLimits {
  readonly settings: ClickHouseSettings;
  /** Aborted when nobody wants the answer any more: then the server stops too. */
  readonly signal: AbortSignal;
}

/** A connection to a node. It is made when it is first asked. */
export interface Connection extends Pick<ConnectionPlace, 'database' | 'cluster'> {
  /** All rows of an answer, as lists of values in the order of the columns. */
  rows<Row extends readonly unknown[]>(sql: string, parameters?: Parameters): Promise<Row[]>;
  /** The first row of an answer. */
  row<Row extends readonly unknown[]>(sql: string, parameters?: Parameters): Promise<Row | undefined>;
  /** The same as `rows` in parts, however many there are. */
  parts<Row extends readonly unknown[]>(sql: string, parameters?: Parameters): AsyncGenerator<readonly Row[]>;
  /** The same of a statement of the user's: the first two rows are the names and the types of the columns. */
  table(
    sql: string,
    parameters: Parameters,
    limits: StatementLimits,
  ): AsyncGenerator<readonly (readonly unknown[])[]>;
  /** What EXPLAIN says of one, line by line: it has a form of its own. */
  explain(sql: string, parameters: Parameters, limits: StatementLimits): Promise<string[]>;
  /** Writes rows, each with the values of its columns by name: when it is over, they are on their shards. */
  insert(table: string, rows: readonly object[], queryId?: string): Promise<void>;
  command(sql: string, parameters?: Parameters, queryId?: string): Promise<void>;
  close(): Promise<void>;
}

/** What holds for every statement. */
const SETTINGS: ClickHouseSettings = {
  // An answer that lacks a shard would be half of one.
  skip_unavailable_shards: 0,
  // What is said to be written is on its shard, not on its way there.
  distributed_foreground_insert: 1,
  // Rows with one key have one time, hence lie in one partition.
  do_not_merge_across_partitions_select_final: 1,
  optimize_skip_unused_shards: 1,
  output_format_json_quote_64bit_integers: 0,
  output_format_json_quote_denormals: 0,
  join_use_nulls: 1,
  max_query_size: '1000000000',
};

/** How long a statement may take, in milliseconds: years of data are gone through. */
const REQUEST_TIMEOUT = 600_000;

/** Makes a connection. */
export async function connect({
  url,
  username,
  password,
  database,
  cluster,
}: ConnectionPlace): Promise<Connection> {
  const client = await openClient({
    url,
    username,
    password,
    database,
    application: 'oops-report',
    request_timeout: REQUEST_TIMEOUT,
    compression: { request: false, response: true },
    use_multipart_params_auto: true,
    // A copy, because the driver writes into it.
    clickhouse_settings: { ...SETTINGS },
  });
  const sayable = (sql: string, given: Parameters) => {
    const { sql: query, parameters } = splitLongParameters({ sql, parameters: given });
    return { query, query_params: { ...parameters } };
  };
  const ask = async (sql: string, parameters: Parameters = {}) => {
    const answer = await client.query({ ...sayable(sql, parameters), format: 'JSONCompactEachRow' });
    refuseOtherServer(answer.response_headers);
    return answer;
  };
  const askWithin = async <Format extends DataFormat>(
    { settings, signal }: StatementLimits,
    sql: string,
    parameters: Parameters,
    format: Format,
  ) => {
    const limits = { clickhouse_settings: settings, abort_signal: signal };
    const answer = await client.query({ ...sayable(sql, parameters), format, ...limits });
    refuseOtherServer(answer.response_headers);
    return answer;
  };
  const rows = async <Row extends readonly unknown[]>(sql: string, parameters?: Parameters) => {
    const answer = await ask(sql, parameters);
    return (await answer.json()) as unknown as Row[];
  };
  return {
    database,
    cluster,
    rows,
    row: async <Row extends readonly unknown[]>(sql: string, parameters?: Parameters) =>
      (await rows<Row>(sql, parameters))[0],
    async *parts<Row extends readonly unknown[]>(sql: string, parameters?: Parameters) {
      const answer = await ask(sql, parameters);
      for await (const part of answer.stream()) yield part.map((row) => row.json() as unknown as Row);
    },
    async *table(sql, parameters, limits) {
      const answer = await askWithin(limits, sql, parameters, 'JSONCompactEachRowWithNamesAndTypes');
      for await (const part of answer.stream()) yield part.map((row) => row.json() as unknown as unknown[]);
    },
    async explain(sql, parameters, limits) {
      const answer = await askWithin(limits, sql, parameters, 'TabSeparated');
      const text = await answer.text();
      return text.split('\n').slice(0, -1).map(unescapeTabSeparated);
    },
    async insert(table, values, queryId) {
      if (values.length === 0) return;
      const { response_headers } = await client.insert({
        table,
        values,
        format: 'JSONEachRow',
        ...(queryId !== undefined && { query_id: queryId }),
      });
      refuseOtherServer(response_headers);
    },
    async command(sql, parameters = {}, queryId) {
      const { response_headers } = await client.command({
        ...sayable(sql, parameters),
        ...(queryId !== undefined && { query_id: queryId }),
      });
      refuseOtherServer(response_headers);
    },
    close: () => client.close(),
  };
}

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', 0: '\0' };

function unescapeTabSeparated(line: string): string {
  return line.replace(/\\(.)/g, (_, letter: string) => ESCAPED[letter] ?? letter);
}
