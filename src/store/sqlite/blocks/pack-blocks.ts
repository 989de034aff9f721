import type { Db } from '../db.js';
import { ARRAYS, FACT_COLUMNS, type FactColumn } from './fact-columns.js';
import { createUnpacker, packColumn } from './packed-column.js';

/** Packs the columns of blocks that were stored before any was packed. Run it inside a transaction. */
export function packBlocks(db: Db): void {
  const numbers = db.prepare('SELECT number FROM fact_block ORDER BY number').pluck().all() as number[];
  const select = db.prepare(`SELECT ${FACT_COLUMNS.join(', ')} FROM fact_block WHERE number = ?`);
  const update = db.prepare(
    `UPDATE fact_block SET ${FACT_COLUMNS.map((column) => `${column} = ?`).join(', ')} WHERE number = ?`,
  );
  const unpack = createUnpacker();
  for (const number of numbers) {
    const blobs = select.get(number) as Record<FactColumn, Buffer<ArrayBuffer>>;
    const count = blobs.place.length / ARRAYS.place.BYTES_PER_ELEMENT;
    const packed = FACT_COLUMNS.map((column) => packColumn(column, unpack(column, blobs[column], count)));
    if (packed.some((blob, at) => blob.length < blobs[FACT_COLUMNS[at] as FactColumn].length))
      update.run(...packed, number);
  }
}
