import type { Lookups } from '../../store/lookups.js';
import { compareFacts } from '../../store/oops-facts.js';
import { compareText } from '../compare-text.js';
import type { DailyGroup, DailySection, DailyUrl } from './daily-report.js';
import type { Trends } from './find-trends.js';
import type { GroupTally, ReferrerTally, SectionTally } from './section-tally.js';

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
  const [referrer] = mostFrequent(group.referrers);
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

function listUrls({ urls }: GroupTally, { textById }: Lookups): DailyUrl[] {
  return mostFrequent(urls)
    .slice(0, URLS_LISTED)
    .map(([urlId, { topicId, count, earliest }]) => ({
      url: urlId === null ? '' : textById(urlId),
      topic: topicId === null ? '' : textById(topicId),
      count,
      oopsIds: earliest.list(),
    }));
}

/** The most frequent first, of equals the one that was seen first. */
function mostFrequent<Id, T extends ReferrerTally>(tallies: ReadonlyMap<Id, T>): [Id, T][] {
  return [...tallies].sort(([, a], [, b]) => b.count - a.count || compareFacts(a.earliest, b.earliest));
}
