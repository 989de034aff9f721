import type { Connection } from '../connecting/connection.js';
import { EVENT_COLUMNS, type EventRow, type RowLife } from '../events/event-row.js';
import { hasOneOfIds } from '../events/id-condition.js';
import { heldFiles, isOfIds } from '../files/held-files.js';
import { IS_THERE } from '../schema/tables.js';
import { LATEST } from '../words.js';

/** What tells a row of `event` from all others, and what else is cheap to read of it. */
export interface FoundEvent extends Required<Omit<RowLife, 'gone_stamp'>> {
  readonly id_key: string;
  readonly id: string;
  readonly time: number;
  readonly reporter: string;
  /** A hash, as a text: it has more digits than a number. */
  readonly exception: string;
  readonly content_size: number;
  readonly content_crc: number;
  /** 0: it was taken back. */
  readonly is_alive: number;
}

/** A row of `event` that is there, in full. */
export type WholeEvent = EventRow & FoundEvent;

/** What is known of a file that holds an OOPS. */
export interface FoundFile {
  readonly directory: string;
  readonly name: string;
  readonly id_key: string;
  readonly time: number;
  readonly content_size: number;
  readonly content_crc: number;
  readonly size: number;
  readonly modified_at: number;
}

const FOUND_COLUMNS = [
  ...['id_key', 'id', 'time', 'reporter', 'exception', 'content_size', 'content_crc'],
  ...['generation', 'stamp', 'part', 'is_alive'],
] as const;

const FILE_COLUMNS = ['time', 'content_size', 'content_crc', 'size', 'modified_at'] as const;

/** All rows that are and were there of ids, by their keys. */
export async function findEvents(connection: Connection, ids: readonly string[]): Promise<FoundEvent[]> {
  if (ids.length === 0) return [];
  return named(
    FOUND_COLUMNS,
    await connection.rows(
      `SELECT ${selected(FOUND_COLUMNS)} FROM event FINAL WHERE ${hasOneOfIds(connection)}`,
      { ids },
    ),
  );
}

/** The rows in full that are there of ids, by their keys. */
export async function findWholeEvents(connection: Connection, ids: readonly string[]): Promise<WholeEvent[]> {
  if (ids.length === 0) return [];
  const columns = [...new Set([...EVENT_COLUMNS, ...FOUND_COLUMNS])];
  return named(
    columns,
    await connection.rows(
      `SELECT ${selected(columns)} FROM event FINAL WHERE ${hasOneOfIds(connection)} AND ${IS_THERE}`,
      { ids },
    ),
  );
}

/** All files that hold OOPSes, by the keys of their ids. */
export async function findFilesOf(connection: Connection, ids: readonly string[]): Promise<FoundFile[]> {
  if (ids.length === 0) return [];
  return findFiles(connection, isOfIds(connection), { ids });
}

/** Files that hold OOPSes, of places where they may be looked for. */
export interface FileSearch {
  readonly directories: readonly string[];
  readonly names: readonly string[];
  readonly hours: readonly number[];
  readonly ids: readonly string[];
}

/** The files of some folders and names that hold OOPSes of some hours and ids. */
export async function findFilesAt(connection: Connection, search: FileSearch): Promise<FoundFile[]> {
  if (search.ids.length === 0) return [];
  const where = `directory IN {directories:Array(String)} AND name IN {names:Array(String)}
    AND hour IN {hours:Array(Int64)} AND id_key IN {ids:Array(String)}`;
  return findFiles(connection, where, { ...search });
}

async function findFiles(
  connection: Connection,
  where: string,
  parameters: Readonly<Record<string, unknown>>,
): Promise<FoundFile[]> {
  return named(
    ['directory', 'name', 'id_key', ...FILE_COLUMNS],
    await connection.rows(heldFiles({ where, columns: FILE_COLUMNS }), { ...parameters, cut: LATEST }),
  );
}

function selected(columns: readonly string[]): string {
  return columns.map((column) => EXPRESSIONS[column] ?? column).join(', ');
}

const EXPRESSIONS: Readonly<Record<string, string>> = {
  exception: 'toString(exception)',
  is_alive: IS_THERE,
};

/** Lists of values by the names of their columns. */
function named<Row extends object>(columns: readonly string[], rows: readonly (readonly unknown[])[]): Row[] {
  return rows.map(
    (values) => Object.fromEntries(columns.map((column, place) => [column, values[place]])) as Row,
  );
}
