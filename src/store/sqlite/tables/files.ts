import { join, sep } from 'node:path';
import type { FilePlace } from '../../records.js';
import type { Db } from '../db.js';

/** The files of a directory that have been read: a million of them take 40 MB beside their names. */
export interface ReadFiles {
  /** The place of a file in the columns by its name. */
  readonly places: ReadonlyMap<string, number>;
  /** The numbers of the OOPSes that they hold. */
  readonly oops: Float64Array;
  /** Their stamps; UNKNOWN_STAMP or UNSETTLED_STAMP as a size. */
  readonly size: Float64Array;
  readonly modifiedAt: Float64Array;
}

type FileRow = readonly [name: string, oops: number, size: number, modifiedAt: number];

/** Rows fetched together: one by one they take twice as long, and a million at once as much memory again. */
const ROWS_AT_ONCE = 20_000;

/** What is known of the files of a directory. */
export function readFilesOf(db: Db, directory: string): ReadFiles {
  const id = db.prepare('SELECT id FROM directory WHERE path = ?').pluck().get(directory) ?? null;
  const count = db.prepare('SELECT count(*) FROM file WHERE directory_id = ?').pluck().get(id) as number;
  const places = new Map<string, number>();
  const [oops, size, modifiedAt] = [1, 2, 3].map(() => new Float64Array(count)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const select = db
    .prepare(
      `SELECT name, oops, size, modified_at FROM file WHERE directory_id = ? AND (oops, name) > (?, ?)
       ORDER BY oops, name LIMIT ${ROWS_AT_ONCE}`,
    )
    .raw();
  let last: FileRow | undefined;
  // Each round goes on after the last row of the one before, and takes no more than there is room for.
  for (let place = 0; place < count; ) {
    const rows = select.all(id, last?.[1] ?? 0, last?.[0] ?? '') as FileRow[];
    for (const row of rows.slice(0, count - place)) {
      places.set(row[0], place);
      oops[place] = row[1];
      size[place] = row[2];
      modifiedAt[place++] = row[3];
    }
    last = rows.at(-1);
    if (!last) break;
  }
  return { places, oops, size, modifiedAt };
}

/** Whether any file was read in a folder, or below it, also one whose OOPS was pruned. */
export function hasFilesWithin(db: Db, folder: string): boolean {
  const inner = folder.endsWith(sep) ? folder : folder + sep;
  const found = db
    .prepare(
      `SELECT EXISTS (SELECT 1 FROM directory d WHERE (d.path = @folder OR substr(d.path, 1, length(@inner)) = @inner)
         AND (EXISTS (SELECT 1 FROM file f WHERE f.directory_id = d.id)
           OR EXISTS (SELECT 1 FROM pruned_file p WHERE p.directory_id = d.id)))`,
    )
    .pluck();
  return found.get({ folder, inner }) === 1;
}

/** An OOPS of an export. */
export interface HeldRow {
  readonly seq: number;
  readonly time: number;
  /** 1 of an event of another kind than an OOPS, else 0. */
  readonly isEvent: number;
}

/** The OOPSes that an export holds. */
export function rowsOfFile(db: Db, { directory, name }: FilePlace): HeldRow[] {
  return db
    .prepare(
      `SELECT o.id AS seq, o.time, e.is_event AS isEvent
       FROM file f JOIN stored_oops o ON o.id = f.oops JOIN exception e ON e.id = o.exception_id
       WHERE f.directory_id = (SELECT id FROM directory WHERE path = @directory) AND f.name = @name`,
    )
    .all({ directory, name }) as HeldRow[];
}

/** The number of the OOPS of this id that an export holds; null where it holds none. */
export function findRowOfFile(db: Db, { directory, name }: FilePlace, id: string): number | null {
  const seq = db
    .prepare(
      `SELECT f.oops FROM stored_oops o JOIN file f ON f.oops = o.id
       WHERE o.oops_id = @id AND f.directory_id = (SELECT id FROM directory WHERE path = @directory) AND f.name = @name`,
    )
    .pluck()
    .get({ directory, name, id });
  return typeof seq === 'number' ? seq : null;
}

/** The ids of the OOPSes of an export that were loaded last: at most so many. */
export function lastIdsOf(db: Db, { directory, name }: FilePlace, most: number): Set<string> {
  const ids = db
    .prepare(
      `SELECT o.oops_id FROM file f JOIN stored_oops o ON o.id = f.oops
       WHERE f.directory_id = (SELECT id FROM directory WHERE path = @directory) AND f.name = @name
       ORDER BY f.oops DESC LIMIT @most`,
    )
    .pluck()
    .all({ directory, name, most });
  return new Set(ids as string[]);
}

/** The files that hold an OOPS: one, and its copies. */
export function placesOf(db: Db, seq: number): FilePlace[] {
  return db
    .prepare(
      `SELECT d.path AS directory, f.name FROM file f JOIN directory d ON d.id = f.directory_id
       WHERE f.oops = @seq ORDER BY f.directory_id, f.name`,
    )
    .all({ seq }) as FilePlace[];
}

/** Their paths. */
export function pathsOf(db: Db, seq: number): string[] {
  return placesOf(db, seq).map(({ directory, name }) => join(directory, name));
}

/** The folders that files were read in, in the order in which they were met: that of the files of an OOPS. */
export function listFolders(db: Db): string[] {
  return db.prepare('SELECT path FROM directory ORDER BY id').pluck().all() as string[];
}
