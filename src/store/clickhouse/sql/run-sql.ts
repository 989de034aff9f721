import type { ClickHouseSettings } from '@clickhouse/client';
import type { Answer, Value } from '../../../questions/question.js';
import { refuseSql } from '../../../questions/sql/remarks.js';
import { UserError } from '../../../user-error.js';
import type { DerivationSettings } from '../../derivation-settings.js';
import { createSizeLimit, RefusedSql, uniqueNames } from '../../questions/sql-answers.js';
import type { SqlQuestion } from '../../store.js';
import type { Connection, StatementLimits } from '../connecting/connection.js';
import { isEngineError } from '../connecting/explain-error.js';
import { beginReading } from '../events/reading.js';
import { readCommonTables } from '../views/common-tables.js';
import { takeCut } from '../writes.js';
import { checkStatement } from './check-statement.js';
import { refusalOf } from './explain-refusal.js';
import { readValue } from './read-values.js';
import { readStatement } from './statement.js';

/** What a statement may take of each server, in MB. */
const MEMORY_MB = 768;
/** How much longer than the server this program waits, in milliseconds: the server looks at its clock now and then. */
const PATIENCE = 1000;

/**
 * Answers a question in SQL, see the port: over the public views as of a cut, by a statement that the servers let do nothing but
 * read, in the time and the memory that it has.
 */
export async function runSql(
  connection: Connection,
  settings: DerivationSettings,
  fixedCut: number | null,
  { sql, parameters, limit, timeout }: SqlQuestion,
  signal?: AbortSignal,
): Promise<Answer> {
  const late = AbortSignal.timeout(timeout + PATIENCE);
  const stopped = signal ? AbortSignal.any([signal, late]) : late;
  const tooLate = () =>
    new UserError(`SQL: stopped after ${timeout / 1000} s. Ask for less, or give --timeout more.`);
  try {
    const statement = readStatement(sql, parameters);
    const { databases, isReadOnly } = await describeServer(connection);
    const limits: StatementLimits = { settings: settingsOf({ limit, timeout, isReadOnly }), signal: stopped };
    await checkStatement(connection, statement, databases, limits);
    const reading = await beginReading(connection, settings, fixedCut ?? (await takeCut(connection)));
    const views = await readCommonTables(reading, statement.mentioned);
    const asked = statement.withTables(views.tables);
    const all = { ...statement.parameters, ...views.parameters };
    if (!statement.isExplained) return await takeRows(connection.table(asked, all, limits), limit);
    const lines = await connection.explain(asked, all, limits);
    const rows = lines.slice(0, limit).map((line) => [line]);
    return { columns: ['explain'], rows, truncated: lines.length > limit };
  } catch (error) {
    signal?.throwIfAborted();
    if (late.aborted) throw tooLate();
    if (!isEngineError(error))
      throw error instanceof RefusedSql ? refuseSql(error.message, 'clickhouse') : error;
    if (error.code === '159' || error.code === '160') throw tooLate();
    if (error.code === '241')
      throw new UserError(`SQL: needs more than ${MEMORY_MB} MB of memory. Ask for less.`);
    const refusal = refusalOf(error);
    throw refusal ? refuseSql(refusal.message, 'clickhouse') : error;
  }
}

/** The databases that there are, and whether the user is one who may only read: that cannot be said again. */
async function describeServer(connection: Connection) {
  const [names, readOnly] = (await connection.row<[string[], string]>(
    "SELECT groupArray(name), toString(getSetting('readonly')) FROM system.databases",
  )) ?? [[], '0'];
  return { databases: names, isReadOnly: readOnly !== '0' };
}

function settingsOf({
  limit,
  timeout,
  isReadOnly,
}: {
  readonly limit: number;
  readonly timeout: number;
  readonly isReadOnly: boolean;
}): ClickHouseSettings {
  return {
    // No writing, no settings of the statement's own, and nothing beyond the server.
    ...(!isReadOnly && { readonly: '1' }),
    cancel_http_readonly_queries_on_client_close: 1,
    max_execution_time: timeout / 1000,
    timeout_overflow_mode: 'throw',
    max_memory_usage: String(MEMORY_MB * 1024 * 1024),
    // One more, to know of more. A limit of rows would hold for what shards send to one another too.
    limit: String(limit + 1),
    // What two tables of all shards have to do with one another is decided where the statement is.
    distributed_product_mode: 'global',
    output_format_json_quote_64bit_integers: 1,
    output_format_json_quote_denormals: 1,
    output_format_json_quote_decimals: 1,
  };
}

/** Takes rows as they come, and no more than are wanted, so that what never ends is stopped. */
async function takeRows(
  parts: AsyncGenerator<readonly (readonly unknown[])[]>,
  limit: number,
): Promise<Answer> {
  let names: readonly string[] | undefined;
  let types: readonly string[] | undefined;
  const rows: Value[][] = [];
  const checkSize = createSizeLimit();
  for await (const part of parts) {
    for (const row of part) {
      if (!names) names = uniqueNames(row.map(String));
      else if (!types) types = row.map(String);
      else if (rows.length === limit) return { columns: names, rows, truncated: true };
      else {
        const known = types;
        const values = row.map((value, place) => readValue(value, known[place] ?? ''));
        checkSize(values);
        rows.push(values);
      }
    }
  }
  return { columns: names ?? [], rows, truncated: false };
}
