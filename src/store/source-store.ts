import { sep } from 'node:path';
import type { Db } from './open-database.js';
import { writeTransaction } from './write-transaction.js';

/** What a source can be. */
export const SOURCE_KINDS = ['repository', 'export', 'queue'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** A place that OOPSes are read from. */
export interface Source {
  readonly path: string;
  readonly kind: SourceKind;
  /** When the last reading that went through all of it began, in milliseconds since the Unix epoch. */
  readonly lastReadAt: number;
}

/** All sources in the order of their paths. */
export function listSources(db: Db): Source[] {
  return db
    .prepare('SELECT path, kind, last_read_at AS lastReadAt FROM source ORDER BY path')
    .all() as Source[];
}

/**
 * Records that a source was read in full. A source inside another is a part of it and not recorded: a folder that was
 * once loaded alone would otherwise make every later report believe that nothing was read since.
 */
export function recordFullReading(db: Db, source: Source): void {
  writeTransaction(db, () => {
    const others = listSources(db).filter(({ path }) => path !== source.path);
    if (others.some(({ path }) => isWithin(path, source.path))) return;
    const remove = db.prepare('DELETE FROM source WHERE path = @path');
    for (const part of others.filter(({ path }) => isWithin(source.path, path))) remove.run(part);
    db.prepare(
      `INSERT INTO source (path, kind, last_read_at) VALUES (@path, @kind, @lastReadAt)
       ON CONFLICT (path) DO UPDATE SET kind = excluded.kind, last_read_at = max(last_read_at, excluded.last_read_at)`,
    ).run(source);
  });
}

/** Until when all sources are known in full: the earliest of their last readings, or null when there is no source. */
export function earliestFullReading(db: Db): number | null {
  return db.prepare('SELECT min(last_read_at) FROM source').pluck().get() as number | null;
}

/** Whether a path is a folder, or lies in it. */
export function isWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
