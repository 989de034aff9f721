import { type TopList, topListsOf } from '../../evidence/day/sections.js';
import { paintMatches } from '../layout/colour.js';
import { bugLink, type ReportLinks } from '../layout/links.js';
import { PLAIN_LOOK, type TextLook } from '../layout/outputs.js';
import { type Prose, proseOf } from '../layout/prose.js';
import { compileTemplate, type Template } from '../layout/templates.js';
import { cutLine, plural, toLine, wrapLine } from '../layout/text.js';
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

let template: Template<DailyTextView> | undefined;

/** Lays a daily report out as text, in the order that readers of the old summaries know. */
export function renderDailyText(
  report: DailyReport,
  links: ReportLinks,
  look: TextLook = PLAIN_LOOK,
): string {
  template ??= compileTemplate<DailyTextView>('daily', 'text');
  return template(viewOf(report, links, proseOf(look)), look);
}

function viewOf(report: DailyReport, links: ReportLinks, prose: Prose): DailyTextView {
  const { wrap, hang, bold, doubt } = prose;
  return {
    heading: bold(wrap(toLine(dailyHeading(report)))),
    facts: factLines(report, prose).join('\n'),
    isEmpty: report.total === 0,
    emptiness: wrap(describeEmptiness(report)),
    accounting: accountLines(report, prose).join('\n'),
    outages: report.outages.map((outage) => outageLines(outage, report, prose).join('\n')),
    remarks: dailyRemarks(report).map((remark) => doubt(hang(' ! ', toLine(remark)))),
    changes: report.total === 0 ? [] : changeLines(report, prose),
    storms: report.unrecordedStorms.map((storm) => stormText(storm, report.timezone, prose)),
    unexpected: report.outages.flatMap(({ outage, unexpectedGroups }) =>
      unexpectedGroups.map((group) => unexpectedText(group, outage, prose)),
    ),
    unexpectedCount: report.outages.reduce((sum, { unexpected }) => sum + unexpected, 0),
    headlines: report.sections.map(
      (section) => ` * ${section.count} ${section.title}${headlineNote(section, report)}`,
    ),
    blocks: report.total === 0 ? [] : textBlocks(report, links, prose),
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
function textBlocks(report: DailyReport, links: ReportLinks, prose: Prose): TextBlock[] {
  const lists = topListsOf(report.summary).map((list) => listBlock(list, report, prose));
  const sections = report.sections.map((section) => sectionBlock(section, report, links, prose));
  return [...lists, ...sections, goneBlock(report, prose)].filter(({ lines }) => lines.length > 0);
}

/** What changed: what it is held against, and then kind by kind. */
function changeLines(report: DailyReport, prose: Prose): string[] {
  const { wrap, hang, soft, bold } = prose;
  const { against, nothing, kinds } = describeChanges(report, CHANGES_SHOWN);
  return [
    soft(wrap(toLine(against))),
    ...(nothing === '' ? [] : ['', nothing]),
    ...kinds.flatMap(({ title, count, groups, more }) => [
      `\n${bold(`${title} (${count}):`)}`,
      ...groups.flatMap((group) => [
        signatureLine(group.count, group.type, group.value, prose),
        ...(group.note === '' ? [] : [soft(hang('      ', group.note))]),
      ]),
      ...(more === '' ? [] : [soft(hang('      ', more))]),
    ]),
  ];
}

/** A group that an outage does not explain. */
function unexpectedText(
  { type, value, count, oopsIds }: UnexpectedGroup,
  outage: string,
  prose: Prose,
): string {
  const ids = idsText(oopsIds, count);
  const signature = paintMatches(signatureLine(count, type, value, prose), /^ *\d+/, prose.alarm);
  return [signature, prose.soft(prose.hang('      ', toLine(`in ${outage}: ${ids}`)))].join('\n');
}

/** What is not seen any more. */
function goneBlock({ gone }: DailyReport, prose: Prose): TextBlock {
  return {
    title: 'Gone since the Period Before',
    lines: gone.map(({ type, value, count }) => signatureLine(count, type, value, prose)),
  };
}

/** An outage that nobody wrote down, and how to write it down. */
function stormText(
  { start, end, systems, count, line }: UnrecordedStorm,
  timezone: string,
  { hang }: Prose,
): string {
  const what = `${clockText(start, timezone)} - ${endText(start, end, timezone)}: ${plural(count, 'outage failure')} of ${systems.join(', ')}`;
  return `${hang(' * ', toLine(what))}\n   ${toLine(line)}`;
}

function listBlock(list: TopList, report: DailyReport, { hang, soft }: Prose): TextBlock {
  const { title, columns, rows } = describeList(list, report);
  if (rows.length === 0) return { title, lines: [] };
  const width = (cells: readonly string[]) => cells.map((cell) => cell.padStart(9)).join('');
  const header = `${width(columns.slice(0, rows[0]?.numbers.length))}  ${columns.slice(rows[0]?.numbers.length).join(', ')}`;
  const lines = rows.map(({ numbers, oopsId, topic }) =>
    hang(`${width(numbers)}  `, toLine(`${oopsId ?? ''} ${topic}`)),
  );
  return { title, lines: [soft(header), ...lines] };
}

function sectionBlock(
  section: DailySection,
  report: DailyReport,
  links: ReportLinks,
  prose: Prose,
): TextBlock {
  const lines = section.groups.map(
    (group) => `${groupLines(group, section, report, links, prose).join('\n')}\n`,
  );
  const others = section.groupCount - section.groups.length;
  if (others > 0) {
    const command = commandLines(seeAllCommand(report, section), prose);
    lines.push(prose.hang('      ', `and ${others} more:`), `${command}\n`);
  }
  return {
    title: sectionTitle(section, section.groups.length),
    lines: lines.map((text, index) => (index === lines.length - 1 ? text.trimEnd() : text)),
  };
}

/** A command, broken at its blanks so that a shell takes it as one. */
function commandLines(command: string, { width }: Prose): string {
  return wrapLine(toLine(command), width - 10)
    .map((part) => `        ${part}`)
    .join(' \\\n');
}

function groupLines(
  group: DailyGroup,
  { id }: DailySection,
  report: DailyReport,
  links: ReportLinks,
  prose: Prose,
): string[] {
  const counts = groupCounts(group).map(([label, count]) => `${label}: ${count}`);
  const lines = [signatureLine(group.count, group.type, group.value, prose)];
  if (group.bug !== null) lines.push(`      Bug: ${toLine(bugLink(links, group.bug))}`);
  const facts = [...groupTags(group, report), ...counts];
  if (facts.length > 0) lines.push(`      ${facts.join('  ')}`);
  if (id === 'pages-not-found' && group.topLocalReferrer !== null) {
    lines.push(`      ${cutLine(toLine(`Most often from ${group.topLocalReferrer}`), prose.width - 6)}`);
  }
  const [only] = group.urls;
  if (only && !hasUrls(group)) return [...lines, ownLine(only, prose)];
  for (const url of group.urls.slice(0, URLS_SHOWN)) lines.push(...urlLines(url, prose));
  const others = otherUrls(group, Math.min(URLS_SHOWN, group.urls.length));
  if (others !== '') lines.push(`      ${others}`);
  return lines;
}

function signatureLine(count: number, type: string, value: string, { hang }: Prose): string {
  const name = toLine(type) || 'No exception type';
  const shown = cutLine(toLine(value), VALUE_SHOWN);
  return hang(countLabel(count), shown === '' ? name : `${name}: ${shown}`);
}

/** A URL, cut only where it alone is too long, its topic, beside it where there is room, and its OOPSes. */
function urlLines({ url, topic, count, oopsIds }: DailyUrl, { width: columns, hang, soft }: Prose): string[] {
  const label = `      ${String(count).padStart(5)} `;
  const width = columns - label.length;
  const address = url === '' ? 'Unknown URL' : cutLine(toLine(url), width);
  const page = cutLine(toLine(orUnknown(topic)), TOPIC_SHOWN);
  const whole = `${address} (${page})`;
  const ids = idsText(oopsIds, count);
  const [first, second] = whole.length <= width ? [whole, ids] : [address, `(${page}) ${ids}`];
  return [label + first, soft(hang(' '.repeat(label.length + 1), second))];
}

/** The OOPSes of a group without any URL, and where they come from. */
function ownLine({ topic, count, oopsIds }: DailyUrl, { hang, soft }: Prose): string {
  const place = topic === '' ? '' : `(${cutLine(toLine(topic), TOPIC_SHOWN)}) `;
  return soft(hang('      ', place + idsText(oopsIds, count)));
}

function idsText(oopsIds: readonly string[], count: number): string {
  const shown = oopsIds.slice(0, IDS_SHOWN).map(toLine);
  return [...shown, moreText(count, shown.length)].filter((part) => part !== '').join(', ');
}

function countLabel(count: number): string {
  return `${String(count).padStart(5)} `;
}
