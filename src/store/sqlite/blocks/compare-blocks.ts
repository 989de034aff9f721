import type { Db } from '../db.js';
import { makeBlock, timesOf } from './fact-block.js';
import { FACT_COLUMNS } from './fact-columns.js';
import { packColumn } from './packed-column.js';

/** How many blocks are stored, and which of them are not what is made of the rows, with the columns that differ. */
export interface ComparedBlocks {
  readonly count: number;
  readonly differing: readonly { readonly number: number; readonly columns: readonly string[] }[];
}

/** Makes each stored block again, and compares. */
export function compareBlocks(db: Db): ComparedBlocks {
  const numbers = db.prepare('SELECT number FROM packed_block ORDER BY number').pluck().all() as number[];
  const select = db.prepare(
    `SELECT first_time, last_time, ${FACT_COLUMNS.join(', ')} FROM packed_block WHERE number = ?`,
  );
  const differing = numbers.flatMap((number) => {
    const stored = select.get(number) as Record<string, Buffer | number | null>;
    const made = makeBlock(db, number, FACT_COLUMNS);
    const [first, last] = timesOf(made.time);
    const columns = [
      ...(stored.first_time === first && stored.last_time === last ? [] : ['times']),
      ...FACT_COLUMNS.filter((column) => !packColumn(column, made[column]).equals(stored[column] as Buffer)),
    ];
    return columns.length === 0 ? [] : [{ number, columns }];
  });
  return { count: numbers.length, differing };
}
