import { describe, expect, it } from 'vitest';
import type { Config } from '../../../src/config/config.js';
import { gatherReportContext } from '../../../src/evidence/report-context.js';
import { attributeOops } from '../../../src/reports/oops/attribute-oops.js';
import type { Db } from '../../../src/store/sqlite/db.js';
import { findOops } from '../../../src/store/sqlite/single/oopses.js';
import { openSnapshot } from '../../../src/store/sqlite/sqlite-snapshot.js';
import { listWindows, replaceWindow } from '../../../src/store/sqlite/tables/windows.js';
import { createOopsWriter } from '../../../src/store/sqlite/writing/oops-writer.js';
import { loadIncident, MORNING_AFTER } from '../../support/load-incident.js';
import { refreshAttributions } from '../../support/refresh-attributions.js';
import { newOops, SETTINGS } from '../../support/sample-oops.js';

const STAMP = { at: MORNING_AFTER, by: 'test' };
const INSIDE = Date.parse('2011-09-08T08:54:00Z');

interface Row {
  readonly oops_id: string;
  readonly outage: string;
  readonly phase: string;
  readonly relation: string;
  readonly disposition: string;
}

function attributed(db: Db): Row[] {
  return db
    .prepare('SELECT oops_id, outage, phase, relation, disposition FROM attributed_oops ORDER BY oops_id')
    .all() as Row[];
}

/** The same, asked OOPS by OOPS as `why` does. */
async function attributedOneByOne(db: Db, config: Config, ids: readonly string[]): Promise<Row[]> {
  const context = await gatherReportContext(openSnapshot(db), config, null);
  const rows: Row[] = [];
  for (const oops_id of ids) {
    const found = findOops(db, oops_id);
    if (!found) continue;
    const { claims, disposition } = await attributeOops(context, found.stored);
    const [claim] = claims;
    if (!claim || !disposition) continue;
    const { outage, phase } = claim.window;
    rows.push({ oops_id, outage, phase, relation: claim.relation, disposition });
  }
  return rows;
}

/** Some OOPSes that the table has nothing of. */
function outside(db: Db, count: number): string[] {
  const found = db.prepare('SELECT id FROM oops WHERE outage IS NULL ORDER BY id LIMIT @count').pluck();
  return found.all({ count }) as string[];
}

function addOops(db: Db, id: string, time: number): void {
  const writer = createOopsWriter(db, SETTINGS);
  const oops = newOops(id, { type: 'KeyError', value: 'x', reporter: 'A', time });
  writer.transaction(() => void writer.insert(oops, MORNING_AFTER));
}

describe('attributionTable', () => {
  it('says of an OOPS what why says of it', async () => {
    const { db, config } = loadIncident();
    await refreshAttributions(db, config);
    const rows = attributed(db);
    expect(rows).toHaveLength(354);
    const isSampled = (row: Row, index: number) => index % 50 === 0 || row.disposition !== 'expected';
    const sample = rows.filter(isSampled);
    const ids = sample.map(({ oops_id }) => oops_id);
    expect(sample).toEqual(await attributedOneByOne(db, config, ids));
    expect(await attributedOneByOne(db, config, outside(db, 20))).toEqual([]);
  });

  it('writes nothing when nothing has changed', async () => {
    const { db, config } = loadIncident();
    await refreshAttributions(db, config);
    const before = db.prepare('SELECT total_changes()').pluck().get();
    await refreshAttributions(db, config);
    expect(db.prepare('SELECT total_changes()').pluck().get()).toBe(before);
  });

  it('takes in an OOPS that came late, and leaves an outage alone that a new one cannot matter to', async () => {
    const { db, config } = loadIncident();
    await refreshAttributions(db, config);
    addOops(db, 'OOPS-1LATE1', INSIDE);
    await refreshAttributions(db, config);
    expect(attributed(db)).toHaveLength(355);
    const before = Number(db.prepare('SELECT total_changes()').pluck().get());
    addOops(db, 'OOPS-1NEXT1', INSIDE + 7 * 86_400_000);
    await refreshAttributions(db, config);
    // The OOPS, its file, and what the table was computed from; no attribution.
    expect(Number(db.prepare('SELECT total_changes()').pluck().get()) - before).toBeLessThan(10);
    expect(attributed(db)).toHaveLength(355);
  });

  it('follows the window log', async () => {
    const { db, config } = loadIncident();
    await refreshAttributions(db, config);
    for (const window of listWindows(db)) replaceWindow(db, window, null, 'removed', STAMP);
    await refreshAttributions(db, config);
    expect(attributed(db)).toEqual([]);
  });

  it('follows the config', async () => {
    const { db, config } = loadIncident();
    await refreshAttributions(db, config);
    const suppressed = db.prepare('SELECT sum(is_suppressed) FROM attributed_oops').pluck();
    expect(suppressed.get()).toBe(354);
    await refreshAttributions(db, { ...config, neverSuppress: [{ type: 'AssertionError' }] });
    expect(suppressed.get()).toBe(351);
    await refreshAttributions(db, {
      ...config,
      neverSuppress: [{ type: 'AssertionError', value: /no such words/ }],
    });
    expect(suppressed.get()).toBe(354);
    await refreshAttributions(db, {
      ...config,
      neverSuppress: [{ type: 'AssertionError', value: /Store left/ }],
    });
    expect(suppressed.get()).toBe(351);
  });

  it('follows OOPSes that were deleted', async () => {
    const { db, config } = loadIncident();
    await refreshAttributions(db, config);
    db.prepare(
      "DELETE FROM stored_oops WHERE id IN (SELECT oops FROM stored_attribution WHERE disposition = 'expected')",
    ).run();
    await refreshAttributions(db, config);
    expect(attributed(db)).toHaveLength(6);
  });
});
