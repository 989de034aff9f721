import { describe, expect, it } from 'vitest';
import { writeTransaction } from '../../../../src/store/sqlite/db.js';
import { groupOf, lastSummed, sumRows } from '../../../../src/store/sqlite/sums/row-sums.js';
import { loadIncident } from '../../../support/load-incident.js';

const sumsOf = (db: ReturnType<typeof loadIncident>['db']) =>
  db.prepare('SELECT * FROM row_sum ORDER BY number').all();

/** The same summed from the rows alone. */
function sumAnew(db: ReturnType<typeof loadIncident>['db']): unknown[] {
  return writeTransaction(db, () => {
    db.exec('DELETE FROM row_sum');
    sumRows(db);
    return sumsOf(db);
  });
}

describe('the sums of rows', () => {
  it('are what comes of the rows, also where they were added as the rows were written', () => {
    const { db } = loadIncident();
    const written = sumsOf(db);
    expect(written.length).toBeGreaterThan(5);
    expect(sumAnew(db)).toEqual(written);
  });

  it('of a group go when one of its rows is changed or removed, and are made anew', () => {
    const { db } = loadIncident();
    db.pragma('foreign_keys = OFF');
    db.exec('UPDATE stored_oops SET arrived_at = 1 WHERE id = 70; DELETE FROM stored_oops WHERE id = 200');
    const gone = db.prepare('SELECT number FROM row_sum WHERE row_count IS NULL').pluck().all();
    expect(gone).toEqual([groupOf(70), groupOf(200)]);
    writeTransaction(db, () => sumRows(db));
    const made = sumsOf(db);
    expect(made).toEqual(sumAnew(db));
  });

  it('are made by the next who writes of what a program added that knows none', () => {
    const { db } = loadIncident();
    const before = lastSummed(db);
    db.pragma('foreign_keys = OFF');
    const columns = 'time_source, arrived_at, reporter_id, exception_id, signature_id, class_id, is_bot';
    const rest = 'is_local_referrer, statements_count, informational, content_size, content_crc';
    for (const [id, seq] of [
      ['A', before + 1],
      ['B', before + 1000],
    ])
      db.prepare(
        `INSERT INTO stored_oops (id, oops_id, time, ${columns}, ${rest})
         SELECT ?, 'OOPS-NEW' || ?, time, ${columns}, ${rest} FROM stored_oops WHERE id = 1`,
      ).run(seq, id);
    expect(lastSummed(db)).toBe(before);
    writeTransaction(db, () => sumRows(db));
    expect(lastSummed(db)).toBe(before + 1000);
    const made = sumsOf(db);
    expect(made).toEqual(sumAnew(db));
  });
});
