import { closeSync, copyFileSync, openSync, readdirSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { answersOf } from '../answers.js';
import { run } from '../program.js';
import { layDatabase, roundOf } from './round.js';

/** @type {import('./round.js').Subject} */
export const REPAIR = {
  about: 'doctor --repair of a damaged database, and ingest again',
  async prepare({ folder, filled }) {
    const damaged = join(folder, 'damaged.db');
    copyFileSync(filled, damaged);
    turnBits(damaged, pageOf(damaged, 'text'), 40);
  },
  async begin(folder, given) {
    layDatabase(folder, join(given.folder, 'damaged.db'));
    return roundOf(folder, [['--quiet', 'doctor', '--repair']], {
      async answers() {
        removeKept(folder);
        await run(folder, ['--quiet', 'ingest', given.repository]);
        return answersOf(folder);
      },
    });
  },
};

/** The first page of a table, as SQLite numbers them. */
function pageOf(/** @type {string} */ file, /** @type {string} */ table) {
  const db = new Database(file, { readonly: true });
  try {
    const size = Number(db.pragma('page_size', { simple: true }));
    const page = db
      .prepare("SELECT max(pageno) FROM dbstat WHERE name = ? AND pagetype = 'leaf'")
      .pluck()
      .get(table);
    return { at: (Number(page) - 1) * size, size };
  } finally {
    db.close();
  }
}

/** Turns a bit in each of so many bytes at the end of a page, where the values lie. */
function turnBits(/** @type {string} */ file, { at, size }, /** @type {number} */ count) {
  const handle = openSync(file, 'r+');
  const bytes = Buffer.alloc(count);
  readSync(handle, bytes, 0, count, at + size - count);
  for (const [place, byte] of bytes.entries()) bytes[place] = byte ^ 1;
  writeSync(handle, bytes, 0, count, at + size - count);
  closeSync(handle);
}

/** What a repair leaves beside the database: the damaged one, and what no source has. */
function removeKept(/** @type {string} */ folder) {
  for (const name of readdirSync(folder)) if (/\.(damaged|kept)-/.test(name)) rmSync(join(folder, name));
}
