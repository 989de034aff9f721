import type { StoredRun } from '../../store/records.js';
import { formatInstant } from '../../time/instant.js';

/** A run of the deployment tool that was stopped before any outage, and what stopped it. */
export interface RefusedRun {
  readonly startedAt: string;
  readonly source: string;
  readonly reasons: readonly string[];
}

/** A refused run as `windows list --refused` shows it. */
export function describeRefusedRun({ run, source }: StoredRun): RefusedRun {
  return {
    startedAt: formatInstant(run.startedAt),
    source,
    reasons: run.refusals.map(({ message }) => message),
  };
}
