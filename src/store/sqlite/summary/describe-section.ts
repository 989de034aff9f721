import { compareText } from '../../../text/compare-text.js';
import type {
  SummarisedGroup,
  SummarisedSection,
  SummarisedUrl,
  SummarySection,
} from '../../questions/summary.js';
import type { GroupedNumbers } from '../grouped-numbers.js';
import type { Numbered } from '../numbered.js';
import type { Lookups } from '../writing/lookups.js';
import { countFrequencies, findFirst, type SharedId } from './most-frequent.js';
import type { OopsTable, TableColumn } from './oops-table.js';
import type { GroupTally, SectionTally } from './section-tally.js';

/** How many URLs of a group are named, and how many ids of each. */
const URLS_NAMED = 5;
const IDS_NAMED = 10;

/** A group, its place among those of its section, and how many OOPSes it has. */
interface CountedGroup extends GroupTally {
  readonly place: number;
  readonly count: number;
}

/** Puts what a section counted into words: its groups by size, then type and value, cut where the section is. */
export function describeSection(
  { spec, counts, topicCounts, ...tally }: SectionTally,
  table: OopsTable,
  numbered: Numbered,
): SummarisedSection {
  const { lookups } = numbered;
  const groups = tally.groups.map((group, place) => ({ ...group, place, count: tally.rows.countOf(place) }));
  const described = largest(groups, spec.cut)
    .map((group) => ({ group, ...nameOf(group, numbered) }))
    .sort(
      (a, b) => b.group.count - a.group.count || compareText(a.type, b.type) || compareText(a.value, b.value),
    )
    .slice(0, spec.cut ?? groups.length);
  const describe = createDescriber(spec, tally.rows, table, numbered);
  const topics = Array.from(topicCounts, ([id, count]) => [topicOf(id, lookups), count] as const);
  return {
    id: spec.id,
    ...counts,
    groupCount: groups.length,
    groups: described.map(({ group, type, value }) => ({ type, value, ...describe(group) })),
    signatureCounts: new Map(
      spec.groupedBy === 'signature'
        ? groups.map(({ signatureId, count }) => [numbered.signature(signatureId), count])
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
function largest(groups: readonly CountedGroup[], cut: number | null): readonly CountedGroup[] {
  if (cut === null || groups.length <= cut) return groups;
  const counts = groups.map(({ count }) => count).sort((a, b) => b - a);
  const least = counts[cut - 1] ?? 0;
  return groups.filter(({ count }) => count >= least);
}

function nameOf(
  { statementId, signatureId }: GroupTally,
  { signature, lookups }: Numbered,
): Pick<SummarisedGroup, 'type' | 'value'> {
  const { type, value } = signature(signatureId);
  return { type, value: statementId === null ? value : lookups.textById(statementId) };
}

/** Makes what tells of a group all but its name. */
function createDescriber(
  { groupedBy, localReferrersOnly }: SummarySection,
  grouped: GroupedNumbers,
  table: OopsTable,
  { lookups, signature }: Numbered,
): (group: CountedGroup) => Omit<SummarisedGroup, 'type' | 'value'> {
  const all = grouped.all();
  const entriesOf = (column: TableColumn) => grouped.byGroup(table.entriesOf(column, all));
  const rowsOf = grouped.byGroup(all);
  const timesOf = grouped.byGroup(table.timesOf(all));
  const urlIdsOf = entriesOf('url_id');
  const methodIdsOf = entriesOf('method_id');
  const signatureIdsOf = groupedBy === 'signature' ? null : entriesOf('signature_id');
  return ({ place, count, signatureId, botCount, localReferrerCount }) => {
    const [rows, times, ids] = [rowsOf(place), timesOf(place), urlIdsOf(place)];
    const signatureIds = signatureIdsOf ? [...countEntries(signatureIdsOf(place)).keys()] : [signatureId];
    const urls = countFrequencies(table, { rows, times, ids }, URLS_NAMED);
    return {
      signatures: signatureIds.map(signature),
      count,
      botCount,
      localReferrerCount,
      topLocalReferrer: localReferrersOnly ? findTopReferrer(rows, table, lookups) : null,
      urlCount: urls.idCount,
      methods: nameMethods(countEntries(methodIdsOf(place)), lookups),
      urls: urls.mostFrequent.map((url) => describeUrl(url, table, lookups)),
    };
  };
}

/** How often each of a few entries comes: one after another is often the same. */
function countEntries(entries: Int32Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (let start = 0, end = 0; start < entries.length; start = end) {
    const entry = entries[start] as number;
    for (end = start + 1; end < entries.length && entries[end] === entry; ) end += 1;
    counts.set(entry, (counts.get(entry) ?? 0) + end - start);
  }
  return counts;
}

function findTopReferrer(rows: Int32Array, table: OopsTable, { textById }: Lookups): string | null {
  const known = rowsWith('referrer_id', rows, table);
  const [ids, times] = [table.entriesOf('referrer_id', known), table.timesOf(known)];
  const [referrer] = countFrequencies(table, { rows: known, ids, times }, 1).mostFrequent;
  return referrer ? textById(referrer.id) : null;
}

/** Those that have something in a column. */
function rowsWith(column: TableColumn, rows: Int32Array, table: OopsTable): Int32Array {
  const entries = table.entriesOf(column, rows);
  return rows.filter((_, place) => entries[place] !== 0);
}

function nameMethods(counts: ReadonlyMap<number, number>, { textById }: Lookups): Record<string, number> {
  const known = Array.from(counts).filter(([id]) => id !== 0);
  return Object.fromEntries(
    known.map(([id, count]) => [textById(id), count] as const).sort(([a], [b]) => compareText(a, b)),
  );
}

function describeUrl({ id, rows }: SharedId, table: OopsTable, lookups: Lookups): SummarisedUrl {
  const first = findFirst(table, rowsWith('topic_id', rows, table), 1);
  const [topicId = 0] = table.entriesOf('topic_id', Int32Array.from(first));
  return {
    url: id === 0 ? '' : lookups.textById(id),
    topic: topicOf(topicId, lookups),
    count: rows.length,
    oopsIds: findFirst(table, rows, IDS_NAMED).map((row) => lookups.oopsIdBySeq(table.seqOf(row))),
  };
}
