import type { FailureMode } from '../oops/classes/failure-mode.js';
import { matchesGlob } from '../text/glob.js';
import { UserError } from '../user-error.js';
import type { Config, During, SummaryKind, SystemConfig } from './config.js';

/** Knows which system each reporter belongs to. */
export interface SystemMap {
  /**
   * The system of a reporter: the one with the most specific pattern that matches, else the one of the reporter's own
   * name, else a system that nobody configured, named as the reporter. Case does not count. Throws a UserError when two
   * systems claim it with patterns that are equally specific.
   */
  systemOf(reporter: string): string;
}

/** A name or a name with wildcards that the config gives a system. */
export interface Claim {
  readonly system: string;
  readonly pattern: string;
}

/**
 * Compiles the systems of a config. Of two patterns that match, the one with more literal characters is more specific,
 * then the one with fewer `*`; so nothing is more specific than a pattern without wildcards. Case does not count.
 *
 * @example
 * const map = createSystemMap([{ name: 'web', reporters: ['lpnet*'], during: 'fails', expectedFailures: null }]);
 * map.systemOf('LPNET1'); // 'web'
 * map.systemOf('cron');   // 'cron'
 */
export function createSystemMap(systems: readonly SystemConfig[]): SystemMap {
  const claims = claimsOf(systems);
  const known = new Map<string, string>();

  return {
    systemOf(reporter) {
      const name = reporter.toUpperCase();
      const system = known.get(name) ?? claimant(claims, name) ?? findSystem(systems, name)?.name ?? reporter;
      known.set(name, system);
      return system;
    },
  };
}

/**
 * Says which claim of a config gives a reporter to a system, where one does. Of several that are as specific, each by
 * another system, it gives all: then no system has the reporter, and `systemOf` throws.
 */
export function createClaimFinder(systems: readonly SystemConfig[]): (reporter: string) => readonly Claim[] {
  const claims = claimsOf(systems);
  return (reporter) => bestOf(claims, reporter.toUpperCase());
}

/** What the systems of a config claim, the more specific first. */
function claimsOf(systems: readonly SystemConfig[]): Claim[] {
  return systems
    .flatMap(({ name, reporters }) => reporters.map((pattern): Claim => ({ system: name, pattern })))
    .sort(bySpecificity);
}

/** The system of this name without regard to case, or undefined when the config has none. */
export function findSystem(systems: readonly SystemConfig[], name: string): SystemConfig | undefined {
  return systems.find((system) => system.name.toUpperCase() === name.toUpperCase());
}

function claimant(claims: readonly Claim[], reporter: string): string | undefined {
  const [best, rival] = bestOf(claims, reporter);
  if (best && rival) {
    throw new UserError(
      `Reporter ${reporter} is claimed by system ${best.system} ("${best.pattern}") and by system ${rival.system} ` +
        `("${rival.pattern}"). Add ${reporter} to the reporters of one of them in the config.`,
    );
  }
  return best?.system;
}

/** The most specific claim that matches a name in upper case, and with it those of other systems that are as specific. */
function bestOf(claims: readonly Claim[], reporter: string): Claim[] {
  const matching = claims.filter(({ pattern }) => matchesGlob(pattern.toUpperCase(), reporter));
  return matching.filter(
    (claim, place) =>
      place === 0 ||
      (claim.system !== matching[0]?.system && bySpecificity(claim, matching[0] as Claim) === 0),
  );
}

/** Orders the more specific claim first. */
function bySpecificity(a: Claim, b: Claim): number {
  return count(b, /[^*?]/g) - count(a, /[^*?]/g) || count(a, /\*/g) - count(b, /\*/g);
}

function count({ pattern }: Claim, characters: RegExp): number {
  return pattern.match(characters)?.length ?? 0;
}

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

/** The systems that a window may name; null when the config lists none, and any name will do. */
export function systemNames({ systems }: Config): ReadonlySet<string> | null {
  return systems.length > 0 ? new Set(systems.map(({ name }) => name)) : null;
}
