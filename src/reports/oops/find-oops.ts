import type { Attribution } from '../../analysis/attribution.js';
import { createDisposer, type Disposition } from '../../analysis/disposition.js';
import { gatherEvidence } from '../../evidence/gather-evidence.js';
import type { Knowledge } from '../../evidence/report-context.js';
import { normaliseOopsId } from '../../oops/oops-id.js';
import { pathsOf } from '../../store/sqlite/tables/files.js';
import type { StoredOops } from '../../store/sqlite/tables/oops-row.js';
import { findOops } from '../../store/sqlite/tables/oopses.js';

/** One OOPS as the store has it, with where it was read. */
export interface FoundOops {
  readonly stored: StoredOops;
  /** Its file, and its copies'. */
  readonly paths: readonly string[];
}

/** Returns the OOPS that somebody means by what they typed, or undefined when the store has none such. */
export function findTypedOops({ db }: Knowledge, typed: string, now: number): FoundOops | undefined {
  for (const id of normaliseOopsId(typed, now)) {
    const stored = findOops(db, id);
    if (stored) return { stored, paths: pathsOf(db, stored.seq) };
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
export function attributeOops(
  knowledge: Knowledge,
  { exceptionId, oops, system, time, timeSource }: StoredOops,
): OopsAttribution {
  const { config, attributor, failures, outages } = knowledge;
  const isOutageFailure = failures.isOutageFailure(system, exceptionId);
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
      ? createDisposer(gatherEvidence(knowledge, outage), config).dispositionOf(system, {
          window: claims[0].window,
          time,
          type: oops.type,
          isOutageFailure,
          isTolerated: failures.isTolerated(exceptionId),
        })
      : null;
  return { claims, disposition, isOutageFailure, isNeverSuppressed: failures.isNeverSuppressed(exceptionId) };
}
