import type { Answer, Value } from '../query/answer.js';
import type { BuiltQuery } from '../query/build-query.js';
import { findByText } from './find-by-text.js';
import type { Db } from './open-database.js';
import { openSnippets } from './text-snippets.js';

/** Answers a question that the program put into SQL itself. */
export function askOopses(db: Db, { sql, parameters, columns, limit, text, period }: BuiltQuery): Answer {
  addRegexp(db);
  if (text) findByText(db, text, period);
  const rows = db.prepare(sql).raw().all(parameters) as Value[][];
  const shown = rows.slice(0, limit);
  const snippets = columns.indexOf('snippet');
  if (text && snippets >= 0) {
    const snippetOf = openSnippets(db, text);
    for (const row of shown) row[snippets] = snippetOf(Number(row[snippets]));
  }
  return { columns, rows: shown, truncated: rows.length > limit };
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
