import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { isReadOnly } from '../../../../src/store/sqlite/opening/copy-database.js';
import { openDatabase } from '../../../../src/store/sqlite/opening/database.js';
import { openSqliteStore } from '../../../../src/store/sqlite/opening/open-sqlite-store.js';
import { createOopsWriter } from '../../../../src/store/sqlite/writing/oops-writer.js';
import { UserError } from '../../../../src/user-error.js';
import { AT, newOops, SETTINGS } from '../../../support/sample-oops.js';
import { makeFolder } from '../../../support/temporary-folder.js';

const OPTIONS = { settings: SETTINGS, fills: false, writes: true, onCopy: () => {} };

const addressOf = (file: string) => ({ engine: 'sqlite', path: 'test.db', file }) as const;

function makeStore(): string {
  const file = join(makeFolder(), 'test.db');
  const { db } = openDatabase(file);
  const writer = createOopsWriter(db, SETTINGS);
  writer.transaction(() => void writer.insert(newOops('OOPS-1A1', { reporter: 'A' }), AT));
  db.close();
  return file;
}

describe('openSqliteStore', () => {
  it('brings what follows from the config up to date', async () => {
    const file = makeStore();
    const describeReporter = () => ({ system: 'web', kind: 'webapp' }) as const;
    const settings = { ...SETTINGS, describeReporter };
    const { store } = await openSqliteStore(addressOf(file), { ...OPTIONS, settings });
    expect(await store.snapshot((data) => data.reporters())).toMatchObject([{ name: 'A', system: 'web' }]);
    await store.close();
  });

  it('leaves no connection open when the config cannot be followed', async () => {
    const file = makeStore();
    const settings = {
      ...SETTINGS,
      describeReporter: () => {
        throw new UserError('A is claimed twice');
      },
    };
    const opening = openSqliteStore(addressOf(file), { ...OPTIONS, settings });
    await expect(opening).rejects.toThrow('A is claimed twice');
    expect(existsSync(`${file}-wal`)).toBe(false);
  });

  it('says what is wrong with a file that is no database', async () => {
    const file = join(makeFolder(), 'test.db');
    writeFileSync(file, 'no database at all, though long enough to look like one'.repeat(100));
    await expect(openSqliteStore(addressOf(file), OPTIONS)).rejects.toThrow(
      new UserError(`${file}: is not a database. Give --db another file.`),
    );
  });

  it("explains the engine's errors, and no others", async () => {
    const { store, explain } = await openSqliteStore(addressOf(':memory:'), OPTIONS);
    expect(explain(new Database.SqliteError('full', 'SQLITE_FULL'))?.message).toBe(
      ':memory:: the disk is full. Free some space and run the command again.',
    );
    expect(explain(new Error('a fault'))).toBeUndefined();
    await store.close();
  });

  describe('of a database that cannot be written', () => {
    /** A superuser can write everything: there the file is not read-only, and nothing can be seen. */
    function makeReadOnly(): string | null {
      const file = makeStore();
      chmodSync(file, 0o444);
      return isReadOnly(file) ? file : null;
    }

    it('refuses to change it, and reads a copy that goes when it is closed', async ({ skip }) => {
      const file = makeReadOnly();
      if (file === null) return skip('whoever runs this can write everything');
      await expect(openSqliteStore(addressOf(file), OPTIONS)).rejects.toThrow(
        new UserError('test.db: cannot be written. Give yourself the permission to write it and its folder.'),
      );
      let copies = 0;
      const { store } = await openSqliteStore(addressOf(file), {
        ...{ ...OPTIONS, writes: false, onCopy: () => void copies++ },
      });
      expect(await store.snapshot((data) => data.firstOopsTime())).toBe(AT);
      expect(copies).toBe(1);
      await store.close();
    });
  });
});
