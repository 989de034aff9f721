import type { Attribution } from '../../analysis/attribution.js';
import { createDisposer, type Disposition } from '../../analysis/disposition.js';
import { gatherEvidence } from '../../evidence/gather-evidence.js';
import type { ReportContext } from '../../evidence/report-context.js';
import type { StoredOops } from '../../store/stored-oops.js';

/** The windows that claim an OOPS, and what it means in the one that has it. */
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
          relation: claims[0].relation,
          time,
          type: oops.type,
          isOutageFailure,
          isTolerated: failures.isTolerated(oops),
        })
      : null;
  return { claims, disposition, isOutageFailure, isNeverSuppressed: failures.isNeverSuppressed(oops) };
}
