import { closeSync, constants, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { formatSize } from '../oops/formats/report-error.js';

/** What tells whether a file has changed: its size in bytes and its time of change in milliseconds. */
export interface FileStamp {
  readonly size: number;
  readonly modifiedAt: number;
}

/** A file that was read, refused with its reason, or gone before it could be opened. */
export type ReadReportFile =
  | { readonly kind: 'read'; readonly bytes: Uint8Array; readonly stamp: FileStamp }
  /** `stamp` null: what stood in the way can pass though the file stays the same. */
  | { readonly kind: 'refused'; readonly reason: string; readonly stamp: FileStamp | null }
  | { readonly kind: 'gone' };

/** How a file is opened to be read: without waiting, or a pipe without a writer would hold it up for ever. */
export const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const KEPT_BUFFER = 1024 * 1024;

/**
 * Makes a reader of whole files that refuses what is larger than `limit` bytes, before reading it, and what is no
 * regular file. Its buffer serves again: the bytes are good until the next file is read.
 */
export function createReportFileReader(limit: number): (path: string) => ReadReportFile {
  const kept = Buffer.allocUnsafeSlow(KEPT_BUFFER);

  return (path) => {
    let file: number | undefined;
    try {
      file = openSync(path, OPEN_FLAGS);
      const stats = fstatSync(file);
      const stamp = stampOf(stats);
      if (!stats.isFile()) return { kind: 'refused', reason: 'is not a file', stamp };
      const bytes = stats.size > limit ? null : readAll(file, stats.size, limit, kept);
      return bytes
        ? { kind: 'read', bytes, stamp }
        : { kind: 'refused', reason: `is larger than ${formatSize(limit)}`, stamp };
    } catch (error) {
      return isGone(error)
        ? { kind: 'gone' }
        : { kind: 'refused', reason: explainFileError(error), stamp: null };
    } finally {
      if (file !== undefined) closeSync(file);
    }
  };
}

/** The stamp of a file, or null when it is gone or cannot be looked at. */
export function stampOfPath(path: string): FileStamp | null {
  try {
    return stampOf(statSync(path));
  } catch {
    return null;
  }
}

/** What a file is known again by. */
export function stampOf(stats: Stats): FileStamp {
  return { size: stats.size, modifiedAt: Math.trunc(stats.mtimeMs) };
}

/**
 * Reads to the end, also where the file has grown since it was measured; null when that is past the limit. A regular file
 * gives less than was asked for only at its end.
 */
function readAll(file: number, size: number, limit: number, kept: Buffer): Uint8Array | null {
  let buffer = size < kept.length ? kept : Buffer.allocUnsafe(size + 1);
  let length = 0;
  for (;;) {
    length += readSync(file, buffer, length, buffer.length - length, null);
    if (length > limit) return null;
    if (length < buffer.length) return buffer.subarray(0, length);
    const larger = Buffer.allocUnsafe(Math.min(2 * length, limit + 1));
    buffer.copy(larger, 0, 0, length);
    buffer = larger;
  }
}

/** What the system's error codes mean, in words that read well after a path. */
const EXPLANATIONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'no such file or folder',
  ENOTDIR: 'no such file or folder',
  ELOOP: 'symbolic links lead in a circle',
  ENAMETOOLONG: 'the name is too long',
  EIO: 'the disk cannot be read',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open on this machine',
};

/** Says in words why a file or folder could not be read; the system's code where there are none. */
export function explainFileError(error: unknown): string {
  const code = codeOf(error);
  return EXPLANATIONS[code] ?? `cannot be read (${code})`;
}

/** Whether an error says that a file is gone. */
export function isGone(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(codeOf(error));
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  throw error;
}
