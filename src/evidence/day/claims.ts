import type { Attribution } from '../../analysis/attribution.js';
import { windowReach } from '../../analysis/window-scope.js';
import { ALL_SYSTEMS } from '../../outages/window.js';
import type { SightedOops } from '../../store/sighted-oops.js';
import { type Interval, intersection, union } from '../../time/interval.js';
import type { ReportContext } from '../report-context.js';

/** An OOPS that a window claims. */
export interface Claim {
  readonly oops: SightedOops;
  readonly system: string;
  readonly attribution: Attribution;
  readonly isOutageFailure: boolean;
  /** It is in the normal report all the same. */
  readonly isNeverSuppressed: boolean;
}

/**
 * The OOPSes of a period that windows claim, in parts. Only where a window reaches are OOPSes looked at one by one.
 *
 * @param isSelected whose systems'
 */
export async function* iterateClaims(
  context: ReportContext,
  period: Interval,
  isSelected: (system: string) => boolean,
): AsyncGenerator<readonly Claim[]> {
  const { data, reporters, systemOf } = context;
  const selected = reporters.map(({ name }) => name).filter((name) => isSelected(systemOf(name)));
  for (const reach of reachesIn(context, period, isSelected)) {
    for await (const part of data.sightings(reach, selected)) {
      yield part.flatMap((oops) => claimOf(context, oops) ?? []);
    }
  }
}

function claimOf({ attributor, failures, systemOf }: ReportContext, oops: SightedOops): Claim | null {
  const { exception, time, inexact, durationMs } = oops;
  const system = systemOf(oops.reporter);
  const isOutageFailure = () => failures.isOutageFailure(system, exception);
  const attribution = attributor.attribute({ system, time, inexact, durationMs }, isOutageFailure);
  return (
    attribution && {
      ...{ oops, system, attribution },
      isOutageFailure: isOutageFailure(),
      isNeverSuppressed: failures.isNeverSuppressed(exception),
    }
  );
}

/** The stretches of a period in which a window that holds one of the systems can claim an OOPS. */
function reachesIn(
  { config, windows }: ReportContext,
  period: Interval,
  isSelected: (system: string) => boolean,
): Interval[] {
  const holding = windows.filter(({ systems }) =>
    systems.some((name) => name === ALL_SYSTEMS || isSelected(name)),
  );
  return union(
    holding.flatMap((window) => intersection(windowReach(window, config.attribution), period) ?? []),
  );
}
