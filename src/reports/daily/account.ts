import { formatDuration } from '../../time/duration.js';
import { millisecondsInDay } from '../../time/lengths.js';
import { dateAt } from '../../time/zone.js';
import { paintMatches } from '../layout/colour.js';
import type { Prose } from '../layout/prose.js';
import { plural, toLine } from '../layout/text.js';
import type { DailyOutage, DailyReport } from './daily-report.js';
import {
  averagePerHour,
  clockText,
  dispositionText,
  outageText,
  touchedText,
  wasReadInFull,
} from './words.js';

/** What a report is about, label by label. */
export function describeFacts(report: DailyReport): { label: string; text: string }[] {
  const { from, to, firstTime, knownSince, observedUntil, systems, observedSeconds, timezone } = report;
  const clock = (instant: string) => clockText(instant, timezone);
  const days = Number(((Date.parse(to) - Date.parse(from)) / millisecondsInDay).toFixed(3));
  const average = averagePerHour(report);
  const facts = [
    { label: 'Log start', text: firstTime === null ? 'no OOPS' : clock(firstTime) },
    { label: 'Period', text: `${clock(from)} - ${clock(to)} ${timezone}, ${plural(days, 'day')}` },
    {
      label: 'Read until',
      text: wasReadInFull(report) ? `${clock(observedUntil)} ${timezone}` : 'no source was read in full',
    },
  ];
  if (knownSince !== null)
    facts.push({
      label: 'Known since',
      text: `${clock(knownSince)} ${timezone}: what was not seen since then is new`,
    });
  if (systems !== null) facts.push({ label: 'Systems', text: systems.join(', ') });
  if (average !== null) {
    const observed = formatDuration(observedSeconds * 1000);
    const text = `${average} reported an hour, over ${observed} observed outside the windows`;
    facts.push({ label: 'Average', text });
  }
  return facts;
}

/** A count and what it is of. */
export interface Account {
  readonly count: number;
  readonly text: string;
}

/** What became of all OOPSes of the period: `whole` adds up, `among` are parts of it worth knowing. */
export function describeAccounts(report: DailyReport): { whole: Account[]; among: Account[] } {
  const { total, reported, suppressed, inexactTime, otherNotFound, kept } = report;
  const leftOut =
    suppressed === 1
      ? 'is left out, because it belongs to an outage.'
      : 'are left out, because they belong to an outage.';
  return {
    whole: [
      { count: total, text: `${total === 1 ? 'OOPS' : 'OOPSes'} in all, of which` },
      { count: reported, text: `${reported === 1 ? 'is' : 'are'} reported below and` },
      { count: suppressed, text: leftOut },
    ],
    among: [
      { count: otherNotFound, text: 'pages not found without a local referrer, which no section lists' },
      { count: kept, text: 'kept by neverSuppress although they belong to an outage' },
      { count: inexactTime, text: 'with no more than a day for a time, so that no outage can claim them' },
    ].filter(({ count }) => count > 0),
  };
}

/** The labelled lines that a text report begins with. */
export function factLines(report: DailyReport, { hang }: Prose): string[] {
  return describeFacts(report).map(({ label, text }) => hang(` ${label.padEnd(12)}`, toLine(text)));
}

/** The account as lines of text. */
export function accountLines(report: DailyReport, { hang }: Prose): string[] {
  const width = String(report.total).length;
  const line = ({ count, text }: Account) => hang(` ${String(count).padStart(width)} `, text);
  const { whole, among } = describeAccounts(report);
  return [...whole.map(line), ...(among.length > 0 ? ['', 'Among the reported:'] : []), ...among.map(line)];
}

/** What was left out for an outage, what was kept, and whom they touched. */
export function describeLeftOut(outage: DailyOutage): string[] {
  const touched = touchedText(outage);
  return [
    outage.suppressed === 0
      ? 'nothing left out'
      : `${outage.suppressed} left out: ${dispositionText(outage)}`,
    ...(outage.kept > 0 ? [`${outage.kept} kept in the report by neverSuppress`] : []),
    ...(touched === '' ? [] : [touched]),
  ];
}

/** What an outage explains, as lines of text. */
export function outageLines(outage: DailyOutage, report: DailyReport, { hang, alarm }: Prose): string[] {
  return [
    '',
    hang('Outage ', toLine(outageText(outage, report))),
    ...describeLeftOut(outage).map((text) =>
      paintMatches(hang('   ', text), /\b[1-9]\d*\s+unexpected\b/g, alarm),
    ),
  ];
}

/** Why there is nothing to report, and on which days there is something. */
export function describeEmptiness(report: DailyReport): string {
  return [whyEmpty(report), ...describeElsewhere(report)].join(' ');
}

function whyEmpty(report: DailyReport): string {
  const { from, observedUntil, knownSince, timezone, discards = [] } = report;
  const until = `${clockText(observedUntil, timezone)} ${timezone}`;
  if (knownSince === null && discards.length === 0)
    return 'The database is empty: load reports with oops-report ingest PATH.';
  if (observedUntil <= from) {
    const read = wasReadInFull(report) ? `only until ${until}` : 'never in full';
    return `No OOPS is known of this period: the reports have been read ${read}.`;
  }
  return observedUntil < report.to
    ? `No OOPS of this period is known yet: the reports have been read until ${until}.`
    : discards.length > 0
      ? 'No OOPS of this period came through, but it need not have been quiet.'
      : 'No OOPS was written in this period.';
}

/** The days nearest to an empty period on which there are OOPSes, and the first and last of all. */
function describeElsewhere({ elsewhere, systems, timezone }: DailyReport): string[] {
  const { first = null, before = null, after = null, last = null } = elsewhere ?? {};
  const whose = systems === null ? '' : ' of these systems';
  if (first === null || last === null) return elsewhere && systems ? [`None${whose} is known at all.`] : [];
  const day = (instant: string) => dateAt(Date.parse(instant), timezone);
  const nearest = [
    ...(before === null ? [] : [`${day(before)} before it`]),
    ...(after === null ? [] : [`${day(after)} after it`]),
  ];
  const range =
    day(first) === day(last) ? '' : ` The first${whose} are of ${day(first)}, the last of ${day(last)}.`;
  return nearest.length === 0
    ? []
    : [
        `The nearest ${nearest.length === 1 ? 'day' : 'days'} with OOPSes${whose}: ${nearest.join(' and ')}.${range}`,
      ];
}
