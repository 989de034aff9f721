import { countDiscards } from '../../analysis/discards.js';
import type { TopList } from '../../evidence/day/sections.js';
import { listWords } from '../../text/list-words.js';
import { weekdayName } from '../../time/calendar-words.js';
import { formatDuration } from '../../time/duration.js';
import { dateAt, dayOf, wallTimeAt } from '../../time/zone.js';
import { discardWords } from '../discards.js';
import { plural } from '../layout/text.js';
import { touchedWords } from '../touched.js';
import type { DailyGroup, DailyOutage, DailyReport, DailySection } from './daily-report.js';

/** `2011-09-08 08:53:05`: an instant for people, as the clocks of the report's zone show it. */
export function clockText(instant: string, timezone: string): string {
  const wall = timezone === 'UTC' ? instant : wallTimeAt(Date.parse(instant), timezone);
  const milliseconds = wall.slice(20, 23);
  return `${wall.slice(0, 10)} ${wall.slice(11, 19)}${milliseconds === '000' ? '' : `.${milliseconds}`}`;
}

/** The end of a stretch that began at `start`: without the day where it is the same. */
export function endText(start: string, end: string | null, timezone: string): string {
  if (end === null) return 'still open';
  const text = clockText(end, timezone);
  return text.slice(0, 10) === clockText(start, timezone).slice(0, 10) ? text.slice(11) : text;
}

/** The period: a day by its name, anything else from when to when. */
export function periodText(period: Pick<DailyReport, 'from' | 'to' | 'timezone'>): string {
  const { from, to, timezone } = period;
  const start = Date.parse(from);
  if (isWholeDay(period)) return `${weekdayText(start, timezone)} ${dateAt(start, timezone)}, ${timezone}`;
  return `${clockText(from, timezone)} to ${clockText(to, timezone)} ${timezone}`;
}

/** Whether the period is one day of its zone. */
export function isWholeDay({ from, to, timezone }: Pick<DailyReport, 'from' | 'to' | 'timezone'>): boolean {
  const day = dayOf(dateAt(Date.parse(from), timezone), timezone);
  return Date.parse(from) === day.start && Date.parse(to) === day.end;
}

/** `Thursday`: the day of the week that a zone's calendar shows at an instant. */
export function weekdayText(at: number, timezone: string): string {
  return weekdayName(new Date(dateAt(at, timezone)).getUTCDay());
}

/** The first line of the report. */
export function dailyHeading(report: DailyReport): string {
  return `OOPS summary: ${periodText(report)}, ${scopeText(report)}`;
}

/** More systems than these are counted and not named; the report names them further down. */
const MOST_NAMED = 3;

function scopeText({ group, summary, systems }: DailyReport): string {
  if (group !== null) return `group ${group} (${summary})`;
  if (systems === null) return 'all systems';
  return systems.length <= MOST_NAMED ? listWords(systems, 'and') : `${systems.length} systems`;
}

/** What to know before trusting the numbers: the report's own remarks, and what follows from its times. */
export function dailyRemarks(report: DailyReport): string[] {
  const remarks = [...report.remarks, ...discardRemarks(report)];
  const { total, knownSince, to, observedUntil, timezone } = report;
  if (total > 0 && observedUntil < to) {
    const until = wasReadInFull(report)
      ? `only until ${clockText(observedUntil, timezone)}`
      : 'never in full';
    remarks.push(`The reports have been read ${until}, so that more can belong to this period.`);
  }
  if (total > 0 && !knowsWhatIsNew(report)) {
    remarks.push(
      `The database begins at ${knownSince === null ? 'no time' : clockText(knownSince, timezone)}, within this period: what is new cannot be told.`,
    );
  }
  return remarks;
}

/** What no count of the report holds, so that nobody takes a quiet storm for a quiet day. */
function discardRemarks({ discards = [], gone, sections }: DailyReport): string[] {
  const count = countDiscards(discards);
  if (count === 0) return [];
  const isFewer = gone.length > 0 || sections.some(({ groups }) => groups.some(isFalling));
  return [
    `At least ${plural(count, 'more event')} ${count === 1 ? 'was' : 'were'} thrown away before anybody could count: ${discardWords(discards)}. All counts are the least there were${isFewer ? ', and what falls or is gone may be among them' : ''}.`,
  ];
}

function isFalling({ trend }: DailyGroup): boolean {
  return trend === 'falling';
}

/** Whether any source has been read to its end, which says until when all is known. */
export function wasReadInFull({ observedUntil }: DailyReport): boolean {
  return Date.parse(observedUntil) > 0;
}

/** Whether the store reaches back beyond the period: only then is what it has not seen new. */
export function knowsWhatIsNew({ knownSince, from }: DailyReport): boolean {
  return knownSince !== null && knownSince < from;
}

/** `330 expected, 12 usual anyway, 3 unexpected`. */
export function dispositionText({ expected, background, unexpected }: DailyOutage): string {
  return `${expected} expected, ${background} usual anyway, ${unexpected} unexpected`;
}

