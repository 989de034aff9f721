import { describe, expect, it } from 'vitest';
import { VIEWS } from '../../../src/questions/views.js';
import { openDatabase } from '../../../src/store/sqlite/database.js';

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
});
