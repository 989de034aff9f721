import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { beginWriting, WaitedInVain } from '../../../src/store/sqlite/db.js';
import { openDatabase } from '../../../src/store/sqlite/opening/database.js';
import { loadPaths } from '../../support/load-paths.js';
import { makeFolder } from '../../support/temporary-folder.js';

const DESCRIPTORS = '/proc/self/fd';
const ROW = '{"id": "OOPS-1A1", "time": "2011-09-08T08:53:06Z"}\n';

/** How often this process has a file open. */
function countOpen(path: string): number {
  return readdirSync(DESCRIPTORS).filter((name) => {
    try {
      return readlinkSync(join(DESCRIPTORS, name)) === path;
    } catch {
      return false;
    }
  }).length;
}

describe.skipIf(!existsSync(DESCRIPTORS))('an export (open files are counted where there is /proc)', () => {
  it.each([
    ['plain', ROW],
    ['packed', gzipSync(ROW)],
  ])(
    'that is %s stays open no longer than it is read, also where another program has the database locked',
    async (_, content) => {
      const folder = makeFolder({ 'x.ndjson': content });
      const path = join(folder, 'x.ndjson');
      const { db } = openDatabase(join(folder, 'oops.db'), { busyTimeout: 1 });
      const { db: other } = openDatabase(join(folder, 'oops.db'));
      beginWriting(other);
      await expect(loadPaths(path, { settle: 0 }, db)).rejects.toThrow(WaitedInVain);
      other.exec('ROLLBACK');
      expect(await loadPaths(path, { settle: 0 }, db)).toMatchObject({ loaded: 1 });
      // A file is closed behind the stream that reads it.
      for (let turn = 0; turn < 1000 && countOpen(path) > 0; turn++) await setImmediate();
      expect(countOpen(path)).toBe(0);
      other.close();
      db.close();
    },
  );
});
