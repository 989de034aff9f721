import type { Interval } from '../../time/interval.js';

/**
 * The stretches of time of which OOPSes are gone, once those of a span are too. It is joined with those that lie in the same stretch,
 * of which all is pruned.
 *
 * @param known sorted, and apart from one another
 * @example
 * joinSpan([{ start: 10, end: 20 }, { start: 90, end: 95 }], { start: 0, end: 50 }, { start: 30, end: 40 });
 * // [{ start: 10, end: 40 }, { start: 90, end: 95 }]
 */
export function joinSpan(known: readonly Interval[], stretch: Interval, span: Interval): Interval[] {
  const near = { start: Math.min(stretch.start, span.start), end: Math.max(stretch.end, span.end) };
  const isNear = ({ start, end }: Interval) => start < near.end && end > near.start;
  const joined = known.filter(isNear);
  return [
    ...known.filter((one) => !isNear(one)),
    {
      start: Math.min(span.start, ...joined.map(({ start }) => start)),
      end: Math.max(span.end, ...joined.map(({ end }) => end)),
    },
  ].sort((a, b) => a.start - b.start);
}
