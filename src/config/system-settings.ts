import type { FailureMode } from '../oops/failure-mode.js';
import type { Config, During, SummaryKind } from './config.js';
import { findSystem } from './system-map.js';

/** How a system behaves while what it depends on is away. One that nobody configured fails. */
export function duringOf(config: Config, system: string): During {
  return findSystem(config.systems, system)?.during ?? 'fails';
}

/** The expected failures of a system: its own list, else the global one; none for a system that is unaffected. */
export function expectedFailuresOf(config: Config, system: string): readonly FailureMode[] {
  const configured = findSystem(config.systems, system);
  if (configured?.during === 'unaffected') return [];
  return configured?.expectedFailures ?? config.expectedFailures;
}

/** The kind of summary whose rules count a system's OOPSes: that of the first group that names it, else webapp. */
export function kindOf(config: Config, system: string): SummaryKind {
  const name = system.toUpperCase();
  const group = config.groups.find(({ systems }) => systems.some((member) => member.toUpperCase() === name));
  return group?.summary ?? 'webapp';
}
