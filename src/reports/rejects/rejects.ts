import { placeOf, type Reject } from '../../store/records.js';
import { formatInstant } from '../../time/instant.js';

/** Something that could not be read, as plain data. */
export interface DescribedReject {
  /** The file, with the line of an export. */
  readonly path: string;
  readonly reason: string;
  /** ISO 8601, UTC with milliseconds. */
  readonly rejectedAt: string;
}

/** What could not be read, in the order of the store. */
export function describeRejects(rejects: readonly Reject[]): DescribedReject[] {
  return rejects.map((reject) => ({
    path: placeOf(reject),
    reason: reject.reason,
    rejectedAt: formatInstant(reject.rejectedAt),
  }));
}

/** Rejects that have one reason, but for what it names. */
export interface RejectGroup {
  readonly reason: string;
  readonly rejects: readonly DescribedReject[];
}

/** The longest reason that groups are told apart by. */
const LONGEST_REASON = 200;

/** Puts rejects together by their reasons, the most frequent first. */
export function groupRejects(rejects: readonly DescribedReject[]): RejectGroup[] {
  const groups = Map.groupBy(rejects, ({ reason }) => commonReason(reason));
  return Array.from(groups, ([reason, own]) => ({ reason, rejects: own })).sort(
    (a, b) => b.rejects.length - a.rejects.length || (a.reason < b.reason ? -1 : 1),
  );
}

/**
 * A reason without what is another in each file: what stands in quotes, and numbers.
 *
 * @example
 * commonReason("line 12: unknown key 'tpye'"); // 'line N: unknown key …'
 */
export function commonReason(reason: string): string {
  return reason
    .replace(/'[^']*'|"[^"]*"|`[^`]*`/g, '…')
    .replace(/\d+/g, 'N')
    .slice(0, LONGEST_REASON)
    .toWellFormed();
}
