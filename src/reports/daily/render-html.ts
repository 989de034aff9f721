import { formatDuration } from '../../time/duration.js';
import { bugLink, oopsLink, type ReportLinks, webAddress } from '../layout/links.js';
import { compileTemplate, pageStyle } from '../layout/templates.js';
import { toLine } from '../layout/text.js';
import {
  type Account,
  describeAccounts,
  describeEmptiness,
  describeFacts,
  describeLeftOut,
} from './account.js';
import type { DailyGroup, DailyReport, DailyUrl } from './daily-report.js';
import { topListsOf } from './sections.js';
import { drawTimeline } from './timeline-svg.js';
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
  moreText,
  orUnknown,
  otherUrls,
  outageText,
  sectionTitle,
} from './words.js';

/** Something that may be linked. */
interface Linked {
  readonly text: string;
  readonly href: string | null;
}

interface LinkedId {
  readonly id: string;
  readonly href: string | null;
}

/** What `templates/daily.html.hbs` shows. The template escapes everything but `chart`, which is made of numbers. */
interface DailyHtmlView {
  readonly style: string;
  readonly heading: string;
  readonly isEmpty: boolean;
  readonly emptiness: string;
  readonly facts: readonly { readonly label: string; readonly text: string }[];
  readonly accounts: readonly Account[];
  readonly outages: readonly { readonly name: string; readonly text: string }[];
  readonly remarks: readonly string[];
  readonly storms: readonly { readonly text: string; readonly line: string }[];
  readonly unexpected: readonly {
    readonly count: number;
    readonly type: string;
    readonly value: string;
    readonly outage: string;
    readonly ids: readonly LinkedId[];
    readonly more: string;
  }[];
  readonly unexpectedCount: number;
  readonly chart: string;
  readonly step: string;
  readonly headlines: readonly {
    readonly id: string;
    readonly count: number;
    readonly title: string;
    readonly note: string;
    readonly isLinked: boolean;
  }[];
  readonly lists: readonly (Omit<ListTable, 'rows'> & {
    readonly rows: readonly {
      readonly numbers: readonly string[];
      readonly oops: LinkedId | null;
      readonly topic: string;
    }[];
  })[];
  readonly sections: readonly {
    readonly id: string;
    readonly title: string;
    readonly groups: readonly GroupView[];
  }[];
  readonly gone: readonly { readonly count: number; readonly type: string; readonly value: string }[];
}

interface GroupView {
  readonly count: number;
  readonly type: string;
  readonly value: string;
  readonly tags: readonly string[];
  readonly bug: LinkedId | null;
  readonly counts: string;
  readonly referrer: Linked | null;
  readonly urls: readonly (Linked & {
    readonly count: number;
    readonly topic: string;
    readonly ids: readonly LinkedId[];
    readonly more: string;
  })[];
  readonly others: string;
}

let template: ((view: DailyHtmlView) => string) | undefined;

/** Lays a daily report out as one page that needs nothing else: no script, no font, no image. */
export function renderDailyHtml(report: DailyReport, links: ReportLinks): string {
  template ??= compileTemplate<DailyHtmlView>('daily', 'html');
  return template(viewOf(report, links));
}

function viewOf(report: DailyReport, links: ReportLinks): DailyHtmlView {
  const { whole, among } = describeAccounts(report);
  const linkIds = (ids: readonly string[]) => ids.map((id) => linkId(id, links));
  return {
    heading: toLine(dailyHeading(report)),
    style: pageStyle('daily'),
    isEmpty: report.total === 0,
    emptiness: describeEmptiness(report),
    facts: describeFacts(report).map(({ label, text }) => ({ label, text: toLine(text) })),
    accounts: [...whole, ...among.map(({ count, text }) => ({ count, text: `of the reported: ${text}` }))],
    outages: report.outages.map((outage) => ({
      name: toLine(outageText(outage, report)),
      text: describeLeftOut(outage).join('; '),
    })),
    remarks: dailyRemarks(report).map(toLine),
    storms: report.unrecordedStorms.map(({ start, end, systems, count, line }) => ({
      text: toLine(
        `${clockText(start, report.timezone)} - ${endText(start, end, report.timezone)}: ${count} outage failures of ${systems.join(', ')}`,
      ),
      line: toLine(line),
    })),
    unexpected: report.outages.flatMap(({ outage, unexpectedGroups }) =>
      unexpectedGroups.map(({ type, value, count, oopsIds }) => ({
        count,
        type: orNoType(type),
        value: toLine(value),
        outage: toLine(outage),
        ids: linkIds(oopsIds),
        more: moreText(count, oopsIds.length),
      })),
    ),
    unexpectedCount: report.outages.reduce((sum, { unexpected }) => sum + unexpected, 0),
    chart: drawTimeline(report),
    step: formatDuration(report.timeline.secondsPerStep * 1000),
    headlines: report.sections.map((section) => ({
      id: section.id,
      count: section.count,
      title: section.title,
      note: headlineNote(section, report),
      isLinked: section.groupCount > 0,
    })),
    lists: topListsOf(report.summary)
      .map((list) => describeList(list, report))
      .filter(({ rows }) => rows.length > 0)
      .map(({ rows, ...list }) => ({
        ...list,
        rows: rows.map(({ numbers, oopsId, topic }) => ({
          numbers,
          oops: oopsId === null ? null : linkId(oopsId, links),
          topic: toLine(topic),
        })),
      })),
    sections: report.sections
      .filter(({ groupCount }) => groupCount > 0)
      .map((section) => ({
        id: section.id,
        title: sectionTitle(section),
        groups: section.groups.map((group) => groupView(group, report, links)),
      })),
    gone: report.gone.map(({ type, value, count }) => ({
      count,
      type: orNoType(type),
      value: toLine(value),
    })),
  };
}

function groupView(group: DailyGroup, report: DailyReport, links: ReportLinks): GroupView {
  return {
    count: group.count,
    type: orNoType(group.type),
    value: toLine(group.value),
    tags: groupTags(group, report),
    bug: group.bug === null ? null : { id: String(group.bug), href: bugLink(links, group.bug) },
    counts: groupCounts(group)
      .map(([label, count]) => `${label}: ${count}`)
      .join('  '),
    referrer: group.topLocalReferrer === null ? null : linked(group.topLocalReferrer),
    urls: group.urls.map((url) => urlView(url, links)),
    others: otherUrls(group, group.urls.length),
  };
}

function urlView({ url, topic, count, oopsIds }: DailyUrl, links: ReportLinks): GroupView['urls'][number] {
  return {
    ...(url === '' ? { text: 'Unknown URL', href: null } : linked(url)),
    count,
    topic: toLine(orUnknown(topic)),
    ids: oopsIds.map((id) => linkId(id, links)),
    more: moreText(count, oopsIds.length),
  };
}

function linked(address: string): Linked {
  return { text: toLine(address), href: webAddress(address) };
}

function linkId(id: string, links: ReportLinks): LinkedId {
  return { id: toLine(id), href: oopsLink(links, id) };
}

function orNoType(type: string): string {
  return toLine(type) || 'No exception type';
}
