import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { StaleReader } from '../../snapshot.js';

/**
 * Finds who reads an old state of a database in WAL mode: what was written since cannot be taken from the log into the database
 * before they end. It is known on Linux alone, and of processes that this one may see; elsewhere nobody is found.
 *
 * Each reader holds a lock on one byte of the index beside the log (`-shm`), by which it says how much of the log it sees.
 *
 * @param file of the database
 */
export function findStaleReaders(file: string): readonly StaleReader[] {
  try {
    const { ino } = statSync(`${file}-shm`);
    const others = locksOn(ino).filter(({ pid }) => pid !== process.pid);
    if (others.length === 0) return [];
    const index = readElsewhere(`${file}-shm`);
    if (index.length < FIRST_LOCK + SLOTS) return [];
    const last = readUint32(index, LAST_FRAME);
    const stale = others.filter((lock) => seesLess(index, lock, last));
    const pids = [...new Set(stale.map(({ pid }) => pid))].sort((a, b) => a - b);
    return pids.map((pid) => ({ pid, command: commandOf(pid) }));
  } catch {
    return [];
  }
}

/**
 * Reads a file in a process of its own: who closes a file, lets go of all the locks that its process has on it (POSIX), also of those
 * that SQLite counts on (https://sqlite.org/howtocorrupt.html, 2.2).
 */
function readElsewhere(path: string): Buffer {
  const read = `process.stdout.write(require("node:fs").readFileSync(${JSON.stringify(path)}))`;
  return execFileSync(process.execPath, ['-e', read], { env: {}, stdio: ['ignore', 'pipe', 'ignore'] });
}

// Where things are in the index, in bytes: https://sqlite.org/walformat.html#the_wal_index_file_format
const LAST_FRAME = 16;
const FIRST_MARK = 100;
const FIRST_LOCK = 123;
const SLOTS = 5;

interface Lock {
  readonly pid: number;
  readonly first: number;
  readonly last: number;
}

/** `1: POSIX  ADVISORY  READ 4711 fd:01:123456 124 124` */
const LOCK = /POSIX +ADVISORY +READ +(\d+) +[\da-f]+:[\da-f]+:(\d+) +(\d+) +(\d+)$/gm;

function locksOn(inode: number): Lock[] {
  const locks = readFileSync('/proc/locks', 'utf8').matchAll(LOCK);
  return Array.from(locks, ([, pid, node, first, last]) => ({
    pid: Number(pid),
    inode: Number(node),
    first: Number(first),
    last: Number(last),
  })).filter((lock) => lock.inode === inode && lock.pid > 0);
}

/** Whether a lock is that of a reader who sees less than all of the log. */
function seesLess(index: Buffer, { first, last }: Lock, end: number): boolean {
  for (let slot = 0; slot < SLOTS; slot++) {
    const byte = FIRST_LOCK + slot;
    if (first <= byte && byte <= last && readUint32(index, FIRST_MARK + 4 * slot) < end) return true;
  }
  return false;
}

/** In the byte order of the machine. */
function readUint32(bytes: Buffer, at: number): number {
  return new Uint32Array(bytes.buffer.slice(bytes.byteOffset + at, bytes.byteOffset + at + 4))[0] ?? 0;
}

/** The program, and of ours the command; no more of its words, for there can be passwords among them. */
function commandOf(pid: number): string | null {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    const ours = words.findIndex((word) => /(?:^|\/)(?:oops-report(?:\.js)?|main\.js)$/.test(word));
    if (ours < 0) return basename(words[0] ?? '') || null;
    const command = words.slice(ours + 1).find((word) => COMMAND.test(word));
    return `oops-report${command === undefined ? '' : ` ${command}`}`;
  } catch {
    return null;
  }
}

/** What can be the name of a command, and is no file. */
const COMMAND =
  /^(?:ingest|watch|status|daily|outages?|query|sql|show|why|serve|export|copy|prune|windows|rejects|doctor)$/;
