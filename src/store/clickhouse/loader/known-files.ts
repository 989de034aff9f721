import { basename, dirname, sep } from 'node:path';
import type { KnownFile, KnownFiles } from '../../loader.js';
import { UNKNOWN_STAMP } from '../../loading/stamps.js';
import type { Connection } from '../connecting/connection.js';
import { hasOneOfIds } from '../events/id-condition.js';
import { heldFiles } from '../files/held-files.js';
import { readPrunedFiles } from '../prune/pruned-files.js';
import { IS_THERE } from '../schema/tables.js';
import { beginsWithOneOf, LATEST, lastWords } from '../words.js';

type FileRow = readonly [
  directory: string,
  name: string,
  idKey: string,
  size: number,
  modifiedAt: number,
  stamp: number,
];

/** A file that is no export, with the key of the id of its OOPS. */
interface ReadFile {
  readonly before: string;
  readonly size: number;
  readonly modifiedAt: number;
  readonly stamp: number;
}

/** What is known of the files of a folder. */
export async function readKnownFiles(connection: Connection, folder: string): Promise<KnownFiles> {
  const [exports, unstamped, pruned] = await Promise.all([
    findExports(connection, folder),
    findUnstamped(connection, folder),
    readPrunedFiles(connection, folder),
  ]);
  const heldExports = unstamped.filter((name) => exports.has(name));
  const files = await readFiles(connection, folder, heldExports);
  const lacking = Array.from(files.values(), ({ size, before }) => (size === UNKNOWN_STAMP ? before : ''));
  const loaded = await findArrivals(connection, new Set(lacking.filter((before) => before !== '')));
  const names = new Set([...files.keys(), ...heldExports]);
  return {
    names: () => names,
    ...(pruned.isEmpty ? {} : { wasPruned: pruned.holds }),
    find(name): KnownFile | undefined {
      if (!names.has(name)) return undefined;
      const file = files.get(name);
      if (!file || exports.has(name)) return { kind: 'export' };
      const { before, size, modifiedAt } = file;
      if (size !== UNKNOWN_STAMP) return { kind: 'stamped', before, size, modifiedAt };
      return { kind: 'unstamped', before, loadedAt: loaded.get(before) ?? null };
    },
  };
}

/** The files of a folder but for some names. */
async function readFiles(
  connection: Connection,
  folder: string,
  others: readonly string[],
): Promise<Map<string, ReadFile>> {
  const isOther = others.length === 0 ? '' : ' AND name NOT IN {others:Array(String)}';
  const sql = heldFiles({
    where: `directory = {folder:String}${isOther}`,
    columns: ['size', 'modified_at', 'stamp'],
  });
  const files = new Map<string, ReadFile>();
  for await (const part of connection.parts<FileRow>(sql, { folder, others, cut: LATEST })) {
    for (const [, name, before, size, modifiedAt, stamp] of part) {
      // Where a file holds two, two wrote at once: what was said last counts.
      if (stamp >= (files.get(name)?.stamp ?? 0)) files.set(name, { before, size, modifiedAt, stamp });
    }
  }
  return files;
}

/** The names of the files that have no stamp: exports, of which each row holds an OOPS, and few others. */
async function findUnstamped(connection: Connection, folder: string): Promise<string[]> {
  const rows = await connection.rows<[string]>(
    `SELECT DISTINCT name FROM file WHERE directory = {folder:String} AND size = ${UNKNOWN_STAMP} AND is_gone = 0`,
    { folder },
  );
  return rows.map(([name]) => name);
}

/** The names of the exports of a folder. */
async function findExports(connection: Connection, folder: string): Promise<ReadonlySet<string>> {
  const inner = folder.endsWith(sep) ? folder : folder + sep;
  const words = await lastWords(connection, 'export', { cut: LATEST, ...beginsWithOneOf([inner]) });
  const own = words.filter(({ key }) => dirname(key) === folder);
  return new Set(own.map(({ key }) => basename(key)));
}

/** When OOPSes were loaded, by the keys of their ids. */
async function findArrivals(connection: Connection, ids: ReadonlySet<string>): Promise<Map<string, number>> {
  if (ids.size === 0) return new Map();
  const rows = await connection.rows<[string, number]>(
    `SELECT id_key, arrived_at FROM event FINAL
     WHERE ${hasOneOfIds(connection)} AND ${IS_THERE}`,
    { ids: [...ids] },
  );
  return new Map(rows);
}
