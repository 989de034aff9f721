import type { Verdict } from '../../../analysis/verdict.js';
import { compareText } from '../../../text/compare-text.js';
import type { OutageReport, ReportedSystem, SignatureGroup } from '../outage-report.js';

/** From the worst to the best. */
const BY_BADNESS: readonly Verdict[] = ['not-as-expected', 'inconclusive', 'as-expected'];

/**
 * Systems in the order in which they are read: the worst verdict first, then those with the most that should not have been
 * there, then those with the most OOPSes, then by name.
 */
export function sortSystems(systems: readonly ReportedSystem[]): ReportedSystem[] {
  return systems.toSorted(
    (a, b) =>
      BY_BADNESS.indexOf(a.verdict) - BY_BADNESS.indexOf(b.verdict) ||
      b.failure.unexpected - a.failure.unexpected ||
      countOopses(b) - countOopses(a) ||
      compareText(a.system, b.system),
  );
}

/** How many OOPSes of it belong to the outage's windows. */
export function countOopses({ failure }: ReportedSystem): number {
  return failure.expected + failure.background + failure.unexpected;
}

/** A group, and the system that it is of. */
export type GroupOfSystem<Group> = Group & { readonly system: string };

/** What should not have been there of all systems, the most frequent first. */
export function unexpectedGroups({
  systems,
}: OutageReport): GroupOfSystem<ReportedSystem['unexpected'][number]>[] {
  return byCount(
    systems.flatMap(({ system, unexpected }) => unexpected.map((group) => ({ ...group, system }))),
  );
}

/** What is new of all systems, the most frequent first. */
export function newGroups({
  systems,
}: OutageReport): GroupOfSystem<ReportedSystem['newSignatures'][number]>[] {
  return byCount(
    systems.flatMap(({ system, newSignatures }) => newSignatures.map((group) => ({ ...group, system }))),
  );
}

function byCount<Group extends GroupOfSystem<SignatureGroup>>(groups: readonly Group[]): Group[] {
  return groups.toSorted((a, b) => b.count - a.count);
}
