import { compareText } from '../../../text/compare-text.js';
import type { TopValues } from '../../questions/signatures.js';
import { topN } from '../answer/top-n.js';

interface Counted {
  readonly id: number;
  count: number;
  last: number;
}

/** Counts the ids of something, 0 standing for unknown, and remembers when each was seen last. */
export class ValueCounts {
  readonly #byId = new Map<number, Counted>();
  #unknown = 0;

  add(id: number, time: number): void {
    if (id === 0) {
      this.#unknown += 1;
      return;
    }
    const known = this.#byId.get(id);
    if (!known) {
      this.#byId.set(id, { id, count: 1, last: time });
      return;
    }
    known.count += 1;
    if (time > known.last) known.last = time;
  }

  /**
   * The most frequent ones. Only what can be among them is looked up.
   *
   * @param namedBy the value of an id
   * @param textOf puts in order what was as frequent, and seen last at the same moment
   */
  top<Value>(
    most: number,
    namedBy: (id: number) => Value,
    textOf: (value: Value) => string,
  ): TopValues<Value> {
    const order = [({ count }: Counted) => -count, ({ last }: Counted) => -last];
    const values = topN([...this.#byId.values()], order, most)
      .map(({ id, ...counted }) => ({ value: namedBy(id), ...counted }))
      .sort((a, b) => b.count - a.count || b.last - a.last || compareText(textOf(a.value), textOf(b.value)))
      .slice(0, most)
      .map(({ value, count }) => ({ value, count }));
    return { distinct: this.#byId.size, unknown: this.#unknown, values };
  }
}
