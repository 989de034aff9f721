import { sep } from 'node:path';
import { keyOfName } from '../../../oops/key-of-name.js';
import type { LoadedFile } from '../../loader.js';
import { UNKNOWN_STAMP, UNSETTLED_STAMP } from '../../loading/stamps.js';
import { createPrunedFiles, hashPrunedRow, type PrunedFiles } from '../../pruning/pruned-files.js';
import type { FilePlace } from '../../records.js';
import type { Connection } from '../connecting/connection.js';
import type { Condition } from '../events/interval-condition.js';
import type { Write } from '../writes.js';

/** Reads what is remembered of the files of a folder. */
export async function readPrunedFiles(connection: Connection, folder: string): Promise<PrunedFiles> {
  const hashes = new Set<bigint>();
  const sql = 'SELECT toString(hash) FROM pruned_file WHERE directory = {folder:String}';
  for await (const part of connection.parts<[string]>(sql, { folder: folder.toWellFormed() })) {
    for (const [hash] of part) hashes.add(BigInt(hash));
  }
  return createPrunedFiles(hashes);
}

/** Whether a file in a folder, or below it, held what was pruned. */
export async function hasPrunedWithin(connection: Connection, folder: string): Promise<boolean> {
  const inner = folder.endsWith(sep) ? folder : folder + sep;
  const found = await connection.row(
    'SELECT 1 FROM pruned_file WHERE directory = {folder:String} OR startsWith(directory, {inner:String}) LIMIT 1',
    { folder: folder.toWellFormed(), inner: inner.toWellFormed() },
  );
  return found !== undefined;
}

/** Whether an export had a row with this id that was pruned. */
export type WasPruned = (place: FilePlace, id: string) => boolean;

/** Finds which rows of exports, of those that were just read, were pruned. */
export async function findPrunedRows(
  connection: Connection,
  files: readonly LoadedFile[],
): Promise<WasPruned> {
  const rows = files.flatMap(({ directory, name, line, read }) =>
    line > 0 && read.kind === 'oops' ? [{ directory, hash: hashPrunedRow(name, read.oops.oops.id) }] : [],
  );
  const directories = [...new Set(rows.map(({ directory }) => directory.toWellFormed()))];
  if (directories.length === 0) return () => false;
  const isIn = 'directory IN {directories:Array(String)}';
  const any = await connection.row(`SELECT 1 FROM pruned_file WHERE ${isIn} LIMIT 1`, { directories });
  if (!any) return () => false;
  const found = await connection.rows<[directory: string, hash: string]>(
    `SELECT directory, toString(hash) FROM pruned_file WHERE ${isIn} AND hash IN {hashes:Array(UInt64)}`,
    { directories, hashes: rows.map(({ hash }) => hash) },
  );
  const keys = new Set(found.map(([directory, hash]) => `${hash} ${directory}`));
  return ({ directory, name }, id) =>
    keys.has(`${hashPrunedRow(name, keyOfName(id))} ${directory.toWellFormed()}`);
}

/** What a held file is known again by, as SQL: the same number as `hashPrunedFile` says. */
function hashSql(isExport: string): string {
  const text = `multiIf(${isExport}, concat(name, '\\0row\\0', id_key),
    last_size = ${UNKNOWN_STAMP}, name,
    last_size = ${UNSETTLED_STAMP}, concat(name, '\\0', toString(last_modified_at)),
    concat(name, '\\0', toString(last_modified_at), '\\0', toString(last_size)))`;
  return `reinterpretAsUInt64(substring(SHA1(${text}), 1, 8))`;
}

/**
 * Remembers files that hold what goes, before it is gone.
 *
 * @param held a question of `heldFiles`, with `size` and `modified_at`
 * @param isExport that one is an export
 */
export async function rememberFiles(writing: Write, held: Condition, isExport: Condition): Promise<void> {
  await writing.insertFound(
    'pruned_file',
    ['directory', 'hash'],
    `SELECT directory, ${hashSql(isExport.sql)} FROM (${held.sql})`,
    { ...held.parameters, ...isExport.parameters },
  );
}
