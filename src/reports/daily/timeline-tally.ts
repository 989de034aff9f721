import type { OopsFact } from '../../store/sqlite/blocks/facts.js';
import { type Interval, lengthOf } from '../../time/interval.js';
import type { DailyTimeline } from './daily-report.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Lengths of a step that people can read off: the smallest that gives no more than `MOST_STEPS` is taken. */
const STEPS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 6 * HOUR, DAY, 7 * DAY, 28 * DAY];
const MOST_STEPS = 48;

/** How the period went, while the OOPSes go by. */
export interface TimelineTally {
  add(fact: OopsFact, isSuppressed: boolean): void;
  list(): DailyTimeline;
}

/** Opens the timeline: a day has a step an hour. */
export function createTimelineTally(period: Interval): TimelineTally {
  const length = lengthOf(period);
  const step = STEPS.find((candidate) => length / candidate <= MOST_STEPS) ?? 365 * DAY;
  const emptySteps = () => new Array<number>(Math.ceil(length / step)).fill(0);
  const [reported, suppressed] = [emptySteps(), emptySteps()];
  return {
    add({ inexact, time }, isSuppressed) {
      if (inexact) return;
      const counts = isSuppressed ? suppressed : reported;
      const place = Math.floor((time - period.start) / step);
      counts[place] = (counts[place] ?? 0) + 1;
    },
    list: () => ({ secondsPerStep: step / 1000, reported, suppressed }),
  };
}
