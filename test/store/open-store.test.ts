import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.js';
import { SETTINGS } from '../support/sample-oops.js';
import { makeFolder } from '../support/temporary-folder.js';

const OPTIONS = { settings: SETTINGS, fills: false, writes: true, onCopy: () => {} };

describe('openStore', () => {
  it('makes a store at an address, which is no longer new the next time', async () => {
    const file = join(makeFolder(), 'oops-report.db');
    for (const isNew of [true, false]) {
      const opened = await openStore('oops-report.db', file, OPTIONS);
      expect(opened.isNew).toBe(isNew);
      expect(await opened.store.snapshot((data) => data.firstOopsTime())).toBeNull();
      await opened.store.close();
    }
  });

  it('makes one in memory, always new', async () => {
    const { store, isNew } = await openStore(':memory:', ':memory:', OPTIONS);
    expect(isNew).toBe(true);
    await store.close();
  });
});
