import { describe, expect, it } from 'vitest';
import { rewriteAttributions } from '../../src/evidence/attribution-table/rewrite.js';
import { gatherReportContext, type ReportContext } from '../../src/evidence/report-context.js';
import { reportDay } from '../../src/reports/daily/build-daily-report.js';
import { reportOutage } from '../../src/reports/outage/build-outage-report.js';
import { buildRegister } from '../../src/reports/register/build-register.js';
import { settingsOf } from '../../src/store/derivation-settings.js';
import type { Db } from '../../src/store/sqlite/db.js';
import { openSnapshot } from '../../src/store/sqlite/sqlite-snapshot.js';
import { createSqliteStore } from '../../src/store/sqlite/sqlite-store.js';
import { loadIncident } from '../support/load-incident.js';

const DAY = { start: Date.parse('2011-09-08T00:00Z'), end: Date.parse('2011-09-09T00:00Z') };

/** What some work prepares for the table of OOPSes. */
async function statementsOn(db: Db, work: () => Promise<unknown>): Promise<string[]> {
  const seen = new Set<string>();
  const prepare = db.prepare;
  db.prepare = ((sql: string) => {
    seen.add(sql);
    return prepare.call(db, sql);
  }) as Db['prepare'];
  await work();
  db.prepare = prepare;
  return [...seen].filter((sql) => /\bstored_oops\b/.test(sql));
}

/** The steps of a statement's plan that go through the whole table or one of its indexes. */
function scansOf(db: Db, sql: string): string[] {
  const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql.replace(/[@?]\w*/g, '1')}`).all() as { detail: string }[];
  return plan.map(({ detail }) => detail).filter((step) => /^SCAN (stored_oops|o)\b/.test(step));
}

describe('no report goes through the whole table of OOPSes', () => {
  const { db, config } = loadIncident();
  const context = () => gatherReportContext(openSnapshot(db), config, null);
  const daily = async (systems: readonly string[] | null) =>
    reportDay(await context(), { period: DAY, summary: 'webapp', group: null, systems });
  const outages = async ({ outages: all }: ReportContext) => {
    for (const outage of all) await reportOutage(await context(), outage);
  };

  it.each([
    ['daily', () => daily(null)],
    ['daily --system', () => daily(['appservers'])],
    ['outage', async () => outages(await context())],
    ['outages', async () => buildRegister(await context(), DAY)],
  ])('%s', async (_, work) => {
    const statements = await statementsOn(db, work);
    expect(statements.length).toBeGreaterThan(0);
    expect(statements.filter((sql) => scansOf(db, sql).length > 0)).toEqual([]);
  });

  it('finds those that do', async () => {
    const statements = await statementsOn(db, () =>
      rewriteAttributions(createSqliteStore(db, settingsOf(config)), config),
    );
    expect(statements.filter((sql) => scansOf(db, sql).length > 0)).not.toEqual([]);
  });
});
