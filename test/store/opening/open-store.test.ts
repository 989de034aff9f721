import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../../src/store/opening/open-store.js';
import { SETTINGS } from '../../support/sample-oops.js';
import { makeFolder } from '../../support/temporary-folder.js';

const OPTIONS = { settings: SETTINGS, fills: false, writes: true, onCopy: () => {} };

describe('openStore', () => {
  it('makes a store at an address, which is no longer new the next time', async () => {
    const file = join(makeFolder(), 'oops-report.db');
    const address = { engine: 'sqlite', path: 'oops-report.db', file } as const;
    for (const isNew of [true, false]) {
      const opened = await openStore(address, OPTIONS);
      expect(opened).toMatchObject({ isNew, address });
      expect(await opened.store.snapshot((data) => data.firstOopsTime())).toBeNull();
      await opened.store.close();
    }
  });

  it('makes one in memory, always new', async () => {
    const address = { engine: 'sqlite', path: ':memory:', file: ':memory:' } as const;
    const { store, isNew } = await openStore(address, OPTIONS);
    expect(isNew).toBe(true);
    await store.close();
  });
});
