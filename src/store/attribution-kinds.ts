import { BLOCK_SIZE } from './fact-block.js';
import type { Db } from './open-database.js';

/** Which kind of attribution each of a block's numbers has; 0 for none. */
export type KindsOf = (block: number) => ArrayLike<number>;

/** The kinds of a block none of whose OOPSes belongs to an outage. */
export const NO_KINDS: ArrayLike<number> = new Int32Array(BLOCK_SIZE);

/**
 * Numbers the different ways in which OOPSes belong to outages, of which there are few, and leaves them in
 * `temp.attribution_kind`; 0 is that of an OOPS that belongs to none. Returns which kind each OOPS has.
 */
export function openAttributionKinds(db: Db): KindsOf {
  db.exec(`
    CREATE TEMP TABLE IF NOT EXISTS attribution_kind (
      number INTEGER PRIMARY KEY, outage TEXT, phase TEXT, relation TEXT, disposition TEXT, is_suppressed INTEGER NOT NULL
    ) STRICT;
    DELETE FROM temp.attribution_kind;
    INSERT INTO temp.attribution_kind (number, is_suppressed) VALUES (0, 0)`);
  const add = db.prepare('INSERT INTO temp.attribution_kind VALUES (?, ?, ?, ?, ?, ?)');
  const blocks = new Map<number, Int32Array>();
  // One text of numbers a kind is read three times as fast as a row an OOPS.
  const found = db
    .prepare(
      `SELECT outage, phase, relation, disposition, is_suppressed, json_group_array(oops)
       FROM stored_attribution GROUP BY 1, 2, 3, 4, 5`,
    )
    .raw()
    .all() as [...kind: (string | number)[], oopses: string][];
  found.forEach((row, place) => {
    add.run(place + 1, ...row.slice(0, -1));
    for (const seq of JSON.parse(String(row.at(-1))) as number[]) {
      const number = Math.floor((seq - 1) / BLOCK_SIZE);
      const kinds = blocks.get(number) ?? new Int32Array(BLOCK_SIZE);
      blocks.set(number, kinds);
      kinds[(seq - 1) % BLOCK_SIZE] = place + 1;
    }
  });
  return (block) => blocks.get(block) ?? NO_KINDS;
}
