import { readdirSync, readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HealthCheck } from '../../../../src/store/opening/health.js';
import { examineSqlite } from '../../../../src/store/sqlite/doctor/examine.js';
import { openDatabase } from '../../../../src/store/sqlite/opening/database.js';
import { UserError } from '../../../../src/user-error.js';
import { fileOf, readAll, soundBytes, turnBit } from '../../../support/damaged-database.js';

const FIXTURES = new URL('../../../fixtures/databases/', import.meta.url);

const sound = soundBytes();

async function examine(file: string, isQuick = false): Promise<readonly HealthCheck[]> {
  const { checks } = await examineSqlite(
    { engine: 'sqlite', path: file, file },
    { isQuick, onCopy: () => {} },
  );
  return checks;
}

/** Which checks find damage in a database after some SQL, and the first fault of each. */
async function findAfter(sql: string): Promise<Record<string, string | undefined>> {
  const file = fileOf(sound);
  const db = new Database(file);
  db.unsafeMode().pragma('foreign_keys = OFF');
  db.exec(sql);
  db.close();
  const damaged = (await examine(file)).filter(({ state }) => state === 'damaged');
  return Object.fromEntries(damaged.map(({ check, faults }) => [check, faults[0]]));
}

describe('the examination of a database', () => {
  it('finds each single bit that turned, unless nobody could ever see it', async () => {
    const all = readAll(fileOf(sound));
    const isFound = async (file: string) => {
      try {
        return (await examine(file)).some(({ state }) => state === 'damaged');
      } catch (error) {
        return error instanceof UserError;
      }
    };
    const place = fc.nat({ max: sound.length * 8 - 1 });
    await fc.assert(
      fc.asyncProperty(place, async (at) => {
        const file = fileOf(turnBit(sound, at));
        if (!(await isFound(file))) expect(readAll(file) === all, `bit ${at}`).toBe(true);
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it('finds nothing in a sound one, and leaves it as it is', async () => {
    const file = fileOf(sound);
    expect((await examine(file)).filter(({ state }) => state === 'damaged')).toEqual([]);
    expect((await examine(file, true)).map(({ check }) => check)).toEqual([
      ...['file', 'schema', 'counts', 'windows'],
    ]);
    expect(readFileSync(file).equals(sound)).toBe(true);
  });

  it.each([
    [
      'a row whose indexes are right',
      'UPDATE row_sum SET first_sum = first_sum + 1, second_sum = second_sum + 1 WHERE number = 2',
      { OOPSes: expect.stringMatching(/^of OOPSes 129 to 192 at least one is not what was stored \(OOPS-/) },
    ],
    [
      'a checksum, and not the rows',
      'UPDATE row_sum SET first_sum = first_sum + 1 WHERE number = 2',
      { OOPSes: 'the checksum of OOPSes 129 to 192 is damaged, not they' },
    ],
    [
      'a text',
      "UPDATE text SET value = value || ' more' WHERE id = 3",
      { texts: 'text 3 is not what its checksum says', 'text index': 'it does not say what the texts say' },
    ],
    [
      'a word of the text index',
      "INSERT INTO text_index (text_index, rowid, value) SELECT 'delete', id, value FROM text WHERE id = 3",
      { 'text index': 'it does not say what the texts say' },
    ],
    [
      'a row that is gone',
      'DELETE FROM reporter WHERE id = 1',
      { references: expect.stringMatching(/^stored_oops: rows that speak of one that is not there: \d+$/) },
    ],
    [
      'a window',
      "UPDATE stored_window SET ends_at = ends_at + 1 WHERE phase = 'downtime'",
      {
        windows: 'the downtime of fdt-2011-09-08 from 2011-09-08T08:53:05.000Z is not what its log says last',
      },
    ],
    [
      'a window that is gone',
      "DELETE FROM stored_window WHERE phase = 'downtime'",
      { windows: 'the downtime of fdt-2011-09-08 from 2011-09-08T08:53:05.000Z is in the log alone' },
    ],
    [
      'a window that is in no log',
      "DELETE FROM window_change WHERE window_key LIKE '%downtime%'",
      { windows: 'the downtime of fdt-2011-09-08 from 2011-09-08T08:53:05.000Z is in no log' },
    ],
    [
      'a view',
      'DROP VIEW outage_window; CREATE VIEW outage_window AS SELECT 1',
      { schema: 'view outage_window is not as it was made' },
    ],
    ['an index that is gone', 'DROP INDEX check_window', { schema: 'index check_window is gone' }],
  ])('finds %s', async (_, sql, found) => {
    expect(await findAfter(sql)).toEqual(found);
  });

  it('finds a block that is not what its rows say', async () => {
    const file = fileOf(brotliDecompressSync(readFileSync(new URL('schema-14.db.br', FIXTURES))));
    const { db } = openDatabase(file);
    db.exec('UPDATE packed_block SET class_id = zeroblob(length(class_id)) WHERE number = 0');
    db.close();
    const damaged = (await examine(file)).filter(({ state }) => state === 'damaged');
    expect(damaged.map(({ check, faults }) => [check, faults])).toEqual([['blocks', ['block 0: class_id']]]);
  });

  it.each(readdirSync(FIXTURES).filter((name) => name.endsWith('.br')))(
    'finds nothing in a database of an older program, before and after it is brought to this one: %s',
    async (name) => {
      const file = fileOf(brotliDecompressSync(readFileSync(new URL(name, FIXTURES))));
      const damaged = async () => (await examine(file)).filter(({ state }) => state === 'damaged');
      expect(await damaged()).toEqual([]);
      openDatabase(file).db.close();
      expect(await damaged()).toEqual([]);
    },
  );
});
