import type { Config } from '../../config/config.js';
import { type Claim, createClaimFinder, findSystem } from '../../config/system-map.js';
import type { HeardReporter } from '../../store/records.js';

/** A reporter that was heard, and what of the config says whose it is. */
export interface PlacedReporter {
  readonly heard: HeardReporter;
  /** Null where two systems claim it. */
  readonly system: string | null;
  /** None: its own name says it. */
  readonly claims: readonly Claim[];
}

/** Gives every reporter to its system. As `SystemMap` does, but where two systems claim one it tells both. */
export function placeReporters(
  { systems }: Pick<Config, 'systems'>,
  heard: readonly HeardReporter[],
): PlacedReporter[] {
  const claimsOn = createClaimFinder(systems);
  return heard
    .filter(({ count }) => count > 0)
    .map((one) => {
      const claims = claimsOn(one.name);
      const [claim, rival] = claims;
      const system = rival ? null : (claim?.system ?? findSystem(systems, one.name)?.name ?? one.name);
      return { heard: one, system, claims };
    });
}
