import { topListsOf } from '../../evidence/day/sections.js';
import type { OopsClass } from '../../oops/classes/classification-rules.js';
import {
  type Account,
  describeAccounts,
  describeEmptiness,
  describeFacts,
  describeLeftOut,
} from './account.js';
import { type ChangesView, describeChanges } from './changes/describe-changes.js';
import type { DailyGroup, DailyReport, DailySection, DailyUrl } from './daily-report.js';
import { seeAllCommand } from './see-all.js';
import {
  clockText,
  dailyHeading,
  dailyRemarks,
  describeList,
  endText,
  groupCounts,
  groupTags,
  hasUrls,
  headlineNote,
  type ListTable,
  orUnknown,
  outageText,
  sectionTitle,
} from './words.js';

/**
 * What the page of a daily report shows, as HTML and as Markdown. Texts are as they were reported: a rendering makes them
 * harmless, cuts and links them in its own way.
 */
export interface DailyView {
  readonly heading: string;
  readonly isEmpty: boolean;
  readonly emptiness: string;
  readonly facts: readonly { readonly label: string; readonly text: string }[];
  readonly accounts: readonly Account[];
  readonly outages: readonly { readonly name: string; readonly text: string }[];
  readonly remarks: readonly string[];
  readonly changes: ChangesView;
  readonly storms: readonly { readonly text: string; readonly line: string }[];
  readonly unexpected: readonly UnexpectedView[];
  readonly unexpectedCount: number;
  readonly headlines: readonly {
    readonly id: string;
    readonly count: number;
    readonly title: string;
    readonly note: string;
    readonly isLinked: boolean;
  }[];
  /** Those of the lists that hold anything. */
  readonly lists: readonly ListTable[];
  readonly sections: readonly SectionView[];
  readonly gone: readonly SignatureView[];
}

export interface SectionView {
  readonly id: OopsClass;
  readonly title: string;
  readonly groups: readonly GroupView[];
  /** How many groups there are beside those shown, `and 180 more`, and what to type to see them; null when none. */
  readonly others: { readonly text: string; readonly command: string } | null;
}

/** How often an exception was seen. */
export interface SignatureView {
  readonly count: number;
  readonly type: string;
  readonly value: string;
}

export interface UnexpectedView extends SignatureView {
  readonly outage: string;
  readonly oopsIds: readonly string[];
}

export interface GroupView extends SignatureView {
  readonly tags: readonly string[];
  readonly bug: number | null;
  /** `GET: 3` and so on. */
  readonly counts: readonly string[];
  readonly referrer: string | null;
  /** None where no URL is known. */
  readonly urls: readonly DailyUrl[];
  readonly urlCount: number;
  /** The OOPSes of a group without any URL; else null. */
  readonly own: Pick<DailyUrl, 'topic' | 'oopsIds' | 'count'> | null;
}

/** How much there is room for. */
export interface Room {
  /** Groups of each kind of change. */
  readonly changes: number;
  /** Groups of each section. */
  readonly groups: number;
}

/** Puts a daily report into words. */
export function viewDaily(report: DailyReport, room: Room): DailyView {
  const { timezone, outages, sections } = report;
  const { whole, among } = describeAccounts(report);
  return {
    heading: dailyHeading(report),
    isEmpty: report.total === 0,
    emptiness: describeEmptiness(report),
    facts: describeFacts(report),
    accounts: [...whole, ...among.map(({ count, text }) => ({ count, text: `of the reported: ${text}` }))],
    outages: outages.map((outage) => ({
      name: outageText(outage, report),
      text: describeLeftOut(outage).join('; '),
    })),
    remarks: dailyRemarks(report),
    changes: describeChanges(report, room.changes),
    storms: report.unrecordedStorms.map(({ start, end, systems, count, line }) => ({
      text: `${clockText(start, timezone)} - ${endText(start, end, timezone)}: ${count} outage failures of ${systems.join(', ')}`,
      line,
    })),
    unexpected: outages.flatMap(({ outage, unexpectedGroups }) =>
      unexpectedGroups.map(({ type, value, count, oopsIds }) => ({ count, type, value, outage, oopsIds })),
    ),
    unexpectedCount: outages.reduce((sum, { unexpected }) => sum + unexpected, 0),
    headlines: sections.map((section) => ({
      id: section.id,
      count: section.count,
      title: section.title,
      note: headlineNote(section, report),
      isLinked: section.groupCount > 0,
    })),
    lists: topListsOf(report.summary)
      .map((list) => describeList(list, report))
      .filter(({ rows }) => rows.length > 0),
    sections: sections
      .filter(({ groupCount }) => groupCount > 0)
      .map((section) => viewSection(section, report, room.groups)),
    gone: report.gone,
  };
}

function viewSection(section: DailySection, report: DailyReport, room: number): SectionView {
  const shown = section.groups.slice(0, room);
  const others = section.groupCount - shown.length;
  return {
    id: section.id,
    title: sectionTitle(section, shown.length),
    groups: shown.map((group) => viewGroup(group, report)),
    others: others === 0 ? null : { text: `and ${others} more`, command: seeAllCommand(report, section) },
  };
}

function viewGroup(group: DailyGroup, report: DailyReport): GroupView {
  const urls = group.urls.map((url) => ({ ...url, topic: orUnknown(url.topic) }));
  return {
    count: group.count,
    type: group.type,
    value: group.value,
    tags: groupTags(group, report),
    bug: group.bug,
    counts: groupCounts(group).map(([label, count]) => `${label}: ${count}`),
    referrer: group.topLocalReferrer,
    ...(hasUrls(group)
      ? { urls, urlCount: group.urlCount, own: null }
      : { urls: [], urlCount: 0, own: group.urls[0] ?? null }),
  };
}
