import { cutMiddle } from '../../../text/cut-text.js';
import { bugLink, oopsLink, type ReportLinks, webAddress } from '../../layout/links.js';
import { compileTemplate } from '../../layout/templates.js';
import { toLine } from '../../layout/text.js';
import type { DailyReport, DailyUrl } from '../daily-report.js';
import { type DailyView, type GroupView, type SignatureView, viewDaily } from '../view.js';
import { moreText, otherUrls } from '../words.js';
import { layMailTimeline, type MailTimeline } from './mail-timeline.js';

/** Gmail shows 102 KB of a mail and cuts off the rest: in bytes, with room for what it adds. */
const LARGEST = 98_000;

/** How much a mail shows. The last of these fits whatever the day was. */
interface MailRoom {
  /** Of each kind of change, and of what is unexpected in outages. */
  readonly changes: number;
  /** Of each section, and URLs of each group. */
  readonly groups: number;
  readonly urls: number;
  /** Outages, storms, remarks, and rows of each list. */
  readonly rows: number;
  /** Characters of a text that strangers wrote. */
  readonly text: number;
  readonly hasTimeline: boolean;
}

const ROOMS: readonly MailRoom[] = [
  { changes: 10, groups: 10, urls: 2, rows: 10, text: 240, hasTimeline: true },
  { changes: 5, groups: 5, urls: 1, rows: 5, text: 160, hasTimeline: true },
  { changes: 3, groups: 3, urls: 1, rows: 3, text: 100, hasTimeline: true },
  { changes: 2, groups: 0, urls: 0, rows: 2, text: 60, hasTimeline: false },
];

const IDS_SHOWN = 3;
/** An id that is longer may be broken. */
const LONGEST_ID = 42;
/** An address that is longer is shown and not linked. */
const LONGEST_LINK = 400;

/**
 * The styles, written into each element: mail programs take out sheets and custom properties. Each cell says its colours,
 * both of them, so that one that darkens mails darkens neither alone.
 */
const FONT = 'font-family:Arial,Helvetica,sans-serif';
const PAPER = 'background-color:#ffffff';
const TEXT = `${FONT};font-size:15px;line-height:22px;color:#1c1e21;${PAPER};word-break:break-word`;
const STYLES = {
  page: `margin:0;padding:0;${PAPER}`,
  frame: 'width:100%;max-width:640px',
  title: `margin:0;${FONT};font-size:22px;line-height:28px;color:#1c1e21`,
  heading: `margin:0;${FONT};font-size:18px;line-height:24px;color:#1c1e21`,
  urgent: `margin:0;${FONT};font-size:18px;line-height:24px;color:#a3200d`,
  kind: `${TEXT};padding:10px 0 2px 0;font-weight:bold`,
  top: `${TEXT};padding:20px 16px 8px 16px`,
  head: `${TEXT};padding:24px 16px 8px 16px`,
  cell: `${TEXT};padding:2px 16px 2px 16px`,
  remark: `${TEXT};padding:6px 16px 6px 12px;border-left:4px solid #7a5200`,
  row: `${TEXT};padding:3px 0 5px 0`,
  count: `${TEXT};padding:3px 12px 5px 0;font-weight:bold;word-break:normal`,
  soft: `${FONT};font-size:13px;line-height:19px;color:#5d6470`,
  code: 'font-family:Consolas,Menlo,monospace;font-size:13px;line-height:19px;color:#5d6470',
  tag: 'color:#a3200d;font-size:13px;font-weight:bold',
  link: 'color:#0b57a4;text-decoration:underline',
  id: 'color:#0b57a4;text-decoration:underline;white-space:nowrap',
  bars: `${PAPER};padding:0 1px 0 0;font-size:1px;line-height:1px`,
  bar: 'font-size:1px;line-height:1px',
} as const;

/** What `templates/daily-mail.html.hbs` shows: texts, which it escapes, and the styles. */
interface MailPage extends ReturnType<typeof fitView> {
  readonly style: typeof STYLES;
  readonly timeline: MailTimeline | null;
}

let template: ((page: MailPage) => string) | undefined;

/**
 * Lays a daily report out for mail programs: tables, attributes and inline styles, and nothing that one of them takes out
 * (`test/reports/daily/mail/mail-programs.ts` has the list). It is small enough for all of them to show it in full: of a large
 * day it has less, and says what to type to see the rest.
 */
