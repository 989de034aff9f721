import type { Db } from '../db.js';
import { hashText } from '../writing/dictionary.js';

/** How a text begins that is made up for one that is lost. */
export const LOST = '(lost when the database was damaged)';

/**
 * Makes up for rows that others speak of and that could not be read, so that what speaks of them can be counted. Returns the
 * OOPSes that speak of one.
 */
export function fillGaps(db: Db, lostTexts: readonly number[]): Set<number> {
  db.exec('CREATE TEMP TABLE lost_text (id INTEGER PRIMARY KEY)');
  const lose = db.prepare('INSERT OR IGNORE INTO temp.lost_text VALUES (?)');
  for (const id of lostTexts) lose.run(id);
  const affected = new Set<number>();
  const note = (condition: string) => {
    const found = db.prepare(`SELECT id FROM stored_oops WHERE ${condition}`).pluck().all() as number[];
    for (const seq of found) affected.add(seq);
  };

  for (const [table, column] of [
    ['reporter', 'reporter_id'],
    ['class', 'class_id'],
    ['exception', 'exception_id'],
    ['stored_signature', 'signature_id'],
  ] as const) {
    const missing = `SELECT ${column} FROM stored_oops EXCEPT SELECT id FROM ${table}`;
    note(`${column} IN (${missing})`);
    const ids = db.prepare(missing).pluck().all() as number[];
    for (const id of ids) makeRow(db, table, id);
  }
  for (const [table, column] of TEXT_COLUMNS) {
    const missing = `SELECT ${column} FROM ${table} WHERE ${column} IS NOT NULL EXCEPT SELECT id FROM text`;
    const ids = db.prepare(missing).pluck().all() as number[];
    for (const id of ids) {
      makeText(db, id);
      lose.run(id);
    }
  }
  for (const [table, column] of TEXT_COLUMNS) {
    const isLost = `${column} IN (SELECT id FROM temp.lost_text)`;
    if (table === 'stored_oops') note(isLost);
    if (table === 'exception') note(`exception_id IN (SELECT id FROM exception WHERE ${isLost})`);
  }
  db.exec('DROP TABLE temp.lost_text');
  return affected;
}

/** Where texts are named. */
const TEXT_COLUMNS: readonly (readonly [table: string, column: string])[] = [
  ...[
    'topic',
    'url',
    'method',
    'user_agent',
    'referrer',
    'username',
    'statement',
    'branch',
    'revno',
    'hostname',
  ]
    .concat('traceback')
    .map((name) => ['stored_oops', `${name}_id`] as const),
  ...['type_id', 'value_id', 'causes_id', 'fingerprint_id'].map((column) => ['exception', column] as const),
  ...['type_id', 'value_id'].map((column) => ['stored_signature', column] as const),
  ...['type_id', 'value_id'].map((column) => ['pruned_signature', column] as const),
];

function makeText(db: Db, id: number): void {
  const value = `${LOST} ${id}`;
  db.prepare('INSERT OR REPLACE INTO text (id, hash, value) VALUES (?, ?, ?)').run(
    id,
    hashText(value),
    value,
  );
}

function makeRow(db: Db, table: 'reporter' | 'class' | 'exception' | 'stored_signature', id: number): void {
  const name = `LOST-${id}`;
  switch (table) {
    case 'reporter':
      db.prepare("INSERT INTO reporter (id, name, system, kind) VALUES (?, ?, ?, 'webapp')").run(
        id,
        name,
        name,
      );
      break;
    case 'class':
      db.prepare('INSERT INTO class (id, name) VALUES (?, ?)').run(id, name);
      break;
    case 'exception':
      db.prepare('INSERT INTO exception (id) VALUES (?)').run(id);
      break;
    case 'stored_signature': {
      const value = `${LOST} signature ${id}`;
      const add = db.prepare('INSERT INTO text (hash, value) VALUES (?, ?)');
      const text = Number(add.run(hashText(value), value).lastInsertRowid);
      db.prepare('INSERT INTO stored_signature (id, type_id, value_id) VALUES (?, ?, ?)').run(id, text, text);
    }
  }
}
