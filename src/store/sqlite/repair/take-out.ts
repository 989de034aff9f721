import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Db } from '../db.js';

/** What became of OOPSes that may be damaged. */
export interface TakenOut {
  /** How many were taken out, because what they were read from is still there. */
  readonly count: number;
  /** The ids of those that stay, because it is not. */
  readonly staying: readonly string[];
  /** The files that have to be read again. */
  readonly paths: readonly string[];
}

/** Takes OOPSes out that the next ingest reads again, and has it read their files. Inside a transaction. */
export function takeOut(db: Db, suspects: Iterable<number>): TakenOut {
  const idOf = db.prepare('SELECT oops_id FROM stored_oops WHERE id = ?').pluck();
  const filesOf = db
    .prepare('SELECT d.path, f.name FROM file f JOIN directory d ON d.id = f.directory_id WHERE f.oops = ?')
    .raw();
  const drops = [
    ['file', 'oops'],
    ['clock_offset', 'oops'],
    ['traceback_parts', 'oops'],
    ['stored_oops', 'id'],
  ].map(([table, column]) => db.prepare(`DELETE FROM ${table} WHERE ${column} = ?`));
  const paths = new Set<string>();
  const staying: string[] = [];
  let count = 0;
  for (const seq of suspects) {
    const files = (filesOf.all(seq) as [string, string][]).map(([folder, name]) => join(folder, name));
    const there = files.filter((path) => existsSync(path));
    if (there.length === 0) {
      staying.push(idOf.get(seq) as string);
      continue;
    }
    for (const path of there) paths.add(path);
    for (const drop of drops) drop.run(seq);
    count++;
  }
  for (const path of forgetLost(db)) paths.add(path);
  const forget = db.prepare(
    'UPDATE export SET modified_at = -1, read_to = 0, read_lines = 0, read_check = NULL WHERE path = ?',
  );
  for (const path of paths) forget.run(path);
  return { count, staying, paths: [...paths].sort() };
}

/** Forgets the files of OOPSes that are lost, so that they are read as new ones, and returns their paths. */
function forgetLost(db: Db): string[] {
  const isLost = 'oops NOT IN (SELECT id FROM stored_oops)';
  const lost = db
    .prepare(
      `SELECT DISTINCT d.path, f.name FROM file f JOIN directory d ON d.id = f.directory_id WHERE f.${isLost}`,
    )
    .raw()
    .all() as [string, string][];
  db.exec(`
    DELETE FROM file WHERE ${isLost} OR directory_id NOT IN (SELECT id FROM directory);
    DELETE FROM clock_offset WHERE ${isLost};
    DELETE FROM traceback_parts WHERE ${isLost};
    DELETE FROM reject WHERE directory_id NOT IN (SELECT id FROM directory);
    DELETE FROM pruned_file WHERE directory_id NOT IN (SELECT id FROM directory)`);
  return lost.map(([folder, name]) => join(folder, name)).filter((path) => existsSync(path));
}
