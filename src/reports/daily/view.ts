import { topListsOf } from '../../evidence/day/sections.js';
import {
  type Account,
  describeAccounts,
  describeEmptiness,
  describeFacts,
  describeLeftOut,
} from './account.js';
import type { DailyGroup, DailyReport, DailyUrl } from './daily-report.js';
import {
  clockText,
  dailyHeading,
  dailyRemarks,
  describeList,
  endText,
  groupCounts,
  groupTags,
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
  readonly sections: readonly {
    readonly id: string;
    readonly title: string;
    readonly groups: readonly GroupView[];
  }[];
  readonly gone: readonly SignatureView[];
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
  readonly urls: readonly DailyUrl[];
  readonly urlCount: number;
}

/** Puts a daily report into words. */
export function viewDaily(report: DailyReport): DailyView {
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
      .map((section) => ({
        id: section.id,
        title: sectionTitle(section),
        groups: section.groups.map((group) => viewGroup(group, report)),
      })),
    gone: report.gone,
  };
}

function viewGroup(group: DailyGroup, report: DailyReport): GroupView {
  return {
    count: group.count,
    type: group.type,
    value: group.value,
    tags: groupTags(group, report),
    bug: group.bug,
    counts: groupCounts(group).map(([label, count]) => `${label}: ${count}`),
    referrer: group.topLocalReferrer,
    urls: group.urls.map((url) => ({ ...url, topic: orUnknown(url.topic) })),
    urlCount: group.urlCount,
  };
}
