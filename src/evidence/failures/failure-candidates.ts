import { mayBeExpected } from '../../analysis/disposition.js';
import type { OutageEvidence } from '../../analysis/evidence.js';
import type { OutageJudgement } from '../../analysis/verdict.js';
import { windowReach } from '../../analysis/window-scope.js';
import type { Signature } from '../../oops/oops.js';
import type { Outage } from '../../outages/outage.js';
import type { Exception, TrackedSignature } from '../../store/sighted-oops.js';
import { union } from '../../time/interval.js';
import type { ReportContext } from '../report-context.js';
import { seenOutsideWindows } from './outside-windows.js';

/** What was unexpected in an outage, and would not have been as an expected failure of its system. */
export interface FailureCandidate {
  readonly signature: TrackedSignature;
  /** How it was written around the windows, each exception once. */
  readonly exceptions: readonly Exception[];
  /** Some system showed it also when no window held that system. */
  readonly isSeenOutside: boolean;
}

/** Finds what could be added to the expected failures after an outage; in no order that means anything. */
export async function findFailureCandidates(
  context: ReportContext,
  outage: Outage,
  evidence: OutageEvidence,
  judgement: OutageJudgement,
): Promise<FailureCandidate[]> {
  const wanted = unexpectedKeys(context, evidence, judgement);
  if (wanted.size === 0) return [];
  const { data, config, asOf } = context;
  const end = asOf ?? Number.POSITIVE_INFINITY;
  const reaches = union(outage.windows.map((window) => windowReach(window, config.attribution)))
    .map((reach) => ({ start: reach.start, end: Math.min(reach.end, end) }))
    .filter((reach) => reach.start < reach.end);
  const exceptions = new Map<TrackedSignature, Set<Exception>>();
  const { rows } = await data.placeExceptions(reaches);
  for (const { signature, exception } of rows) {
    if (!wanted.has(signatureKey(signature))) continue;
    const own = exceptions.get(signature);
    if (own) own.add(exception);
    else exceptions.set(signature, new Set([exception]));
  }
  const outside = await seenOutsideWindows(context, exceptions.keys());
  return Array.from(exceptions, ([signature, own]) => ({
    signature,
    exceptions: [...own],
    isSeenOutside: outside.has(signature),
  }));
}

/** Equal where the signatures are. */
export function signatureKey({ type, value }: Signature): string {
  return `${type}\n${value}`;
}

/** Systems that an outage does not touch have no expected failures. */
function unexpectedKeys(
  { config }: ReportContext,
  evidence: OutageEvidence,
  { systems }: OutageJudgement,
): Set<string> {
  const unaffected = new Set(
    evidence.systems.filter(({ during }) => during === 'unaffected').map(({ system }) => system),
  );
  const keys = new Set<string>();
  for (const { system, sightings } of systems) {
    if (unaffected.has(system)) continue;
    for (const sighting of sightings.unexpected) {
      if (mayBeExpected(sighting, config.attribution)) keys.add(signatureKey(sighting.signature));
    }
  }
  return keys;
}
