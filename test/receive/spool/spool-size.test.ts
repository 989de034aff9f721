import { linkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSpoolSize } from '../../../src/receive/spool/spool-size.js';
import { addFiles, makeFolder } from '../../support/temporary-folder.js';

describe('createSpoolSize', () => {
  it('adds up all files, and measures anew when the answer is old', async () => {
    const root = makeFolder({ '2026-11-27/a': '12345', 'rejected/b': '12', '.http/c.part': '1' });
    linkSync(join(root, '.http/c.part'), join(root, '2026-11-27/c.json'));
    let now = 0;
    const spoolBytes = createSpoolSize(root, () => now);
    expect(await spoolBytes()).toBe(8);
    addFiles(root, { '2026-11-28/d': '1234' });
    now = 59_999;
    expect(await spoolBytes()).toBe(8);
    now = 60_000;
    // What is known is told at once, and measured anew meanwhile.
    expect(await spoolBytes()).toBe(8);
    await expect.poll(spoolBytes).toBe(12);
  });

  it('is 0 of a spool that is not there yet, or no more', async () => {
    const root = join(makeFolder(), 'spool');
    expect(await createSpoolSize(root, () => 0)()).toBe(0);
    addFiles(root, { 'rejected/b': '12' });
    rmSync(root, { recursive: true });
    expect(await createSpoolSize(root, () => 0)()).toBe(0);
  });
});
