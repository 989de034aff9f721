import { median } from '../../bench/measure.js';

/** What a process may take more, in MB and in descriptors, before it counts as growing. */
const SLACK = { residentMb: 24, descriptors: 8 };

/**
 * What a process took in the second and in the last quarter of a run, as medians, and whether that is a quarter more, and more than what
 * comes and goes by itself.
 *
 * @param {readonly import('./service.js').Sample[]} samples
 * @param {'residentMb' | 'descriptors'} what
 * @param {number} length of the run, in milliseconds
 */
export function growthOf(samples, what, length) {
  const within = (/** @type {number} */ from, /** @type {number} */ to) =>
    samples.filter(({ at }) => at >= from * length && at < to * length).map((sample) => sample[what]);
  const [second, last] = [within(0.25, 0.5), within(0.75, 1)];
  if (second.length === 0 || last.length === 0) return { second: Number.NaN, last: Number.NaN, grows: false };
  const [before, after] = [median(second), median(last)];
  return { second: before, last: after, grows: after > 1.25 * before && after - before > SLACK[what] };
}
