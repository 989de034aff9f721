import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KEPT_KINDS, type KeptKind, type KeptPart } from '../../../../src/store/kept.js';
import type { Db } from '../../../../src/store/sqlite/db.js';
import { iterateKept } from '../../../../src/store/sqlite/kept/read-kept.js';
import { openDatabase } from '../../../../src/store/sqlite/opening/database.js';
import { createSqliteStore } from '../../../../src/store/sqlite/sqlite-store.js';
import { newOops, SETTINGS } from '../../../support/sample-oops.js';
import { anyHistory, live } from '../../answers/any-history.js';

/** What there is, in parts of so many. */
function partsOf<Kind extends KeptKind>(db: Db, kind: Kind, most: number, after?: string): KeptPart<Kind>[] {
  return [...iterateKept(db, kind, after, most)];
}

const itemsOf = (parts: readonly KeptPart<KeptKind>[]) => parts.flatMap(({ items }) => items);

describe('iterateKept', () => {
  it('gives the same in parts of any size, and behind any mark what is left', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, fc.integer({ min: 1, max: 3 }), async (history, most) => {
        const { db } = openDatabase(':memory:');
        await live(createSqliteStore(db, SETTINGS), history);
        for (const kind of KEPT_KINDS) {
          const whole = itemsOf(partsOf(db, kind, 5000));
          const parts = partsOf(db, kind, most);
          expect(itemsOf(parts)).toEqual(whole);
          parts.forEach(({ mark }, place) => {
            expect(itemsOf(partsOf(db, kind, most, mark))).toEqual(itemsOf(parts.slice(place + 1)));
          });
        }
        db.close();
      }),
      { numRuns: 30 },
    );
  });

  it('reads OOPSes in parts', async () => {
    const { db } = openDatabase(':memory:');
    const store = createSqliteStore(db, SETTINGS);
    const files = [1, 2, 3].map((n) => ({ directory: '/oopses', name: String(n), size: n, modifiedAt: n }));
    const oopses = files.map((file, index) => ({
      ...newOops(`OOPS-1A${index}`, { reporter: 'A' }),
      ...{ arrivedAt: index, files: [file] },
    }));
    await store.restore('oops', oopses, 'begun');
    expect(partsOf(db, 'oops', 2).map(({ items }) => items.map(({ oops }) => oops.id))).toEqual([
      ['OOPS-1A0', 'OOPS-1A1'],
      ['OOPS-1A2'],
    ]);
    db.close();
  });
});
