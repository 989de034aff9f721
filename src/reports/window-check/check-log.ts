import type { ReportContext } from '../../evidence/report-context.js';
import type { Outage } from '../../outages/outage.js';
import { shareSystem } from '../../outages/reconcile-plans.js';
import { ALL_SYSTEMS, endOrCap, isForgotten, type OutageWindow } from '../../outages/window.js';
import type { DeploymentRun } from '../../outages/window-log/deployment-log/deployment-run.js';
import { suggestNames } from '../../text/nearest-names.js';
import { formatDuration } from '../../time/duration.js';
import { formatInstant } from '../../time/instant.js';
import { overlaps } from '../../time/interval.js';
import { millisecondsInDay } from '../../time/lengths.js';
import { reportBudget } from '../outage/report-budget.js';
import type { Finding } from './finding.js';

/** What the log itself shows to be wrong with an outage, whatever the reports say. */
export function checkOutage(
  context: ReportContext,
  outage: Outage,
  run: DeploymentRun | undefined,
): Finding[] {
  return [
    ...checkOpenWindows(context, outage),
    ...checkPhases(outage),
    ...checkBudget(context, outage, run),
    ...checkDuplicates(context, outage),
    ...checkPlan(context, outage),
    ...checkSystems(context, outage),
  ];
}

function checkOpenWindows({ config, observedUntil }: ReportContext, outage: Outage): Finding[] {
  const { openWindowCap } = config.attribution;
  return outage.windows
    .filter((window) => isForgotten(window, openWindowCap, observedUntil))
    .map((window) => ({
      kind: 'open-too-long',
      outage: outage.id,
      text: `Its ${window.phase} window has been open since ${formatInstant(window.start)}; past ${formatDuration(openWindowCap)} nothing is attributed to it.`,
      advice: `oops-report windows end ${outage.id} --at TIME`,
    }));
}

/** What was stopped for an outage is to stay stopped until what it depends on is back. */
function checkPhases(outage: Outage): Finding[] {
  const { windows } = outage;
  const downtimes = windows.filter(({ phase }) => phase === 'downtime');
  return windows.flatMap((window): Finding[] => {
    const next = downtimes.find(({ end, start }) => window.end !== null && window.end < (end ?? start + 1));
    if (window.phase !== 'shutdown' || window.end === null || !next) return [];
    return [
      {
        kind: 'ended-before-next-phase',
        outage: outage.id,
        text: `The shutdown of ${window.systems.join(', ')} ended at ${formatInstant(window.end)}, before the downtime from ${formatInstant(next.start)} was over.`,
        advice: `Correct its end with oops-report windows edit ${outage.id} --of-phase shutdown --end TIME, if it is wrong.`,
      },
    ];
  });
}

function checkBudget(context: ReportContext, outage: Outage, run: DeploymentRun | undefined): Finding[] {
  const budget = reportBudget(context, outage, run);
  const faults = budget.scheduleFaults.map(
    (text): Finding => ({
      kind: 'schedule',
      outage: outage.id,
      text,
      advice: 'Correct its times if they are wrong; else let the schedule or the next deployment follow.',
    }),
  );
  if (budget.overSeconds === null || budget.overSeconds <= 0) return faults;
  const took = formatDuration((budget.durationSeconds ?? 0) * 1000);
  const over: Finding = {
    kind: 'over-budget',
    outage: outage.id,
    text: `It took ${took}, ${formatDuration(budget.overSeconds * 1000)} over its budget of ${formatDuration(budget.budgetSeconds * 1000)}.`,
    advice: `Look at its steps: oops-report outage ${outage.id}`,
  };
  return [over, ...faults];
}

