import { describe, expect, it } from 'vitest';
import type { StoredAttribution } from '../../../../src/store/records.js';
import {
  createAttributionWriter,
  describeArrivals,
  forgetAttributions,
  readAttributionBasis,
  readStoreState,
} from '../../../../src/store/sqlite/tables/attributions.js';
import { AT, databaseOf, newOops } from '../../../support/sample-oops.js';

const ATTRIBUTION: StoredAttribution = {
  ...{ outage: 'fdt', phase: 'downtime', relation: 'during', disposition: 'expected', isSuppressed: true },
};

describe('the state of a store', () => {
  it('is how many OOPSes there are, the newest one and the first time', () => {
    expect(readStoreState(databaseOf([]))).toEqual({ count: 0, mark: 0, firstTime: null });
    const db = databaseOf([newOops('OOPS-1A1', { time: AT + 5 }), newOops('OOPS-1A2', { time: AT })]);
    expect(readStoreState(db)).toEqual({ count: 2, mark: 2, firstTime: AT });
  });

  it('tells what arrived after a mark by the shortest interval that holds it', () => {
    const times = [AT, AT + 9, AT + 3];
    const db = databaseOf(times.map((time, index) => newOops(`OOPS-1A${index}`, { time })));
    expect(describeArrivals(db, 0)).toEqual({ count: 3, span: { start: AT, end: AT + 10 } });
    expect(describeArrivals(db, 2)).toEqual({ count: 1, span: { start: AT + 3, end: AT + 4 } });
    expect(describeArrivals(db, 3)).toBeNull();
  });
});

describe('createAttributionWriter', () => {
  function openScene() {
    const db = databaseOf([newOops('OOPS-1A1'), newOops('OOPS-1A2')]);
    const list = db.prepare('SELECT oops, outage, is_suppressed FROM stored_attribution ORDER BY 1').raw();
    return { db, writer: createAttributionWriter(db), list: () => list.all() };
  }

  it('writes to what outage OOPSes belong, named in any case, and clears it by outage or all', () => {
    const { writer, list } = openScene();
    writer.add({ id: 'oops-1a1', time: AT }, ATTRIBUTION);
    writer.add({ id: 'OOPS-1A2', time: AT }, { ...ATTRIBUTION, outage: 'other', isSuppressed: false });
    writer.add({ id: 'OOPS-1B1', time: AT }, ATTRIBUTION);
    expect(list()).toEqual([
      [1, 'fdt', 1],
      [2, 'other', 0],
    ]);
    writer.clear('fdt');
    expect(list()).toEqual([[2, 'other', 0]]);
    writer.clearAll();
    expect(list()).toEqual([]);
  });

  it('records on what basis, and forgets that with the attribution of an OOPS that goes', () => {
    const { db, writer, list } = openScene();
    expect(readAttributionBasis(db)).toBeUndefined();
    for (const basis of ['first', 'second']) writer.finish(basis);
    expect(readAttributionBasis(db)).toBe('second');
    for (const id of ['OOPS-1A1', 'OOPS-1A2']) writer.add({ id, time: AT }, ATTRIBUTION);
    forgetAttributions(db, 1);
    expect(list()).toEqual([[2, 'fdt', 1]]);
    expect(readAttributionBasis(db)).toBeUndefined();
  });
});
