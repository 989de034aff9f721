import { classInKind } from '../../oops/classes/classification.js';
import {
  CLASSES_OF_KIND,
  type KindClassificationRule,
  OOPS_CLASSES,
  type OopsClass,
} from '../../oops/classes/classification-rules.js';
import type { SummaryKind } from '../../oops/oops.js';
import type { ClassedType, SummarySection } from '../../store/questions/summary.js';

/** The lists that stand before the sections, in this order. */
const TOP_LISTS = ['durations', 'statement-counts', 'timeouts-by-topic'] as const;
export type TopList = (typeof TOP_LISTS)[number];

/** How many exceptions a summary lists: readers stop long before. */
const EXCEPTIONS_SHOWN = 50;

/** The lists of each kind of summary. */
const LISTS_OF_KIND: Readonly<Record<SummaryKind, readonly TopList[]>> = {
  webapp: TOP_LISTS,
  codehosting: [],
  checkwatches: [],
  ubuntuone: ['statement-counts'],
  generic: [],
};

/** The lists that a summary of this kind begins with. */
export function topListsOf(kind: SummaryKind): readonly TopList[] {
  return LISTS_OF_KIND[kind];
}

/** Which sections a summary has, and what each OOPS is counted as in it. */
export interface SummaryScheme {
  /** The kind of summary: it says which sections there are, and what OOPSes are counted as. */
  readonly summary: SummaryKind;
  /** Each OOPS is counted by the kind of its own system instead; what `summary` has no section for gets one. */
  readonly isBySystem: boolean;
  readonly rules: readonly KindClassificationRule[];
}

/** The sections of a summary in their order, each with what it holds of the classes and types that there are. */
export function sectionsOf(scheme: SummaryScheme, classes: readonly ClassedType[]): SummarySection[] {
  const { summary, isBySystem, rules } = scheme;
  const held = new Map<OopsClass, ClassedType[]>(CLASSES_OF_KIND[summary].map((id) => [id, []]));
  for (const { base, class: counted, type } of classes) {
    const id = isBySystem ? counted : classInKind(base, type, summary, rules);
    const holds = held.get(id) ?? [];
    held.set(id, holds);
    holds.push({ base, class: counted, type });
  }
  const others = OOPS_CLASSES.filter((id) => held.has(id) && !CLASSES_OF_KIND[summary].includes(id));
  return [...CLASSES_OF_KIND[summary], ...others].map((id) => ({
    id,
    holds: held.get(id) ?? [],
    cut: id === 'exceptions' ? EXCEPTIONS_SHOWN : null,
    groupedBy: isOfTimeOuts(id) ? 'statement' : 'signature',
    localReferrersOnly: id === 'pages-not-found',
    countsTopics: isOfTimeOuts(id),
  }));
}

/** Whether a section groups by the statement that took too long, and not by signature. */
export function isOfTimeOuts(id: OopsClass): boolean {
  return id === 'time-outs' || id === 'soft-time-outs';
}
