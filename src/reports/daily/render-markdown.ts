import { cutMiddle } from '../../text/cut-text.js';
import { bugLink, oopsLink, type ReportLinks, webAddress } from '../layout/links.js';
import { codeCell, codeSpan, escapeMarkdown, linkMarkdown } from '../layout/markdown.js';
import { compileTemplate } from '../layout/templates.js';
import { type Account, describeAccounts, describeEmptiness, describeLeftOut } from './account.js';
import type { DailyGroup, DailyReport } from './daily-report.js';
import { topListsOf } from './sections.js';
import {
  clockText,
  dailyHeading,
  dailyRemarks,
  describeList,
  endText,
  groupCounts,
  groupTags,
  headlineNote,
  moreText,
  orUnknown,
  otherUrls,
  outageText,
  sectionTitle,
} from './words.js';

/** How much is shown: what is pasted into a bug is to be read there. */
const URLS_SHOWN = 3;
const IDS_SHOWN = 5;
const VALUE_SHOWN = 200;

/** What `templates/daily.markdown.hbs` shows; every text comes escaped. */
interface DailyMarkdownView {
  readonly heading: string;
  readonly remarks: readonly string[];
  readonly isEmpty: boolean;
  readonly emptiness: string;
  readonly accounts: readonly Account[];
  readonly outages: readonly { readonly name: string; readonly text: string }[];
  readonly storms: readonly { readonly text: string; readonly line: string }[];
  readonly unexpected: readonly {
    readonly count: number;
    readonly signature: string;
    readonly outage: string;
    readonly ids: string;
  }[];
  readonly unexpectedCount: number;
  readonly headlines: readonly { readonly count: number; readonly title: string; readonly note: string }[];
  readonly lists: readonly {
    readonly title: string;
    readonly columns: readonly string[];
    readonly rows: readonly { readonly cells: readonly string[] }[];
  }[];
  readonly sections: readonly { readonly title: string; readonly groups: readonly GroupView[] }[];
  readonly gone: readonly { readonly count: number; readonly signature: string }[];
}

interface GroupView {
  readonly count: number;
  readonly signature: string;
  readonly notes: string;
  readonly counts: string;
  readonly referrer: string | null;
  readonly urls: readonly {
    readonly count: number;
    readonly address: string;
    readonly topic: string;
    readonly ids: string;
  }[];
  readonly others: string;
}

let template: ((view: DailyMarkdownView) => string) | undefined;

/** Lays a daily report out as Markdown that can be pasted into an issue tracker. */
export function renderDailyMarkdown(report: DailyReport, links: ReportLinks): string {
  template ??= compileTemplate<DailyMarkdownView>('daily', 'markdown');
  return template(viewOf(report, links));
}

function viewOf(report: DailyReport, links: ReportLinks): DailyMarkdownView {
  const { whole, among } = describeAccounts(report);
  return {
    heading: escapeMarkdown(dailyHeading(report)),
    remarks: dailyRemarks(report).map(escapeMarkdown),
    isEmpty: report.total === 0,
    emptiness: describeEmptiness(report),
    accounts: [...whole, ...among.map(({ count, text }) => ({ count, text: `of the reported: ${text}` }))],
    outages: report.outages.map((outage) => ({
      name: escapeMarkdown(outageText(outage, report)),
      text: describeLeftOut(outage).join('; '),
    })),
    storms: report.unrecordedStorms.map(({ start, end, systems, count, line }) => ({
      text: `${clockText(start, report.timezone)} - ${endText(start, end, report.timezone)}: ${count} outage failures of ${escapeMarkdown(systems.join(', '))}`,
      line: codeSpan(line),
    })),
    unexpected: report.outages.flatMap(({ outage, unexpectedGroups }) =>
      unexpectedGroups.map(({ type, value, count, oopsIds }) => ({
        count,
        signature: signatureCode(type, value),
        outage: escapeMarkdown(outage),
        ids: idsText(oopsIds, count, links),
      })),
    ),
    unexpectedCount: report.outages.reduce((sum, { unexpected }) => sum + unexpected, 0),
    headlines: report.sections.map((section) => ({
      count: section.count,
      title: section.title,
      note: headlineNote(section, report),
    })),
    lists: topListsOf(report.summary)
      .map((list) => describeList(list, report))
      .filter(({ rows }) => rows.length > 0)
      .map(({ title, columns, rows }) => ({
        title,
        columns,
        rows: rows.map(({ numbers, oopsId, topic }) => ({
          cells: [...numbers, ...(oopsId === null ? [] : [linkCell(oopsId, links)]), codeCell(topic)],
        })),
      })),
    sections: report.sections
      .filter(({ groupCount }) => groupCount > 0)
      .map((section) => ({
        title: sectionTitle(section),
        groups: section.groups.map((group) => groupView(group, report, links)),
      })),
    gone: report.gone.map(({ type, value, count }) => ({ count, signature: signatureCode(type, value) })),
  };
}

function groupView(group: DailyGroup, report: DailyReport, links: ReportLinks): GroupView {
  const tags = groupTags(group, report).map((tag) => ` **${tag}**`);
  const bug = group.bug === null ? '' : ` ([bug ${group.bug}](<${bugLink(links, group.bug)}>))`;
  const shown = group.urls.slice(0, URLS_SHOWN);
  return {
    count: group.count,
    signature: signatureCode(group.type, group.value),
    notes: tags.join('') + bug,
    counts: groupCounts(group)
      .map(([label, count]) => `${label}: ${count}`)
      .join(', '),
    referrer: group.topLocalReferrer === null ? null : addressText(group.topLocalReferrer),
    urls: shown.map(({ url, topic, count, oopsIds }) => ({
      count,
      address: url === '' ? 'Unknown URL' : addressText(url),
      topic: escapeMarkdown(orUnknown(topic)),
      ids: idsText(oopsIds, count, links),
    })),
    others: escapeMarkdown(otherUrls(group, shown.length)),
  };
}

function signatureCode(type: string, value: string): string {
  const name = type === '' ? 'No exception type' : type;
  return codeSpan(value === '' ? name : cutMiddle(`${name}: ${value}`, VALUE_SHOWN));
}

/** An address of the web as trackers link it, anything else as code. */
function addressText(address: string): string {
  const href = webAddress(address);
  return href === null || /[\s<>]/.test(href) ? codeSpan(address) : `<${href}>`;
}

function linkCell(oopsId: string, links: ReportLinks): string {
  const href = oopsLink(links, oopsId);
  return href === null ? codeCell(oopsId) : linkMarkdown(oopsId, href);
}

function idsText(oopsIds: readonly string[], count: number, links: ReportLinks): string {
  const shown = oopsIds.slice(0, IDS_SHOWN).map((id) => linkMarkdown(id, oopsLink(links, id)));
  return [...shown, moreText(count, shown.length)].filter((part) => part !== '').join(', ');
}
