import type {
  AttributedSighting,
  Baseline,
  BaselineCount,
  BinCounts,
  FollowUpCounts,
  JustBefore,
  ReporterCounts,
  TypeBins,
} from '../../analysis/evidence.js';
import { countRequests } from '../../analysis/requests.js';
import { memoize } from '../../memoize.js';
import type { SightedOops } from '../../store/sighted-oops.js';
import type { PlacedException } from '../../store/snapshot.js';
import { compareText } from '../../text/compare-text.js';
import { covers, type Interval, totalLength } from '../../time/interval.js';
import { gatherLateFailures, type LateFailures } from '../failures/late-failures.js';
import type { ReportContext } from '../report-context.js';
import { type FailuresAndStorms, lookAtFailures } from '../storms.js';
import { countStretches, type StretchCounts, type SystemRows, type Tally } from './stretch-counts.js';
import { type Frame, withoutStorms } from './system-frame.js';

/** What was counted of one system around an outage. */
export interface CountedSystem {
  /** Without the storms of the system. */
  readonly frame: Frame;
  readonly baseline: Baseline;
  readonly justBefore: JustBefore | null;
  readonly reporters: readonly ReporterCounts[];
  readonly downtimeBins: BinCounts;
  readonly followUpCounts: FollowUpCounts | null;
  /** The bins that a background test of what belongs to the windows needs. */
  readonly typeBinsOf: (attributed: readonly AttributedSighting[]) => readonly TypeBins[];
}

/**
 * Counts what systems wrote before and after an outage: all of them in one pass. Where outage failures were counted in a
 * baseline, they are looked at one by one, and a system with storms among them is counted again without those.
 *
 * @param frames by system
 */
export async function countSystems(
  context: ReportContext,
  frames: ReadonlyMap<string, Frame>,
): Promise<Map<string, CountedSystem>> {
  const counts = await countStretches(context, frames);
  const failures = await lookAtBaselines(context, frames, counts);
  const late = await gatherLateFailures(context, frames, counts);
  const calm = new Map<string, Frame>();
  for (const [system, frame] of frames) {
    const storms = failures.get(system)?.storms ?? [];
    if (storms.length > 0) calm.set(system, withoutStorms(context, frame, storms));
  }
  const calmCounts = calm.size > 0 ? await countStretches(context, calm) : counts;
  return new Map(
    Array.from(frames, ([system, frame]) => {
      const sighted = failures.get(system)?.failures ?? [];
      const own = calm.get(system);
      const described = own
        ? describeCounts(context, system, own, calmCounts, sighted, late)
        : describeCounts(context, system, frame, counts, sighted, late);
      return [system, described];
    }),
  );
}

/**
 * The outage failures in the day before, and the storms among them, of the systems that have some: also those in windows,
 * for what lies just before such a storm is taken out as well.
 */
async function lookAtBaselines(
  context: ReportContext,
  frames: ReadonlyMap<string, Frame>,
  counts: StretchCounts,
): Promise<Map<string, FailuresAndStorms>> {
  // One list for a day, for which pieces lie in it is remembered by that.
  const dayOf = memoize((day: Interval) => [day]);
  const wanted = new Map<number, { readonly day: Interval; readonly systems: Set<string> }>();
  for (const [system, { dayBefore }] of frames) {
    if (!counts.hasFailures(system, dayOf(dayBefore))) continue;
    const ofDay = wanted.get(dayBefore.start) ?? { day: dayBefore, systems: new Set() };
    ofDay.systems.add(system);
    wanted.set(dayBefore.start, ofDay);
  }
  const found = new Map<string, FailuresAndStorms>();
  for (const { day, systems } of wanted.values()) {
    for (const [system, own] of await lookAtFailures(context, day, (name) => systems.has(name))) {
      found.set(system, own);
    }
  }
  return found;
}

