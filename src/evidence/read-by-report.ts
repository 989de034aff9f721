import { FIRST_HOURS } from '../analysis/stretches.js';
import { duringInterval, windowReach } from '../analysis/window-scope.js';
import type { Config } from '../config/config.js';
import type { Outage } from '../outages/outage.js';
import type { OutageWindow } from '../outages/window.js';
import { type Interval, union } from '../time/interval.js';
import { millisecondsInWeek } from '../time/lengths.js';
import { LARGEST_SHIFT } from './clocks/clock-margin.js';
import { LONGEST_LOOK } from './failures/failures.js';
import { MEMORY } from './systems/new-sightings.js';

type ReadSettings = Pick<Config, 'attribution' | 'verdict'>;

/**
 * All the time of which the report of an outage reads OOPSes, in one piece: the days before it that say what is usual, by the
 * hour and the week, and what is new; the outage; and its follow-up. While one of its windows is open, all that comes after.
 * Of earlier downtimes it reads what `spansShown` has.
 */
export function spanRead({ windows }: Outage, { attribution, verdict }: ReadSettings): Interval {
  const { clockTolerance, recoveryGrace } = attribution;
  // Storms are looked for in the baseline, each against a baseline of its own, and are followed over the edges of both.
  const before = Math.max(MEMORY, millisecondsInWeek, 2 * (verdict.baseline + LONGEST_LOOK));
  const after = Math.max(verdict.followUp, verdict.observation, FIRST_HOURS) + LONGEST_LOOK;
  const margin = LARGEST_SHIFT + clockTolerance + recoveryGrace;
  return {
    start: Math.min(...windows.map(({ start }) => start)) - before - margin,
    end: Math.max(...windows.map(({ end }) => end ?? Number.MAX_SAFE_INTEGER)) + after + margin,
  };
}

/** The time of which the report of an outage shows single OOPSes: its windows with what they reach, and the hours after them. */
export function spansShown({ windows }: Outage, settings: ReadSettings): Interval[] {
  return union(windows.map((window) => spanShown(window, settings)));
}

function spanShown(window: OutageWindow, { attribution, verdict }: ReadSettings): Interval {
  const { start } = duringInterval(window, attribution);
  const { end } = windowReach(window, attribution);
  const watched = window.end === null ? 0 : Math.max(verdict.observation, FIRST_HOURS);
  return { start: start - LARGEST_SHIFT, end: end + watched + LARGEST_SHIFT };
}
