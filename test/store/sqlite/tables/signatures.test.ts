import { describe, expect, it } from 'vitest';
import { listReporters } from '../../../../src/store/sqlite/tables/reporters.js';
import {
  findLastSeen,
  prepareWasSeen,
  trackSignature,
} from '../../../../src/store/sqlite/tables/signatures.js';
import { createLookups } from '../../../../src/store/sqlite/writing/lookups.js';
import { factsIn } from '../../../support/oops-fact.js';
import { databaseOf, newOops } from '../../../support/sample-oops.js';

const ALL = { start: 0, end: Number.MAX_SAFE_INTEGER };

it('knows whether a signature was seen, by whom and when', () => {
  const db = databaseOf([
    newOops('OOPS-1A1', { time: 10, reporter: 'A', type: 'E' }),
    newOops('OOPS-1B1', { reporter: 'B' }),
  ]);
  const [a, b] = listReporters(db).map(({ id }) => id);
  const signature = factsIn(db, ALL)[0]?.signatureId ?? 0;
  const seen = (reporters: (number | undefined)[], start: number, end: number) =>
    prepareWasSeen(db)(
      signature,
      reporters.flatMap((id) => id ?? []),
      { start, end },
    );
  expect(seen([b, a], 10, 11)).toBe(true);
  expect(seen([a], 0, 10)).toBe(false);
  expect(seen([a], 11, 20)).toBe(false);
  expect(seen([b], 0, 20)).toBe(false);
});

it('knows when signatures were last seen before a moment', () => {
  const times = [10, 20, 30];
  const db = databaseOf([
    ...times.map((time) => newOops(`OOPS-1A${time}`, { time, type: 'E' })),
    newOops('OOPS-1A25', { time: 25, type: 'F' }),
  ]);
  const [e = 0, f = 0] = ['E', 'F'].map(
    (type) =>
      factsIn(db, ALL).find(({ exceptionId }) => createLookups(db).exceptionTypeById(exceptionId) === type)
        ?.signatureId,
  );
  const lastSeen = (before: number) => [...findLastSeen(db, [e, f, 99], before)];
  expect([10, 11, 20, 21, 99].map(lastSeen)).toEqual([
    [],
    [[e, 10]],
    [[e, 10]],
    [[e, 20]],
    [
      [e, 30],
      [f, 25],
    ],
  ]);
});

describe('trackSignature', () => {
  const db = databaseOf([
    newOops('OOPS-1A1', { type: 'E' }),
    newOops('OOPS-1A2', { type: 'E' }),
    newOops('OOPS-1A3', { type: 'F' }),
  ]);
  const bugs = () => db.prepare('SELECT bug FROM stored_signature ORDER BY id').pluck().all();

  it('ties the signature of an OOPS, named in any case, to a bug, and returns the one before', () => {
    expect(trackSignature(db, 'oops-1a1', 5)).toBeNull();
    expect(bugs()).toEqual([5, null]);
    expect(trackSignature(db, 'OOPS-1A2', null)).toBe(5);
    expect(bugs()).toEqual([null, null]);
  });

  it('throws for an OOPS that is not there', () => {
    expect(() => trackSignature(db, 'OOPS-1B1', 5)).toThrow('the database has no OOPS OOPS-1B1');
  });
});