function describeCounts(
  { config }: ReportContext,
  system: string,
  frame: Frame,
  counts: StretchCounts,
  failures: readonly SightedOops[],
  late: ReadonlyMap<string, LateFailures>,
): CountedSystem {
  const { baseline, followUp, downtimeMs, duringMs } = frame;
  const rows = counts.rowsOf(system);
  const reporters = tallyReporters(rows, counts);
  const all = counts.sum(reporters.map((one) => one.all));
  const ordinary = counts.sum(reporters.map((one) => one.ordinary));
  const binMs = config.verdict.observation;
  const countBaseline = (of: readonly PlacedException[], isOutageFailure: boolean) =>
    of.flatMap((row): BaselineCount[] => {
      const count = counts.countRow(row, baseline);
      const { exception, signature } = row;
      return count > 0 ? [{ type: exception.type, signature, isOutageFailure, count }] : [];
    });
  const ordinaryCounts = countBaseline(rows.ordinary, false);
  const inBaseline = failures.filter(({ time }) => baseline.some((stretch) => covers(stretch, time)));
  const usualTypes = new Set(ordinaryCounts.map(({ type }) => type));
  return {
    frame,
    baseline: {
      intervals: baseline,
      counts: [...ordinaryCounts, ...countBaseline(rows.failures, true)],
      failureRequests: countRequests(inBaseline),
      bins: all.bins(baseline, binMs),
      ordinaryBins: ordinary.bins(baseline, binMs),
    },
    justBefore: frame.justBefore && {
      lengthMs: totalLength(frame.justBefore),
      count: all.count(frame.justBefore),
      ordinary: ordinary.count(frame.justBefore),
    },
    reporters: countReporters(frame, binMs, reporters),
    downtimeBins: downtimeMs > 0 ? ordinary.bins(baseline, downtimeMs) : [],
    followUpCounts: followUp && {
      count: all.count([followUp.interval]),
      ordinary: ordinary.count([followUp.interval]),
      sameHours: followUp.sameHours.map(({ interval }) => ordinary.count([interval])),
      ...(late.get(system) ?? { firstHours: [followUp.firstHours], late: [], ordinaryAfterLate: 0 }),
    },
    typeBinsOf(attributed) {
      const windows = [...duringMs.keys()];
      const wanted = new Map<string, TypeBins>();
      const ordinary = attributed.filter(
        ({ isOutageFailure, isTolerated }) => !isOutageFailure && !isTolerated,
      );
      for (const { window, type } of ordinary) {
        const lengthMs = duringMs.get(window) ?? 0;
        const key = `${windows.indexOf(window)} ${type}`;
        if (lengthMs <= 0 || !usualTypes.has(type) || wanted.has(key)) continue;
        const ofType = counts.tally(rows.ordinary.filter(({ exception }) => exception.type === type));
        wanted.set(key, { window, type, bins: ofType.bins(baseline, lengthMs) });
      }
      return [...wanted.values()];
    },
  };
}

/** What each reporter wrote, of those heard in the baseline, the observation or the follow-up, by name. */
function countReporters(
  { baseline, justBefore, observation, followUp }: Frame,
  binMs: number,
  reporters: readonly ReporterTallies[],
): ReporterCounts[] {
  const found = reporters.map(
    ({ reporter, all, ordinary }): ReporterCounts => ({
      reporter,
      baseline: all.count(baseline),
      bins: all.bins(baseline, binMs),
      justBefore: all.count(justBefore ?? []),
      observation: observation ? all.count([observation.interval]) : 0,
      followUp: followUp ? all.count([followUp.interval]) : 0,
      sameHours: (followUp?.sameHours ?? []).map(({ interval }) => ordinary.count([interval])),
    }),
  );
  return found
    .filter(({ baseline, observation, followUp }) => baseline + observation + followUp > 0)
    .sort((a, b) => compareText(a.reporter, b.reporter));
}

/** All that a reporter wrote, and what of it is no outage failure. */
interface ReporterTallies {
  readonly reporter: string;
  readonly all: Tally;
  readonly ordinary: Tally;
}

function tallyReporters({ ordinary, failures }: SystemRows, counts: StretchCounts): ReporterTallies[] {
  const [ordinaryOf, failuresOf] = [groupByReporter(ordinary), groupByReporter(failures)];
  return [...new Set([...ordinaryOf.keys(), ...failuresOf.keys()])].map((reporter) => {
    const own = counts.tally(ordinaryOf.get(reporter) ?? []);
    const failed = failuresOf.get(reporter);
    return { reporter, ordinary: own, all: failed ? counts.sum([own, counts.tally(failed)]) : own };
  });
}

function groupByReporter(rows: readonly PlacedException[]): Map<string, PlacedException[]> {
  const groups = new Map<string, PlacedException[]>();
  for (const row of rows) {
    const own = groups.get(row.reporter);
    if (own) own.push(row);
    else groups.set(row.reporter, [row]);
  }
  return groups;
}
