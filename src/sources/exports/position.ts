import { readSync } from 'node:fs';
import { crc32 } from 'node:zlib';

/** How far a file was read that is expected to grow, so that it can be read on from there. */
export interface Position {
  /** The byte behind its last whole line. */
  readonly offset: number;
  /** How many lines lie before it. */
  readonly lines: number;
  /** Tells whether what lies before it is still the same: of its first bytes and its last. */
  readonly check: string;
}

/** How many bytes at the beginning of a file, and before a position, tell whether it is the same file. */
const HEAD_BYTES = 4096;
const TAIL_BYTES = 4096;
const NEWLINE = 0x0a;

/**
 * Whether an open file still begins as it did up to a position. A log that was rotated or truncated does not, and is
 * another one.
 */
export function holdsPosition(file: number, { offset, check }: Position): boolean {
  const head = readAt(file, 0, Math.min(offset, HEAD_BYTES));
  const tail = readAt(file, Math.max(0, offset - TAIL_BYTES), Math.min(offset, TAIL_BYTES));
  return head !== null && tail !== null && checkOf(head, tail) === check;
}

function readAt(file: number, start: number, length: number): Buffer | null {
  const bytes = Buffer.alloc(length);
  return readSync(file, bytes, 0, length, start) === length ? bytes : null;
}

function checkOf(head: Buffer, tail: Buffer): string {
  return `${crc32(head).toString(16)}-${crc32(tail).toString(16)}`;
}

/** Follows how far a file is read. */
export interface PositionTracker {
  /** Takes the next part of the file. */
  add(chunk: Buffer): void;
  /** Behind the last whole line of what it took; null where it has none. */
  position(): Position | null;
  /** Whether what it took ends with a whole line. */
  readonly endsWithLine: boolean;
}

/**
 * Makes what follows the reading of a file.
 *
 * @param file open, for what lies before the start
 * @param start where the reading begins; null: at the beginning
 */
export function trackPosition(file: number, start: Position | null): PositionTracker {
  let head = start
    ? (readAt(file, 0, Math.min(start.offset, HEAD_BYTES)) ?? Buffer.alloc(0))
    : Buffer.alloc(0);
  let tail = start
    ? (readAt(file, Math.max(0, start.offset - TAIL_BYTES), Math.min(start.offset, TAIL_BYTES)) ??
      Buffer.alloc(0))
    : Buffer.alloc(0);
  let read = start?.offset ?? 0;
  let offset = read;
  let lines = start?.lines ?? 0;

  /** Keeps the bytes before the last whole line's end. */
  function keepTail(wholeLines: Buffer): void {
    const enough = wholeLines.subarray(-TAIL_BYTES);
    tail = Buffer.from(
      enough.length === TAIL_BYTES ? enough : Buffer.concat([tail, pending, enough]).subarray(-TAIL_BYTES),
    );
  }

  /** What came after the last whole line. */
  let pending = Buffer.alloc(0);

  return {
    add(chunk) {
      if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.length)]);
      for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) lines++;
      const end = chunk.lastIndexOf(NEWLINE) + 1;
      if (end > 0) {
        keepTail(chunk.subarray(0, end));
        pending = Buffer.alloc(0);
        offset = read + end;
      }
      // Of a line without an end only as much as could be checked later is kept.
      pending = Buffer.concat([pending, chunk.subarray(Math.max(end, chunk.length - TAIL_BYTES))]).subarray(
        -TAIL_BYTES,
      );
      read += chunk.length;
    },
    position() {
      if (offset === 0) return null;
      return {
        offset,
        lines,
        check: checkOf(
          head.subarray(0, Math.min(offset, HEAD_BYTES)),
          tail.subarray(-Math.min(offset, TAIL_BYTES)),
        ),
      };
    },
    get endsWithLine() {
      return offset === read;
    },
  };
}
