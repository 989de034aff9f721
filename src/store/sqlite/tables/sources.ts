import { basename, dirname, sep } from 'node:path';
import type { RowSettings } from '../../../oops/events/document-settings.js';
import { recordedFileReading, recordedReading, type SourceChange } from '../../loading/source-readings.js';
import type { ReadExport, Source, SourceReading } from '../../records.js';
import { type Db, writeTransaction } from '../db.js';

const SELECT_SOURCES = `
  SELECT path, kind, last_read_at AS lastReadAt, read_until AS readUntil, held_back AS heldBack,
    has_grown AS hasGrown
  FROM source`;

/** All sources in the order of their paths. */
export function listSources(db: Db): Source[] {
  return (db.prepare(`${SELECT_SOURCES} ORDER BY path`).all() as Source[]).map(withFlag);
}

/** The same behind one of them: at most so many. */
export function listSourcesAfter(db: Db, path: string, most: number): Source[] {
  const rows = db
    .prepare(`${SELECT_SOURCES} WHERE path > @path ORDER BY path LIMIT @most`)
    .all({ path, most });
  return (rows as Source[]).map(withFlag);
}

/** What is known of one source; undefined when it was never read. */
export function findSource(db: Db, path: string): Source | undefined {
  const found = db.prepare(`${SELECT_SOURCES} WHERE path = @path`).get({ path }) as Source | undefined;
  return found && withFlag(found);
}

/** SQLite has no truth values. */
function withFlag(row: Source): Source {
  return { ...row, hasGrown: Boolean(row.hasGrown) };
}

/** Records that a source was read in full: see `recordedReading`. */
export function recordFullReading(db: Db, reading: SourceReading): void {
  writeTransaction(db, () => change(db, recordedReading(listSources(db), reading)));
}

/** Records that files were read that somebody named: see `recordedFileReading`. */
export function recordFileReading(
  db: Db,
  reading: Omit<SourceReading, 'kind'>,
  parts: readonly string[] = [],
): void {
  writeTransaction(db, () => change(db, recordedFileReading(listSources(db), reading, parts)));
}

function change(db: Db, changed: SourceChange | null): void {
  if (!changed) return;
  const remove = db.prepare('DELETE FROM source WHERE path = @path');
  for (const path of changed.removed) remove.run({ path });
  putSource(db, changed.source);
}

/** Keeps what is known of a source, in place of what was known before. */
export function putSource(db: Db, source: Source): void {
  db.prepare(
    `INSERT OR REPLACE INTO source (path, kind, last_read_at, read_until, held_back, has_grown)
     VALUES (@path, @kind, @lastReadAt, @readUntil, @heldBack, @hasGrown)`,
  ).run({ ...source, hasGrown: Number(source.hasGrown) });
}

/** Returns what is known of an export, or undefined when none of that path was ever read. */
export function findExport(db: Db, path: string): ReadExport | undefined {
  const row = db.prepare(`${SELECT_EXPORTS} WHERE path = @path`).get({ path }) as ExportRow | undefined;
  return row && exportFromRow(row);
}

const SELECT_EXPORTS = `
  SELECT path, size, modified_at AS modifiedAt, columns, settings, good_rows AS goodRows,
    rejected_rows AS rejectedRows, other_rows AS otherRows, read_to AS offset, read_lines AS lines,
    read_check AS "check"
  FROM export`;

function exportFromRow(row: ExportRow): ReadExport {
  const { columns, settings, offset, lines, check, ...rest } = row;
  return {
    ...rest,
    ...settingsFrom(row),
    position: check === null ? null : { offset, lines, check },
  };
}

/** Exports in the order of their paths, behind one of them: at most so many. */
export function listExportsAfter(db: Db, path: string, most: number): ReadExport[] {
  const rows = db
    .prepare(`${SELECT_EXPORTS} WHERE path > @path ORDER BY path LIMIT @most`)
    .all({ path, most });
  return (rows as ExportRow[]).map(exportFromRow);
}

/** Returns how the rows of an export were read the last time, or undefined when none of that path was ever read. */
export function findRowSettings(db: Db, path: string): RowSettings | undefined {
  const row = db.prepare('SELECT columns, settings FROM export WHERE path = @path').get({ path });
  return row === undefined ? undefined : settingsFrom(row as SettingsRow);
}

interface SettingsRow {
  readonly columns: string;
  readonly settings: string;
}

interface ExportRow extends SettingsRow, Omit<ReadExport, 'columns' | 'position'> {
  readonly offset: number;
  readonly lines: number;
  readonly check: string | null;
}

function settingsFrom({ columns, settings }: SettingsRow): RowSettings {
  return { format: null, errorLevels: null, ...JSON.parse(settings), columns: JSON.parse(columns) };
}

/** Keeps what is known of an export, in place of what was known before. */
export function putExport(db: Db, read: ReadExport): void {
  const { columns, format, errorLevels, position, ...rest } = read;
  db.prepare(
    `INSERT OR REPLACE INTO export (path, size, modified_at, columns, settings, good_rows, rejected_rows, other_rows,
       read_to, read_lines, read_check)
     VALUES (@path, @size, @modifiedAt, @columns, @settings, @goodRows, @rejectedRows, @otherRows,
       @offset, @lines, @check)`,
  ).run({
    ...rest,
    columns: JSON.stringify(columns),
    settings: JSON.stringify({ format, errorLevels }),
    ...(position ?? { offset: 0, lines: 0, check: null }),
  });
}

/** Has an export read again the next time, as if it had changed. */
export function forgetExport(db: Db, path: string): void {
  db.prepare('UPDATE export SET modified_at = -1 WHERE path = @path').run({ path });
}

/** The names of the exports of a folder. */
export function exportsIn(db: Db, folder: string): Set<string> {
  const inner = folder.endsWith(sep) ? folder : folder + sep;
  // What begins like that lies together in the index: a spool can have millions of them.
  const paths = db
    .prepare('SELECT path FROM export WHERE path > @inner AND path < @inner || char(1114111)')
    .pluck()
    .all({ inner }) as string[];
  return new Set(paths.filter((path) => dirname(path) === folder).map((path) => basename(path)));
}
