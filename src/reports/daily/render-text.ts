import { type TopList, topListsOf } from '../../evidence/day/sections.js';
import { bugLink, type ReportLinks } from '../layout/links.js';
import { compileTemplate } from '../layout/templates.js';
import { cutLine, hangLine, plural, TEXT_WIDTH, toLine, wrapLine } from '../layout/text.js';
import { accountLines, describeEmptiness, factLines, outageLines } from './account.js';
import { describeChanges } from './changes/describe-changes.js';
import type {
  DailyGroup,
  DailyReport,
  DailySection,
  DailyUrl,
  UnexpectedGroup,
  UnrecordedStorm,
} from './daily-report.js';
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
  moreText,
  orUnknown,
  otherUrls,
  sectionTitle,
} from './words.js';

/** What `templates/daily.text.hbs` shows; every text is ready, wrapped and harmless. */
interface DailyTextView {
  readonly heading: string;
  readonly facts: string;
  readonly isEmpty: boolean;
  readonly emptiness: string;
  readonly accounting: string;
  readonly outages: readonly string[];
  readonly remarks: readonly string[];
  readonly changes: readonly string[];
  readonly storms: readonly string[];
  readonly unexpected: readonly string[];
  readonly unexpectedCount: number;
  readonly headlines: readonly string[];
  readonly blocks: readonly TextBlock[];
}

let template: ((view: DailyTextView) => string) | undefined;

/** Lays a daily report out as text of 80 columns, in the order that readers of the old summaries know. */
export function renderDailyText(report: DailyReport, links: ReportLinks): string {
  template ??= compileTemplate<DailyTextView>('daily', 'text');
  return template(viewOf(report, links));
}

function viewOf(report: DailyReport, links: ReportLinks): DailyTextView {
  return {
    heading: hangLine('', toLine(dailyHeading(report))),
    facts: factLines(report).join('\n'),
    isEmpty: report.total === 0,
    emptiness: hangLine('', describeEmptiness(report)),
    accounting: accountLines(report).join('\n'),
    outages: report.outages.map((outage) => outageLines(outage, report).join('\n')),
    remarks: dailyRemarks(report).map((remark) => hangLine(' ! ', toLine(remark))),
    changes: report.total === 0 ? [] : changeLines(report),
    storms: report.unrecordedStorms.map((storm) => stormText(storm, report.timezone)),
    unexpected: report.outages.flatMap(({ outage, unexpectedGroups }) =>
      unexpectedGroups.map((group) => unexpectedText(group, outage)),
    ),
    unexpectedCount: report.outages.reduce((sum, { unexpected }) => sum + unexpected, 0),
    headlines: report.sections.map(
      (section) => ` * ${section.count} ${section.title}${headlineNote(section, report)}`,
    ),
    blocks: report.total === 0 ? [] : textBlocks(report, links),
  };
}

/** One titled part of a text report. */
export interface TextBlock {
  readonly title: string;
  readonly lines: readonly string[];
}

/** How much a text report shows: the JSON has more. */
const CHANGES_SHOWN = 10;
const URLS_SHOWN = 3;
const IDS_SHOWN = 5;
/** Of an exception value or a statement: three lines. */
const VALUE_SHOWN = 210;
const TOPIC_SHOWN = 36;

/** The lists and sections that hold anything, in the order that readers know. */
function textBlocks(report: DailyReport, links: ReportLinks): TextBlock[] {
  const lists = topListsOf(report.summary).map((list) => listBlock(list, report));
  const sections = report.sections.map((section) => sectionBlock(section, report, links));
  return [...lists, ...sections, goneBlock(report)].filter(({ lines }) => lines.length > 0);
}

/** What changed: what it is held against, and then kind by kind. */
function changeLines(report: DailyReport): string[] {
  const { against, nothing, kinds } = describeChanges(report, CHANGES_SHOWN);
  return [
    hangLine('', toLine(against)),
    ...(nothing === '' ? [] : ['', nothing]),
    ...kinds.flatMap(({ title, count, groups, more }) => [
      `\n${title} (${count}):`,
      ...groups.flatMap((group) => [
        signatureLine(group.count, group.type, group.value),
        ...(group.note === '' ? [] : [hangLine('      ', group.note)]),
      ]),
      ...(more === '' ? [] : [hangLine('      ', more)]),
    ]),
  ];
}

/** A group that an outage does not explain. */
function unexpectedText({ type, value, count, oopsIds }: UnexpectedGroup, outage: string): string {
  const ids = idsText(oopsIds, count);
  return [signatureLine(count, type, value), hangLine('      ', toLine(`in ${outage}: ${ids}`))].join('\n');
}

/** What is not seen any more. */
function goneBlock({ gone }: DailyReport): TextBlock {
  return {
    title: 'Gone since the Period Before',
    lines: gone.map(({ type, value, count }) => signatureLine(count, type, value)),
  };
}

