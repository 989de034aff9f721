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

/**
 * A copy in which a row of a table with numbers has another number, as if bits of it had turned; null where it would need more bytes.
 * Cells are found as https://sqlite.org/fileformat2.html#b_tree_pages has them.
 */
export function renumberRow(bytes: Buffer, table: string, from: number, to: number): Buffer | null {
  const db = new Database(bytes);
  const leaves = db
    .prepare("SELECT pgoffset FROM dbstat WHERE name = ? AND pagetype = 'leaf'")
    .pluck()
    .all(table) as number[];
  db.close();
  const renumbered = Buffer.from(bytes);
  for (const page of leaves) {
    for (let cell = 0; cell < bytes.readUInt16BE(page + 3); cell++) {
      const size = readVarint(bytes, page + bytes.readUInt16BE(page + 8 + 2 * cell));
      const number = readVarint(bytes, size.end);
      if (number.value !== from) continue;
      const written = writeVarint(to);
      if (written.length !== number.end - size.end) return null;
      renumbered.set(written, size.end);
      return renumbered;
    }
  }
  return null;
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
