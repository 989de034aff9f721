import { type FileHandle, link, open, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { makeDayFolder, syncFolder } from './day-folder.js';

/** The hidden folder of a spool in which every segment is that is not known to be loaded. */
const WAITING = '.http';
const ENDING = '.part';
/** The name of a segment begins with the second in which it was begun, so that names are in the order of time. */
const NAME = /^http-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-[\da-f]+-\d+\.part$/;
const BEGUN_AT = '$1-$2-$3T$4:$5:$6Z';

export function waitingFolder(root: string): string {
  return join(root, WAITING);
}

/**
 * A part of a spool: what came in one after the other, until it was loaded. While it is written it lies in a hidden folder;
 * sealed, it has a second name in the folder of its day, where any ingest finds it. The first name goes once it is loaded: so
 * those that are not are found without looking through the spool.
 */
export interface Segment {
  /** Bytes that last. */
  readonly size: number;
  /** How many events were appended, as far as that was told. */
  readonly events: number;
  /** Appends bytes, so that they last when this resolves. When it rejects, none of them are in it any more. */
  append(parts: readonly Uint8Array[], events: number): Promise<void>;
  /** Whether what was appended last could not be taken back when it failed: nothing may be written behind it. */
  readonly isTorn: boolean;
  /** Nothing more is appended. */
  close(): Promise<void>;
  /** Ends it. Can be done again where it failed. Returns the path by which it is loaded. */
  seal(): Promise<string>;
  /** It was loaded, or nothing is in it. */
  forget(): Promise<void>;
}

/**
 * Begins a segment.
 *
 * @param name without an ending, such as `http-20261127T085305Z-3fa2c1-000001`
 */
export async function beginSegment(root: string, name: string, at: number): Promise<Segment> {
  const path = join(waitingFolder(root), name + ENDING);
  const file = await open(path, 'ax', 0o600);
  try {
    await syncFolder(waitingFolder(root));
  } catch (error) {
    await file.close();
    await unlink(path).catch(() => {});
    throw error;
  }
  return createSegment({ root, name, at, file, size: 0 });
}

/** Finds a segment again that another run of the program left. Null for what is none. */
export async function findSegment(root: string, fileName: string): Promise<Segment | null> {
  const at = Date.parse(fileName.replace(NAME, BEGUN_AT));
  if (Number.isNaN(at)) return null;
  const { size } = await stat(join(waitingFolder(root), fileName));
  return createSegment({ root, name: fileName.slice(0, -ENDING.length), at, file: null, size });
}

interface SegmentState {
  readonly root: string;
  readonly name: string;
  readonly at: number;
  readonly file: FileHandle | null;
  readonly size: number;
}

function createSegment({ root, name, at, file: opened, size: found }: SegmentState): Segment {
  const path = join(waitingFolder(root), name + ENDING);
  let file = opened;
  let size = found;
  let events = 0;
  let isTorn = false;

  async function close(): Promise<void> {
    const open = file;
    file = null;
    await open?.close();
  }

  return {
    get size() {
      return size;
    },
    get events() {
      return events;
    },
    get isTorn() {
      return isTorn;
    },
    async append(parts, count) {
      if (!file) throw new Error(`${name} is closed`);
      const bytes = Buffer.concat(parts);
      try {
        // Unlike `write`, it goes on until all is written.
        await file.writeFile(bytes);
        await file.datasync();
      } catch (error) {
        await file.truncate(size).catch(() => {
          isTorn = true;
        });
        throw error;
      }
      size += bytes.length;
      events += count;
    },
    close,
    async seal() {
      await close();
      const folder = await makeDayFolder(root, at);
      const sealed = join(folder, `${name}.json`);
      try {
        await link(path, sealed);
      } catch (error) {
        // A run before had sealed it.
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      await syncFolder(folder);
      return sealed;
    },
    async forget() {
      await close();
      await unlink(path);
    },
  };
}
