import type { FilePlace } from '../../records.js';
import type { Db } from '../db.js';
import { rowsOfFile } from '../tables/files.js';
import type { SeqSet } from './seq-set.js';

/**
 * The OOPSes that an export held and no longer says, without those that are older than all that it says, and without events
 * of other kinds, which were rotated away.
 *
 * @param newest the newest OOPS from before the export was read
 * @param seen what it says now
 */
export function findVanishedRows(db: Db, place: FilePlace, newest: number, seen: SeqSet): number[] {
  const held = rowsOfFile(db, place).filter(({ seq }) => seq <= newest);
  const start = held.reduce(
    (least, { seq, time }) => (seen.has(seq) ? Math.min(least, time) : least),
    Number.POSITIVE_INFINITY,
  );
  return held
    .filter(({ seq, time, isEvent }) => !seen.has(seq) && time >= start && isEvent === 0)
    .map(({ seq }) => seq);
}
