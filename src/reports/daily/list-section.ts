import { countFrequencies, findFirst, type SharedId } from '../../store/sqlite/summary/most-frequent.js';
import type { OopsTable } from '../../store/sqlite/summary/oops-table.js';
import type { GroupTally, SectionTally } from '../../store/sqlite/summary/section-tally.js';
import type { Lookups } from '../../store/sqlite/tables/lookups.js';
import { compareText } from '../../text/compare-text.js';
import type { DailyGroup, DailySection, DailyUrl } from './daily-report.js';
import type { Trends } from './find-trends.js';

/** How many URLs of a group are listed, and how many ids of each. */
const URLS_LISTED = 5;
const IDS_LISTED = 10;

/** What is needed to turn ids into what people read. */
export interface GroupReader {
  readonly table: OopsTable;
  readonly lookups: Lookups;
  readonly trends: Trends;
}

/** Lists a section: its groups by size, then type and value, cut where the section is. */
export function listSection({ spec, groups, counts }: SectionTally, reader: GroupReader): DailySection {
  const listed = largest(groups, spec.cut)
    .map((group) => ({ group, ...nameOf(group, reader.lookups) }))
    .sort(
      (a, b) =>
        b.group.rows.length - a.group.rows.length ||
        compareText(a.type, b.type) ||
        compareText(a.value, b.value),
    )
    .slice(0, spec.cut ?? groups.length);
  return {
    id: spec.id,
    title: spec.title,
    count: counts.listed,
    groupCount: groups.length,
    groups: listed.map(({ group: { rows }, type, value }) => ({
      type,
      value,
      ...describeGroup(rows, spec.localReferrersOnly, reader),
    })),
  };
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
  { signatureById, textById }: Lookups,
): Pick<DailyGroup, 'type' | 'value'> {
  const { type, value } = signatureById(signatureId);
  return { type, value: statementId === null ? value : textById(statementId) };
}

function describeGroup(
  rows: readonly number[],
  showsReferrer: boolean,
  { table, lookups, trends }: GroupReader,
): Omit<DailyGroup, 'type' | 'value'> {
  const signatureIds = new Set(rows.map((row) => table.signatureId[row] ?? 0));
  const bugs = [...signatureIds].flatMap((id) => lookups.signatureById(id).bug ?? []);
  const urls = countFrequencies(table, rows, 'urlId', URLS_LISTED);
  return {
    count: rows.length,
    botCount: rows.reduce((sum, row) => sum + (table.isBot[row] ?? 0), 0),
    localReferrerCount: rows.reduce((sum, row) => sum + (table.isLocalReferrer[row] ?? 0), 0),
    topLocalReferrer: showsReferrer ? findTopReferrer(rows, table, lookups) : null,
    urlCount: urls.idCount,
    methods: countMethods(rows, table, lookups),
    bug: bugs.length > 0 ? Math.min(...bugs) : null,
    ...trends.trendOf(signatureIds),
    urls: urls.mostFrequent.map((url) => describeUrl(url, table, lookups)),
  };
}

function findTopReferrer(rows: readonly number[], table: OopsTable, { textById }: Lookups): string | null {
  const known = rows.filter((row) => table.referrerId[row] !== 0);
  const [referrer] = countFrequencies(table, known, 'referrerId', 1).mostFrequent;
  return referrer ? textById(referrer.id) : null;
}

function countMethods(
  rows: readonly number[],
  table: OopsTable,
  { textById }: Lookups,
): Record<string, number> {
  const counts = new Map<number, number>();
  for (const row of rows) {
    const id = table.methodId[row] ?? 0;
    if (id !== 0) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return Object.fromEntries(
    Array.from(counts, ([id, count]) => [textById(id), count] as const).sort(([a], [b]) => compareText(a, b)),
  );
}

function describeUrl({ id, rows }: SharedId, table: OopsTable, lookups: Lookups): DailyUrl {
  const { textById, oopsIdBySeq } = lookups;
  const withTopic = rows.filter((row) => table.topicId[row] !== 0);
  const [topicId = 0] = findFirst(table, withTopic, 1).map((row) => table.topicId[row]);
  return {
    url: id === 0 ? '' : textById(id),
    topic: topicId === 0 ? '' : textById(topicId),
    count: rows.length,
    oopsIds: findFirst(table, rows, IDS_LISTED).map((row) => oopsIdBySeq(table.seqOf(row))),
  };
}