/** A corrected start makes another window, and the old one stays where nobody took it out. */
function checkDuplicates({ config }: ReportContext, { id, windows }: Outage): Finding[] {
  const reachOf = ({ start, end }: OutageWindow) => ({
    start,
    end: endOrCap({ start, end }, config.attribution.openWindowCap),
  });
  const scopeOf = ({ phase, systems }: OutageWindow) => `${phase} ${systems.join(' ').toUpperCase()}`;
  return windows.flatMap((later, index) =>
    windows
      .slice(0, index)
      .filter((earlier) => scopeOf(earlier) === scopeOf(later) && overlaps(reachOf(earlier), reachOf(later)))
      .map((earlier) => ({
        kind: 'duplicate' as const,
        outage: id,
        text: `Its ${later.phase} windows of ${later.systems.join(', ')} from ${formatInstant(earlier.start)} and from ${formatInstant(later.start)} overlap.`,
        advice: `If they are the same, take one out with oops-report windows remove ${id} --of-phase ${later.phase} --of-start TIME.`,
      })),
  );
}

/** Only where the log tells of other plans what became of them: a team may keep nothing but a calendar. */
function checkPlan({ outages, observedUntil }: ReportContext, { id, windows, end }: Outage): Finding[] {
  const isPlan = windows.every(({ isPlanned }) => isPlanned);
  if (!isPlan || end === null || end > observedUntil) return [];
  if (!outages.some(({ planned }) => planned.length > 0)) return [];
  return [
    {
      kind: 'plan-without-outcome',
      outage: id,
      text: `It was planned until ${formatInstant(end)}, and unlike with other plans nothing says that it happened.`,
      advice: `If it was called off, oops-report windows remove ${id}; else record what happened with oops-report windows add --outage ${id}.`,
    },
  ];
}

function checkSystems({ config, systemMap, reporters }: ReportContext, outage: Outage): Finding[] {
  const known = [
    ...reporters.map(({ name }) => systemMap.systemOf(name)),
    ...config.systems.map(({ name }) => name),
  ];
  const heard = new Set(known.map((name) => name.toUpperCase()));
  const named = new Set(outage.windows.flatMap(({ systems }) => systems));
  return [...named]
    .filter((name) => name !== ALL_SYSTEMS && !heard.has(name.toUpperCase()))
    .map((name) => ({
      kind: 'unknown-system',
      outage: outage.id,
      text: [
        'It names system',
        `${name}, which neither the config nor any OOPS knows.`,
        suggestNames(name, known, ''),
      ]
        .join(' ')
        .trim(),
      advice: `Correct the name with oops-report windows edit ${outage.id} --systems NAMES, or add it to the config.`,
    }));
}

/** Windows of different outages that hold a common system at one time: an OOPS can belong to only one of them. */
export function checkOverlaps({ outages, config }: ReportContext): Finding[] {
  const all = outages.flatMap((outage) =>
    outage.windows.map((window) => {
      const end = endOrCap(window, config.attribution.openWindowCap);
      return { window, span: { start: window.start, end } };
    }),
  );
  all.sort((a, b) => a.span.start - b.span.start);
  return all.flatMap((later, index) => {
    const earlier = findEarlier(all, index);
    return earlier
      .filter(({ window }) => window.outage !== later.window.outage && shareSystem(window, later.window))
      .map(({ window }) => ({
        kind: 'overlap' as const,
        outage: later.window.outage,
        text: `Its ${later.window.phase} window from ${formatInstant(later.window.start)} overlaps the ${window.phase} window of outage ${window.outage} on the same systems.`,
        advice: 'Correct the times of one of them, or make them windows of one outage.',
      }));
  });

  function findEarlier(sorted: typeof all, index: number) {
    const { span } = sorted[index] ?? {};
    if (!span) return [];
    const longest = config.attribution.openWindowCap + millisecondsInDay;
    const found = [];
    for (let place = index - 1; place >= 0; place -= 1) {
      const other = sorted[place];
      if (!other || other.span.start < span.start - longest) break;
      if (overlaps(other.span, span)) found.push(other);
    }
    return found;
  }
}
