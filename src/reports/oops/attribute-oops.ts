import type { Attribution } from '../../analysis/attribution.js';
import {
  createDisposer,
  type Disposer,
  type Disposition,
  evidentDisposition,
} from '../../analysis/disposition.js';
import { gatherEvidence } from '../../evidence/gather-evidence.js';
import type { ReportContext } from '../../evidence/report-context.js';
import type { Outage } from '../../outages/outage.js';
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

/** Learns what the OOPSes of an outage mean. */
export type LearnDisposer = (outage: Outage) => Promise<Disposer>;

/**
 * Which windows claim an OOPS, and what it means in the one that has it. The evidence of its outage is gathered only where it is needed to
 * tell: of a large outage that takes a while.
 *
 * @param learn for who asks of many OOPSes, and keeps what was learnt of their outages
 */
export async function attributeOops(
  context: ReportContext,
  { oops, system, time, timeSource }: StoredOops,
  learn: LearnDisposer = async (outage) =>
    createDisposer(await gatherEvidence(context, outage), context.config),
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
  const [claim] = claims;
  const outage = outages.find(({ id }) => id === claim?.window.outage);
  const isNeverSuppressed = failures.isNeverSuppressed(oops);
  if (!claim || !outage) return { claims, disposition: null, isOutageFailure, isNeverSuppressed };
  const { window, relation } = claim;
  const isTolerated = failures.isTolerated(oops);
  const sighting = { window, relation, time, type: oops.type, isOutageFailure, isTolerated };
  const disposition =
    evidentDisposition(sighting, config) ?? (await learn(outage)).dispositionOf(system, sighting);
  return { claims, disposition, isOutageFailure, isNeverSuppressed };
}
