import { describe, expect, it } from 'vitest';
import type { PageAnswer } from '../../../src/web/page.js';
import { createPageCache } from '../../../src/web/server/page-cache.js';

/** Makes pages that tell how often one was made. */
function createMaking(answer: Partial<PageAnswer> = {}) {
  let count = 0;
  const make = async () =>
    ({ kind: 'page', status: 200, format: 'html', body: `made ${++count}`, ...answer }) as PageAnswer;
  return { make, count: () => count };
}

const bodyOf = async (page: Promise<{ readonly body: Buffer }>) => (await page).body.toString();

describe('the cache of pages', () => {
  it('makes a page once for those who ask at once, and for those who ask later', async () => {
    const cache = createPageCache(1e6, () => 0);
    const { make } = createMaking();
    const both = await Promise.all([cache.get('/', '1', 1000, make), cache.get('/', '1', 1000, make)]);
    expect(both.map(({ body }) => body.toString())).toEqual(['made 1', 'made 1']);
    expect(await bodyOf(cache.get('/', '1', 1000, make))).toBe('made 1');
  });

  it('makes it anew when what it follows from has changed', async () => {
    const cache = createPageCache(1e6, () => 0);
    const { make } = createMaking();
    await cache.get('/', '1', 1000, make);
    expect(await bodyOf(cache.get('/', '2', 1000, make))).toBe('made 2');
  });

  it.each<[string, Partial<PageAnswer>, number, number]>([
    ['as long as its route says', {}, 5000, 5000],
    ['as long as it says itself', { freshSeconds: 10 }, 5000, 10_000],
    ['where it leads elsewhere, for a minute at most', { kind: 'redirect' }, 1e9, 60_000],
  ])('keeps it %s', async (_, answer, freshFor, life) => {
    let now = 1000;
    const cache = createPageCache(1e6, () => now);
    const { make, count } = createMaking(answer);
    await cache.get('/', '1', freshFor, make);
    now += life - 1;
    await cache.get('/', '1', freshFor, make);
    expect(count()).toBe(1);
    now += 1;
    await cache.get('/', '1', freshFor, make);
    expect(count()).toBe(2);
  });

  it('forgets what was longest not asked for when it is full, and counts what it holds', async () => {
    const cache = createPageCache(10_000, () => 0);
    const { make, count } = createMaking({ body: 'x'.repeat(2500) });
    for (const key of ['/a', '/b', '/c', '/a', '/d']) await cache.get(key, '1', 1e6, make);
    expect(count()).toBe(4);
    await cache.get('/a', '1', 1e6, make);
    expect(count()).toBe(4);
    await cache.get('/b', '1', 1e6, make);
    expect(count()).toBe(5);
    expect(cache.bytes).toBeLessThanOrEqual(10_000);
    expect(cache.bytes).toBeGreaterThan(5000);
  });

  it('keeps nothing of a page that could not be made', async () => {
    const cache = createPageCache(1e6, () => 0);
    const fault = async (): Promise<PageAnswer> => {
      throw new Error('no');
    };
    await expect(cache.get('/', '1', 1e6, fault)).rejects.toThrow('no');
    expect(cache.bytes).toBe(0);
    const { make } = createMaking();
    expect(await bodyOf(cache.get('/', '1', 1e6, make))).toBe('made 1');
  });

  it('marks the same bytes the same', async () => {
    const cache = createPageCache(1e6, () => 0);
    const { make } = createMaking({ body: 'same' });
    const first = await cache.get('/', '1', 1e6, make);
    expect((await cache.get('/', '2', 1e6, make)).etag).toBe(first.etag);
    expect(first.etag).toMatch(/^"[\w-]{27}"$/);
  });
});
