import type { Statement } from 'better-sqlite3';
import type { Db } from './db.js';
import { BoundedCache } from './writing/bounded-cache.js';

/** So many statements are kept twice over; those of questions differ. */
const STATEMENTS = 300;

/**
 * Has a connection prepare each statement once, however often it is asked for. What SQLite holds of a statement is freed when V8 next
 * looks among its old objects, and V8 does not see how much that is: a program that answers for days would hold gigabytes.
 *
 * A statement that is asked for while it is run is prepared anew. One that is held and run later must be run in the same way wherever
 * its text is asked for, since ways such as `pluck` belong to the statement.
 */
export function reuseStatements(db: Db): void {
  const kept = new BoundedCache<string, Statement>(STATEMENTS);
  const prepare = db.prepare.bind(db) as (sql: string) => Statement;
  const prepareOnce = (sql: string): Statement => {
    const known = kept.get(sql);
    if (known && !known.busy) return asPrepared(known);
    const prepared = prepare(sql);
    if (!known) kept.add(sql, prepared);
    return prepared;
  };
  db.prepare = prepareOnce as Db['prepare'];
}

/** The statement without the ways in which it was run before. */
function asPrepared(statement: Statement): Statement {
  return statement.reader
    ? statement.pluck(false).raw(false).expand(false).safeIntegers(false)
    : statement.safeIntegers(false);
}
