import { type Evidence, isSufficient, type OutageEvidence, type Sighting } from '../../analysis/evidence.js';
import { measureOffsets, type Storm } from '../../analysis/storms.js';
import type { OutageJudgement, SystemJudgement } from '../../analysis/verdict.js';
import { gatherOutageFindings, type OutageFindings } from '../../evidence/outage-findings.js';
import type { ReportContext } from '../../evidence/report-context.js';
import type { Outage } from '../../outages/outage.js';
import { budgetOf, faultsOfSchedule, type ScheduleFault } from '../../outages/schedule.js';
import type { DeploymentRun } from '../../outages/window-log/deployment-log/deployment-run.js';
import { formatDuration } from '../../time/duration.js';
import { formatClock, formatInstant } from '../../time/instant.js';
import { totalLength } from '../../time/interval.js';
import { describeWindow, remarkOnForgottenWindows } from '../windows.js';
import { countTouched, groupFailureModes, groupNewSignatures, groupUnexpected } from './group-sightings.js';
import type {
  OutageCounts,
  OutageReport,
  ReportedBudget,
  ReportedRun,
  ReportedStorm,
  ReportedSystem,
} from './outage-report.js';
import { buildTimeline } from './storm-timeline.js';
import { summariseVerdict } from './words.js';

/** Judges an outage by what the store knows of it, and makes its report. */
export async function reportOutage(context: ReportContext, outage: Outage): Promise<OutageReport> {
  return buildOutageReport(context, await gatherOutageFindings(context, outage));
}

/** Lays out what was found of an outage as plain data. */
function buildOutageReport(
  context: ReportContext,
  { outage, evidence, judgement, run, storm, clockMargin, tracebacks }: OutageFindings,
): OutageReport {
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
    withinBudget: budget.overSeconds === null ? null : budget.overSeconds <= 0,
    observedUntil: formatInstant(observedUntil),
    verdict: judgement.verdict,
    summary: summariseVerdict(judgement),
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
    touched: countTouched(
      judgement.systems.flatMap(({ sightings }) => sightings.map(({ sighting }) => sighting)),
    ),
    clockMargin,
    unknowns: listUnknowns(evidence, judgement),
    remarks: remarksOn(outage, context),
  };
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
    recovery: {
      verdict: recovery.verdict,
      lagSeconds: recovery.lagSeconds,
      secondsNeeded: recovery.secondsNeeded,
      firstHeardAgain: instantOrNull(recovery.firstHeardAgain),
      ...describeEvidence(recovery.evidence),
    },
    unexpected: groupUnexpected(unexpectedOf(judged), tracebacks),
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

/** What a reader must know before trusting an outage report. */
function remarksOn(outage: Outage, context: ReportContext): string[] {
  const remarks = remarkOnForgottenWindows(outage.windows, context);
  if (context.observedUntil <= 0) {
    remarks.push(
      'No repository has been read in full yet, so nothing can be said of what came after the outage.',
    );
  }
  if (context.firstOopsAt === null) remarks.push('The database holds no OOPS: ingest the reports first.');
  return remarks;
}

/** Holds an outage against its budget and the schedule; the patches' share is known where a deployment log tells. */
export function reportBudget(
  { config, outages, observedUntil }: ReportContext,
  outage: Outage,
  run: DeploymentRun | undefined,
): ReportedBudget {
  const { seconds, source } = budgetOf(outage, config.schedule);
  const { durationSeconds } = outage;
  const patchSeconds = run ? rounded(run.patches.reduce((sum, patch) => sum + patch.seconds, 0)) : null;
  const faults = config.schedule
    ? faultsOfSchedule(outage, config.schedule, { outages, patchSeconds, until: observedUntil })
    : [];
  return {
    budgetSeconds: seconds,
    source,
    durationSeconds,
    overSeconds: durationSeconds === null ? null : rounded(durationSeconds - seconds),
    patchSeconds,
    overheadSeconds:
      durationSeconds === null || patchSeconds === null ? null : rounded(durationSeconds - patchSeconds),
    scheduleFaults: faults.map(describeFault),
  };
}

/** What an outage does that the schedule does not allow, in a sentence. */
function describeFault(fault: ScheduleFault): string {
  const span = (seconds: number) => formatDuration(seconds * 1000);
  switch (fault.kind) {
    case 'outside-slots':
      return 'It began outside every slot of the schedule.';
    case 'blackout':
      return `It fell on ${fault.date}, a blackout date.`;
    case 'day-total':
      return `The downtime of ${fault.date} is ${span(fault.seconds)} in all, above the ${span(fault.allowedSeconds)} a day allowed.`;
    case 'patch-budget':
      return `Its patches took ${span(fault.seconds)}, above the ${span(fault.allowedSeconds)} allowed.`;
    default:
      return fault satisfies never;
  }
}

/** Without the noise of binary fractions: microseconds are the finest that a log tells. */
function rounded(seconds: number): number {
  return Number(seconds.toFixed(6));
}

/** What an outage report does not know, a sentence each: what to weigh before trusting a verdict, or to wait for. */
function listUnknowns(evidence: OutageEvidence, judgement: OutageJudgement): string[] {
  const { systems } = evidence;
  const thin = systems.filter(({ baseline }) => !isSufficient(baseline));
  const mute = systems.filter(
    ({ baselineCounts, attributed, afterwards }) =>
      baselineCounts.length + attributed.length + afterwards.length === 0,
  );
  const unread = systems.filter(({ observation }) => observation?.cutBy === 'observed-until');
  const waits = judgement.systems
    .filter(({ recovery }) => recovery.secondsNeeded !== null)
    .map(({ system, recovery }) => `${system} ${formatDuration((recovery.secondsNeeded ?? 0) * 1000)}`);
  const endless = judgement.systems.filter(
    ({ recovery }) =>
      (recovery.verdict === 'no-evidence' || recovery.verdict === 'too-early') &&
      recovery.secondsNeeded === null,
  );
  const undisturbed = judgement.systems.filter(
    ({ system, failure }) =>
      failure.verdict === 'no-evidence' && !mute.some((unheard) => unheard.system === system),
  );
  const shortest = Math.min(...thin.map(({ baseline }) => totalLength(baseline)));
  return [
    ...sentence(
      thin,
      (names) =>
        `No usual rates, for want of an hour before it (${formatDuration(shortest)} at the least): ${names}.`,
    ),
    ...sentence(mute, (names) => `Never heard, neither before nor during nor after: ${names}.`),
    ...sentence(
      undisturbed,
      (names) =>
        `Nothing was seen while it was away, and nothing says that something should have been: ${names}.`,
    ),
    ...sentence(
      unread,
      (names) => `What came after ${formatClock(evidence.observedUntil)} has not been read yet: ${names}.`,
    ),
    ...(waits.length > 0 ? [`Undecided; how much longer to watch: ${waits.join(', ')}.`] : []),
    ...sentence(endless, (names) => `Undecided, and watching longer will not tell: ${names}.`),
  ];
}

function sentence(systems: readonly { readonly system: string }[], say: (names: string) => string): string[] {
  return systems.length > 0
    ? [
        say(
          systems
            .map(({ system }) => system)
            .sort()
            .join(', '),
        ),
      ]
    : [];
}
