import { judgeOutage, type SystemJudgement } from '../../src/analysis/verdict.js';
import { gatherDay } from '../../src/evidence/day/day-findings.js';
import { gatherEvidence } from '../../src/evidence/gather-evidence.js';
import { gatherReportContext, type ReportContext } from '../../src/evidence/report-context.js';
import { findUnrecordedStorms } from '../../src/evidence/storms.js';
import { settingsOf } from '../../src/store/derivation-settings.js';
import type { Db } from '../../src/store/sqlite/db.js';
import { writeTransaction } from '../../src/store/sqlite/db.js';
import { openSnapshot } from '../../src/store/sqlite/sqlite-snapshot.js';
import { putDiscards } from '../../src/store/sqlite/tables/discards.js';
import { recordFullReading } from '../../src/store/sqlite/tables/sources.js';
import { importWindows } from '../../src/store/sqlite/tables/windows.js';
import type { NewOops } from '../../src/store/stored-oops.js';
import type { Interval } from '../../src/time/interval.js';
import { databaseOf, newOops } from '../support/sample-oops.js';
import type { OutageOutcome, Outcome, Scenario, ScenarioOops, SystemOutcome } from './scenario.js';

/** What the program says of a scenario: its own store in memory, context and judgement. */
export async function judgeByProgram(scenario: Scenario): Promise<Outcome> {
  const db = databaseOf(scenario.oopses.map(newOopsOf), settingsOf(scenario.rules));
  try {
    fillStore(db, scenario);
    const context = await gatherReportContext(openSnapshot(db), scenario.rules, null);
    if (context.observedUntil !== scenario.observedUntil)
      throw new Error('it was not read as far as it should be');
    const outages: OutageOutcome[] = [];
    for (const outage of context.outages) {
      const { verdict, systems } = judgeOutage(await gatherEvidence(context, outage), scenario.rules);
      outages.push({ outage: outage.id, verdict, systems: systems.map(outcomeOf) });
    }
    outages.sort((a, b) => (a.outage < b.outage ? -1 : 1));
    const period = periodOf(scenario);
    return {
      outages,
      unrecordedStorms: await findUnrecordedStorms(context, period),
      suppression: await suppressionOf(context, period),
    };
  } finally {
    db.close();
  }
}

function fillStore(db: Db, { rules, windows, discards, observedUntil }: Scenario): void {
  writeTransaction(db, () => putDiscards(db, 'plain reading', discards));
  importWindows(db, windows, { at: observedUntil, by: 'plain reading' });
  const lastReadAt = observedUntil + rules.verdict.deliveryLag;
  recordFullReading(db, { path: '/oopses', kind: 'repository', lastReadAt, readUntil: lastReadAt });
}

function newOopsOf(oops: ScenarioOops): NewOops {
  const { oopsId, type, value, time, reporter, topic, url, user, durationSeconds, timeIsInexact } = oops;
  const told = { type, value, reporter: reporter.toUpperCase(), topic, url, durationSeconds };
  const known = { ...told, username: user, time: timeIsInexact ? null : time };
  return newOops(oopsId, known, { time, timeSource: timeIsInexact ? 'directory' : 'report' });
}

/** Whole days, so that no storm begins before or after. */
function periodOf({ oopses }: Scenario): Interval {
  const times = oopses.map(({ time }) => time);
  return { start: Math.min(...times) - DAY, end: Math.max(...times) + DAY };
}

const DAY = 24 * 3_600_000;

function outcomeOf({ system, verdict, failure, recovery, worthALook }: SystemJudgement): SystemOutcome {
  return {
    system,
    verdict,
    failure: { ...failure, way: failure.evidence.text },
    recovery: {
      ...recovery,
      way: recovery.evidence.text,
      laterRise: recovery.laterRise && {
        ...recovery.laterRise,
        signatures: recovery.laterRise.signatures.map(({ type, value }) => `${type}: ${value}`).sort(),
      },
      missingReporters: [...recovery.missingReporters].sort(),
      doubts: [],
    },
    worthALook: worthALook.map(({ of, ...look }) => ({
      ...look,
      test: of === 'unexpected' ? 'background' : of,
    })),
  };
}

async function suppressionOf(context: ReportContext, period: Interval): Promise<Outcome['suppression']> {
  const { summary, accounts } = await gatherDay(context, {
    period,
    summary: 'generic',
    group: null,
    systems: null,
  });
  const byOutage: Record<string, number> = {};
  for (const [id, account] of accounts) if (account.suppressed > 0) byOutage[id] = account.suppressed;
  const suppressed = Object.values(byOutage).reduce((sum, count) => sum + count, 0);
  const { reported, inexact } = summary;
  return { total: reported + suppressed, suppressed, reported, inexactTime: inexact, byOutage };
}
