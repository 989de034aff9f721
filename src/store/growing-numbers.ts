/** A list of whole numbers that grows: a million of them take 4 MB. */
export class GrowingNumbers {
  #numbers = new Int32Array(4096);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(numbers: readonly number[]): void {
    const length = this.#length + numbers.length;
    if (length > this.#numbers.length) {
      const longer = new Int32Array(Math.max(length, 2 * this.#numbers.length));
      longer.set(this.#numbers);
      this.#numbers = longer;
    }
    this.#numbers.set(numbers, this.#length);
    this.#length = length;
  }

  /** All of them: the same memory, until more come. */
  all(): Int32Array {
    return this.#numbers.subarray(0, this.#length);
  }
}
