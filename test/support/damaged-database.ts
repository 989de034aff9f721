import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { loadIncident } from './load-incident.js';
import { makeFolder } from './temporary-folder.js';

/** The sample incident as the bytes of a database, with an index of texts. */
export function soundBytes(): Buffer {
  const { db } = loadIncident();
  db.exec(`
    INSERT INTO text_index (rowid, value) SELECT id, value FROM text;
    UPDATE stored_signature SET bug = 844616 WHERE id = 1;
    VACUUM`);
  return db.serialize();
}

/** A file with these bytes, in a folder of its own. */
export function fileOf(bytes: Buffer): string {
  const file = join(makeFolder(), 'oops-report.db');
  writeFileSync(file, bytes);
  return file;
}

/** A copy in which one bit is another. */
export function turnBit(bytes: Buffer, place: number): Buffer {
  const turned = Buffer.from(bytes);
  const at = Math.floor(place / 8) % bytes.length;
  turned[at] = (turned[at] as number) ^ (1 << (place % 8));
  return turned;
}

/** A copy in which a text stands for another of the same length, wherever it is. */
export function replaceText(bytes: Buffer, from: string, to: string): Buffer {
  return Buffer.from(bytes.toString('latin1').replace(from, to), 'latin1');
}

/** All that can be read of a database: rows and views, and the words of the text index. */
export function readAll(file: string): string {
  const db = new Database(file, { readonly: true });
  try {
    db.exec('CREATE VIRTUAL TABLE temp.words USING fts5vocab (main, text_index, instance)');
    const names = db
      .prepare(
        `SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'text_index%'
         UNION ALL SELECT 'words' ORDER BY name`,
      )
      .pluck()
      .all() as string[];
    return JSON.stringify(names.map((name) => [name, rowsOf(db, name)]));
  } finally {
    db.close();
  }
}

function rowsOf(db: Database.Database, name: string): string[] {
  const rows = db.prepare(`SELECT * FROM "${name}"`).raw().all() as unknown[];
  return rows.map((row) => JSON.stringify(row)).sort();
}

/** A copy in which a row of a table with numbers has another number, as if bits of it had turned; null where it would need more bytes. */
export function renumberRow(bytes: Buffer, table: string, from: number, to: number): Buffer | null {
  const { numberAt, payloadAt } = findCell(bytes, table, from);
  const written = writeVarint(to);
  if (written.length !== payloadAt - numberAt) return null;
  const renumbered = Buffer.from(bytes);
  renumbered.set(written, numberAt);
  return renumbered;
}

/** A copy in which one bit of what a row of a table with numbers says is another; below zero it is counted from the last. */
export function turnBitOfRow(bytes: Buffer, table: string, number: number, place: number): Buffer {
  const { payloadAt, end } = findCell(bytes, table, number);
  const bits = 8 * (end - payloadAt);
  return turnBit(bytes, 8 * payloadAt + (((place % bits) + bits) % bits));
}

/** Where a row stands in its page, as https://sqlite.org/fileformat2.html#b_tree_pages has it. */
interface CellPlace {
  readonly numberAt: number;
  readonly payloadAt: number;
  readonly end: number;
}

function findCell(bytes: Buffer, table: string, number: number): CellPlace {
  const db = new Database(bytes);
  const leaves = db
    .prepare("SELECT pgoffset FROM dbstat WHERE name = ? AND pagetype = 'leaf'")
    .pluck()
    .all(table) as number[];
  db.close();
  for (const page of leaves) {
    for (let cell = 0; cell < bytes.readUInt16BE(page + 3); cell++) {
      const size = readVarint(bytes, page + bytes.readUInt16BE(page + 8 + 2 * cell));
      const { value, end: payloadAt } = readVarint(bytes, size.end);
      if (value === number) return { numberAt: size.end, payloadAt, end: payloadAt + size.value };
    }
  }
  throw new Error(`${table} has no row ${number}`);
}

function readVarint(bytes: Buffer, at: number): { readonly value: number; readonly end: number } {
  let [value, end] = [0, at];
  for (;;) {
    const byte = bytes[end++] as number;
    value = value * 128 + (byte & 127);
    if (byte < 128) return { value, end };
  }
}

function writeVarint(value: number): number[] {
  const low = [value & 127];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) low.unshift((rest & 127) | 128);
  return low;
}
