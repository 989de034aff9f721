import { randomBytes } from 'node:crypto';
import { link, mkdir, readdir, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createQueue } from '../../queue.js';
import { formatCompactInstant } from '../../time/instant.js';
import { UserError } from '../../user-error.js';
import { syncFolder } from './day-folder.js';
import { beginSegment, findSegment, type Segment, waitingFolder } from './segment.js';
import { lockSpool } from './spool-lock.js';

/** Something to be spooled, as whole lines of JSON. */
export interface SpoolEntry {
  readonly bytes: Uint8Array;
  /** How many events it holds. */
  readonly events: number;
  /**
   * Whether nobody knows where its parts begin and end, so that what is written before or behind it could be taken for a
   * part of it: it gets a segment of its own.
   */
  readonly isAlone: boolean;
}

/** A segment that nothing is written to any more. */
export interface SealedSegment {
  /** Where it is loaded from: an export. */
  readonly path: string;
  readonly events: number;
  /** Whether it ends with what had been appended last when it was sealed. */
  readonly isNewest: boolean;
  /** It was loaded: the next run need not look at it. */
  forget(): Promise<void>;
}

/**
 * A spool of events: folders of days with files that each hold what came in until the one before was loaded. What is
 * appended at once is written and made to last at once.
 */
export interface EventSpool {
  /** Resolves when it lasts, also when the power fails. Rejects with the system's error, and then it is not there. */
  append(entry: SpoolEntry): Promise<void>;
  /** Ends the oldest segment, so that it can be loaded; null when nothing is left. Throws the system's error. */
  seal(): Promise<SealedSegment | null>;
  /** Ends the spool. What is in it stays for the next run. */
  close(): Promise<void>;
}

interface WaitingEntry extends SpoolEntry {
  readonly kept: () => void;
  readonly failed: (error: unknown) => void;
}

/** A segment of so many bytes is followed by another one: to load it must not keep others waiting for long. */
const SEGMENT_BYTES = 16 * 1024 * 1024;
/** So many bytes are written at once. */
const COMMIT_BYTES = 8 * 1024 * 1024;

/**
 * Opens the spool of a folder, which is made when it is missing, with what a run before left in it.
 *
 * @param root an absolute path
 * @throws UserError where the folder cannot serve, or another program is using it
 */
export async function openEventSpool(root: string, now: () => number): Promise<EventSpool> {
  const waiting = waitingFolder(root);
  await mkdir(waiting, { recursive: true, mode: 0o700 });
  await syncFolder(root);
  const unlock = await lockSpool(root);
  try {
    await refuseWithoutLinks(root);
    return createEventSpool(root, await findSegments(root), { now, unlock });
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** Without a second name for a file, a spool cannot tell what was loaded. */
async function refuseWithoutLinks(root: string): Promise<void> {
  const [one, other] = ['probe', 'probe-2'].map((name) => join(waitingFolder(root), name)) as [
    string,
    string,
  ];
  try {
    await Promise.all([one, other].map((path) => unlink(path).catch(() => {})));
    await writeFile(one, '');
    await link(one, other);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    // What is full now may have room again.
    if (code === 'ENOSPC' || code === 'EDQUOT') return;
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(code)) throw error;
    throw new UserError(`${root}: its file system knows no hard links. Name another folder with --spool.`);
  } finally {
    await Promise.all([one, other].map((path) => unlink(path).catch(() => {})));
  }
}

/** What a run before was writing, or had not loaded, the oldest first. */
async function findSegments(root: string): Promise<Segment[]> {
  const segments: Segment[] = [];
  for (const name of (await readdir(waitingFolder(root))).sort()) {
    const segment = await findSegment(root, name);
    if (segment?.size === 0) await segment.forget();
    else if (segment) segments.push(segment);
  }
  return segments;
}

function createEventSpool(
  root: string,
  closed: Segment[],
  { now, unlock }: { readonly now: () => number; readonly unlock: () => Promise<void> },
): EventSpool {
  const inTurn = createQueue();
  const run = randomBytes(3).toString('hex');
  let serial = 0;
  const waiting: WaitingEntry[] = [];
  let open: Segment | null = null;
  let isCommitting = false;

  function begin(): Promise<Segment> {
    const at = now();
    const name = `http-${formatCompactInstant(at)}-${run}-${String(++serial).padStart(6, '0')}`;
    return beginSegment(root, name, at);
  }

  async function retire(segment: Segment): Promise<void> {
    if (segment.size === 0 && !segment.isTorn) return segment.forget();
    closed.push(segment);
    await segment.close();
  }

  /** The entries that are written next: those that share a segment, or one that does not. */
  function takeNext(): WaitingEntry[] {
    let count = 0;
    let bytes = 0;
    for (const entry of waiting) {
      if (count > 0 && (entry.isAlone || bytes + entry.bytes.length > COMMIT_BYTES)) break;
      count++;
      bytes += entry.bytes.length;
      if (entry.isAlone) break;
    }
    return waiting.splice(0, count);
  }

  async function write(entries: readonly WaitingEntry[]): Promise<void> {
    const isAlone = entries[0]?.isAlone ?? false;
    const segment = isAlone ? await begin() : (open ?? (await begin()));
    if (!isAlone) open = segment;
    try {
      await segment.append(
        entries.map(({ bytes }) => bytes),
        entries.reduce((sum, { events }) => sum + events, 0),
      );
    } finally {
      if (isAlone || segment.isTorn || segment.size >= SEGMENT_BYTES) {
        if (segment === open) open = null;
        await retire(segment).catch(() => {});
      }
    }
  }

  async function commitAll(): Promise<void> {
    isCommitting = true;
    while (waiting.length > 0) {
      await inTurn(async () => {
        const entries = takeNext();
        try {
          await write(entries);
          for (const { kept } of entries) kept();
        } catch (error) {
          for (const { failed } of entries) failed(error);
        }
      });
    }
    isCommitting = false;
  }

  return {
    append: (entry) =>
      new Promise((kept, failed) => {
        waiting.push({ ...entry, kept, failed });
        if (!isCommitting) void commitAll();
      }),
    seal: () =>
      inTurn(async () => {
        if (closed.length === 0 && open && open.size > 0) {
          closed.push(open);
          open = null;
        }
        const [segment] = closed;
        if (!segment) return null;
        const path = await segment.seal();
        closed.shift();
        const { events } = segment;
        return { path, events, isNewest: closed.length === 0 && !open?.size, forget: () => segment.forget() };
      }),
    close: () =>
      inTurn(async () => {
        if (open) await (open.size === 0 ? open.forget() : open.seal()).catch(() => {});
        await unlock();
      }),
  };
}
