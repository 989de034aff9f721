import type { Knowledge } from '../../evidence/knowledge.js';
import { classInKind } from '../../oops/classification.js';
import type { OopsClass } from '../../oops/classification-rules.js';
import type { SummaryKind } from '../../oops/summary-kind.js';
import type { OopsFact } from '../../store/oops-facts.js';
import { OopsTable } from './oops-table.js';
import { createSectionTally, type SectionTally } from './section-tally.js';
import { sectionsOf } from './sections.js';
import { createTopListTally, type TopListTally } from './top-lists.js';

/** All that a summary shows of what it reports, while the OOPSes go by. */
export interface SummaryTally {
  /** Adds an OOPS that is reported to its one section and to the lists. They may come in any order. */
  add(fact: OopsFact): void;
  readonly sections: readonly SectionTally[];
  /** The OOPSes of the sections. */
  readonly table: OopsTable;
  readonly topLists: TopListTally;
  /** Every signature that is reported. */
  readonly signatureIds: ReadonlySet<number>;
}

/** Opens the sections and lists of a kind of summary. */
export function createSummaryTally(
  kind: SummaryKind,
  { lookups, config }: Pick<Knowledge, 'lookups' | 'config'>,
): SummaryTally {
  const table = new OopsTable(lookups);
  const sections = new Map(
    sectionsOf(kind).map((spec) => [spec.id, createSectionTally(spec, table, lookups)]),
  );
  const topLists = createTopListTally(kind, lookups);
  const signatureIds = new Set<number>();
  const known = new Map<OopsClass, Map<number, SectionTally>>();

  /** The section of a class and exception: the rules of the kind are asked once for each. */
  function sectionOf(fact: OopsFact): SectionTally {
    let byException = known.get(fact.class);
    if (!byException) {
      byException = new Map();
      known.set(fact.class, byException);
    }
    let section = byException.get(fact.exceptionId);
    if (!section) {
      const { type } = lookups.exceptionById(fact.exceptionId);
      const id = classInKind(fact.class, type, kind, config.rules.kindClassification);
      section = sections.get(id);
      if (!section) throw new Error(`a ${kind} summary has no section ${id}`);
      byException.set(fact.exceptionId, section);
    }
    return section;
  }

  return {
    sections: [...sections.values()],
    table,
    topLists,
    signatureIds,
    add(fact) {
      signatureIds.add(fact.signatureId);
      const section = sectionOf(fact);
      section.add(fact);
      topLists.add(fact);
      if (section.spec.id === 'time-outs') topLists.addTimeout(fact.topicId, 'hard');
      if (section.spec.id === 'soft-time-outs') topLists.addTimeout(fact.topicId, 'soft');
    },
  };
}
