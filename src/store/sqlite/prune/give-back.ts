import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Db } from '../db.js';
import { readTotals } from '../tables/totals.js';

/** How many pages are moved at once: others can write between. */
const PAGES_AT_ONCE = 2000;
/** `auto_vacuum`: pages can be given back one by one. */
const INCREMENTAL = 2;
/** A database of which no more than this is left is written anew at once. In bytes. */
const SMALL = 256 * 1024 * 1024;
/** Written anew, what is left is there twice for a while: as a copy, and on the way back. */
const TIMES_LEFT = 2.2;

/** How much smaller the file became, and how much of it is empty now. */
export interface GivenBack {
  readonly bytesFreed: number;
  readonly bytesEmpty: number;
}

/**
 * Gives empty pages back to the disk: page by page where the database was made for that, as since prune is there; an older one
 * is written anew, once, and is made for it then. That is only done where what is left is small, or less than what is empty, and
 * the disk has room: else its pages are taken by what is loaded next.
 *
 * @param bytesBefore what it took before anything was deleted
 */
export async function giveBack(
  db: Db,
  inTurn: <T>(work: () => T) => Promise<T>,
  bytesBefore: number,
): Promise<GivenBack> {
  if (await inTurn(() => db.pragma('auto_vacuum', { simple: true }) === INCREMENTAL)) {
    while (await inTurn(() => moveSome(db)));
  } else await inTurn(() => writeAnew(db));
  return inTurn(() => {
    ignoreBusy(() => db.pragma('wal_checkpoint(TRUNCATE)'));
    return { bytesFreed: Math.max(0, bytesBefore - sizeOf(db)), bytesEmpty: emptyBytes(db) };
  });
}

/** What it takes on disk, or in memory. */
export function sizeOf(db: Db): number {
  const pages = Number(db.pragma('page_count', { simple: true }));
  return readTotals(db).bytes ?? pages * pageSize(db);
}

/** Returns whether there may be more. */
function moveSome(db: Db): boolean {
  const before = emptyBytes(db);
  if (before === 0) return false;
  ignoreBusy(() => db.pragma(`incremental_vacuum(${PAGES_AT_ONCE})`));
  return emptyBytes(db) < before;
}

function writeAnew(db: Db): void {
  const empty = emptyBytes(db);
  const left = Number(db.pragma('page_count', { simple: true })) * pageSize(db) - empty;
  if (empty === 0 || left > Math.max(SMALL, empty)) return;
  if (!db.memory) {
    const { bavail, bsize } = statfsSync(dirname(db.name));
    if (bavail * bsize < TIMES_LEFT * left) return;
  }
  db.pragma(`auto_vacuum = ${INCREMENTAL}`);
  ignoreBusy(() => db.exec('VACUUM'));
}

function emptyBytes(db: Db): number {
  return Number(db.pragma('freelist_count', { simple: true })) * pageSize(db);
}

function pageSize(db: Db): number {
  return Number(db.pragma('page_size', { simple: true }));
}

/** What others keep from being done now is done by the next prune. */
function ignoreBusy(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!/^SQLITE_(BUSY|LOCKED|FULL)/.test(code)) throw error;
  }
}
