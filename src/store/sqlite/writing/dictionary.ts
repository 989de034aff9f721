import { hash } from 'node:crypto';
import type { Statement } from 'better-sqlite3';
import type { CountedClass } from '../../../oops/classes/classification.js';
import type { OopsException, Signature } from '../../../oops/oops.js';
import { detach } from '../../../text/detach.js';
import type { Db } from '../db.js';
import { BoundedCache } from './bounded-cache.js';
import { nameOfClass } from './stored-class.js';

/**
 * The ids under which repeated things are stored, each once. Every function returns the id of what is there already,
 * or stores it first; call them inside a write transaction.
 */
export interface Dictionary {
  textId(text: string): number;
  textId(text: string | null): number | null;
  exceptionId(exception: OopsException): number;
  signatureId(signature: Signature): number;
  classId(counted: CountedClass): number;
  directoryId(path: string): number;
  /** Forgets what it remembers, because a transaction was undone or another process has written since. */
  forget(): void;
}

/** What the strings of one half of the cache may take, in characters; an entry costs about a hundred more. */
const TEXT_CACHE_WEIGHT = 8_000_000;
const CACHE_ENTRIES = 50_000;

/** Makes the dictionary of a database. What is in use is remembered, in bounded memory. */
export function createDictionary(db: Db): Dictionary {
  const texts = new BoundedCache<string, number>(TEXT_CACHE_WEIGHT, (text) => text.length + 100);
  const findText = db.prepare('SELECT id FROM text WHERE hash = ? AND value = ?').pluck();
  const addText = db.prepare('INSERT INTO text (hash, value) VALUES (?, ?)');
  const exceptions = createColumnsTable(db, 'exception', EXCEPTION_COLUMNS);
  const signatures = createColumnsTable(db, 'stored_signature', ['type_id', 'value_id']);
  const classes = createNameTable(db, 'class', 'name');
  const directories = createNameTable(db, 'directory', 'path');

  function textId(text: string): number;
  function textId(text: string | null): number | null;
  function textId(text: string | null): number | null {
    if (text === null) return null;
    const known = texts.get(text);
    if (known !== undefined) return known;
    const own = detach(text);
    const id = findOrAdd(findText, addText, hashText(own), own);
    texts.add(own, id);
    return id;
  }

  return {
    textId,
    exceptionId: ({ type, value, causes, fingerprint, isEvent }) =>
      exceptions.idOf(
        textId(type),
        textId(value),
        textId(causes.length === 0 ? null : JSON.stringify(causes)),
        textId(fingerprint && JSON.stringify(fingerprint)),
        Number(isEvent),
      ),
    signatureId: ({ type, value }) => signatures.idOf(textId(type), textId(value)),
    classId: (counted) => classes.idOf(nameOfClass(counted)),
    directoryId: directories.idOf,
    forget() {
      texts.clear();
      for (const table of [exceptions, signatures, classes, directories]) table.forget();
    },
  };
}

/** By what a text is found; 48 bits of SHA-1: cheap, and nobody can choose strings that share it and so make every lookup slow. */
export function hashText(text: string): number {
  return Number.parseInt(hash('sha1', text).slice(0, 12), 16);
}

/** The ids of one table's rows by what tells the rows apart. */
interface IdTable<Key extends unknown[]> {
  idOf(...key: Key): number;
  forget(): void;
}

/** What tells exceptions apart. */
const EXCEPTION_COLUMNS = ['type_id', 'value_id', 'causes_id', 'fingerprint_id', 'is_event'] as const;

/** Makes the ids of a table whose rows are told apart by several columns, most of them texts. */
function createColumnsTable(
  db: Db,
  table: 'exception' | 'stored_signature',
  columns: readonly string[],
): IdTable<(number | null)[]> {
  const cache = new BoundedCache<string, number>(CACHE_ENTRIES);
  const same = columns.map((column) => `${column} IS ?`).join(' AND ');
  const find = db.prepare(`SELECT id FROM ${table} WHERE ${same}`).pluck();
  const add = db.prepare(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  );
  return {
    idOf: (...values) => cache.getOrAdd(values.join(' '), () => findOrAdd(find, add, ...values)),
    forget: () => cache.clear(),
  };
}

/** Makes the ids of a table whose rows are names. */
function createNameTable(
  db: Db,
  table: 'class' | 'directory',
  column: 'name' | 'path',
): IdTable<[name: string]> {
  const cache = new BoundedCache<string, number>(CACHE_ENTRIES);
  const find = db.prepare(`SELECT id FROM ${table} WHERE ${column} = ?`).pluck();
  const add = db.prepare(`INSERT INTO ${table} (${column}) VALUES (?)`);
  return {
    idOf: (name) => cache.getOrAdd(name, () => findOrAdd(find, add, name)),
    forget: () => cache.clear(),
  };
}

/** The id of the row that is found, else of the one that is added. Values are bound by place, which is faster than by name. */
function findOrAdd(find: Statement, add: Statement, ...values: (string | number | null)[]): number {
  return (find.get(...values) as number | undefined) ?? Number(add.run(...values).lastInsertRowid);
}
