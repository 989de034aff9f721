// node sqlite-daily.js DATABASE: asks SQLite what daily.sql asks.
import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3';

const db = new Database(process.argv[2], { readonly: true });
const statements = readFileSync(new URL('daily.sql', import.meta.url), 'utf8').split(';');
for (const statement of statements.filter((text) => text.includes('SELECT'))) {
  for (const row of db.prepare(statement).raw().iterate()) process.stdout.write(`${row.join('|')}\n`);
}
