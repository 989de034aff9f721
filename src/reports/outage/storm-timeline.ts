import type { OutageJudgement } from '../../analysis/judge-outage.js';
import type { AttributionSettings } from '../../config/config.js';
import type { Outage } from '../../outages/outage.js';
import { formatInstant } from '../../time/instant.js';
import { covers } from '../../time/interval.js';
import type { StormTimeline, TimelineOfSystem } from './outage-report.js';

/** How much is shown before the outage, in milliseconds. */
const LEAD = 10_000;
/** A picture of more counts than this says no more. */
const MOST_COUNTS = 720;
const STEPS_SECONDS = [1, 2, 5, 10, 30, 60, 300, 600, 3600];

/** Counts what belongs to an outage's windows, second by second, for every system that was heard in them. */
export function buildTimeline(
  outage: Outage,
  { systems }: OutageJudgement,
  settings: AttributionSettings,
  observedUntil: number,
): StormTimeline {
  const start = outage.start - LEAD;
  const lastEnd = outage.end ?? Math.min(observedUntil, outage.start + settings.openWindowCap);
  const end = Math.max(lastEnd, outage.start) + settings.clockTolerance + settings.recoveryGrace;
  const step = STEPS_SECONDS.find((seconds) => (end - start) / 1000 / seconds <= MOST_COUNTS) ?? 3600;
  const length = Math.ceil((end - start) / 1000 / step);
  const heard = systems.flatMap(({ system, sightings }): TimelineOfSystem[] => {
    const expected = new Array<number>(length).fill(0);
    const unexpected = new Array<number>(length).fill(0);
    const inside = sightings.filter(({ time }) => covers({ start, end }, time));
    for (const { time, disposition } of inside) {
      const counts = disposition === 'unexpected' ? unexpected : expected;
      const place = Math.floor((time - start) / 1000 / step);
      counts[place] = (counts[place] ?? 0) + 1;
    }
    return inside.length > 0 ? [{ system, expected, unexpected }] : [];
  });
  return { start: formatInstant(start), secondsPerCount: step, systems: heard };
}
