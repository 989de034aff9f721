import type { OopsClass } from '../../oops/classes/classification-rules.js';
import type { SummaryKind } from '../../oops/oops.js';

/** What the groups of a section count together. */
export type GroupedBy = 'signature' | 'statement';

/** One section of a summary. */
export interface SectionSpec {
  readonly id: OopsClass;
  readonly title: string;
  /** How many groups are listed; null: all. */
  readonly cut: number | null;
  readonly groupedBy: GroupedBy;
  /** It lists only what a link on one of our own pages led to. */
  readonly localReferrersOnly: boolean;
}

/** The lists that stand before the sections, in this order. */
export const TOP_LISTS = ['durations', 'statement-counts', 'timeouts-by-topic'] as const;
export type TopList = (typeof TOP_LISTS)[number];

/** How many exceptions a summary lists: readers stop long before. */
const EXCEPTIONS_SHOWN = 50;

const TITLES: Readonly<Record<OopsClass, string>> = {
  exceptions: 'Exceptions',
  'time-outs': 'Time Outs',
  'soft-time-outs': 'Soft Time Outs',
  'informational-only-errors': 'Informational Only Errors',
  'user-generated-errors': 'User Generated Errors',
  'unauthorized-errors': 'Unauthorized Errors',
  'pages-not-found': 'Pages Not Found',
  'remote-errors': 'Remote Errors',
  'remote-checkwatches-warnings': 'Remote Checkwatches Warnings',
  'application-errors': 'Application Errors',
  'producer-errors': 'Producer Errors',
  'assertion-errors': 'Assertion Errors',
  'value-errors': 'Value Errors',
  'unknown-errors': 'Unknown Errors',
};

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

/** The section that shows a class. */
export function sectionOf(id: OopsClass): SectionSpec {
  return {
    id,
    title: TITLES[id],
    cut: id === 'exceptions' ? EXCEPTIONS_SHOWN : null,
    groupedBy: id === 'time-outs' || id === 'soft-time-outs' ? 'statement' : 'signature',
    localReferrersOnly: id === 'pages-not-found',
  };
}
