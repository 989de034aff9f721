import { compareText } from '../../../text/compare-text.js';
import type { SummarisedGroup, SummarisedSection, SummarisedUrl } from '../../questions/summary.js';
import type { Numbered } from '../numbered.js';
import type { Lookups } from '../writing/lookups.js';
import { countFrequencies, findFirst, type SharedId } from './most-frequent.js';
import type { OopsTable } from './oops-table.js';
import type { GroupTally, SectionTally } from './section-tally.js';

/** How many URLs of a group are named, and how many ids of each. */
const URLS_NAMED = 5;
const IDS_NAMED = 10;

/** Puts what a section counted into words: its groups by size, then type and value, cut where the section is. */
export function describeSection(
  { spec, groups, counts, topicCounts }: SectionTally,
  table: OopsTable,
  numbered: Numbered,
): SummarisedSection {
  const { lookups } = numbered;
  const described = largest(groups, spec.cut)
    .map((group) => ({ group, ...nameOf(group, numbered) }))
    .sort(
      (a, b) =>
        b.group.rows.length - a.group.rows.length ||
        compareText(a.type, b.type) ||
        compareText(a.value, b.value),
    )
    .slice(0, spec.cut ?? groups.length);
  const topics = Array.from(topicCounts, ([id, count]) => [topicOf(id, lookups), count] as const);
  return {
    id: spec.id,
    ...counts,
    groupCount: groups.length,
    groups: described.map(({ group: { rows }, type, value }) => ({
      type,
      value,
      ...describeGroup(rows, spec.localReferrersOnly, table, numbered),
    })),
    signatureCounts: new Map(
      spec.groupedBy === 'signature'
        ? groups.map(({ signatureId, rows }) => [numbered.signature(signatureId), rows.length])
        : [],
    ),
    topicCounts: new Map(topics),
  };
}

/** The text of a topic; the empty text for none, whose number is 0. */
export function topicOf(id: number, { textById }: Lookups): string {
  return id === 0 ? '' : textById(id);
}

/** Those that can be among the `cut` largest: only they need their names looked up to be put in order. */
function largest(groups: readonly GroupTally[], cut: number | null): readonly GroupTally[] {
  if (cut === null || groups.length <= cut) return groups;
  const counts = groups.map(({ rows }) => rows.length).sort((a, b) => b - a);
  const least = counts[cut - 1] ?? 0;
  return groups.filter(({ rows }) => rows.length >= least);
}

function nameOf(
  { statementId, signatureId }: GroupTally,
  { signature, lookups }: Numbered,
): Pick<SummarisedGroup, 'type' | 'value'> {
  const { type, value } = signature(signatureId);
  return { type, value: statementId === null ? value : lookups.textById(statementId) };
}

function describeGroup(
  rows: readonly number[],
  showsReferrer: boolean,
  table: OopsTable,
  { lookups, signature }: Numbered,
): Omit<SummarisedGroup, 'type' | 'value'> {
  const signatureIds = new Set<number>();
  let [botCount, localReferrerCount, last] = [0, 0, 0];
  for (const row of rows) {
    if (table.isBot(row)) botCount += 1;
    if (table.isLocalReferrer(row)) localReferrerCount += 1;
    const id = table.signatureIdOf(row);
    if (id !== last) signatureIds.add(id);
    last = id;
  }
  const urls = countFrequencies(table, rows, table.urlIdOf, URLS_NAMED);
  return {
    signatures: [...signatureIds].map(signature),
    count: rows.length,
    botCount,
    localReferrerCount,
    topLocalReferrer: showsReferrer ? findTopReferrer(rows, table, lookups) : null,
    urlCount: urls.idCount,
    methods: countMethods(rows, table, lookups),
    urls: urls.mostFrequent.map((url) => describeUrl(url, table, lookups)),
  };
}

function findTopReferrer(rows: readonly number[], table: OopsTable, { textById }: Lookups): string | null {
  const known = rows.filter((row) => table.referrerIdOf(row) !== 0);
  const [referrer] = countFrequencies(table, known, table.referrerIdOf, 1).mostFrequent;
  return referrer ? textById(referrer.id) : null;
}

function countMethods(
  rows: readonly number[],
  table: OopsTable,
  { textById }: Lookups,
): Record<string, number> {
  const counts = new Map<number, number>();
  // Of many OOPSes, one after another, the method is the same.
  let [last, inRow] = [0, 0];
  const note = () => counts.set(last, (counts.get(last) ?? 0) + inRow);
  for (const row of rows) {
    const id = table.methodIdOf(row);
    if (id !== last) {
      note();
      [last, inRow] = [id, 0];
    }
    inRow += 1;
  }
  note();
  counts.delete(0);
  return Object.fromEntries(
    Array.from(counts, ([id, count]) => [textById(id), count] as const).sort(([a], [b]) => compareText(a, b)),
  );
}

function describeUrl({ id, rows }: SharedId, table: OopsTable, lookups: Lookups): SummarisedUrl {
  const withTopic = rows.filter((row) => table.topicIdOf(row) !== 0);
  const [topicId = 0] = findFirst(table, withTopic, 1).map(table.topicIdOf);
  return {
    url: id === 0 ? '' : lookups.textById(id),
    topic: topicOf(topicId, lookups),
    count: rows.length,
    oopsIds: findFirst(table, rows, IDS_NAMED).map((row) => lookups.oopsIdBySeq(table.seqOf(row))),
  };
}
