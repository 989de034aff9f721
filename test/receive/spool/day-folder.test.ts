import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeDayFolder } from '../../../src/receive/spool/day-folder.js';
import { makeFolder } from '../../support/temporary-folder.js';

describe('makeDayFolder', () => {
  it.each([
    ['2026-11-27T23:59:59.999Z', '2026-11-27'],
    ['2026-11-28T00:00:00.000Z', '2026-11-28'],
  ])('makes the folder of the day of %s once, for the user alone', async (time, day) => {
    const root = join(makeFolder(), 'spool');
    expect(await makeDayFolder(root, Date.parse(time))).toBe(join(root, day));
    expect(await makeDayFolder(root, Date.parse(time))).toBe(join(root, day));
    expect(statSync(join(root, day)).mode & 0o777).toBe(0o700);
  });
});
