import type { FactBlock, FactColumn } from './fact-columns.js';

/** So many blocks are kept, of 370 KB each at most: what lies around an outage, and what it is compared with, is in a few. */
const MOST_KEPT = 32;

/**
 * The blocks that were read last, with the columns that were read of them. Good for one state of the database: whoever asks
 * for hundreds of outages comes by the same blocks again and again, and the newest, which is not stored yet, is made each time.
 */
export class KeptBlocks {
  /** By number; the one that was used last stands last. */
  readonly #blocks = new Map<number, Partial<FactBlock<FactColumn>>>();
  #missing: readonly number[] | undefined;
  readonly #most: number;

  /** @param most how many */
  constructor(most = MOST_KEPT) {
    this.#most = most;
  }

  /** The numbers of the blocks that are not stored. */
  missing(find: () => readonly number[]): readonly number[] {
    this.#missing ??= find();
    return this.#missing;
  }

  /** Some columns of a block; `read` gets those that are not kept, `place` among them where it has to tell how many rows there are. */
  columns<C extends FactColumn>(
    number: number,
    names: readonly C[],
    read: (lacking: readonly C[]) => FactBlock<C>,
  ): FactBlock<C> {
    const known = this.#blocks.get(number) ?? {};
    const lacking = names.filter((name) => known[name] === undefined);
    const block = lacking.length === 0 ? known : { ...known, ...read(lacking) };
    this.#blocks.delete(number);
    this.#blocks.set(number, block);
    const [first] = this.#blocks.keys();
    if (this.#blocks.size > this.#most && first !== undefined) this.#blocks.delete(first);
    return block as FactBlock<C>;
  }
}
