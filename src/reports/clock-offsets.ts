import type { ClockOffset } from '../evidence/clocks/clock-offsets.js';
import { formatAbout } from '../time/duration.js';
import { plural } from './layout/text.js';

/** Who is named of a system at most; JSON has all. */
const REPORTERS_NAMED = 5;

/**
 * By how much a clock was off.
 *
 * @example
 * clockOffsetWords(12.3); // '12 s behind ours'
 * clockOffsetWords(-5);   // '5 s ahead of ours'
 */
export function clockOffsetWords(seconds: number): string {
  return `${formatAbout(Math.abs(seconds) * 1000)} ${seconds > 0 ? 'behind' : 'ahead of'} ours`;
}

/** Whose clocks were off around an outage, a sentence for each system. */
export function clockOffsetSentences(offsets: readonly ClockOffset[]): string[] {
  const systems = new Set(offsets.map(({ system }) => system));
  return Array.from(systems, (system) => {
    const own = offsets.filter((offset) => offset.system === system);
    const named = own
      .slice(0, REPORTERS_NAMED)
      .map(
        ({ reporter, medianSeconds, count }) =>
          `${reporter} ${clockOffsetWords(medianSeconds)} (median of ${plural(count, 'event')})`,
      );
    const others = own.length - named.length;
    const words = [...named, ...(others > 0 ? [plural(others, 'other')] : [])].join(', ');
    return `Clocks of ${system} were off when it sent its events, the time on the way with it: ${words}. Times are told as they were written.`;
  });
}
