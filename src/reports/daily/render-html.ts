import { isOfTimeOuts } from '../../evidence/day/sections.js';
import { formatDuration } from '../../time/duration.js';
import { dressPage, type PageDress } from '../layout/dress-page.js';
import { bugLink, oopsLink, type ReportLinks, type SectionLink, webAddress } from '../layout/links.js';
import type { Look } from '../layout/outputs.js';
import { compileTemplate } from '../layout/templates.js';
import { toLine } from '../layout/text.js';
import type { DailyReport, DailyUrl } from './daily-report.js';
import { drawTimeline } from './timeline-svg.js';
import {
  type DailyView,
  type GroupView,
  type SignatureView,
  type UnexpectedView,
  viewDaily,
} from './view.js';
import { moreText, otherUrls } from './words.js';

/** How much a page shows at once: of each section, and of the ids of each URL before the fold. */
const ROOM = { changes: 20, groups: 50 };
const IDS_SHOWN = 3;

/** What `templates/daily.html.hbs` shows: texts, which it escapes, and chart and style, which are markup. */
interface DailyPage extends PageDress, ReturnType<typeof linkView> {
  readonly chart: string;
  readonly step: string;
}

/** Where a summary leads to, and what stands around it. */
type DailyLinks = ReportLinks & Pick<Look, 'imprint' | 'frame' | 'pages'>;

let template: ((page: DailyPage) => string) | undefined;

/** Lays a daily report out as one page that needs nothing else: no script, no font, no image. */
export function renderDailyHtml(report: DailyReport, links: DailyLinks): string {
  template ??= compileTemplate<DailyPage>('daily', 'html');
  return template({
    ...linkView(viewDaily(report, ROOM), report, links),
    ...dressPage(links),
    chart: drawTimeline(report),
    step: formatDuration(report.timeline.secondsPerStep * 1000),
  });
}

/** The view with each text on one line, and with the pages of bugs, OOPSes and addresses. */
function linkView(view: DailyView, report: DailyReport, links: DailyLinks) {
  return {
    ...view,
    heading: toLine(view.heading),
    facts: view.facts.map(({ label, text }) => ({ label, text: toLine(text) })),
    outages: view.outages.map(({ name, text }, place) => ({
      name: toLine(name),
      text,
      href: links.pages?.outage(report.outages[place]?.outage ?? '') ?? null,
    })),
    remarks: view.remarks.map(toLine),
    bar: linkSections(view),
    changes: {
      ...view.changes,
      kinds: view.changes.kinds.map(({ groups, ...kind }) => ({
        ...kind,
        groups: groups.map((group) => ({
          ...signatureOf(group),
          note: group.note,
          href: view.sections.some(({ id }) => id === group.section) ? `#${group.section}` : null,
        })),
      })),
    },
    storms: view.storms.map(({ text, line }) => ({ text: toLine(text), line: toLine(line) })),
    unexpected: view.unexpected.map((group) => linkUnexpected(group, links)),
    lists: view.lists.map(({ rows, ...list }) => ({
      ...list,
      rows: rows.map(({ numbers, oopsId, topic }) => ({
        numbers,
        oops: oopsId === null ? null : linkId(oopsId, links),
        topic: toLine(topic),
      })),
    })),
    sections: view.sections.map(({ groups, ...section }) => ({
      ...section,
      groups: groups.map((group) => ({
        ...linkGroup(group, links),
        href: isOfTimeOuts(section.id) ? null : (links.pages?.signature(group) ?? null),
      })),
    })),
    gone: view.gone.map(signatureOf),
  };
}

/** The bar of links: what to read first, and then the sections that hold anything. */
function linkSections({ isEmpty, changes, unexpectedCount, storms, headlines, lists, gone }: DailyView) {
  const changed = changes.kinds.reduce((sum, { count }) => sum + count, 0);
  const link = (id: string, title: string, count: number): SectionLink => ({
    ...{ id, title },
    count: count === 0 ? '' : String(count),
  });
  if (isEmpty) return [];
  return [
    link('changes', 'What changed', changed),
    ...(unexpectedCount > 0 ? [link('unexpected', 'Unexpected in outages', unexpectedCount)] : []),
    ...(storms.length > 0 ? [link('unrecorded', 'Unrecorded outages', storms.length)] : []),
    link('timeline', 'Timeline', 0),
    ...lists.map(({ id, title }) => link(id, title, 0)),
    ...headlines.filter(({ isLinked }) => isLinked).map(({ id, title, count }) => link(id, title, count)),
    ...(gone.length > 0 ? [link('gone', 'Gone', gone.length)] : []),
  ];
}

function linkUnexpected(group: UnexpectedView, links: ReportLinks) {
  return { ...signatureOf(group), outage: toLine(group.outage), ...linkIds(group, links) };
}

function linkGroup(group: GroupView, links: ReportLinks) {
  return {
    ...signatureOf(group),
    tags: group.tags,
    bug: group.bug === null ? null : { id: String(group.bug), href: bugLink(links, group.bug) },
    counts: group.counts.join('  '),
    referrer: group.referrer === null ? null : linkAddress(group.referrer),
    urls: group.urls.map((url) => linkUrl(url, links)),
    own: group.own === null ? null : { topic: toLine(group.own.topic), ...linkIds(group.own, links) },
    others: otherUrls(group, group.urls.length),
  };
}

function linkUrl(url: DailyUrl, links: ReportLinks) {
  return {
    ...(url.url === '' ? { text: 'Unknown URL', href: null } : linkAddress(url.url)),
    count: url.count,
    topic: toLine(url.topic),
    ...linkIds(url, links),
  };
}

/** The first ids, and behind a fold the others that are known. */
function linkIds({ oopsIds, count }: Pick<DailyUrl, 'oopsIds' | 'count'>, links: ReportLinks) {
  const linked = oopsIds.map((id) => linkId(id, links));
  const shown = linked.slice(0, IDS_SHOWN);
  return {
    ids: shown,
    more: moreText(count, shown.length),
    folded: linked.slice(IDS_SHOWN),
    rest: moreText(count, linked.length),
  };
}

function linkId(id: string, links: ReportLinks) {
  return { id: toLine(id), href: oopsLink(links, id) };
}

function linkAddress(address: string) {
  return { text: toLine(address), href: webAddress(address) };
}

function signatureOf({ count, type, value }: SignatureView): SignatureView {
  return { count, type: toLine(type) || 'No exception type', value: toLine(value) };
}
