/**
 * Marks numbers, each by a 1 at its place: what is looked up for every OOPS is looked up in an array.
 *
 * @example
 * markNumbers([1, 3]); // Uint8Array [0, 1, 0, 1]
 */
export function markNumbers(numbers: readonly number[]): Uint8Array {
  const marks = new Uint8Array(1 + numbers.reduce((most, number) => Math.max(most, number), 0));
  for (const number of numbers) marks[number] = 1;
  return marks;
}
