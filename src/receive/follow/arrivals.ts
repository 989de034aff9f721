import { lstatSync } from 'node:fs';
import { type FileStamp, stampOf } from '../../sources/read-report-file.js';

/** The files that were noticed and wait until they have settled. All moments are of a steady clock, in milliseconds. */
export interface Arrivals {
  /** Takes a file that is to be loaded at a moment, or at another one than was said before. */
  add(path: string, dueAt: number): void;
  has(path: string): boolean;
  /** Gives what is due, at most so many, and has them wait no more. */
  take(at: number, most: number): string[];
  /** Takes as what a file was loaded. */
  noteLoaded(path: string, stamp: FileStamp): void;
  /** Whether a file was loaded a short while ago as it is now. */
  isLoaded(path: string, stamp: FileStamp): boolean;
  /** When the first one is due; infinity where none waits. */
  readonly dueAt: number;
  readonly size: number;
}

/** So many that were loaded last are remembered: events that come late tell of them. */
const MOST_LOADED = 20_000;

/** Makes it, empty. */
export function createArrivals(): Arrivals {
  const waiting = new Map<string, number>();
  const loaded = new Map<string, FileStamp>();

  return {
    add: (path, dueAt) => void waiting.set(path, dueAt),
    has: (path) => waiting.has(path),
    take(at, most) {
      const taken: string[] = [];
      for (const [path, dueAt] of waiting) {
        if (taken.length === most) break;
        if (dueAt > at) continue;
        taken.push(path);
        waiting.delete(path);
      }
      return taken;
    },
    noteLoaded(path, stamp) {
      waiting.delete(path);
      loaded.delete(path);
      loaded.set(path, stamp);
      if (loaded.size > MOST_LOADED) loaded.delete(loaded.keys().next().value as string);
    },
    isLoaded(path, { size, modifiedAt }) {
      const before = loaded.get(path);
      return before?.size === size && before.modifiedAt === modifiedAt;
    },
    get dueAt() {
      let first = Number.POSITIVE_INFINITY;
      for (const dueAt of waiting.values()) first = Math.min(first, dueAt);
      return first;
    },
    get size() {
      return waiting.size;
    },
  };
}

/** What a name in a folder stands for: a file, nothing, a folder, or what only a search of the folder can say. */
export type Noticed =
  | { readonly kind: 'file'; readonly stamp: FileStamp }
  | { readonly kind: 'gone' | 'folder' | 'other' };

/** Looks at a name of which an event told. Links are not followed: whether they are depends on where they lead. */
export function lookAtName(path: string): Noticed {
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (!stats) return { kind: 'gone' };
    if (stats.isFile()) return { kind: 'file', stamp: stampOf(stats) };
    return { kind: stats.isDirectory() ? 'folder' : 'other' };
  } catch {
    return { kind: 'other' };
  }
}

/** How many milliseconds a file must be left alone before it is loaded: none where its clock is another one. */
export function restOfYouth(modifiedAt: number, settle: number, now: number): number {
  return Math.abs(now - modifiedAt) < settle ? modifiedAt + settle - now : 0;
}
