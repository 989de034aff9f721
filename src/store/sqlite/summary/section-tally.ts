import type { SummarySection } from '../../questions/summary.js';
import type { FactInBlock, OopsFact } from '../blocks/facts.js';
import type { OopsTable } from './oops-table.js';

/** What a section counts together while the OOPSes go by. What is shown of it is found out when it is described. */
export interface GroupTally {
  /** The signature, or that of the first OOPS of a group by statement. */
  readonly signatureId: number;
  /** Of a group by statement, else null. */
  readonly statementId: number | null;
  /** Its OOPSes in the table. */
  readonly rows: number[];
}

/** One section while the OOPSes go by. */
export interface SectionTally {
  readonly spec: SummarySection;
  readonly groups: readonly GroupTally[];
  /** What it has, and what it leaves out because no local page led to it. */
  readonly counts: { listed: number; unlisted: number };
  /** How many OOPSes each topic has, by its number; 0 for none. */
  readonly topicCounts: ReadonlyMap<number, number>;
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
  const groups: GroupTally[] = [];
  const counts = { listed: 0, unlisted: 0 };
  const topicCounts = new Map<number, number>();
  const bySignature = new Map<number, GroupTally>();
  const byStatement = new Map<number, Map<string, GroupTally>>();

  function groupIn<K>(known: Map<K, GroupTally>, key: K, names: Omit<GroupTally, 'rows'>): GroupTally {
    let group = known.get(key);
    if (!group) {
      group = { ...names, rows: [] };
      groups.push(group);
      known.set(key, group);
    }
    return group;
  }

  /** Statements are counted by exception type; what names none is counted by signature. */
  function groupOf(fact: OopsFact): GroupTally {
    const { signatureId, statementId } = fact;
    if (spec.groupedBy === 'signature' || statementId === null) {
      return groupIn(bySignature, signatureId, { signatureId, statementId: null });
    }
    let byType = byStatement.get(statementId);
    if (!byType) {
      byType = new Map();
      byStatement.set(statementId, byType);
    }
    return groupIn(byType, typeOf(signatureId), { signatureId, statementId });
  }

  return {
    spec,
    groups,
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
      groupOf(fact).rows.push(table.add(fact));
    },
  };
}
