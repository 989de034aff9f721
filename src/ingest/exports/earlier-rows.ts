import type { Position } from '../../sources/exports/position.js';
import type { Loader } from '../../store/loader.js';
import type { ReadExport, Reject } from '../../store/records.js';
import type { Tally } from '../tally.js';
import { NOTHING_BUT_TEXT } from './rows/read-rows.js';

/** What is known of the rows of an export that are not read this time, because they were read before. */
export interface EarlierRows {
  /** Whether an id was given to one of them. */
  readonly isKnownId: (id: string) => boolean;
  /** Whether they were refused, because there was nothing but text. */
  readonly isText: boolean;
  /** Counts them as they were counted when they were read. */
  readonly count: (tally: Tally) => void;
}

/** So many OOPSes that were loaded last tell whether a line is equal to one of those before. */
const LAST_IDS = 10_000;

/** Looks up what is known of the rows before a position. */
export async function findEarlierRows(
  loader: Loader,
  before: ReadExport,
  { lines }: Position,
): Promise<EarlierRows> {
  const rejects = await loader.refusedRows(before.path);
  // What was rotated out of the file is not in it: the last of its OOPSes are those of its rows.
  const ids = await loader.lastIds(before.path, Math.min(LAST_IDS, before.goodRows));
  return {
    isKnownId: (id) => ids.has(id),
    isText: rejects.some(({ reason }) => reason === NOTHING_BUT_TEXT),
    count: (tally) => countAgain(tally, before, rejects, lines),
  };
}

/**
 * Counts what an export said when it was read last, up to a line: a last row that was refused because it was half-written is
 * read again.
 */
export function countAgain(
  tally: Tally,
  { path, goodRows, rejectedRows, otherRows }: ReadExport,
  rejects: readonly Reject[],
  lines = Number.POSITIVE_INFINITY,
): void {
  const rejectedBefore = tally.rejected;
  for (const { reason, line } of rejects) if (line <= lines) tally.reject(path, reason, line);
  tally.rejectUnlisted(rejectedRows - rejects.length);
  tally.known += goodRows;
  tally.notErrors += otherRows;
  tally.again.rejected += tally.rejected - rejectedBefore;
  tally.again.known += goodRows;
  tally.again.notErrors += otherRows;
}
