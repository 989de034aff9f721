/**
 * Remembers what was looked up, in bounded memory: when the younger half is full it becomes the older half, and the
 * older one is dropped. What is in use stays, because a hit in the older half moves it to the younger one.
 */
export class BoundedCache<K, V> {
  #young = new Map<K, V>();
  #old = new Map<K, V>();
  #weight = 0;
  readonly #limit: number;
  readonly #weigh: (key: K) => number;

  /**
   * @param limit what the entries of one half may weigh together
   * @param weigh what an entry weighs; without it, all weigh 1
   */
  constructor(limit: number, weigh: (key: K) => number = () => 1) {
    this.#limit = limit;
    this.#weigh = weigh;
  }

  /** Returns the value, or undefined when it is not, or no longer, remembered. */
  get(key: K): V | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.add(key, old);
    return old;
  }

  /** Returns the value, which is looked up and remembered when it is not. */
  getOrAdd(key: K, lookUp: () => V): V {
    const known = this.get(key);
    if (known !== undefined) return known;
    const value = lookUp();
    this.add(key, value);
    return value;
  }

  /** Remembers a value that `get` did not find, unless it weighs more than a half holds. */
  add(key: K, value: V): void {
    const weight = this.#weigh(key);
    if (weight > this.#limit) return;
    if (this.#weight + weight > this.#limit) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#weight = 0;
    }
    this.#young.set(key, value);
    this.#weight += weight;
  }

  clear(): void {
    this.#young.clear();
    this.#old.clear();
    this.#weight = 0;
  }
}
