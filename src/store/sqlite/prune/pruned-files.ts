import { hash } from 'node:crypto';
import { keyOfName } from '../../../oops/key-of-name.js';
import type { FileStamp } from '../../../sources/read-report-file.js';
import { UNKNOWN_STAMP, UNSETTLED_STAMP } from '../../loading/stamps.js';
import type { PrunedFile } from '../../questions/pruning.js';
import type { Db } from '../db.js';

/** What is remembered of the files of a folder whose OOPSes were pruned: 8 bytes each. */
export interface PrunedFiles {
  /** Whether there is none. */
  readonly isEmpty: boolean;
  /** Whether a file is one of them, and still what it was when it was read. */
  holds(name: string, stamp: FileStamp): boolean;
  /** Whether an export had a row with this id that was pruned. */
  holdsRow(name: string, id: string): boolean;
}

/** Reads those of a folder. */
export function readPrunedFiles(db: Db, folder: string): PrunedFiles {
  const blobs = db
    .prepare(
      'SELECT hashes FROM pruned_file WHERE directory_id = (SELECT id FROM directory WHERE path = @folder)',
    )
    .pluck()
    .all({ folder }) as Buffer[];
  const hashes = new Set(blobs.flatMap((blob) => splitHashes(blob)));
  const has = (...parts: readonly (string | number)[]) => hashes.has(hashOf(parts));
  return {
    isEmpty: hashes.size === 0,
    holds: (name, { size, modifiedAt }) => has(name, modifiedAt, size) || has(name, modifiedAt) || has(name),
    holdsRow: (name, id) => has(name, 'row', keyOfName(id)),
  };
}

/** A file of a pruned OOPS by the number of its folder. */
export interface NumberedFile extends PrunedFile {
  readonly directoryId: number;
  /** The id of the OOPS. */
  readonly oopsId: string;
}

/** Remembers files. Inside a transaction. */
export function rememberFiles(db: Db, files: readonly NumberedFile[]): void {
  const byFolder = new Map<number, bigint[]>();
  for (const file of files) {
    const own = byFolder.get(file.directoryId) ?? [];
    own.push(hashOf(partsOf(file)));
    byFolder.set(file.directoryId, own);
  }
  const add = db.prepare('INSERT INTO pruned_file (directory_id, hashes) VALUES (?, ?)');
  for (const [folder, hashes] of byFolder) add.run(folder, Buffer.from(BigUint64Array.from(hashes).buffer));
}

/** What a file is known again by; of what nobody knows the stamp, less. */
function partsOf({ name, oopsId, size, modifiedAt, isExport }: NumberedFile): (string | number)[] {
  if (isExport) return [name, 'row', keyOfName(oopsId)];
  if (size === UNKNOWN_STAMP) return [name];
  return size === UNSETTLED_STAMP ? [name, modifiedAt] : [name, modifiedAt, size];
}

/** The first 64 bits of SHA-1: of a million files one in 10^13 is taken for one that it is not. */
function hashOf(parts: readonly (string | number)[]): bigint {
  return hash('sha1', parts.join('\0'), 'buffer').readBigUInt64LE(0);
}

function splitHashes(blob: Buffer): bigint[] {
  return Array.from({ length: blob.length / 8 }, (_, place) => blob.readBigUInt64LE(8 * place));
}
