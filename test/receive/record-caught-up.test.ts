import { describe, expect, it } from 'vitest';
import { recordCaughtUp } from '../../src/receive/record-caught-up.js';
import type { SourceReading } from '../../src/store/records.js';
import { openTestStore } from '../support/open-live-store.js';

const QUEUE = 'amqp://mq/%2F/oopses';

/** The sources after it was recorded that a queue was caught up with at 100, with these there before. */
async function sourcesAfter(before: readonly SourceReading[]) {
  const store = await openTestStore(':memory:', new AbortController().signal, () => {});
  return store.load(async (session) => {
    const options = { startedAt: 0, clock: () => 0, exists: () => true };
    await session.store.load(options, async (loader) => {
      for (const reading of before) await loader.recordFullReading(reading);
      await recordCaughtUp(loader, { source: QUEUE, kind: 'queue', spool: '/spool', at: 100 });
    });
    const sources = await session.store.snapshot((data) => data.sources());
    return sources.map(({ path, kind, readUntil }) => [path, kind, readUntil]);
  });
}

const repository = (path: string): SourceReading => ({ path, kind: 'repository', lastReadAt: 1 });

describe('recordCaughtUp', () => {
  it('records the queue', async () => {
    expect(await sourcesAfter([])).toEqual([[QUEUE, 'queue', 100]]);
  });

  it.each(['/spool', '/spool/2026-11-27'])(
    'records the spool as well where somebody loaded %s',
    async (path) => {
      expect(await sourcesAfter([repository(path)])).toEqual([
        ['/spool', 'repository', 100],
        [QUEUE, 'queue', 100],
      ]);
    },
  );

  it('says nothing of other repositories, one that the spool lies in among them', async () => {
    const others = ['/', '/spools'].map(repository);
    expect(await sourcesAfter(others.slice(1))).toEqual([
      ['/spools', 'repository', 1],
      [QUEUE, 'queue', 100],
    ]);
    expect(await sourcesAfter(others.slice(0, 1))).toEqual([
      ['/', 'repository', 1],
      [QUEUE, 'queue', 100],
    ]);
  });
});
