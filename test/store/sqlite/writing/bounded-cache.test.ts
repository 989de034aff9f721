import { describe, expect, it } from 'vitest';
import { BoundedCache } from '../../../../src/store/sqlite/writing/bounded-cache.js';

describe('BoundedCache', () => {
  it('keeps what is in use and drops what is not', () => {
    const cache = new BoundedCache<string, number>(2);
    for (const [index, key] of ['a', 'b', 'c'].entries()) cache.add(key, index);
    expect(cache.get('a')).toBe(0); // in the older half, moved to the younger one
    cache.add('d', 3); // the younger half, c and a, becomes the older one: b goes
    expect(['a', 'b', 'c', 'd'].map((key) => cache.get(key))).toEqual([0, undefined, 2, 3]);
  });

  it('does not remember what is heavier than a half', () => {
    const cache = new BoundedCache<string, number>(5, (key) => key.length);
    cache.add('light', 1);
    cache.add('too heavy', 2);
    expect([cache.get('light'), cache.get('too heavy')]).toEqual([1, undefined]);
  });

  it('forgets both halves', () => {
    const cache = new BoundedCache<string, number>(1);
    cache.add('a', 1);
    cache.add('b', 2);
    cache.clear();
    expect([cache.get('a'), cache.get('b')]).toEqual([undefined, undefined]);
  });
});
