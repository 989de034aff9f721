/**
 * The place of the first of some sorted numbers that is not below a number; behind the last when there is none.
 *
 * @example
 * lowerBound([1, 3, 3, 7], 3); // 1
 */
export function lowerBound(numbers: ArrayLike<number>, least: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
