import { hash } from 'node:crypto';
import { keyOfName } from '../../oops/key-of-name.js';
import type { FileStamp } from '../../sources/read-report-file.js';
import { UNKNOWN_STAMP, UNSETTLED_STAMP } from '../loading/stamps.js';
import type { PrunedFile } from '../questions/pruning.js';

/** What is remembered of the files of a folder whose OOPSes were pruned: 8 bytes each. */
export interface PrunedFiles {
  /** Whether there is none. */
  readonly isEmpty: boolean;
  /** Whether a file is one of them, and still what it was when it was read. */
  holds(name: string, stamp: FileStamp): boolean;
  /** Whether an export had a row with this id that was pruned. */
  holdsRow(name: string, id: string): boolean;
}

/** Says what is remembered of a folder. @param hashes of its files: see `hashPrunedFile` */
export function createPrunedFiles(hashes: ReadonlySet<bigint>): PrunedFiles {
  const has = (...parts: readonly (string | number)[]) => hashes.has(hashOf(parts));
  return {
    isEmpty: hashes.size === 0,
    holds: (name, { size, modifiedAt }) => has(name, modifiedAt, size) || has(name, modifiedAt) || has(name),
    holdsRow: (name, id) => hashes.has(hashPrunedRow(name, id)),
  };
}

/** What a file is known again by; of what nobody knows the stamp, less. @param oopsId the id of the OOPS that it held */
export function hashPrunedFile({
  name,
  oopsId,
  size,
  modifiedAt,
  isExport,
}: Omit<PrunedFile, 'directory'> & { readonly oopsId: string }): bigint {
  if (isExport) return hashPrunedRow(name, oopsId);
  if (size === UNKNOWN_STAMP) return hashOf([name]);
  return hashOf(size === UNSETTLED_STAMP ? [name, modifiedAt] : [name, modifiedAt, size]);
}

/** What a row of an export is known again by. */
export function hashPrunedRow(name: string, id: string): bigint {
  return hashOf([name, 'row', keyOfName(id)]);
}

/** The first 64 bits of SHA-1: of a million files one in 10^13 is taken for one that it is not. */
function hashOf(parts: readonly (string | number)[]): bigint {
  return hash('sha1', parts.join('\0'), 'buffer').readBigUInt64LE(0);
}
