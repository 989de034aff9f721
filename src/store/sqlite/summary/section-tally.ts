import { memoize } from '../../../memoize.js';
import type { SummarySection } from '../../questions/summary.js';
import type { FactInBlock, OopsFact } from '../blocks/facts.js';
import { GroupedNumbers } from '../grouped-numbers.js';
import type { OopsTable } from './oops-table.js';

/** What a section counts together while the OOPSes go by. What is shown of it is found out when it is described. */
export interface GroupTally {
  /** The signature, or that of the first OOPS of a group by statement. */
  readonly signatureId: number;
  /** Of a group by statement, else null. */
  readonly statementId: number | null;
  /** How many of its OOPSes robots caused. */
  readonly botCount: number;
  /** To how many of its OOPSes one of our own pages led. */
  readonly localReferrerCount: number;
}

interface OpenGroup extends GroupTally {
  readonly place: number;
  botCount: number;
  localReferrerCount: number;
}

/** One section while the OOPSes go by. */
export interface SectionTally {
  readonly spec: SummarySection;
  /** What it has, and what it leaves out because no local page led to it. */
  readonly counts: { listed: number; unlisted: number };
  /** How many OOPSes each topic has, by its number; 0 for none. */
  readonly topicCounts: ReadonlyMap<number, number>;
  /** In the order in which the first OOPS of each came. */
  readonly groups: readonly GroupTally[];
  /** The rows of the table that the groups list, by their places. */
  readonly rows: GroupedNumbers;
  add(fact: FactInBlock): void;
}

/**
 * Makes an empty section, whose OOPSes go into the table. They may be added in any order.
 *
 * @param typeOf the exception type of a signature
 */
export function createSectionTally(
  spec: SummarySection,
  table: OopsTable,
  typeOf: (signatureId: number) => string,
): SectionTally {
  const groups: OpenGroup[] = [];
  const rows = new GroupedNumbers();
  const counts = { listed: 0, unlisted: 0 };
  const topicCounts = new Map<number, number>();
  const bySignature = memoize((signatureId: number) => open(signatureId, null));
  const byStatement = memoize((_: number) => new Map<string, OpenGroup>());

  function open(signatureId: number, statementId: number | null): OpenGroup {
    const group = { signatureId, statementId, place: rows.open(), botCount: 0, localReferrerCount: 0 };
    groups.push(group);
    return group;
  }

  /** Statements are counted by exception type; what names none is counted by signature. */
  function groupOf({ signatureId, statementId }: OopsFact): OpenGroup {
    if (spec.groupedBy === 'signature' || statementId === null) return bySignature(signatureId);
    const byType = byStatement(statementId);
    const type = typeOf(signatureId);
    const known = byType.get(type);
    if (known) return known;
    const group = open(signatureId, statementId);
    byType.set(type, group);
    return group;
  }

  return {
    spec,
    groups,
    rows,
    counts,
    topicCounts,
    add(fact) {
      if (spec.countsTopics) {
        const topicId = fact.topicId ?? 0;
        topicCounts.set(topicId, (topicCounts.get(topicId) ?? 0) + 1);
      }
      if (spec.localReferrersOnly && !fact.isLocalReferrer) {
        counts.unlisted += 1;
        return;
      }
      counts.listed += 1;
      const group = groupOf(fact);
      if (fact.isBot) group.botCount += 1;
      if (fact.isLocalReferrer) group.localReferrerCount += 1;
      rows.add(group.place, table.add(fact));
    },
  };
}
