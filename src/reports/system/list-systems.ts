import { duringOf, findSystem } from '../../config/system-map.js';
import type { ReportContext } from '../../evidence/report-context.js';
import type { Outage } from '../../outages/outage.js';
import { formatInstant } from '../../time/instant.js';
import type { JudgeOutage } from '../register/judge-briefly.js';
import { countReporters } from './count-reporters.js';
import { judgeThere, leaveUnjudged } from './judge-there.js';
import { knownSystems, outagesHolding } from './known-systems.js';
import type { SystemList } from './system-list.js';

/** How many outages are judged for the list: most systems share their last one. */
const MOST_JUDGED = 30;

/**
 * Lists all systems with how they went through their last outages.
 *
 * @param judge says how outages went, which may be known already
 */
export async function listSystems(context: ReportContext, judge: JudgeOutage): Promise<SystemList> {
  const { config, observedUntil, systemOf } = context;
  const reporters = Map.groupBy(await countReporters(context), ({ reporter }) => systemOf(reporter));
  const systems = knownSystems(context);
  const lastOf = new Map(systems.map((system) => [system, outagesHolding(context, system)[0]]));
  const judgedOnes = newest([...new Set(lastOf.values())].filter((outage) => outage !== undefined));
  const listed = [];
  for (const system of systems) {
    const own = reporters.get(system) ?? [];
    const lastTimes = own.flatMap(({ lastTime }) => lastTime ?? []).sort();
    const last = lastOf.get(system);
    listed.push({
      system,
      isConfigured: findSystem(config.systems, system) !== undefined,
      during: duringOf(config, system),
      reporterCount: own.length,
      lastTime: lastTimes.at(-1) ?? null,
      lastDayCount: own.reduce((sum, { lastDayCount }) => sum + lastDayCount, 0),
      lastOutage: last ? await describeLast(last, system) : null,
    });
  }
  return { kind: 'systems', observedUntil: formatInstant(observedUntil), systems: listed };

  async function describeLast(outage: Outage, system: string) {
    return judgedOnes.has(outage) ? judgeThere(outage, system, judge) : leaveUnjudged(outage);
  }
}

function newest(outages: readonly Outage[]): ReadonlySet<Outage> {
  return new Set(outages.toSorted((a, b) => b.start - a.start).slice(0, MOST_JUDGED));
}
