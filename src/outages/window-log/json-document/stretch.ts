import type { OutageWindow } from '../../window.js';

/** When a window was, or is to be. */
export type Stretch = Pick<OutageWindow, 'start' | 'end' | 'isPlanned'>;

/**
 * What is known at a moment of a stretch that is ended early by moving its end: before it begins all of it is a plan; while
 * it lasts its start is what happened and its end still a plan; after that all of it happened.
 *
 * @param now milliseconds since the Unix epoch, UTC
 * @example
 * stretchesAt({ start: 0, end: 1000 }, 500); // [{ start: 0, end: null }, { start: 0, end: 1000, isPlanned: true }]
 */
export function stretchesAt(
  { start, end }: { readonly start: number; readonly end: number },
  now: number,
): Stretch[] {
  if (end <= now || end <= start) return [{ start, end }];
  const plan: Stretch = { start, end, isPlanned: true };
  return start > now ? [plan] : [{ start, end: null }, plan];
}
