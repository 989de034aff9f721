import { describe, expect, it } from 'vitest';
import { rewriteAttributions } from '../../src/evidence/attribution-table/rewrite.js';
import { gatherKnowledge, type Knowledge } from '../../src/evidence/report-context.js';
import { buildDailyReport } from '../../src/reports/daily/build-daily-report.js';
import { buildOutageReport } from '../../src/reports/outage/build-outage-report.js';
import { buildRegister } from '../../src/reports/register/build-register.js';
import type { Db } from '../../src/store/sqlite/database.js';
import { loadIncident } from '../support/load-incident.js';

const DAY = { start: Date.parse('2011-09-08T00:00Z'), end: Date.parse('2011-09-09T00:00Z') };

/** What some work prepares for the table of OOPSes. */
function statementsOn(db: Db, work: () => void): string[] {
  const seen = new Set<string>();
  const prepare = db.prepare;
  db.prepare = ((sql: string) => {
    seen.add(sql);
    return prepare.call(db, sql);
  }) as Db['prepare'];
  work();
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
  const knowledge = () => gatherKnowledge(db, config, null);
  const daily = (systems: readonly string[] | null) =>
    buildDailyReport(knowledge(), { period: DAY, summary: 'webapp', group: null, systems });
  const outages = ({ outages: all }: Knowledge) =>
    all.map((outage) => buildOutageReport(knowledge(), outage));

  it.each([
    ['daily', () => daily(null)],
    ['daily --system', () => daily(['appservers'])],
    ['outage', () => outages(knowledge())],
    ['outages', () => buildRegister(knowledge(), DAY)],
  ])('%s', (_, work) => {
    const statements = statementsOn(db, work);
    expect(statements.length).toBeGreaterThan(0);
    expect(statements.filter((sql) => scansOf(db, sql).length > 0)).toEqual([]);
  });

  it('finds those that do', () => {
    const [count = ''] = statementsOn(db, () => rewriteAttributions(db, config)).filter((sql) =>
      sql.includes('count(*)'),
    );
    expect(scansOf(db, count)).not.toEqual([]);
  });
});
