import { dirname } from 'node:path';
import type { FollowedTree } from './tree/followed-tree.js';
import type { WatchedFolders } from './tree/watch-folders.js';

/** Says when the times of change of a tree are asked for: of a steady clock, in milliseconds. */
export interface CheckTimes {
  readonly dueAt: number;
  /** Takes from when to when they were. */
  took(from: number, to: number): void;
  /** Takes that something has happened of which events told: others may have been lost. */
  afterEvent(): void;
  /** Takes that something has happened which only a check finds. */
  now(): void;
}

/** From one check to the next: after an event; where events do not tell of all; where nothing happens. */
const AFTER_EVENT = 1000;
const POLLING = 2000;
const QUIET = 10_000;
/** A check that takes long, because there are very many folders, is made less often: it takes so much of the time at most. */
const SHARE = 0.01;

/** Makes it, with the first check due. */
export function createCheckTimes(
  { roots, folders, files }: FollowedTree,
  watched: WatchedFolders,
): CheckTimes {
  let checkedAt = Number.NEGATIVE_INFINITY;
  let dueAt = Number.NEGATIVE_INFINITY;

  /** Whether events tell of all that happens, as far as none is lost. */
  function isWatched(): boolean {
    for (const { path, fault } of folders.values())
      if (fault !== null || !watched.isWatched(path)) return false;
    for (const { path } of files.values()) if (!watched.isWatched(dirname(path))) return false;
    return roots.every(({ fault }) => fault === null);
  }

  /** When a folder without a day is to be looked at again, which a check does. */
  function nextLook(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const { isDated, fault, marks } of folders.values()) {
      if (!isDated && fault === null) next = Math.min(next, marks.dueAt);
    }
    return next;
  }

  return {
    get dueAt() {
      return dueAt;
    },
    took(from, to) {
      checkedAt = from;
      const period = Math.max(isWatched() ? QUIET : POLLING, (to - from) / SHARE);
      dueAt = Math.min(from + period, Math.max(nextLook(), from + AFTER_EVENT));
    },
    afterEvent() {
      dueAt = Math.min(dueAt, checkedAt + AFTER_EVENT);
    },
    now() {
      dueAt = Number.NEGATIVE_INFINITY;
    },
  };
}
