import { sep } from 'node:path';
import type { Db } from './open-database.js';
import { writeTransaction } from './write-transaction.js';

/** What a source can be. `export`: files that somebody named, exports and single reports. */
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

/**
 * Records that files were read that somebody named: an export by its own path, single reports by their folder's. What is
 * or lies in a repository is not recorded: the repository's readings say what is known of it.
 */
export function recordFileReading(db: Db, { path, lastReadAt }: Omit<Source, 'kind'>): void {
  writeTransaction(db, () => {
    if (listSources(db).some(({ kind, path: folder }) => kind !== 'export' && isWithin(folder, path))) return;
    db.prepare(
      `INSERT INTO source (path, kind, last_read_at) VALUES (@path, 'export', @lastReadAt)
       ON CONFLICT (path) DO UPDATE SET last_read_at = max(last_read_at, excluded.last_read_at)`,
    ).run({ path, lastReadAt });
  });
}

/**
 * Until when all is known that was written: the earliest of the last readings of repositories and queues; null when
 * nothing was ever read.
 *
 * An export, or a report that was read alone, is a copy of something: nobody expects it to grow, so that it says nothing
 * of the days after. One that was read in January must not make every outage of June too early to judge. Only where
 * there is nothing else does the latest of their readings count.
 */
export function earliestFullReading(db: Db): number | null {
  return db
    .prepare(
      `SELECT coalesce(min(last_read_at) FILTER (WHERE kind <> 'export'), max(last_read_at)) FROM source`,
    )
    .pluck()
    .get() as number | null;
}

/** Whether a path is a folder, or lies in it. */
export function isWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
