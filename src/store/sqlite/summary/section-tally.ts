import { remember } from '../../../evidence/report-context.js';
import type { SectionSpec } from '../../../reports/daily/sections.js';
import type { OopsFact } from '../blocks/facts.js';
import type { Lookups } from '../tables/lookups.js';
import type { OopsTable } from './oops-table.js';

/** What a section counts together while the OOPSes go by. What is shown of it is found out when it is listed. */
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
  readonly spec: SectionSpec;
  readonly groups: readonly GroupTally[];
  /** What it lists, and what it leaves out because no local page led to it. */
  readonly counts: { listed: number; unlisted: number };
  add(fact: OopsFact): void;
}

/** Opens a section, whose OOPSes go into the table. They may be added in any order. */
export function createSectionTally(spec: SectionSpec, table: OopsTable, lookups: Lookups): SectionTally {
  const groups: GroupTally[] = [];
  const counts = { listed: 0, unlisted: 0 };
  const typeOf = remember((signatureId: number) => lookups.signatureById(signatureId).type);
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
    add(fact) {
      if (spec.localReferrersOnly && !fact.isLocalReferrer) {
        counts.unlisted += 1;
        return;
      }
      counts.listed += 1;
      groupOf(fact).rows.push(table.add(fact));
    },
  };
}
