import type { Lookups } from '../../store/lookups.js';
import { compareText } from '../compare-text.js';
import type { CountedOopses } from './counted-oopses.js';
import type { DailyGroup, DailySection, DailyUrl } from './daily-report.js';
import type { Trends } from './find-trends.js';
import type { GroupTally, SectionTally } from './section-tally.js';

/** How many URLs of a group are listed. */
const URLS_LISTED = 5;

/** What is needed to turn ids into what people read. */
export interface GroupReader {
  readonly lookups: Lookups;
  readonly trends: Trends;
}

/** Lists a section: its groups by size, then type and value, cut where the section is. */
export function listSection({ spec, groups, counts }: SectionTally, reader: GroupReader): DailySection {
  const listed = largest([...groups.values()], spec.cut)
    .map((group) => ({ group, ...nameOf(group, reader.lookups) }))
    .sort(
      (a, b) => b.group.count - a.group.count || compareText(a.type, b.type) || compareText(a.value, b.value),
    )
    .slice(0, spec.cut ?? groups.size);
  return {
    id: spec.id,
    title: spec.title,
    count: counts.listed,
    groupCount: groups.size,
    groups: listed.map(({ group, type, value }) => ({ type, value, ...describeGroup(group, reader) })),
  };
}

/** Those that can be among the `cut` largest: only they need their names looked up to be put in order. */
function largest(groups: readonly GroupTally[], cut: number | null): readonly GroupTally[] {
  if (cut === null || groups.length <= cut) return groups;
  const counts = groups.map(({ count }) => count).sort((a, b) => b - a);
  const least = counts[cut - 1] ?? 0;
  return groups.filter(({ count }) => count >= least);
}

function nameOf(
  { statementId, signatureIds }: GroupTally,
  { signatureById, textById }: Lookups,
): Pick<DailyGroup, 'type' | 'value'> {
  const [first = 0] = signatureIds;
  const { type, value } = signatureById(first);
  return { type, value: statementId === null ? value : textById(statementId) };
}

function describeGroup(
  group: GroupTally,
  { lookups, trends }: GroupReader,
): Omit<DailyGroup, 'type' | 'value'> {
  const signatureIds = [...group.signatureIds];
  const bugs = signatureIds.flatMap((id) => lookups.signatureById(id).bug ?? []);
  const [referrer] = mostFrequent(group.referrers, 1, lookups);
  return {
    count: group.count,
    botCount: group.botCount,
    localReferrerCount: group.localReferrerCount,
    topLocalReferrer: referrer ? lookups.textById(referrer[0]) : null,
    urlCount: group.urls.size,
    methods: Object.fromEntries(
      [...group.methods]
        .map(([id, count]) => [lookups.textById(id), count] as const)
        .sort(([a], [b]) => compareText(a, b)),
    ),
    bug: bugs.length > 0 ? Math.min(...bugs) : null,
    ...trends.trendOf(group.signatureIds),
    urls: listUrls(group, lookups),
  };
}

function listUrls({ urls }: GroupTally, lookups: Lookups): DailyUrl[] {
  const { textById, oopsIdBySeq } = lookups;
  return mostFrequent(urls, URLS_LISTED, lookups).map(([urlId, url]) => ({
    url: urlId === null ? '' : textById(urlId),
    topic: url.topicId === null ? '' : textById(url.topicId),
    count: url.count,
    oopsIds: url.list().map(oopsIdBySeq),
  }));
}

/** The `most` most frequent, of equals the one that was seen first: found in one pass, for there can be a million. */
function mostFrequent<Id, T extends CountedOopses>(
  tallies: ReadonlyMap<Id, T>,
  most: number,
  { compareFacts }: Lookups,
): [Id, T][] {
  const compare = ([, a]: [Id, T], [, b]: [Id, T]) => b.count - a.count || compareFacts(a, b);
  const found: [Id, T][] = [];
  for (const entry of tallies) {
    const last = found.length < most ? undefined : found.at(-1);
    if (last && compare(entry, last) > 0) continue;
    if (last) found.pop();
    const place = found.findIndex((other) => compare(entry, other) < 0);
    found.splice(place < 0 ? found.length : place, 0, entry);
  }
  return found;
}
