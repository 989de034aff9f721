import { BLOCK_SIZE, firstOf, type NumberedBlock } from '../blocks/fact-block.js';
import { BOT, LOCAL_REFERRER } from '../blocks/fact-columns.js';
import type { FactInBlock } from '../blocks/facts.js';
import type { Lookups } from '../writing/lookups.js';

/** What of a block the sections may have to show; 0 where an OOPS has none. */
const COLUMNS = [
  'place',
  'time',
  'flags',
  'signature_id',
  'url_id',
  'topic_id',
  'method_id',
  'referrer_id',
] as const;

type TableBlock = NumberedBlock<(typeof COLUMNS)[number]>;

/**
 * What the sections may have to show of the OOPSes that they count. An OOPS is known by its row, which says where it stands in which
 * block: a day can have a million, and to copy what is known of them would take a fifth of a report's time.
 */
export class OopsTable {
  readonly #compareFacts: Lookups['compareFacts'];
  readonly #blocks: TableBlock[] = [];
  #last: FactInBlock['block'] | undefined;

  constructor({ compareFacts }: Pick<Lookups, 'compareFacts'>) {
    this.#compareFacts = compareFacts;
  }

  /** Adds an OOPS, and returns its row. Those of a block come one after the other. */
  add({ block, index }: Pick<FactInBlock, 'block' | 'index'>): number {
    if (block !== this.#last) {
      const { number, place, time, flags, signature_id, url_id, topic_id, method_id, referrer_id } = block;
      this.#blocks.push({
        number,
        place,
        time,
        flags,
        signature_id,
        url_id,
        topic_id,
        method_id,
        referrer_id,
      });
      this.#last = block;
    }
    return (this.#blocks.length - 1) * BLOCK_SIZE + index;
  }

  /** The order of `compareFacts`, for rows. */
  readonly compareRows = (a: number, b: number): number => {
    const [timeA, timeB] = [this.#timeOf(a), this.#timeOf(b)];
    if (timeA !== timeB) return timeA - timeB;
    return this.#compareFacts({ time: timeA, seq: this.seqOf(a) }, { time: timeB, seq: this.seqOf(b) });
  };

  /** The number of an OOPS in the database. */
  seqOf(row: number): number {
    const { number, place } = this.#blockOf(row);
    return firstOf(number) + (place[row % BLOCK_SIZE] as number);
  }

  readonly signatureIdOf = (row: number): number =>
    this.#blockOf(row).signature_id[row % BLOCK_SIZE] as number;
  readonly urlIdOf = (row: number): number => this.#blockOf(row).url_id[row % BLOCK_SIZE] as number;
  readonly topicIdOf = (row: number): number => this.#blockOf(row).topic_id[row % BLOCK_SIZE] as number;
  readonly methodIdOf = (row: number): number => this.#blockOf(row).method_id[row % BLOCK_SIZE] as number;
  readonly referrerIdOf = (row: number): number => this.#blockOf(row).referrer_id[row % BLOCK_SIZE] as number;

  isBot(row: number): boolean {
    return this.#has(row, BOT);
  }

  isLocalReferrer(row: number): boolean {
    return this.#has(row, LOCAL_REFERRER);
  }

  #has(row: number, flag: number): boolean {
    return ((this.#blockOf(row).flags[row % BLOCK_SIZE] as number) & flag) !== 0;
  }

  #timeOf(row: number): number {
    return this.#blockOf(row).time[row % BLOCK_SIZE] as number;
  }

  #blockOf(row: number): TableBlock {
    return this.#blocks[Math.floor(row / BLOCK_SIZE)] as TableBlock;
  }
}
