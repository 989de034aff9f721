import { statSync } from 'node:fs';
import type { StoreTotals } from '../../snapshot.js';
import type { Db } from '../db.js';
import { findHeldBackLog } from '../wal/held-back.js';

/** How much there is. See `totals` of the port. */
export function readTotals(db: Db): StoreTotals {
  const counts = db
    .prepare(
      `SELECT (SELECT max(time) FROM stored_oops) AS lastTime, (SELECT count(*) FROM reject) AS rejects,
         (SELECT ifnull(sum(count), 0) FROM stored_discard) AS discarded`,
    )
    .get() as Omit<StoreTotals, 'bytes' | 'heldBack'>;
  const bytes = db.memory ? null : sizeOf(db.name) + sizeOf(`${db.name}-wal`);
  return { ...counts, bytes, heldBack: findHeldBackLog(db) };
}

/** The bytes of a file; 0 where there is none. */
function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
