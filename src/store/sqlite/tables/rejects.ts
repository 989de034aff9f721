import { CONFLICT, isRefusedForOneOf } from '../../loading/conflicts.js';
import type { FilePlace, Reject } from '../../records.js';
import type { Db } from '../db.js';

/** Writes rejects, inside a transaction. */
export interface RejectTable {
  /** Keeps a reject; the newer reason replaces the older one. */
  put(reject: Reject): void;
  /** Drops the rejects of files that have been read after all. */
  remove(read: readonly FilePlace[]): void;
  /** Drops the rejects of an export behind a line; behind -1 all. */
  removeRows(place: FilePlace, line: number): void;
}

/** Makes what writes them. */
export function createRejectTable(db: Db): RejectTable {
  const addDirectory = db.prepare('INSERT OR IGNORE INTO directory (path) VALUES (@directory)');
  const put = db.prepare(
    `INSERT OR REPLACE INTO reject (directory_id, name, line, reason, rejected_at, size, modified_at)
     VALUES ((SELECT id FROM directory WHERE path = @directory), @name, @line, @reason, @rejectedAt, @size, @modifiedAt)`,
  );
  const remove = db.prepare(
    'DELETE FROM reject WHERE directory_id = (SELECT id FROM directory WHERE path = @directory) AND name = @name AND line > @line',
  );
  const isAny = db.prepare('SELECT EXISTS (SELECT 1 FROM reject)').pluck();
  return {
    put(reject) {
      addDirectory.run({ directory: reject.directory });
      put.run(reject);
    },
    remove(read) {
      if (isAny.get() === 0) return;
      for (const { directory, name } of read) remove.run({ directory, name, line: -1 });
    },
    removeRows: ({ directory, name }, line) => void remove.run({ directory, name, line }),
  };
}

const SELECT_REJECTS = `
  SELECT d.path AS directory, r.name, r.line, r.reason, r.rejected_at AS rejectedAt, r.size,
    r.modified_at AS modifiedAt
  FROM reject r JOIN directory d ON d.id = r.directory_id`;

/** The rejects whose reason was that another report had one of these ids. */
export function rejectsOfIds(db: Db, ids: ReadonlySet<string>): Reject[] {
  if (ids.size === 0) return [];
  const isWanted = isRefusedForOneOf(ids);
  const rejects = db
    .prepare(`${SELECT_REJECTS} WHERE substr(r.reason, 1, length(@start)) = @start`)
    .all({ start: CONFLICT }) as Reject[];
  return rejects.filter(({ reason }) => isWanted(reason));
}

/** All rejects in the order of their paths. */
export function listRejects(db: Db): Reject[] {
  return db.prepare(`${SELECT_REJECTS} ORDER BY d.path, r.name, r.line`).all() as Reject[];
}

/** Rejects in an order of their own, behind one of them: at most so many. */
export function listRejectsAfter(
  db: Db,
  after: Pick<Reject, 'directory' | 'name' | 'line'> | null,
  most: number,
): Reject[] {
  return db
    .prepare(
      `${SELECT_REJECTS} WHERE (r.directory_id, r.name, r.line) >
         (ifnull((SELECT id FROM directory WHERE path = @directory), 0), @name, @line)
       ORDER BY r.directory_id, r.name, r.line LIMIT @most`,
    )
    .all({ directory: '', name: '', line: 0, ...after, most }) as Reject[];
}

/** The files of a directory that were refused as a whole, by name. */
export function rejectsIn(db: Db, directory: string): Map<string, Reject> {
  const rejects = db
    .prepare(`${SELECT_REJECTS} WHERE d.path = @directory AND r.line = 0`)
    .all({ directory }) as Reject[];
  return new Map(rejects.map((reject) => [reject.name, reject]));
}

/** The rows of an export that were refused, in the order of their lines. */
export function rejectsOfExport(db: Db, directory: string, name: string): Reject[] {
  return db
    .prepare(`${SELECT_REJECTS} WHERE d.path = @directory AND r.name = @name AND r.line > 0 ORDER BY r.line`)
    .all({ directory, name }) as Reject[];
}
