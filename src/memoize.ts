/**
 * The same function, which finds the value of each key once.
 *
 * @example
 * const length = memoize((text: string) => text.length);
 */
export function memoize<K, V>(find: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) {
      value = find(key);
      known.set(key, value);
    }
    return value;
  };
}
