import type { Knowledge } from '../../evidence/report-context.js';
import { remember } from '../../evidence/report-context.js';
import { classInKind } from '../../oops/classes/classification.js';
import { CLASSES_OF_KIND, OOPS_CLASSES, type OopsClass } from '../../oops/classes/classification-rules.js';
import type { SummaryKind } from '../../oops/oops.js';
import type { OopsFact } from '../../store/sqlite/blocks/facts.js';
import { OopsTable } from '../../store/sqlite/summary/oops-table.js';
import { createSectionTally, type SectionTally } from '../../store/sqlite/summary/section-tally.js';
import { sectionOf } from './sections.js';
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

/**
 * Opens the sections and lists of a kind of summary.
 *
 * @param isBySystem each OOPS is counted by the kind of its system: what the summary has no section for gets one
 */
export function createSummaryTally(
  kind: SummaryKind,
  isBySystem: boolean,
  { lookups, config }: Pick<Knowledge, 'lookups' | 'config'>,
): SummaryTally {
  const table = new OopsTable(lookups);
  const open = remember((id: OopsClass) => createSectionTally(sectionOf(id), table, lookups));
  const found = new Set<OopsClass>(CLASSES_OF_KIND[kind]);
  const topLists = createTopListTally(kind, lookups);
  const signatureIds = new Set<number>();
  const typeOf = remember((exceptionId: number) => lookups.exceptionById(exceptionId).type);
  /** The rules of the kind are asked once for each class and exception. */
  const inKind = remember((base: OopsClass) =>
    remember((exceptionId: number) =>
      classInKind(base, typeOf(exceptionId), kind, config.rules.kindClassification),
    ),
  );

  return {
    get sections() {
      const others = OOPS_CLASSES.filter((id) => found.has(id) && !CLASSES_OF_KIND[kind].includes(id));
      return [...CLASSES_OF_KIND[kind], ...others].map(open);
    },
    table,
    topLists,
    signatureIds,
    add(fact) {
      signatureIds.add(fact.signatureId);
      const id = isBySystem ? fact.class : inKind(fact.baseClass)(fact.exceptionId);
      found.add(id);
      const section = open(id);
      section.add(fact);
      topLists.add(fact);
      if (id === 'time-outs') topLists.addTimeout(fact.topicId, 'hard');
      if (id === 'soft-time-outs') topLists.addTimeout(fact.topicId, 'soft');
    },
  };
}
