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
  /** Lengths of the during-intervals of the downtime and partial windows as far as they have been read, by window. */
  readonly duringMs: ReadonlyMap<HoldingWindow['window'], number>;
  /** The length of the during-intervals of the downtimes that are judged; 0 where none is. */
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
          return [window, Math.min(during.end, observedUntil) - during.start];
        }),
    ),
    downtimeMs: totalLength(duringOf(judged, observedUntil, attribution)),
  };
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
