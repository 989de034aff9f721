import type { ReportContext } from '../../evidence/report-context.js';
import { spanOf } from '../../outages/window.js';
import type { StepCount } from '../../store/questions/signatures.js';
import { formatInstant } from '../../time/instant.js';
import { type Interval, overlaps } from '../../time/interval.js';
import { spanOfSteps } from '../../time/steps.js';
import type { SignatureSystem, SignatureTimeline } from './signature-report.js';

/** Steps of a length in milliseconds with the counts of each. */
interface CountedSteps {
  readonly step: number;
  readonly steps: readonly Interval[];
  readonly counts: readonly StepCount[];
}

/** Tells how often a signature was seen over time, and when outages of its systems were. */
export function describeTimeline(
  { config, outages, scopes }: ReportContext,
  systems: readonly SignatureSystem[],
  { step, steps, counts }: CountedSteps,
): SignatureTimeline {
  const held = new Set(
    systems.flatMap(({ system }) => scopes.holding(system).map(({ window }) => window.outage)),
  );
  const span = spanOfSteps(steps);
  return {
    secondsPerStep: step / 1000,
    timezone: config.timezone,
    steps: steps.map(({ start, end }, place) => ({
      start: formatInstant(start),
      end: formatInstant(end),
      ...(counts[place] ?? { count: 0, suppressed: 0 }),
    })),
    outages: outages
      .filter((outage) => held.has(outage.id) && overlaps(spanOf(outage), span))
      .map(({ id, start, end }) => ({
        outage: id,
        start: formatInstant(start),
        end: end === null ? null : formatInstant(end),
      })),
  };
}
