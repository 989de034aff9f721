import { formatDuration } from '../../time/duration.js';
import { imprintText } from '../layout/imprint.js';
import { bugLink, oopsLink, type ReportLinks, webAddress } from '../layout/links.js';
import type { Look } from '../layout/outputs.js';
import { compileTemplate, pageStyle } from '../layout/templates.js';
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

/** What `templates/daily.html.hbs` shows: texts, which it escapes, and chart and style, which are markup. */
interface DailyPage extends ReturnType<typeof linkView> {
  readonly style: string;
  readonly imprint: string;
  readonly chart: string;
  readonly step: string;
}

let template: ((page: DailyPage) => string) | undefined;

/** Lays a daily report out as one page that needs nothing else: no script, no font, no image. */
export function renderDailyHtml(report: DailyReport, links: ReportLinks & Pick<Look, 'imprint'>): string {
  template ??= compileTemplate<DailyPage>('daily', 'html');
  return template({
    ...linkView(viewDaily(report), links),
    style: pageStyle('daily'),
    imprint: imprintText(links.imprint),
    chart: drawTimeline(report),
    step: formatDuration(report.timeline.secondsPerStep * 1000),
  });
}

/** The view with each text on one line, and with the pages of bugs, OOPSes and addresses. */
function linkView(view: DailyView, links: ReportLinks) {
  return {
    ...view,
    heading: toLine(view.heading),
    facts: view.facts.map(({ label, text }) => ({ label, text: toLine(text) })),
    outages: view.outages.map(({ name, text }) => ({ name: toLine(name), text })),
    remarks: view.remarks.map(toLine),
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
    sections: view.sections.map(({ id, title, groups }) => ({
      id,
      title,
      groups: groups.map((group) => linkGroup(group, links)),
    })),
    gone: view.gone.map(signatureOf),
  };
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

function linkIds({ oopsIds, count }: Pick<DailyUrl, 'oopsIds' | 'count'>, links: ReportLinks) {
  return { ids: oopsIds.map((id) => linkId(id, links)), more: moreText(count, oopsIds.length) };
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
