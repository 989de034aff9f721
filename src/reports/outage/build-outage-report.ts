import { DISPOSITIONS } from '../../analysis/disposition.js';
import type { Evidence } from '../../analysis/evidence.js';
import type { LaterRise } from '../../analysis/recovery/recovery-row.js';
import { measureOffsets, type Storm } from '../../analysis/storms.js';
import type { OutageJudgement, SystemJudgement } from '../../analysis/verdict.js';
import { gatherOutageFindings, type OutageFindings } from '../../evidence/outage-findings.js';
import type { ReportContext } from '../../evidence/report-context.js';
import type { Outage } from '../../outages/outage.js';
import type { DeploymentRun } from '../../outages/window-log/deployment-log/deployment-run.js';
import { formatInstant } from '../../time/instant.js';
import { clockOffsetSentences } from '../clock-offsets.js';
import { describeWindow, remarkOnForgottenWindows } from '../windows.js';
import { buildCourse } from './charts/data/course.js';
import { buildTimeline } from './charts/data/storm-timeline.js';
import { countTouched, groupFailureModes, groupNewSignatures, groupUnexpected } from './group-sightings.js';
import { listUnknowns } from './list-unknowns.js';
import type {
  OngoingOutage,
  OutageCounts,
  OutageReport,
  ReportedBudget,
  ReportedRise,
  ReportedRun,
  ReportedStorm,
  ReportedSystem,
} from './outage-report.js';
import { reportBudget } from './report-budget.js';
import { summariseVerdict } from './verdict-sentence.js';

/** Judges an outage by what the store knows of it, and makes its report. */
export async function reportOutage(context: ReportContext, outage: Outage): Promise<OutageReport> {
  return buildOutageReport(context, await gatherOutageFindings(context, outage));
}

/** What the layout of a report needs besides what was found. */
type LayoutContext = Pick<
  ReportContext,
  'config' | 'outages' | 'observedUntil' | 'asOf' | 'firstOopsAt' | 'reporters'
>;

/** Lays out what was found of an outage as plain data. */
export function buildOutageReport(context: LayoutContext, findings: OutageFindings): OutageReport {
  const { outage, evidence, judgement, run, storm, course, clockMargin, tracebacks, candidates } = findings;
  const { clockOffsets } = findings;
  const { config, observedUntil } = context;
  const budget = reportBudget(context, outage, run);
  return {
    kind: 'outage',
    outage: outage.id,
    title: outage.title,
    start: formatInstant(outage.start),
    end: outage.end === null ? null : formatInstant(outage.end),
    durationSeconds: outage.durationSeconds,
    budgetSeconds: budget.budgetSeconds,
    ongoing: describeOngoing(context, outage, budget),
    withinBudget: budget.overSeconds === null ? null : budget.overSeconds <= 0,
    observedUntil: formatInstant(observedUntil),
    verdict: judgement.verdict,
    summary: summariseVerdict(judgement, config.verdict.minimumShare),
    windows: outage.windows.map((window) => describeWindow(window, outage)),
    planned: outage.planned.map((window) => describeWindow(window, outage)),
    counts: countSightings(judgement),
    systems: judgement.systems.map((judged) => describeSystem(judged, tracebacks)),
    failureModes: groupFailureModes(judgement.systems),
    storm: storm && describeStorm(storm, outage),
    budget,
    run: run ? describeRun(run) : null,
    steps: run?.steps ?? [],
    patches: run?.patches ?? [],
    timeline: buildTimeline(outage, evidence, judgement, config.attribution),
    course: buildCourse(course, evidence, judgement),
    touched: countTouched(evidence.systems.flatMap(({ attributed }) => attributed)),
    clockMargin,
    clockOffsets,
    onlyInWindows: candidates.filter(({ isSeenOutside }) => !isSeenOutside).length,
    unknowns: [...listUnknowns(evidence, judgement), ...clockOffsetSentences(clockOffsets)],
    remarks: remarksOn(outage, context),
  };
}

function describeOngoing(
  { asOf, observedUntil }: LayoutContext,
  { start, end }: Outage,
  { budgetSeconds }: ReportedBudget,
): OngoingOutage | null {
  if (end !== null) return null;
  const until = Math.max(start, asOf ?? observedUntil);
  const seconds = (until - start) / 1000;
  return { until: formatInstant(until), seconds, overSeconds: seconds - budgetSeconds };
}

function describeStorm(storm: Storm, outage: Outage): ReportedStorm {
  const { start, end, count, systems } = storm;
  return {
    start: formatInstant(start),
    end: formatInstant(end),
    count,
    systems,
    ...measureOffsets(storm, outage),
  };
}

function describeRun({ ending, kills, failures, problemsAfter }: DeploymentRun): ReportedRun {
  return { ending, kills, failures, problemsAfter };
}

function countSightings({ systems }: OutageJudgement): OutageCounts {
  const counts = { attributed: 0, during: 0, recovery: 0, expected: 0, background: 0, unexpected: 0 };
  for (const { sightings } of systems) {
    for (const disposition of DISPOSITIONS) {
      const own = sightings[disposition];
      const during = own.reduce((sum, { relation }) => (relation === 'during' ? sum + 1 : sum), 0);
      counts.attributed += own.length;
      counts[disposition] += own.length;
      counts.during += during;
      counts.recovery += own.length - during;
    }
  }
  return counts;
}

function describeSystem(
  judged: SystemJudgement,
  tracebacks: ReadonlyMap<string, string | null>,
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
    requests: judged.requests,
    discards: judged.discards,
    discardedBy: judged.discardedBy,
    recovery: {
      verdict: recovery.verdict,
      lagSeconds: recovery.lagSeconds,
      secondsNeeded: recovery.secondsNeeded,
      firstHeardAgain: instantOrNull(recovery.firstHeardAgain),
      ...describeEvidence(recovery.evidence),
      missingReporters: recovery.missingReporters,
      laterRise: recovery.laterRise && describeRise(recovery.laterRise),
    },
    worthALook: judged.worthALook,
    unexpected: groupUnexpected(judged.sightings.unexpected, tracebacks),
    newSignatures: groupNewSignatures(judged.newSightings),
  };
}

export function describeRise({ start, afterSeconds, signatures }: LaterRise): ReportedRise {
  return { start: formatInstant(start), afterSeconds, signatures };
}

function describeEvidence({ text, inWords, figures, test, oopsIds }: Evidence) {
  return { evidence: text, inWords, figures, test, oopsIds };
}

function instantOrNull(at: number | null): string | null {
  return at === null ? null : formatInstant(at);
}

/** What a reader must know before trusting an outage report. */
function remarksOn(outage: Outage, context: LayoutContext): string[] {
  const remarks = remarkOnForgottenWindows(outage.windows, context);
  if (context.observedUntil <= 0) {
    remarks.push(
      'No repository has been read in full yet, so nothing can be said of what came after the outage.',
    );
  }
  if (context.reporters.length === 0) remarks.push('The database holds no OOPS: ingest the reports first.');
  return remarks;
}
