import { lowerBound } from '../../../lower-bound.js';
import { BLOCK_SIZE, firstOf, type NumberedBlock } from '../blocks/fact-block.js';
import type { FactArray } from '../blocks/fact-columns.js';
import type { FactInBlock } from '../blocks/facts.js';
import type { Lookups } from '../writing/lookups.js';

/** What of an OOPS the sections may have to show beside its id; 0 where it has none. */
export type TableColumn = 'signature_id' | 'url_id' | 'topic_id' | 'method_id' | 'referrer_id';

type TableColumns = NumberedBlock<'place' | 'time' | TableColumn>;

interface TableBlock extends TableColumns {
  /** The places of its OOPSes in the block, where the columns hold no others; null: they hold all. */
  readonly indices: Uint16Array | null;
}

/** Of a block of which fewer OOPSes than one in so many are added, only those are kept. */
const SPARSE = 4;

/**
 * What the sections may have to show of the OOPSes that they count. An OOPS is known by its row, which says where it stands in which
 * block: a day can have a million, and to copy what is known of them would take a tenth of a report's time.
 */
export class OopsTable {
  readonly #compareFacts: Lookups['compareFacts'];
  readonly #blocks: TableBlock[] = [];
  /** The block of the last OOPS that was added, and the places of those that were added of it. */
  #last: FactInBlock['block'] | undefined;
  readonly #added = new Uint16Array(BLOCK_SIZE);
  #addedCount = 0;

  constructor({ compareFacts }: Pick<Lookups, 'compareFacts'>) {
    this.#compareFacts = compareFacts;
  }

  /** Adds an OOPS, and returns its row. Those of a block come one after the other, in its order. */
  add({ block, index }: Pick<FactInBlock, 'block' | 'index'>): number {
    if (block !== this.#last) this.#open(block);
    this.#added[this.#addedCount++] = index;
    return (this.#blocks.length - 1) * BLOCK_SIZE + index;
  }

  #open(block: FactInBlock['block']): void {
    const last = this.#blocks.pop();
    if (last) this.#blocks.push(this.#withoutOthers(last));
    this.#addedCount = 0;
    this.#last = block;
    const { number, place, time, signature_id, url_id, topic_id, method_id, referrer_id } = block;
    const columns = { place, time, signature_id, url_id, topic_id, method_id, referrer_id };
    this.#blocks.push({ number, ...columns, indices: null });
  }

  /** The block with only what was added of it, where that is little: of a month, say, a report may be about one system. */
  #withoutOthers(block: TableBlock): TableBlock {
    if (SPARSE * this.#addedCount >= block.time.length) return block;
    const indices = this.#added.slice(0, this.#addedCount);
    const added = (column: FactArray) => Int32Array.from(indices, (index) => column[index] as number);
    return {
      number: block.number,
      place: added(block.place),
      time: Float64Array.from(indices, (index) => block.time[index] as number),
      signature_id: added(block.signature_id),
      url_id: added(block.url_id),
      topic_id: added(block.topic_id),
      method_id: added(block.method_id),
      referrer_id: added(block.referrer_id),
      indices,
    };
  }

  /** The order of `compareFacts`, for rows. */
  readonly compareRows = (a: number, b: number): number => {
    const [timeA, timeB] = [this.timeOf(a), this.timeOf(b)];
    if (timeA !== timeB) return timeA - timeB;
    return this.#compareFacts({ time: timeA, seq: this.seqOf(a) }, { time: timeB, seq: this.seqOf(b) });
  };

  /** The number of an OOPS in the database. */
  seqOf(row: number): number {
    const block = this.#blockOf(row);
    return firstOf(block.number) + (block.place[placeIn(block, row)] as number);
  }

  /** When an OOPS happened. */
  timeOf(row: number): number {
    const block = this.#blockOf(row);
    return block.time[placeIn(block, row)] as number;
  }

  /** What stands in a column of some rows, which is fastest where they are in the order in which they were added. */
  entriesOf(column: TableColumn, rows: Int32Array): Int32Array {
    return this.#copy(column, rows, new Int32Array(rows.length));
  }

  /** When some OOPSes happened. */
  timesOf(rows: Int32Array): Float64Array {
    return this.#copy('time', rows, new Float64Array(rows.length));
  }

  #copy<T extends Int32Array | Float64Array>(column: TableColumn | 'time', rows: Int32Array, into: T): T {
    let [first, end] = [0, 0];
    let entries: FactArray = into;
    let indices: Uint16Array | null = null;
    for (let place = 0; place < rows.length; place++) {
      const row = rows[place] as number;
      if (row < first || row >= end) {
        const block = this.#blockOf(row);
        ({ [column]: entries, indices } = block);
        first = row - (row % BLOCK_SIZE);
        end = first + BLOCK_SIZE;
      }
      into[place] = entries[indices === null ? row - first : lowerBound(indices, row - first)] as number;
    }
    return into;
  }

  #blockOf(row: number): TableBlock {
    return this.#blocks[Math.floor(row / BLOCK_SIZE)] as TableBlock;
  }
}

/** Where in its columns a block has an OOPS. */
function placeIn({ indices }: TableBlock, row: number): number {
  const index = row % BLOCK_SIZE;
  return indices === null ? index : lowerBound(indices, index);
}