export function renderDailyMail(report: DailyReport, links: ReportLinks): string {
  template ??= compileTemplate<MailPage>('daily-mail', 'html');
  let mail = '';
  for (const room of ROOMS) {
    mail = template({
      ...fitView(viewDaily(report, room), links, room),
      style: STYLES,
      timeline: room.hasTimeline ? layMailTimeline(report) : null,
    });
    if (Buffer.byteLength(mail) <= LARGEST) break;
  }
  return mail;
}

/** The view with each text on one line and no longer than there is room, and with the pages of bugs and OOPSes. */
function fitView(view: DailyView, links: ReportLinks, room: MailRoom) {
  const cut = (text: string) => cutMiddle(toLine(text), room.text);
  const signature = ({ count, type, value }: SignatureView) => ({
    count,
    type: cut(type) || 'No exception type',
    value: cut(value),
  });
  const unexpected = view.unexpected.slice(0, room.changes);
  return {
    heading: cut(view.heading),
    isEmpty: view.isEmpty,
    emptiness: view.emptiness,
    accounts: view.accounts,
    remarks: view.remarks.slice(0, room.rows).map((remark) => cutMiddle(toLine(remark), 3 * room.text)),
    facts: view.facts.map(({ label, text }) => ({ label, text: cut(text) })),
    outages: view.outages.slice(0, room.rows).map(({ name, text }) => ({ name: cut(name), text })),
    otherOutages: moreText(view.outages.length, Math.min(view.outages.length, room.rows)),
    changes: {
      against: view.changes.against,
      nothing: view.changes.nothing,
      kinds: view.changes.kinds.map(({ title, count, groups, more }) => ({
        ...{ title, count, more },
        groups: groups.map((group) => ({ ...signature(group), note: group.note })),
      })),
    },
    unexpected: unexpected.map((group) => ({
      ...signature(group),
      outage: cut(group.outage),
      ...linkIds(group, links, room),
    })),
    unexpectedCount: view.unexpectedCount,
    otherUnexpected: moreText(view.unexpected.length, unexpected.length),
    storms: view.storms.slice(0, room.rows).map(({ text, line }) => ({ text: cut(text), line: cut(line) })),
    headlines: view.headlines.map(({ count, title, note }) => ({ count, title, note })),
    lists: view.lists.map(({ title, columns, rows }) => ({
      title,
      columns,
      rows: rows.slice(0, room.rows).map(({ numbers, oopsId, topic }) => ({
        numbers,
        oops: oopsId === null ? null : linkId(oopsId, links, room),
        topic: cut(topic),
      })),
    })),
    sections: view.sections.map(({ title, groups, others }) => ({
      title,
      groups: groups.map((group) => ({ ...signature(group), ...fitGroup(group, links, room) })),
      others,
    })),
  };
}

function fitGroup(group: GroupView, links: ReportLinks, room: MailRoom) {
  const urls = group.urls.slice(0, room.urls);
  return {
    tags: group.tags,
    bug: group.bug === null ? null : { id: String(group.bug), href: bugLink(links, group.bug) },
    counts: group.counts.join('  '),
    own:
      group.own === null
        ? null
        : { topic: cutMiddle(toLine(group.own.topic), room.text), ...linkIds(group.own, links, room) },
    urls: urls.map((url) => ({
      count: url.count,
      text: url.url === '' ? 'Unknown URL' : cutMiddle(toLine(url.url), room.text),
      href: shortLink(webAddress(url.url)),
      topic: cutMiddle(toLine(url.topic), room.text),
      ...linkIds(url, links, room),
    })),
    others: otherUrls(group, urls.length),
  };
}

function linkIds(
  { oopsIds, count }: Pick<DailyUrl, 'oopsIds' | 'count'>,
  links: ReportLinks,
  room: MailRoom,
) {
  const shown = oopsIds.slice(0, IDS_SHOWN);
  return { ids: shown.map((id) => linkId(id, links, room)), more: moreText(count, shown.length) };
}

function linkId(id: string, links: ReportLinks, room: MailRoom) {
  const text = cutMiddle(toLine(id), room.text);
  return { id: text, href: shortLink(oopsLink(links, id)), isShort: text.length <= LONGEST_ID };
}

function shortLink(href: string | null): string | null {
  return href === null || href.length > LONGEST_LINK ? null : href;
}