/** An outage that nobody wrote down, and how to write it down. */
function stormText({ start, end, systems, count, line }: UnrecordedStorm, timezone: string): string {
  const what = `${clockText(start, timezone)} - ${endText(start, end, timezone)}: ${plural(count, 'outage failure')} of ${systems.join(', ')}`;
  return `${hangLine(' * ', toLine(what))}\n   ${toLine(line)}`;
}

function listBlock(list: TopList, report: DailyReport): TextBlock {
  const { title, columns, rows } = describeList(list, report);
  if (rows.length === 0) return { title, lines: [] };
  const width = (cells: readonly string[]) => cells.map((cell) => cell.padStart(9)).join('');
  const header = `${width(columns.slice(0, rows[0]?.numbers.length))}  ${columns.slice(rows[0]?.numbers.length).join(', ')}`;
  const lines = rows.map(({ numbers, oopsId, topic }) =>
    hangLine(`${width(numbers)}  `, toLine(`${oopsId ?? ''} ${topic}`)),
  );
  return { title, lines: [header, ...lines] };
}

function sectionBlock(section: DailySection, report: DailyReport, links: ReportLinks): TextBlock {
  const lines = section.groups.map((group) => `${groupLines(group, section, report, links).join('\n')}\n`);
  const others = section.groupCount - section.groups.length;
  if (others > 0)
    lines.push(
      hangLine('      ', `and ${others} more:`),
      `${commandLines(seeAllCommand(report, section))}\n`,
    );
  return {
    title: sectionTitle(section, section.groups.length),
    lines: lines.map((text, index) => (index === lines.length - 1 ? text.trimEnd() : text)),
  };
}

/** A command, broken at its blanks so that a shell takes it as one. */
function commandLines(command: string): string {
  return wrapLine(toLine(command), TEXT_WIDTH - 10)
    .map((part) => `        ${part}`)
    .join(' \\\n');
}

function groupLines(
  group: DailyGroup,
  { id }: DailySection,
  report: DailyReport,
  links: ReportLinks,
): string[] {
  const counts = groupCounts(group).map(([label, count]) => `${label}: ${count}`);
  const lines = [signatureLine(group.count, group.type, group.value)];
  if (group.bug !== null) lines.push(`      Bug: ${toLine(bugLink(links, group.bug))}`);
  const facts = [...groupTags(group, report), ...counts];
  if (facts.length > 0) lines.push(`      ${facts.join('  ')}`);
  if (id === 'pages-not-found' && group.topLocalReferrer !== null) {
    lines.push(`      ${cutLine(toLine(`Most often from ${group.topLocalReferrer}`), TEXT_WIDTH - 6)}`);
  }
  const [only] = group.urls;
  if (only && !hasUrls(group)) return [...lines, ownLine(only)];
  for (const url of group.urls.slice(0, URLS_SHOWN)) lines.push(...urlLines(url));
  const others = otherUrls(group, Math.min(URLS_SHOWN, group.urls.length));
  if (others !== '') lines.push(`      ${others}`);
  return lines;
}

function signatureLine(count: number, type: string, value: string): string {
  const name = toLine(type) || 'No exception type';
  const shown = cutLine(toLine(value), VALUE_SHOWN);
  return hangLine(countLabel(count), shown === '' ? name : `${name}: ${shown}`);
}

/** A URL, cut only where it alone is too long, its topic, beside it where there is room, and its OOPSes. */
function urlLines({ url, topic, count, oopsIds }: DailyUrl): string[] {
  const label = `      ${String(count).padStart(5)} `;
  const width = TEXT_WIDTH - label.length;
  const address = url === '' ? 'Unknown URL' : cutLine(toLine(url), width);
  const page = cutLine(toLine(orUnknown(topic)), TOPIC_SHOWN);
  const whole = `${address} (${page})`;
  const ids = idsText(oopsIds, count);
  const [first, second] = whole.length <= width ? [whole, ids] : [address, `(${page}) ${ids}`];
  return [label + first, hangLine(' '.repeat(label.length + 1), second)];
}

/** The OOPSes of a group without any URL, and where they come from. */
function ownLine({ topic, count, oopsIds }: DailyUrl): string {
  const place = topic === '' ? '' : `(${cutLine(toLine(topic), TOPIC_SHOWN)}) `;
  return hangLine('      ', place + idsText(oopsIds, count));
}

function idsText(oopsIds: readonly string[], count: number): string {
  const shown = oopsIds.slice(0, IDS_SHOWN).map(toLine);
  return [...shown, moreText(count, shown.length)].filter((part) => part !== '').join(', ');
}

function countLabel(count: number): string {
  return `${String(count).padStart(5)} `;
}
