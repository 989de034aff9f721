import { formatDuration } from '../time/duration.js';
import { formatInstant } from '../time/instant.js';
import { millisecondsInHour } from '../time/lengths.js';
import { seriesOf } from './series.js';
import { ALL_SYSTEMS, type OutageWindow } from './window.js';

/**
 * How long everything may be down before somebody has to confirm it, in milliseconds. All that happens in such a window
 * belongs to its outage, so that one that nobody meant hides days of errors. No team plans half a day without any system:
 * such a plan is a day of a calendar, a freeze or a holiday, and an all-day event has 23 h at least. What happened can
 * last a day; beyond that a date was mistyped, or a window was closed late.
 */
export const LONGEST_UNASKED = { planned: 12 * millisecondsInHour, actual: 24 * millisecondsInHour };

/** Whether a window says that everything was down for longer than is believed unasked. One without an end does not. */
export function isLong(window: OutageWindow): boolean {
  if (window.end === null || !window.systems.includes(ALL_SYSTEMS)) return false;
  return window.end - window.start > LONGEST_UNASKED[window.isPlanned ? 'planned' : 'actual'];
}

/** Whether somebody has confirmed that already: the log has as long a window of the same outage, or of its series. */
export function isConfirmed(window: OutageWindow, log: readonly OutageWindow[]): boolean {
  return log.some(
    (other) =>
      isLong(other) &&
      lengthOf(other) >= lengthOf(window) &&
      other.isPlanned === window.isPlanned &&
      (other.outage === window.outage || (window.isPlanned && seriesOf(other) === seriesOf(window))),
  );
}

/**
 * Names what would be recorded: a window, and how many more there are like it.
 *
 * @example
 * describeLong(window, 0); // 'freeze "Year end": downtime of all systems for 10 d, from … to …'
 */
export function describeLong(window: OutageWindow, more: number): string {
  const { outage, phase, title, start } = window;
  const name = title === null ? outage : `${outage} ${JSON.stringify(title)}`;
  const span = `from ${formatInstant(start)} to ${formatInstant(start + lengthOf(window))}`;
  const others = more === 0 ? '' : `, and ${more} more like it`;
  return `${name}: ${phase} of all systems for ${formatDuration(lengthOf(window))}, ${span}${others}`;
}

/** In milliseconds; of a window with an end. */
function lengthOf({ start, end }: OutageWindow): number {
  return (end ?? start) - start;
}