/** When an outage was, and how long, and what it is called. */
export function outageText(
  { outage, title, start, end }: DailyOutage,
  { from, timezone }: Pick<DailyReport, 'from' | 'timezone'>,
): string {
  const text = clockText(start, timezone);
  const when = text.slice(0, 10) === clockText(from, timezone).slice(0, 10) ? text.slice(11) : text;
  const length = end === null ? '' : `, ${formatDuration(Date.parse(end) - Date.parse(start))}`;
  return `${outage}${title === null ? '' : `: ${title}`} (${when} - ${endText(start, end, timezone)}${length})`;
}

/** How many users and URLs an outage touched; '' when none is known. */
export function touchedText({ userCount, urlCount }: DailyOutage): string {
  return userCount + urlCount === 0 ? '' : touchedWords({ users: userCount, urls: urlCount });
}

/** Average per hour of normal service, to three digits; null where nothing was observed. */
export function averagePerHour({ reported, observedSeconds }: DailyReport): string | null {
  if (observedSeconds <= 0) return null;
  return String(Number(((reported * 3600) / observedSeconds).toPrecision(3)));
}

/**
 * Counts of a group by method, and of robots and local referrers. Where no OOPS of it has a method, as with events that came
 * from no request, there is only what there is any of.
 */
export function groupCounts(group: DailyGroup): readonly (readonly [label: string, count: number])[] {
  const get = group.methods.GET ?? 0;
  const post = group.methods.POST ?? 0;
  const others = [
    ['Robots', group.botCount],
    ['Local', group.localReferrerCount],
  ] as const;
  if (Object.keys(group.methods).length === 0) return others.filter(([, count]) => count > 0);
  return [['GET', get], ['POST', post], ['Other', group.count - get - post], ...others];
}

/** How a page or topic is called that no report names. */
export function orUnknown(text: string): string {
  return text === '' ? 'Unknown' : text;
}

/** `All Exceptions`, or, where not all of its groups are shown, `Top 50 Exceptions (total of 81 unique items)`. */
export function sectionTitle({ title, groupCount }: DailySection, shown: number): string {
  if (shown === groupCount) return `All ${title}`;
  return `Top ${shown} ${title} (total of ${groupCount} unique items)`;
}

/** What a headline adds to the count of its section: those that no section lists. */
export function headlineNote({ id }: DailySection, { otherNotFound }: DailyReport): string {
  const isNoted = id === 'pages-not-found' && otherNotFound > 0;
  return isNoted ? ` (${otherNotFound} more without a local referrer)` : '';
}

/** Whether a group has URLs to show: there is nothing to say of one that is not known. */
export function hasUrls({ urls, urlCount }: Pick<DailyGroup, 'urls' | 'urlCount'>): boolean {
  return urlCount > 1 || urls.some(({ url }) => url !== '');
}

/** How many OOPSes there are beyond the ids that are named; '' when none. */
export function moreText(count: number, named: number): string {
  return count > named ? `and ${count - named} more` : '';
}

/** How many URLs there are beyond those that are named; '' when none. */
export function otherUrls({ urlCount }: Pick<DailyGroup, 'urlCount'>, named: number): string {
  return urlCount > named ? `[${plural(urlCount - named, 'other URL')}]` : '';
}

/** What stands out about a group, in capitals as in the old reports. */
export function groupTags(group: DailyGroup, report: DailyReport): string[] {
  switch (group.trend) {
    case 'new':
      return knowsWhatIsNew(report) ? ['NEW'] : [];
    case 'returned':
      return [`BACK, last seen ${(group.lastSeen ?? '').slice(0, 10)}`];
    case 'rising':
      return [`RISING from ${group.usual}`];
    case 'falling':
      return [`FALLING from ${group.usual}`];
    default:
      return [];
  }
}

/** A list that stands before the sections, as rows that every format can lay out. */
export interface ListTable {
  readonly id: TopList;
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly ListRow[];
}

export interface ListRow {
  readonly numbers: readonly string[];
  /** Null in a list of counts. */
  readonly oopsId: string | null;
  readonly topic: string;
}

/** Describes a list. An estimated duration is marked with a `~`. */
export function describeList(list: TopList, report: DailyReport): ListTable {
  switch (list) {
    case 'durations':
      return {
        id: list,
        title: 'Top 10 Durations',
        columns: ['Time', 'OOPS', 'Page ID'],
        rows: report.topDurations.map(({ seconds, oopsId, topic, isEstimate }) => ({
          numbers: [`${isEstimate ? '~' : ''}${seconds.toFixed(2)}s`],
          oopsId,
          topic: orUnknown(topic),
        })),
      };
    case 'statement-counts':
      return {
        id: list,
        title: 'Top 10 Statement Counts',
        columns: ['Count', 'OOPS', 'Page ID'],
        rows: report.topStatementCounts.map(({ count, oopsId, topic }) => ({
          numbers: [String(count)],
          oopsId,
          topic: orUnknown(topic),
        })),
      };
    case 'timeouts-by-topic':
      return {
        id: list,
        title: 'Time Out Counts by Page ID',
        columns: ['Hard', 'Soft', 'Page ID'],
        rows: report.timeoutsByTopic.map(({ topic, hard, soft }) => ({
          numbers: [String(hard), String(soft)],
          oopsId: null,
          topic: orUnknown(topic),
        })),
      };
    default:
      return list satisfies never;
  }
}
