import type { Attribution } from '../../analysis/attribution.js';
import { createDisposer, type Disposition } from '../../analysis/disposition.js';
import { gatherEvidence } from '../../evidence/gather-evidence.js';
import type { ReportContext } from '../../evidence/report-context.js';
import { normaliseOopsId } from '../../oops/oops-id.js';
import type { FoundOops, StoredOops } from '../../store/stored-oops.js';

/** Returns the OOPS that somebody means by what they typed, or undefined when the store has none such. */
export async function findTypedOops(
  { data }: ReportContext,
  typed: string,
  now: number,
): Promise<FoundOops | undefined> {
  for (const id of normaliseOopsId(typed, now)) {
    const found = await data.findOops(id);
    if (found) return found;
  }
  return undefined;
}

/** A window's claim on an OOPS, the one that has it with what the OOPS means there. */
export interface OopsAttribution {
  /** The one that has the OOPS first. */
  readonly claims: readonly Attribution[];
  /** Null when no window has it. */
  readonly disposition: Disposition | null;
  readonly isOutageFailure: boolean;
  readonly isNeverSuppressed: boolean;
}

/** Which windows claim an OOPS, and what it means in the one that has it. */
export async function attributeOops(
  context: ReportContext,
  { oops, system, time, timeSource }: StoredOops,
): Promise<OopsAttribution> {
  const { config, attributor, failures, outages } = context;
  const isOutageFailure = failures.isOutageFailure(system, oops);
  const claims = attributor.claims(
    {
      system,
      time,
      inexact: timeSource === 'directory',
      durationMs: oops.durationSeconds === null ? null : oops.durationSeconds * 1000,
    },
    () => isOutageFailure,
  );
  const outage = outages.find(({ id }) => id === claims[0]?.window.outage);
  const disposition =
    claims[0] && outage
      ? createDisposer(await gatherEvidence(context, outage), config).dispositionOf(system, {
          window: claims[0].window,
          time,
          type: oops.type,
          isOutageFailure,
          isTolerated: failures.isTolerated(oops),
        })
      : null;
  return { claims, disposition, isOutageFailure, isNeverSuppressed: failures.isNeverSuppressed(oops) };
}
