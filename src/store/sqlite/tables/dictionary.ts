import { hash } from 'node:crypto';
import type { Statement } from 'better-sqlite3';
import type { CountedClass } from '../../../oops/classes/classification.js';
import type { Signature } from '../../../oops/oops.js';
import type { Db } from '../db.js';
import { nameOfClass } from './stored-class.js';

/**
 * The ids under which repeated things are stored, each once. Every function returns the id of what is there already,
 * or stores it first; call them inside a write transaction.
 */
export interface Dictionary {
  textId(text: string): number;
  textId(text: string | null): number | null;
  exceptionId(type: string | null, value: string | null): number;
  signatureId(signature: Signature): number;
  classId(counted: CountedClass): number;
  directoryId(path: string): number;
  /** Forgets what it remembers, because a transaction was undone or another process has written since. */
  forget(): void;
}

/** What the strings of one half of the cache may take, in characters; an entry costs about a hundred more. */
const TEXT_CACHE_WEIGHT = 8_000_000;
const CACHE_ENTRIES = 50_000;

/** Opens the dictionary of a database. What is in use is remembered, in bounded memory. */
export function openDictionary(db: Db): Dictionary {
  const texts = new BoundedCache<string, number>(TEXT_CACHE_WEIGHT, (text) => text.length + 100);
  const findText = db.prepare('SELECT id FROM text WHERE hash = ? AND value = ?').pluck();
  const addText = db.prepare('INSERT INTO text (hash, value) VALUES (?, ?)');
  const exceptions = openPairs(db, 'exception');
  const signatures = openPairs(db, 'stored_signature');
  const classes = openNames(db, 'class', 'name');
  const directories = openNames(db, 'directory', 'path');

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
    exceptionId: (type, value) => exceptions.idOf(textId(type), textId(value)),
    signatureId: ({ type, value }) => signatures.idOf(textId(type), textId(value)),
    classId: (counted) => classes.idOf(nameOfClass(counted)),
    directoryId: directories.idOf,
    forget() {
      texts.clear();
      for (const table of [exceptions, signatures, classes, directories]) table.forget();
    },
  };
}

/** 48 bits of SHA-1: cheap, and nobody can choose strings that share it and so make every lookup slow. */
function hashText(text: string): number {
  return Number.parseInt(hash('sha1', text).slice(0, 12), 16);
}

/**
 * A copy with characters of its own: a piece of a report would keep the whole report in memory. Halves of surrogate
 * pairs become U+FFFD, for what is stored must be UTF-8.
 */
function detach(text: string): string {
  return Buffer.from(text).toString();
}

interface IdTable<Key extends unknown[]> {
  idOf(...key: Key): number;
  forget(): void;
}

function openPairs(db: Db, table: 'exception' | 'stored_signature'): IdTable<[number | null, number | null]> {
  const cache = new BoundedCache<string, number>(CACHE_ENTRIES);
  const find = db.prepare(`SELECT id FROM ${table} WHERE value_id IS ? AND type_id IS ?`).pluck();
  const add = db.prepare(`INSERT INTO ${table} (value_id, type_id) VALUES (?, ?)`);
  return {
    idOf: (type, value) => remember(cache, `${type} ${value}`, () => findOrAdd(find, add, value, type)),
    forget: () => cache.clear(),
  };
}

function openNames(db: Db, table: 'class' | 'directory', column: 'name' | 'path'): IdTable<[string]> {
  const cache = new BoundedCache<string, number>(CACHE_ENTRIES);
  const find = db.prepare(`SELECT id FROM ${table} WHERE ${column} = ?`).pluck();
  const add = db.prepare(`INSERT INTO ${table} (${column}) VALUES (?)`);
  return {
    idOf: (name) => remember(cache, name, () => findOrAdd(find, add, name)),
    forget: () => cache.clear(),
  };
}

function remember(cache: BoundedCache<string, number>, key: string, lookUp: () => number): number {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const id = lookUp();
  cache.add(key, id);
  return id;
}

/** Values are bound by place, which is faster than by name. */
function findOrAdd(find: Statement, add: Statement, ...values: (string | number | null)[]): number {
  return (find.get(...values) as number | undefined) ?? Number(add.run(...values).lastInsertRowid);
}

/** Answers to a question about stored texts, each asked once. */
export interface Answers {
  /** The answer for a text and its id in the database; no text has the id null. */
  of(id: number | null, text: string | null): boolean;
  forget(): void;
}

const REMEMBERED = 50_000;

/** Remembers by id and not by text, because a kept piece of a report would keep the whole report in memory. */
export function openAnswers(ask: (text: string | null) => boolean): Answers {
  const cache = new BoundedCache<number | null, boolean>(REMEMBERED);
  return {
    of(id, text) {
      let answer = cache.get(id);
      if (answer === undefined) {
        answer = ask(text);
        cache.add(id, answer);
      }
      return answer;
    },
    forget: () => cache.clear(),
  };
}

/**
 * Remembers what was looked up, in bounded memory: when the younger half is full it becomes the older half, and the
 * older one is dropped. What is in use stays, because a hit in the older half moves it to the younger one.
 */
export class BoundedCache<K, V> {
  #young = new Map<K, V>();
  #old = new Map<K, V>();
  #weight = 0;
  readonly #limit: number;
  readonly #weigh: (key: K) => number;

  /** @param limit what the entries of one half may weigh together */
  constructor(limit: number, weigh: (key: K) => number = () => 1) {
    this.#limit = limit;
    this.#weigh = weigh;
  }

  /** Returns the value, or undefined when it is not, or no longer, remembered. */
  get(key: K): V | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.add(key, old);
    return old;
  }

  /** Remembers a value that `get` did not find, unless it weighs more than a half holds. */
  add(key: K, value: V): void {
    const weight = this.#weigh(key);
    if (weight > this.#limit) return;
    if (this.#weight + weight > this.#limit) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#weight = 0;
    }
    this.#young.set(key, value);
    this.#weight += weight;
  }

  clear(): void {
    this.#young.clear();
    this.#old.clear();
    this.#weight = 0;
  }
}
