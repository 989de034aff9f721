import type { Outage } from '../outages/outage.js';
import { type Interval, overlaps } from '../time/interval.js';
import type { ReportContext } from './report-context.js';

type KnownTime = Pick<ReportContext, 'firstOopsAt' | 'prunedSpans'>;

/**
 * Since when all is known up to a moment: since the first OOPS, or since the last before the moment that was pruned; before it,
 * silence says nothing. Null when there never was an OOPS.
 *
 * @example
 * knownSince({ firstOopsAt: 100, prunedSpans: [{ start: 100, end: 200 }] }, 900); // 200
 */
export function knownSince({ firstOopsAt, prunedSpans }: KnownTime, moment: number): number | null {
  if (firstOopsAt === null) return null;
  return prunedSpans.findLast(({ start }) => start < moment)?.end ?? firstOopsAt;
}

/** Whether all of a stretch is known, as far as it has been read. */
export function isKnown({ firstOopsAt, prunedSpans }: KnownTime, stretch: Interval): boolean {
  return (
    firstOopsAt !== null &&
    stretch.start >= firstOopsAt &&
    !prunedSpans.some((pruned) => overlaps(pruned, stretch))
  );
}

/** The context with nothing known after an outage that was pruned. It is the same where nothing was. */
export function knownAround(context: ReportContext, { windows }: Outage): ReportContext {
  const start = Math.min(...windows.map((window) => window.start));
  const gone = context.prunedSpans.find(({ end }) => end > start);
  if (!gone) return context;
  return { ...context, observedUntil: Math.min(context.observedUntil, gone.start) };
}
