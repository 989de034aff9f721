import type { Answer, Value } from '../query/answer.js';
import type { BuiltQuery } from '../query/build-query.js';
import type { Db } from './open-database.js';

/** Answers a question that the program put into SQL itself. */
export function askOopses(db: Db, { sql, parameters, columns, limit }: BuiltQuery): Answer {
  addRegexp(db);
  const rows = db.prepare(sql).raw().all(parameters) as Value[][];
  return { columns, rows: rows.slice(0, limit), truncated: rows.length > limit };
}

/** `regexp(pattern, value)`, with each pattern compiled once; unknown values give NULL. */
function addRegexp(db: Db): void {
  const compiled = new Map<unknown, RegExp>();
  db.function('regexp', { deterministic: true }, (pattern: unknown, value: unknown) => {
    let expression = compiled.get(pattern);
    if (!expression) {
      expression = new RegExp(String(pattern));
      compiled.set(pattern, expression);
    }
    return value === null ? null : Number(expression.test(String(value)));
  });
}
