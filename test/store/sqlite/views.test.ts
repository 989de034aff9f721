import { describe, expect, it } from 'vitest';
import { VIEWS } from '../../../src/questions/sql/views.js';
import { writeTransaction } from '../../../src/store/sqlite/db.js';
import { openDatabase } from '../../../src/store/sqlite/opening/database.js';
import { putDiscards } from '../../../src/store/sqlite/tables/discards.js';
import { databaseOf, newOops } from '../../support/sample-oops.js';

describe('the views', () => {
  it('have the columns that the data dictionary describes, in its order', () => {
    const { db } = openDatabase(':memory:');
    const columns = db.prepare('SELECT name FROM pragma_table_info(@view)').pluck();
    const actual = db
      .prepare("SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name")
      .pluck()
      .all();
    expect(actual).toEqual(Object.keys(VIEWS).sort());
    for (const [view, described] of Object.entries(VIEWS)) {
      expect([view, columns.all({ view })]).toEqual([view, Object.keys(described.columns)]);
    }
  });

  it.each([
    ["id = 'oops-1a1'", 'stored_oops'],
    ['time_ms >= 1 AND time_ms < 2', 'stored_oops_by_time'],
    ["system = 'A'", 'stored_oops_by_reporter'],
    ['signature_id = 1', 'stored_oops_by_signature'],
  ])('are searched by an index for %s', (condition, index) => {
    const { db } = openDatabase(':memory:');
    const plan = db.prepare(`EXPLAIN QUERY PLAN SELECT id FROM oops WHERE ${condition}`).all() as {
      detail: string;
    }[];
    const details = plan.map(({ detail }) => detail);
    expect(details).toContainEqual(
      expect.stringMatching(new RegExp(`SEARCH o USING (COVERING )?INDEX .*${index}`)),
    );
    expect(details.filter((detail) => detail.includes('text'))).toEqual([]);
  });

  it('show what was thrown away once a minute, reporter and reason, with the system where one is known', () => {
    const db = databaseOf([newOops('OOPS-1A1', { reporter: 'web' })]);
    const told = { reporter: 'WEB', reason: 'ratelimit_backoff', minute: 60_000, count: 3 };
    writeTransaction(db, () => {
      putDiscards(db, '/spool/1', [told, { ...told, reason: 'sample_rate' }]);
      putDiscards(db, '/spool/2', [told, { ...told, reporter: 'mute', minute: 0 }]);
    });
    const minute = '1970-01-01T00:01:00.000Z';
    const web = { minute, minute_ms: 60_000, reporter: 'web', system: 'web' };
    expect(db.prepare('SELECT * FROM discard WHERE minute_ms >= 60000 ORDER BY reason').all()).toEqual([
      { ...web, reason: 'ratelimit_backoff', count: 6 },
      { ...web, reason: 'sample_rate', count: 3 },
    ]);
    expect(db.prepare('SELECT reporter, system FROM discard WHERE minute_ms < 60000').all()).toEqual([
      { reporter: 'mute', system: null },
    ]);
    const plan = db.prepare('EXPLAIN QUERY PLAN SELECT count FROM discard WHERE minute_ms >= 1').all();
    expect(plan).toContainEqual(
      expect.objectContaining({
        detail: expect.stringMatching(/SEARCH d USING COVERING INDEX discard_by_minute/),
      }),
    );
  });
});
