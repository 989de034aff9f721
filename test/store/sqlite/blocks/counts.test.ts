import { describe, expect, it } from 'vitest';
import { countExceptions, countSignatures } from '../../../../src/store/sqlite/blocks/counts.js';
import { iterateOopsFacts } from '../../../../src/store/sqlite/blocks/facts.js';
import { createLookups } from '../../../../src/store/sqlite/tables/lookups.js';
import { listReporters } from '../../../../src/store/sqlite/tables/reporters.js';
import { databaseOf, newOops } from '../../../support/sample-oops.js';

const ALL = { start: 0, end: Number.MAX_SAFE_INTEGER };

describe('countExceptions', () => {
  const db = databaseOf([
    newOops('OOPS-1A1', { time: 10, reporter: 'A', type: 'E' }),
    newOops('OOPS-1A2', { time: 19, reporter: 'A', type: 'E' }),
    newOops('OOPS-1B1', { time: 15, reporter: 'B', type: 'E' }),
    newOops('OOPS-1A3', { time: 20, reporter: 'A', type: 'E' }),
    newOops('OOPS-1A4', { time: 30, reporter: 'A', type: 'NotFound' }),
    newOops('OOPS-1A5', { time: 15, reporter: 'A', type: 'E' }, { timeSource: 'directory' }),
  ]);
  const count = (...intervals: [number, number][]) =>
    countExceptions(
      db,
      intervals.map(([start, end]) => ({ start, end })),
    )
      .map((row) => [row.reporterId, createLookups(db).exceptionById(row.exceptionId).type, row.count])
      .sort();

  it('counts by reporter and exception over all intervals, without inexact times', () => {
    expect(count([10, 20], [30, 31])).toEqual([
      [1, 'E', 2],
      [1, 'NotFound', 1],
      [2, 'E', 1],
    ]);
  });

  it('counts nothing without intervals', () => {
    expect(count()).toEqual([]);
  });
});

it('counts signatures of the reporters that are asked for', () => {
  const db = databaseOf([
    newOops('OOPS-1A1', { reporter: 'A', type: 'E' }),
    newOops('OOPS-1A2', { reporter: 'A', type: 'E' }),
    newOops('OOPS-1A3', { reporter: 'A', type: 'F' }),
    newOops('OOPS-1B1', { reporter: 'B', type: 'E' }),
  ]);
  const [a = 0, b = 0] = listReporters(db).map(({ id }) => id);
  const [e = 0, , f = 0] = [...iterateOopsFacts(db, ALL)].map(({ signatureId }) => signatureId);
  expect(countSignatures(db, [ALL], [a])).toEqual(
    new Map([
      [e, 2],
      [f, 1],
    ]),
  );
  expect(countSignatures(db, [ALL], [b])).toEqual(new Map([[e, 1]]));
});
