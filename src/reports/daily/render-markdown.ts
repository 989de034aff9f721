import { cutMiddle } from '../../text/cut-text.js';
import { bugLink, oopsLink, type ReportLinks, webAddress } from '../layout/links.js';
import { codeCell, codeSpan, escapeMarkdown, linkMarkdown } from '../layout/markdown.js';
import { compileTemplate } from '../layout/templates.js';
import type { DailyReport, DailyUrl } from './daily-report.js';
import { type DailyView, type GroupView, type SignatureView, viewDaily } from './view.js';
import { type ListRow, moreText, otherUrls } from './words.js';

/** How much is shown: what is pasted into a bug is to be read there. */
const ROOM = { changes: 10, groups: 50 };
const URLS_SHOWN = 3;
const IDS_SHOWN = 5;
const VALUE_SHOWN = 200;

/** What `templates/daily.markdown.hbs` shows; every text comes escaped. */
type DailyMarkdown = ReturnType<typeof escapeView>;

let template: ((view: DailyMarkdown) => string) | undefined;

/** Lays a daily report out as Markdown that can be pasted into an issue tracker. */
export function renderDailyMarkdown(report: DailyReport, links: ReportLinks): string {
  template ??= compileTemplate<DailyMarkdown>('daily', 'markdown');
  return template(escapeView(viewDaily(report, ROOM), links));
}

/** What strangers wrote stands in code, on which no tracker acts; sentences have their punctuation escaped. */
function escapeView(view: DailyView, links: ReportLinks) {
  return {
    ...view,
    heading: escapeMarkdown(view.heading),
    remarks: view.remarks.map(escapeMarkdown),
    changes: {
      against: escapeMarkdown(view.changes.against),
      nothing: view.changes.nothing,
      kinds: view.changes.kinds.map(({ title, count, groups, more }) => ({
        ...{ title, count, more },
        groups: groups.map((group) => ({
          count: group.count,
          signature: signatureCode(group),
          note: group.note === '' ? '' : ` (${group.note})`,
        })),
      })),
    },
    outages: view.outages.map(({ name, text }) => ({ name: escapeMarkdown(name), text })),
    storms: view.storms.map(({ text, line }) => ({ text: escapeMarkdown(text), line: codeSpan(line) })),
    unexpected: view.unexpected.map((group) => ({
      count: group.count,
      signature: signatureCode(group),
      outage: escapeMarkdown(group.outage),
      ids: idsText(group, links),
    })),
    lists: view.lists.map(({ title, columns, rows }) => ({
      title,
      columns,
      rows: rows.map((row) => ({ cells: listCells(row, links) })),
    })),
    sections: view.sections.map(({ title, groups, others }) => ({
      title,
      groups: groups.map((group) => escapeGroup(group, links)),
      others: others === null ? '' : `${others.text}: ${codeSpan(others.command)}`,
    })),
    gone: view.gone.map((group) => ({ count: group.count, signature: signatureCode(group) })),
  };
}

function escapeGroup(group: GroupView, links: ReportLinks) {
  const tags = group.tags.map((tag) => ` **${tag}**`);
  const bug = group.bug === null ? '' : ` ([bug ${group.bug}](<${bugLink(links, group.bug)}>))`;
  const shown = group.urls.slice(0, URLS_SHOWN);
  return {
    count: group.count,
    signature: signatureCode(group),
    notes: tags.join('') + bug,
    counts: group.counts.join(', '),
    own: group.own === null ? '' : [topicText(group.own.topic), idsText(group.own, links)].join(''),
    referrer: group.referrer === null ? null : addressText(group.referrer),
    urls: shown.map((url) => ({
      count: url.count,
      address: url.url === '' ? 'Unknown URL' : addressText(url.url),
      topic: escapeMarkdown(url.topic),
      ids: idsText(url, links),
    })),
    others: escapeMarkdown(otherUrls(group, shown.length)),
  };
}

function listCells({ numbers, oopsId, topic }: ListRow, links: ReportLinks): string[] {
  return [...numbers, ...(oopsId === null ? [] : [linkCell(oopsId, links)]), codeCell(topic)];
}

function signatureCode({ type, value }: SignatureView): string {
  const name = type === '' ? 'No exception type' : type;
  return codeSpan(value === '' ? name : cutMiddle(`${name}: ${value}`, VALUE_SHOWN));
}

/** Where OOPSes without a URL come from, where that is known. */
function topicText(topic: string): string {
  return topic === '' ? '' : `${escapeMarkdown(topic)}: `;
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

function idsText({ oopsIds, count }: Pick<DailyUrl, 'oopsIds' | 'count'>, links: ReportLinks): string {
  const shown = oopsIds.slice(0, IDS_SHOWN).map((id) => linkMarkdown(id, oopsLink(links, id)));
  return [...shown, moreText(count, shown.length)].filter((part) => part !== '').join(', ');
}
