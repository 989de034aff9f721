import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/config/defaults.js';
import { observedUntil } from '../../src/evidence/observed-until.js';
import { gatherReportContext } from '../../src/evidence/report-context.js';
import { openDatabase } from '../../src/store/sqlite/opening/database.js';
import { openSnapshot } from '../../src/store/sqlite/sqlite-snapshot.js';
import { listSources, recordFullReading } from '../../src/store/sqlite/tables/sources.js';
import { databaseOf, newOops } from '../support/sample-oops.js';

const READ_AT = Date.parse('2011-09-09T06:00:00Z');
const MINUTE = 60_000;

/** Until when all is known, in minutes after the reading of a repository in /oopses. */
async function knownUntil(
  asOfMinute: number | null,
  inputs: readonly { files: string; deliveryLag: number }[] = [],
) {
  const db = databaseOf([newOops('OOPS-1A1')]);
  recordFullReading(db, { path: '/oopses', kind: 'repository', lastReadAt: READ_AT });
  const asOf = asOfMinute === null ? null : READ_AT + asOfMinute * MINUTE;
  return (
    ((
      await gatherReportContext(
        openSnapshot(db),
        { ...DEFAULT_CONFIG, inputs: inputs.map((input) => ({ ...input, rows: {} })) },
        asOf,
      )
    ).observedUntil -
      READ_AT) /
    MINUTE
  );
}

it('all is known until the reading, less the delivery lag of its path', async () => {
  expect(await knownUntil(null)).toBe(-1);
  expect(await knownUntil(null, [{ files: 'oopses', deliveryLag: 5 * MINUTE }])).toBe(-5);
});

it('a moment that the user names makes it earlier, never later', async () => {
  expect(await knownUntil(-30)).toBe(-30);
  expect(await knownUntil(30)).toBe(-1);
});

it('nothing is known where nothing was read, whatever moment is named', async () => {
  expect(
    (await gatherReportContext(openSnapshot(databaseOf([])), DEFAULT_CONFIG, READ_AT)).observedUntil,
  ).toBe(0);
});

describe('observedUntil', () => {
  it('takes off the lag of each source', () => {
    const { db } = openDatabase(':memory:');
    recordFullReading(db, { path: '/near', kind: 'repository', lastReadAt: 100 });
    recordFullReading(db, { path: '/far', kind: 'repository', lastReadAt: 130 });
    expect(observedUntil(listSources(db), (path) => (path === '/far' ? 50 : 10))).toBe(80);
  });

  it('does not claim what was left for being too young, which a longer lag covers', () => {
    const { db } = openDatabase(':memory:');
    recordFullReading(db, { path: '/a', kind: 'repository', lastReadAt: 100, heldBack: 20 });
    expect([10, 30].map((lag) => observedUntil(listSources(db), () => lag))).toEqual([80, 70]);
  });
});
