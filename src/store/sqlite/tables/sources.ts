import { basename, dirname, sep } from 'node:path';
import type { RowSettings } from '../../../oops/events/document-settings.js';
import { isWithin } from '../../../sources/is-within.js';
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

/** What is known of one source; undefined when it was never read. */
export function findSource(db: Db, path: string): Source | undefined {
  const found = db.prepare(`${SELECT_SOURCES} WHERE path = @path`).get({ path }) as Source | undefined;
  return found && withFlag(found);
}

/** SQLite has no truth values. */
function withFlag(row: Source): Source {
  return { ...row, hasGrown: Boolean(row.hasGrown) };
}

/**
 * Records that a source was read in full. The last reading counts, also when its clock is behind that of the one before:
 * a clock that was ahead once must not be believed for ever. A source inside another is a part of it and not recorded: a
 * folder that was once loaded alone would otherwise make every later report believe that nothing was read since.
 */
export function recordFullReading(db: Db, reading: SourceReading): void {
  writeTransaction(db, () => {
    const others = listSources(db).filter(({ path }) => path !== reading.path);
    if (others.some((other) => hasParts(other) && isWithin(other.path, reading.path))) return;
    const remove = db.prepare('DELETE FROM source WHERE path = @path');
    for (const part of others) if (!isFile(part) && isWithin(reading.path, part.path)) remove.run(part);
    putSource(db, reading);
  });
}

/**
 * Records that files were read that somebody named: an export by its own path, single reports, of which nothing is known
 * until when, by their folder's. Single reports that lie in a repository are not recorded: its readings say what is known.
 * Its parts are sources no more.
 */
export function recordFileReading(
  db: Db,
  reading: Omit<SourceReading, 'kind'>,
  parts: readonly string[] = [],
): void {
  writeTransaction(db, () => {
    const isPart = (source: Source) => hasParts(source) && isWithin(source.path, reading.path);
    if (reading.readUntil === null && listSources(db).some(isPart)) return;
    const remove = db.prepare('DELETE FROM source WHERE path = @path');
    for (const path of parts) remove.run({ path });
    putSource(db, { ...reading, kind: 'export' });
  });
}

function hasParts({ kind }: Source): boolean {
  return kind !== 'export';
}

/** An export or a log: no folder's reading goes through it. */
function isFile({ kind, readUntil }: Source): boolean {
  return kind === 'export' && readUntil !== null;
}

function putSource(db: Db, reading: SourceReading): void {
  const source = { readUntil: reading.lastReadAt, heldBack: 0, hasGrown: false, ...reading };
  db.prepare(
    `INSERT OR REPLACE INTO source (path, kind, last_read_at, read_until, held_back, has_grown)
     VALUES (@path, @kind, @lastReadAt, @readUntil, @heldBack, @hasGrown)`,
  ).run({ ...source, hasGrown: Number(source.hasGrown) });
}

/** Returns what is known of an export, or undefined when none of that path was ever read. */
export function findExport(db: Db, path: string): ReadExport | undefined {
  const row = db
    .prepare(
      `SELECT path, size, modified_at AS modifiedAt, columns, settings, good_rows AS goodRows,
         rejected_rows AS rejectedRows, other_rows AS otherRows, read_to AS offset, read_lines AS lines,
         read_check AS "check"
       FROM export WHERE path = @path`,
    )
    .get({ path }) as ExportRow | undefined;
  if (!row) return undefined;
  const { columns, settings, offset, lines, check, ...rest } = row;
  return {
    ...rest,
    ...settingsFrom(row),
    position: check === null ? null : { offset, lines, check },
  };
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
