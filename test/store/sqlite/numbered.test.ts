import { describe, expect, it } from 'vitest';
import { createNumbered } from '../../../src/store/sqlite/numbered.js';
import { trackSignature } from '../../../src/store/sqlite/tables/signatures.js';
import { databaseOf, newOops } from '../../support/sample-oops.js';

const db = databaseOf([
  newOops('OOPS-1A1', { reporter: 'A', type: 'KeyError', value: 'x' }),
  newOops('OOPS-1B1', { reporter: 'B', type: null, value: null }),
]);
trackSignature(db, 'OOPS-1A1', 7);

describe('createNumbered', () => {
  it('has one object for each number, with its texts', () => {
    const { exception, signature } = createNumbered(db);
    expect(exception(1)).toBe(exception(1));
    expect(signature(1)).toBe(signature(1));
    expect(exception(2)).not.toBe(exception(1));
    expect([exception(1).type, exception(1).value]).toEqual(['KeyError', 'x']);
    expect([exception(2).type, exception(2).value]).toEqual([null, null]);
    const { type, value, bug } = signature(1);
    expect({ type, value, bug }).toEqual({ type: 'KeyError', value: 'x', bug: 7 });
  });

  it('looks up the types of many at once, also of those that were asked for before', () => {
    const { exception, learnTypes } = createNumbered(db);
    const [known, first] = [exception(1), exception(2)];
    learnTypes([1, 2, 2]);
    db.exec('BEGIN; DELETE FROM stored_oops; DELETE FROM exception');
    try {
      expect([known.type, first.type]).toEqual(['KeyError', null]);
      expect([exception(1), exception(2)]).toEqual([known, first]);
      expect(() => exception(97).type).toThrow('the database has no exception 97');
    } finally {
      db.exec('ROLLBACK');
    }
  });

  it('looks up the texts of many signatures at once, also of those that were asked for before', () => {
    const { signature, learnSignatures } = createNumbered(db);
    const [known, first] = [signature(1), signature(2)];
    expect(known.value).toBe('x');
    learnSignatures([1, 2, 2]);
    db.exec('BEGIN; DELETE FROM stored_oops; DELETE FROM stored_signature');
    try {
      const texts = [known, first].map(({ type, value, bug }) => ({ type, value, bug }));
      expect(texts).toEqual([
        { type: 'KeyError', value: 'x', bug: 7 },
        { type: '', value: '', bug: null },
      ]);
      expect([signature(1), signature(2)]).toEqual([known, first]);
      expect(() => signature(97).type).toThrow('the database has no signature 97');
    } finally {
      db.exec('ROLLBACK');
    }
  });

  it('knows the number of a signature that came from it, and of no other', () => {
    const { signature, numberOf } = createNumbered(db);
    expect(numberOf(signature(2))).toBe(2);
    expect(() => numberOf({ type: 'E', value: '', bug: null })).toThrow(
      'the signature E is not of this store',
    );
  });

  it('names reporters, and has no number for one that was never heard', () => {
    const { reporter, reporterIds } = createNumbered(db);
    expect([1, 2, 3].map(reporter)).toEqual(['A', 'B', 'UNKNOWN']);
    expect(reporterIds(['B', 'NEVER', 'A'])).toEqual([2, 1]);
  });
});
