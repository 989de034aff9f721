import { describe, expect, it } from 'vitest';
import { NO_EVENT } from '../../../../src/oops/oops.js';
import { trackSignature } from '../../../../src/store/sqlite/tables/signatures.js';
import { createLookups } from '../../../../src/store/sqlite/writing/lookups.js';
import { AT, databaseOf, newOops } from '../../../support/sample-oops.js';

describe('createLookups', () => {
  it('finds ids, texts, exceptions and signatures by their numbers', () => {
    const db = databaseOf([newOops('OOPS-1A1', { type: 'KeyError', value: 'user 5' }), newOops('oops-1a2')]);
    trackSignature(db, 'OOPS-1A1', 7);
    const { clockOffset: _, ...plain } = NO_EVENT;
    const lookups = createLookups(db);
    expect([1, 2].map(lookups.oopsIdBySeq)).toEqual(['OOPS-1A1', 'oops-1a2']);
    expect(lookups.exceptionById(1)).toEqual({ type: 'KeyError', value: 'user 5', ...plain });
    expect(lookups.exceptionById(2)).toEqual({ type: null, value: null, ...plain });
    expect([1, 2].map(lookups.exceptionTypeById)).toEqual(['KeyError', null]);
    expect([1, 2].map(lookups.exceptionValueById)).toEqual(['user 5', null]);
    expect(lookups.textById(1)).toBe('KeyError');
    expect(lookups.signatureById(1)).toMatchObject({ type: 'KeyError', bug: 7 });
    expect(lookups.signatureById(2)).toEqual({ type: '', value: '', bug: null });
  });

  it('throws for a number that nothing has', () => {
    const lookups = createLookups(databaseOf([]));
    expect(() => lookups.oopsIdBySeq(1)).toThrow('the database has no OOPS 1');
    expect(() => lookups.textById(2)).toThrow('the database has no text 2');
    expect(() => lookups.exceptionById(3)).toThrow('the database has no exception 3');
    expect(() => lookups.exceptionTypeById(3)).toThrow('the database has no exception 3');
    expect(() => lookups.exceptionValueById(3)).toThrow('the database has no exception 3');
    expect(() => lookups.signatureById(4)).toThrow('the database has no signature 4');
  });

  it('puts OOPSes in order by time, then by id as SQL does', () => {
    const ids = ['OOPS-1ab', 'oops-1a_', 'OOPS-1A2', 'oops-1A^'];
    const db = databaseOf([...ids.map((id) => newOops(id)), newOops('OOPS-1Z', { time: AT - 1 })]);
    const facts = [1, 2, 3, 4].map((seq) => ({ seq, time: AT }));
    const { compareFacts } = createLookups(db);
    const sorted = [...facts, { seq: 5, time: AT - 1 }].sort(compareFacts).map(({ seq }) => seq);
    expect(sorted).toEqual(db.prepare('SELECT id FROM stored_oops ORDER BY time, oops_id').pluck().all());
    expect(compareFacts({ seq: 99, time: 1 }, { seq: 99, time: 1 })).toBe(0);
  });
});
