import type { Outage } from '../../outages/outage.js';
import { formatInstant } from '../../time/instant.js';
import type { JudgeOutage } from '../register/judge-briefly.js';
import type { SystemOutage } from './system-report.js';

/** How a system went through an outage. */
export async function judgeThere(outage: Outage, system: string, judge: JudgeOutage): Promise<SystemOutage> {
  const { systems } = await judge(outage);
  const found = systems.find((one) => one.system === system);
  return {
    ...describeOutage(outage),
    judged: found
      ? {
          ...{ phase: found.phase, verdict: found.verdict },
          ...{ failure: found.failure, recovery: found.recovery, discards: found.discards },
        }
      : null,
  };
}

/** The same where it is not judged. */
export function leaveUnjudged(outage: Outage): SystemOutage {
  return { ...describeOutage(outage), judged: null };
}

function describeOutage({ id, title, start, end }: Outage): Omit<SystemOutage, 'judged'> {
  return {
    outage: id,
    title,
    start: formatInstant(start),
    end: end === null ? null : formatInstant(end),
  };
}
