import type { ReportContext } from '../../evidence/report-context.js';
import type { Outage } from '../../outages/outage.js';
import { compareText } from '../../text/compare-text.js';

/** The systems of the config and those of everyone that was ever heard, by name. */
export function knownSystems({ config, reporters, systemOf }: ReportContext): string[] {
  const heard = reporters.map(({ name }) => systemOf(name));
  return [...new Set([...config.systems.map(({ name }) => name), ...heard])].sort(compareText);
}

/** The outages that hold a system and had begun when all that is known had been read, the newest first. */
export function outagesHolding({ observedUntil, outages, scopes }: ReportContext, system: string): Outage[] {
  const held = new Set(scopes.holding(system).map(({ window }) => window.outage));
  return outages.filter(({ id, start }) => held.has(id) && start < observedUntil).toReversed();
}
