import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findOops } from '../../../../src/store/sqlite/single/oopses.js';
import { createOopsWriter } from '../../../../src/store/sqlite/writing/oops-writer.js';
import { anyTraceback } from '../../../support/any-traceback.js';
import { AT, databaseOf, newOops, SETTINGS } from '../../../support/sample-oops.js';

const FRAMES = '  File "lib/a.py", line 70, in get\n    return self.step(request)\n'.repeat(2);
const tracebackAt = (address: string) => `${FRAMES}KeyError: <Thing at ${address}>`;

describe('tracebacks', () => {
  it('that differ in parts alone have one text', () => {
    const db = databaseOf(
      ['0x7f01', '0x7f02'].map((address, index) =>
        newOops(`OOPS-1A${index}`, { traceback: tracebackAt(address) }),
      ),
    );
    expect(db.prepare("SELECT count(*) FROM text WHERE value LIKE '%Thing%'").pluck().get()).toBe(1);
    expect(db.prepare('SELECT parts FROM traceback_parts ORDER BY oops').pluck().all()).toEqual([
      '["0x7f01"]',
      '["0x7f02"]',
    ]);
    expect(findOops(db, 'OOPS-1A1')?.stored.oops.traceback).toBe(tracebackAt('0x7f02'));
  });

  it('are as they were, to who reads one and to who asks the view', () => {
    fc.assert(
      fc.property(fc.array(anyTraceback, { minLength: 1, maxLength: 4 }), (tracebacks) => {
        const db = databaseOf(
          tracebacks.map((traceback, index) => newOops(`OOPS-1A${index}`, { traceback })),
        );
        expect(db.prepare('SELECT traceback FROM oops ORDER BY seq').pluck().all()).toEqual(tracebacks);
        for (const [index, traceback] of tracebacks.entries()) {
          expect(findOops(db, `OOPS-1A${index}`)?.stored.oops.traceback).toBe(traceback);
        }
        db.close();
      }),
      { numRuns: 50 },
    );
  });

  it('leave nothing behind of an OOPS that is removed', () => {
    const db = databaseOf([newOops('OOPS-1A1', { traceback: tracebackAt('0x7f01') })]);
    const writer = createOopsWriter(db, SETTINGS);
    writer.transaction(() => writer.remove(1));
    expect(db.prepare('SELECT count(*) FROM traceback_parts').pluck().get()).toBe(0);
  });

  it('that come again and again are known again, also when what was remembered is forgotten', () => {
    const db = databaseOf([newOops('OOPS-1A1', { traceback: tracebackAt('0x7f01') })]);
    const writer = createOopsWriter(db, SETTINGS);
    for (const id of ['OOPS-1A2', 'OOPS-1A3']) {
      writer.transaction(() => writer.insert(newOops(id, { traceback: tracebackAt('0x7f01') }), AT));
    }
    expect(db.prepare('SELECT count(DISTINCT traceback_id) FROM stored_oops').pluck().get()).toBe(1);
    expect(db.prepare('SELECT count(*) FROM traceback_parts').pluck().get()).toBe(3);
  });
});
