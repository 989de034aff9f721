import { randomUUID } from 'node:crypto';
import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '../../user-error.js';

/** A file that is being written. Ends with one of `finish` and `discard`. */
export interface FileWriter {
  write(part: string | Uint8Array): void;
  /** From now on the file has what was written. */
  finish(): void;
  /** Leaves the file as it was before, as far as that can be done. */
  discard(): void;
}

/** Writes a file, whole or not at all. Throws a UserError when it cannot be written. */
export function writeFile(path: string, content: string | Uint8Array): void {
  const writer = openFileWriter(path);
  try {
    writer.write(content);
    writer.finish();
  } catch (error) {
    writer.discard();
    throw error;
  }
}

/**
 * Begins to write what a path names. A file is written beside and renamed, so that a reader never sees half of it: one
 * that a link leads to stays where it is, and one that was there keeps its mode and owner. What is no file, such as
 * `/dev/null` or a FIFO, is written into. Throws a UserError when it cannot be written, as do the writer's functions.
 *
 * @param path absolute
 */
export function openFileWriter(path: string): FileWriter {
  const before = attempt(path, () => statSync(path, { throwIfNoEntry: false }));
  if (before && (!before.isFile() || isDescriptor(path))) return writeInto(path);
  return writeBeside(path, before);
}

/** The kernel's own links to what is open already, as a shell makes for `--output >(gzip > report.gz)`. */
function isDescriptor(path: string): boolean {
  return /^\/(?:dev|proc\/[^/]+)\/fd\/\d+$/.test(path);
}

function writeInto(path: string): FileWriter {
  const file = attempt(path, () => openSync(path, constants.O_WRONLY | constants.O_APPEND));
  return {
    write: (part) => attempt(path, () => writeAll(file, part)),
    finish: () => attempt(path, () => closeSync(file)),
    discard: () => closeQuietly(file),
  };
}

/** The name of the new file tells nothing, so that nobody can have put a link there, and is short enough anywhere. */
function writeBeside(path: string, before: Stats | undefined): FileWriter {
  const target = attempt(path, () => (before ? realpathSync(path) : endOfLinks(path)));
  const temporary = join(dirname(target), `.oops-report-${randomUUID()}`);
  const file = attempt(path, () => openSync(temporary, 'wx', before ? 0o600 : 0o666));
  return {
    write: (part) => attempt(path, () => writeAll(file, part)),
    finish() {
      attempt(path, () => {
        if (before) takeAfter(file, before);
        closeSync(file);
        renameSync(temporary, target);
      });
    },
    discard() {
      closeQuietly(file);
      rmSync(temporary, { force: true });
    },
  };
}

/** Where links to a file that is not there yet lead. */
function endOfLinks(path: string): string {
  try {
    return endOfLinks(resolve(dirname(path), readlinkSync(path)));
  } catch {
    return path;
  }
}

/** Owner and group first: the system takes rights away from a file that changes hands. */
function takeAfter(file: number, { mode, uid, gid }: Stats): void {
  try {
    fchownSync(file, uid, gid);
  } catch {
    // Only a superuser can give files away.
  }
  fchmodSync(file, mode & 0o7777);
}

function writeAll(file: number, part: string | Uint8Array): void {
  const bytes = typeof part === 'string' ? Buffer.from(part) : part;
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
}

function closeQuietly(file: number): void {
  try {
    closeSync(file);
  } catch {
    // It has been closed already.
  }
}

function attempt<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(`${path}: cannot be written (${code}). Name a file in a folder that can be.`);
  }
}
