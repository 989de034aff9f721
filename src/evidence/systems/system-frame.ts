import type { SystemEvidence } from '../../analysis/evidence.js';
import { duringOf, judgedWindows } from '../../analysis/phases.js';
import { baselineIntervals, followUp, justBeforeIntervals, observe } from '../../analysis/stretches.js';
import { duringInterval, type HoldingWindow } from '../../analysis/window-scope.js';
import type { Outage } from '../../outages/outage.js';
import { type Interval, totalLength } from '../../time/interval.js';
import { knownSince } from '../known-time.js';
import type { ReportContext } from '../report-context.js';

/** When to look for the systems that some windows hold, before any OOPS is looked at. Most of an outage's share one. */
export interface Frame
  extends Pick<
    SystemEvidence,
    'windows' | 'shutdownsElsewhere' | 'start' | 'end' | 'observation' | 'followUp'
  > {
  /** Every window that holds them, of whatever outage. */
  readonly holding: readonly HoldingWindow[];
  readonly baseline: readonly Interval[];
  readonly justBefore: readonly Interval[] | null;
  /** The baseline's day in one piece, whatever was taken out of it. */
  readonly dayBefore: Interval;
  /**
   * Of the downtime and partial windows how long bins are that are as long as their during-intervals, as far as these have been read.
   */
  readonly duringMs: ReadonlyMap<HoldingWindow['window'], number>;
  /** The same of the during-intervals of the downtimes that are judged; 0 where none is. */
  readonly downtimeMs: number;
}

/** The frame of the systems that these windows hold; null when none of the windows is the outage's. */
export function createFrame(
  context: ReportContext,
  outage: Outage,
  holding: readonly HoldingWindow[],
): Frame | null {
  const { config, observedUntil } = context;
  const windows = holding.filter(({ window }) => window.outage === outage.id);
  if (windows.length === 0) return null;
  const others = holding.filter(({ window }) => window.outage !== outage.id);
  const start = Math.min(...windows.map(({ window }) => window.start));
  const ends = windows.map(({ window }) => window.end);
  const end = ends.includes(null) ? null : Math.max(...ends.map(Number));
  const shutdownsElsewhere = others.map(({ window }) => window).filter(({ phase }) => phase === 'shutdown');
  const { attribution, verdict } = config;
  const judged = judgedWindows({ windows, shutdownsElsewhere }, ['downtime'], observedUntil, attribution);
  const before = start - attribution.clockTolerance;
  const firstKnown = knownSince(context, start);
  const baseline = baselineIntervals(start, holding, [], firstKnown, config);
  return {
    windows,
    shutdownsElsewhere,
    start,
    end,
    observation: end === null ? null : observe(end, others, observedUntil, config),
    followUp: end === null ? null : followUp({ start, end }, others, observedUntil, firstKnown, config),
    holding,
    baseline,
    justBefore: justBeforeIntervals(start, baseline, config),
    dayBefore: { start: before - verdict.baseline, end: before },
    duringMs: new Map(
      windows
        .filter(({ window }) => window.phase !== 'shutdown')
        .map(({ window }) => {
          const during = duringInterval(window, attribution);
          return [window, binLength(Math.min(during.end, observedUntil) - during.start)];
        }),
    ),
    downtimeMs: binLength(totalLength(duringOf(judged, observedUntil, attribution))),
  };
}

/** Of a window that has only just begun a few milliseconds are known: a baseline has millions of bins of that length. */
const SHORTEST_BIN = 1000;

/** How long the bins are, in milliseconds, of what is so long; 0 where it has not begun. */
function binLength(lengthMs: number): number {
  return lengthMs > 0 ? Math.max(lengthMs, SHORTEST_BIN) : 0;
}

/** The same frame without a system's storms in its baseline. */
export function withoutStorms(context: ReportContext, frame: Frame, storms: readonly Interval[]): Frame {
  const { config } = context;
  const baseline = baselineIntervals(
    frame.start,
    frame.holding,
    storms,
    knownSince(context, frame.start),
    config,
  );
  return { ...frame, baseline, justBefore: justBeforeIntervals(frame.start, baseline, config) };
}
