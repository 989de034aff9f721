import { measureOffsets, type Storm } from '../../analysis/storms.js';
import { gatherStormsAround } from '../../evidence/gather-storms.js';
import type { Knowledge } from '../../evidence/knowledge.js';
import { remember } from '../../evidence/remember.js';
import type { Outage } from '../../outages/outage.js';
import { formatInstant } from '../../time/instant.js';
import type { ReportedStorm } from './outage-report.js';

/**
 * The storm of the systems that an outage's windows hold, where it lies on the outage, give or take the recovery grace:
 * all of it, also past the log's edges. Null when there is none, or when the outage only stopped systems, which makes no
 * storm.
 */
export function reportStorm(knowledge: Knowledge, outage: Outage): ReportedStorm | null {
  if (outage.windows.every(({ phase }) => phase === 'shutdown')) return null;
  const { config, scopes, observedUntil } = knowledge;
  const { recoveryGrace, openWindowCap } = config.attribution;
  const end = outage.end ?? Math.min(observedUntil, outage.start + openWindowCap);
  const near = { start: outage.start - recoveryGrace, end: end + recoveryGrace };
  const isHeld = remember((system: string) =>
    scopes.holding(system).some(({ window }) => window.outage === outage.id),
  );
  const own = gatherStormsAround(knowledge, near, isHeld).filter(
    (storm) => storm.end >= near.start && storm.start < near.end,
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
