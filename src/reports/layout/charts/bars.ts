import type { Across } from './scale.js';
import { percent, round } from './shapes.js';

/** Counts of one kind, which is also the class that its bars get. */
export interface Series {
  readonly name: string;
  readonly counts: readonly number[];
}

/** One bar: what it is made of from its foot up, and how tall it is, in pixels. */
export interface Bar {
  /** The number of its step. */
  readonly place: number;
  readonly parts: readonly { readonly name: string; readonly count: number }[];
  readonly height: number;
}

/** How tall a bar grows with its count: each count as much, or less and less, so that single ones show beside a storm. */
export type Growth = 'even' | 'root';

/** No bar is smaller, in pixels. */
const LEAST = 2;
/** A bar of fewer is not the highest that may be: a single one is no storm. */
export const LEAST_PEAK = 4;

/**
 * Stacks the counts of several kinds: one bar for each step that has any. The tallest bar has the whole height, unless it is of
 * fewer than `LEAST_PEAK`.
 *
 * @param height of the tallest, in pixels
 */
export function stackBars(series: readonly Series[], height: number, growth: Growth): Bar[] {
  const length = Math.max(0, ...series.map(({ counts }) => counts.length));
  const all = Array.from({ length }, (_, place) => {
    const parts = series.map(({ name, counts }) => ({ name, count: counts[place] ?? 0 }));
    return { place, parts: parts.filter(({ count }) => count > 0) };
  }).filter(({ parts }) => parts.length > 0);
  const grow = (count: number) => (growth === 'even' ? count : Math.sqrt(count));
  const peak = Math.max(LEAST_PEAK, ...all.map(({ parts }) => sumOf(parts)));
  return all.map((bar) => ({
    ...bar,
    height: Math.max(LEAST, (height * grow(sumOf(bar.parts))) / grow(peak)),
  }));
}

export function sumOf(parts: Bar['parts']): number {
  return parts.reduce((sum, { count }) => sum + count, 0);
}

/** Adds up neighbouring steps, so that as few are left as have room. */
export function foldCounts(counts: readonly number[], perBar: number): number[] {
  const bars = new Array<number>(Math.ceil(counts.length / perBar)).fill(0);
  counts.forEach((count, place) => {
    const bar = Math.floor(place / perBar);
    bars[bar] = (bars[bar] ?? 0) + count;
  });
  return bars;
}

/**
 * Draws bars in a stretch of a picture that steps cut evenly: all of one kind are one path, whose unit across is a step.
 *
 * @param base where they stand, in pixels
 * @param steps how many there are, the last of them perhaps cut
 */
export function drawBars(
  bars: readonly Bar[],
  across: Across,
  base: number,
  height: number,
  steps: number,
): string {
  const paths = new Map<string, string>();
  for (const { place, parts, height: tall } of bars) {
    let foot = height;
    const total = sumOf(parts);
    for (const { name, count } of parts) {
      const own = (tall * count) / total;
      paths.set(name, `${paths.get(name) ?? ''}M${place} ${round(foot)}v${-round(own)}h.85v${round(own)}z`);
      foot -= own;
    }
  }
  if (paths.size === 0) return '';
  return [
    `<svg class="bars" x="${percent(across.left)}" y="${round(base - height)}" width="${percent(across.right - across.left)}" height="${height}" viewBox="0 0 ${round(steps)} ${height}" preserveAspectRatio="none">`,
    ...Array.from(paths, ([name, path]) => `<path class="${name}" d="${path}"/>`),
    '</svg>',
  ].join('');
}
