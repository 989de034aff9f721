import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { RefusedSql } from '../../questions/sql-answers.js';
import { readWithSql, type SqlRequest } from './read-with-sql.js';

/**
 * The process in which one question in SQL is answered, so that it can be killed: a running statement cannot be
 * interrupted otherwise. It reads the question from stdin and writes the answer, or what was wrong with the question, to
 * stdout, both as JSON. Like main.ts it is a program, and nothing imports it.
 */
new Worker(new URL('./parent-watch.js', import.meta.url), {
  execArgv: [],
  // By default a thread reserves more memory than this process may have.
  resourceLimits: { codeRangeSizeMb: 4, maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 2 },
}).unref();
process.stdout.write(JSON.stringify(answer(JSON.parse(readFileSync(0, 'utf8')) as SqlRequest)));

function answer(request: SqlRequest): object {
  try {
    return { answer: readWithSql(request) };
  } catch (error) {
    if (error instanceof RefusedSql) return { refused: error.message };
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_NOMEM') return { outOfMemory: true };
    // What SQLite, the driver (of a parameter without a value, or several statements) or a regular expression says.
    const isAboutTheQuestion = [Database.SqliteError, RangeError, TypeError, SyntaxError].some(
      (kind) => error instanceof kind,
    );
    if (isAboutTheQuestion) return { refused: (error as Error).message };
    throw error;
  }
}
