import { createPrunedFiles, hashPrunedFile, type PrunedFiles } from '../../pruning/pruned-files.js';
import type { PrunedFile } from '../../questions/pruning.js';
import type { Db } from '../db.js';

/** Reads what is remembered of the files of a folder. */
export function readPrunedFiles(db: Db, folder: string): PrunedFiles {
  const blobs = db
    .prepare(
      'SELECT hashes FROM pruned_file WHERE directory_id = (SELECT id FROM directory WHERE path = @folder)',
    )
    .pluck()
    .all({ folder }) as Buffer[];
  return createPrunedFiles(new Set(blobs.flatMap((blob) => splitHashes(blob))));
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
    own.push(hashPrunedFile(file));
    byFolder.set(file.directoryId, own);
  }
  const add = db.prepare('INSERT INTO pruned_file (directory_id, hashes) VALUES (?, ?)');
  for (const [folder, hashes] of byFolder) add.run(folder, Buffer.from(BigUint64Array.from(hashes).buffer));
}

function splitHashes(blob: Buffer): bigint[] {
  return Array.from({ length: blob.length / 8 }, (_, place) => blob.readBigUInt64LE(8 * place));
}
