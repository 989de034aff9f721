// node duckdb-daily.js load DATABASE COPY: copies what daily.sql asks for from SQLite into a DuckDB file.
// node duckdb-daily.js ask COPY: asks it. Needs `npm install --no-save @duckdb/node-api`.
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import Database from 'better-sqlite3';

const COLUMNS = 'time, class_id, signature_id, url_id, is_bot';

async function load(source, copy) {
  const folder = mkdtempSync(join(tmpdir(), 'oops-report-duckdb-'));
  const path = join(folder, 'oopses.csv');
  const rows = new Database(source, { readonly: true }).prepare(`SELECT ${COLUMNS} FROM stored_oops`).raw();
  await pipeline(Readable.from(linesOf(rows)), createWriteStream(path));
  const connection = await (await DuckDBInstance.create(copy)).connect();
  await connection.run(`CREATE TABLE stored_oops AS SELECT * FROM read_csv('${path}', header = true)`);
  connection.closeSync();
  rmSync(folder, { recursive: true });
}

function* linesOf(rows) {
  yield `${COLUMNS}\n`;
  for (const row of rows.iterate()) yield `${row.join(',')}\n`;
}

async function ask(copy) {
  const instance = await DuckDBInstance.create(copy, { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  const statements = readFileSync(new URL('daily.sql', import.meta.url), 'utf8').split(';');
  for (const statement of statements.filter((text) => text.includes('SELECT'))) {
    const answer = await connection.runAndReadAll(statement);
    for (const row of answer.getRows()) process.stdout.write(`${row.join('|')}\n`);
  }
}

const [verb, ...paths] = process.argv.slice(2);
await { load, ask }[verb](...paths);
