import Database from 'better-sqlite3';
import type { Answer, Value } from '../../../questions/question.js';
import { findsPattern } from '../../../text/pattern.js';
import { createSizeLimit, RefusedSql, uniqueNames } from '../../questions/sql-answers.js';
import type { Db } from '../db.js';

/** One question in SQL, and how much of its answer is wanted. */
export interface SqlRequest {
  /** The database, as an absolute path. */
  readonly file: string;
  readonly sql: string;
  /** The values of `:name` parameters as they were typed. */
  readonly parameters: Readonly<Record<string, string>>;
  /** How many rows at most. */
  readonly limit: number;
}

/** The functions that show a pragma as a table and tell only what the schema is. Others tell paths, or may in time. */
const SCHEMA_FUNCTIONS = [
  'table_info',
  'table_xinfo',
  'table_list',
  'index_list',
  'index_info',
  'index_xinfo',
  'foreign_key_list',
];

/**
 * Answers a question in SQL that can do nothing but read this database: on a connection of its own that cannot write,
 * one statement that returns rows and changes nothing. SQLite itself judges that; beyond it, statements other than
 * SELECT, WITH, VALUES and EXPLAIN of these are refused, because a PRAGMA also "reads", and so are functions that tell
 * paths. It sees the views by the names under which they are described, and REGEXP.
 * Runs as long as the statement does: call it in a process that can be killed. Throws a RefusedSql for what it refuses.
 */
export function readWithSql({ file, sql, parameters, limit }: SqlRequest): Answer {
  const db = new Database(file, { readonly: true, fileMustExist: true });
  try {
    // What a sort cannot hold goes to memory, whose size is limited, and not to the disk, whose size is not.
    db.pragma('temp_store = MEMORY');
    addRegexp(db);
    db.pragma('query_only = ON');
    db.pragma('trusted_schema = OFF');
    refuseOtherStatements(sql);
    const statement = db.prepare(sql);
    if (!statement.reader || !statement.readonly) {
      throw new RefusedSql('only a statement that reads can be run');
    }
    const columns = uniqueNames(statement.columns().map(({ name }) => name));
    const found = statement.raw().safeIntegers().iterate(bindable(parameters)) as IterableIterator<unknown[]>;
    return { columns, ...takeRows(found, limit) };
  } finally {
    db.close();
  }
}

/** What may stand before a word: blanks and comments. */
const BLANK = String.raw`(?:\s|--[^\n]*(?:\n|$)|/\*[\s\S]*?\*/)`;
const NOTHING = new RegExp(`^(?:${BLANK}|;)*$`);
// EXPLAIN alone would do: SQLite runs some pragmas while it reads them, and shows what others would tell.
const READS = new RegExp(
  `^(?:${BLANK}|;)*(?:explain${BLANK}+(?:query${BLANK}+plan${BLANK}+)?)?(?:select|with|values)\\b`,
  'i',
);

/** `fts3_tokenizer` is refused as well: it hands out an address in memory, and takes one. */
function refuseOtherStatements(sql: string): void {
  if (NOTHING.test(sql)) throw new RefusedSql('there is no statement');
  if (!READS.test(sql)) throw new RefusedSql('only SELECT, WITH, VALUES and EXPLAIN of these can be run');
  if (/fts3_tokenizer/i.test(sql)) throw new RefusedSql('fts3_tokenizer is not allowed');
  for (const [name, of = ''] of sql.matchAll(/pragma_(\w+)/gi)) {
    if (!SCHEMA_FUNCTIONS.includes(of.toLowerCase())) throw new RefusedSql(`${name} is not allowed`);
  }
}

function takeRows(found: Iterable<unknown[]>, limit: number): Pick<Answer, 'rows' | 'truncated'> {
  const rows: Value[][] = [];
  const checkSize = createSizeLimit();
  for (const row of found) {
    if (rows.length === limit) return { rows, truncated: true };
    const values = row.map(readable);
    checkSize(values);
    rows.push(values);
  }
  return { rows, truncated: false };
}

/** A value as JSON can carry it: what a number cannot hold exactly is text, and a blob is `x'...'`. */
function readable(value: unknown): Value {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (Buffer.isBuffer(value)) return `x'${value.toString('hex')}'`;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  return typeof value === 'string' ? value : null;
}

/** The values to bind: what is written as a number is one, so that it can be compared with counts and durations. */
function bindable(parameters: Readonly<Record<string, string>>): Record<string, string | number | bigint> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, text]) => {
      const number = Number(text);
      if (String(number) !== text || !Number.isFinite(number)) return [name, text];
      return [name, Number.isSafeInteger(number) ? BigInt(number) : number];
    }),
  );
}

/** Gives the connection `regexp(pattern, value)`, which is also `value REGEXP pattern`; unknown values give NULL. */
export function addRegexp(db: Db): void {
  db.function('regexp', { deterministic: true }, (pattern: unknown, value: unknown) =>
    value === null ? null : Number(findsPattern({ source: String(pattern) }, String(value))),
  );
}
