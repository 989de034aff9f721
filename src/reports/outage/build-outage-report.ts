import { judgeOutage, type OutageJudgement, type SystemJudgement } from '../../analysis/judge-outage.js';
import type { Evidence, Sighting } from '../../analysis/outage-evidence.js';
import { gatherEvidence } from '../../evidence/gather-evidence.js';
import type { Knowledge } from '../../evidence/knowledge.js';
import type { DeploymentRun } from '../../outages/deployment-log/deployment-run.js';
import type { Outage } from '../../outages/outage.js';
import { findRun } from '../../store/deployment-run-store.js';
import { findOops } from '../../store/oops-store.js';
import { formatInstant } from '../../time/instant.js';
import { describeWindow } from '../describe-window.js';
import { measureClockMargin } from './clock-margin.js';
import { groupFailureModes, groupNewSignatures, groupUnexpected } from './group-sightings.js';
import type { OutageCounts, OutageReport, ReportedRun, ReportedSystem } from './outage-report.js';
import { remarksOn } from './remarks.js';
import { reportBudget } from './report-budget.js';
import { reportStorm } from './report-storm.js';
import { buildTimeline } from './storm-timeline.js';
import { countTouched } from './touched.js';
import { listUnknowns } from './unknowns.js';
import { summariseVerdict } from './verdict-words.js';

/** Judges an outage by what the store knows of it, and gathers the report. */
export function buildOutageReport(knowledge: Knowledge, outage: Outage): OutageReport {
  const { config, observedUntil } = knowledge;
  const evidence = gatherEvidence(knowledge, outage);
  const judgement = judgeOutage(evidence, config);
  const tracebackOf = (oopsId: string) => findOops(knowledge.db, oopsId)?.oops.traceback ?? null;
  const run = findRun(knowledge.db, outage.id);
  const budget = reportBudget(knowledge, outage, run);
  return {
    kind: 'outage',
    outage: outage.id,
    title: outage.title,
    start: formatInstant(outage.start),
    end: outage.end === null ? null : formatInstant(outage.end),
    durationSeconds: outage.durationSeconds,
    budgetSeconds: budget.budgetSeconds,
    withinBudget: budget.overSeconds === null ? null : budget.overSeconds <= 0,
    observedUntil: formatInstant(observedUntil),
    verdict: judgement.verdict,
    summary: summariseVerdict(judgement),
    windows: outage.windows.map((window) => describeWindow(window, outage)),
    planned: outage.planned.map((window) => describeWindow(window, outage)),
    counts: countSightings(judgement),
    systems: judgement.systems.map((judged) => describeSystem(judged, tracebackOf)),
    failureModes: groupFailureModes(judgement.systems),
    storm: reportStorm(knowledge, outage),
    budget,
    run: run ? describeRun(run) : null,
    steps: run?.steps ?? [],
    patches: run?.patches ?? [],
    timeline: buildTimeline(outage, evidence, judgement, config.attribution),
    touched: countTouched(
      judgement.systems.flatMap(({ sightings }) => sightings.map(({ sighting }) => sighting)),
    ),
    clockMargin: measureClockMargin(knowledge, outage, evidence, judgement),
    unknowns: listUnknowns(evidence, judgement),
    remarks: remarksOn(outage, knowledge),
  };
}

function describeRun({ ending, kills, failures, problemsAfter }: DeploymentRun): ReportedRun {
  return { ending, kills, failures, problemsAfter };
}

function countSightings({ systems }: OutageJudgement): OutageCounts {
  const counts = { attributed: 0, during: 0, recovery: 0, expected: 0, background: 0, unexpected: 0 };
  for (const { sightings } of systems) {
    for (const { sighting, disposition } of sightings) {
      counts.attributed += 1;
      counts[sighting.relation] += 1;
      counts[disposition] += 1;
    }
  }
  return counts;
}

function describeSystem(
  judged: SystemJudgement,
  tracebackOf: (oopsId: string) => string | null,
): ReportedSystem {
  const { failure, recovery } = judged;
  return {
    system: judged.system,
    phase: judged.phase,
    verdict: judged.verdict,
    failure: {
      verdict: failure.verdict,
      expected: failure.expected,
      background: failure.background,
      unexpected: failure.unexpected,
      firstTime: instantOrNull(failure.firstTime),
      lastTime: instantOrNull(failure.lastTime),
      ...describeEvidence(failure.evidence),
    },
    recovery: {
      verdict: recovery.verdict,
      lagSeconds: recovery.lagSeconds,
      secondsNeeded: recovery.secondsNeeded,
      firstHeardAgain: instantOrNull(recovery.firstHeardAgain),
      ...describeEvidence(recovery.evidence),
    },
    unexpected: groupUnexpected(unexpectedOf(judged), tracebackOf),
    newSignatures: groupNewSignatures(judged.newSightings),
  };
}

function describeEvidence({ text, test, oopsIds }: Evidence) {
  return { evidence: text, test, oopsIds };
}

function unexpectedOf({ sightings }: SystemJudgement): Sighting[] {
  return sightings.filter(({ disposition }) => disposition === 'unexpected').map(({ sighting }) => sighting);
}

function instantOrNull(at: number | null): string | null {
  return at === null ? null : formatInstant(at);
}
