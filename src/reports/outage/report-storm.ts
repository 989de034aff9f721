import { measureOffsets, type Storm } from '../../analysis/storms.js';
import { gatherStorms } from '../../evidence/gather-storms.js';
import type { Knowledge } from '../../evidence/knowledge.js';
import type { Outage } from '../../outages/outage.js';
import { formatInstant } from '../../time/instant.js';
import type { ReportedStorm } from './outage-report.js';

/** How far around an outage its storm is looked for, in milliseconds: a clock that is off by minutes shows. */
const AROUND = 10 * 60_000;

/**
 * The storm that lies on an outage, give or take the recovery grace: all of it, also past the log's edges. Null when there is
 * none, or when the outage only stopped systems, which makes no storm.
 */
export function reportStorm(knowledge: Knowledge, outage: Outage): ReportedStorm | null {
  if (outage.windows.every(({ phase }) => phase === 'shutdown')) return null;
  const { recoveryGrace, openWindowCap } = knowledge.config.attribution;
  const end = outage.end ?? Math.min(knowledge.observedUntil, outage.start + openWindowCap);
  const storms = gatherStorms(knowledge, { start: outage.start - AROUND, end: end + AROUND });
  const own = storms.filter(
    (storm) => storm.end >= outage.start - recoveryGrace && storm.start < end + recoveryGrace,
  );
  if (own.length === 0) return null;
  const whole = own.reduce(joinStorms);
  return {
    start: formatInstant(whole.start),
    end: formatInstant(whole.end),
    count: whole.count,
    systems: whole.systems,
    ...measureOffsets(whole, outage),
  };
}

function joinStorms(a: Storm, b: Storm): Storm {
  return {
    start: Math.min(a.start, b.start),
    end: Math.max(a.end, b.end),
    systems: [...new Set([...a.systems, ...b.systems])].sort(),
    count: a.count + b.count,
  };
}
