import { formatDuration } from '../../time/duration.js';
import { hangLine, plural, toLine } from '../text-layout.js';
import type { DailyOutage, DailyReport } from './daily-report.js';
import {
  averagePerHour,
  clockText,
  dispositionText,
  outageText,
  touchedText,
  wasReadInFull,
} from './daily-words.js';

const DAY = 86_400_000;

/** The labelled lines that a text report begins with. */
export function factLines(report: DailyReport): string[] {
  const { from, to, firstTime, observedUntil, systems, observedSeconds } = report;
  const days = Number(((Date.parse(to) - Date.parse(from)) / DAY).toFixed(3));
  const average = averagePerHour(report);
  const facts: [string, string][] = [
    ['Log start', firstTime === null ? 'no OOPS' : clockText(firstTime)],
    ['Period', `${clockText(from)} - ${clockText(to)} UTC, ${plural(days, 'day')}`],
    ['Read until', wasReadInFull(report) ? `${clockText(observedUntil)} UTC` : 'no source was read in full'],
  ];
  if (systems !== null) facts.push(['Systems', systems.join(', ')]);
  if (average !== null) {
    const observed = formatDuration(observedSeconds * 1000);
    facts.push(['Average', `${average} reported an hour, over ${observed} observed outside the windows`]);
  }
  return facts.map(([label, text]) => hangLine(` ${label.padEnd(11)}`, toLine(text)));
}

/** What became of all OOPSes of the period. */
export function accountLines(report: DailyReport): string[] {
  const { total, reported, suppressed, inexactTime, otherNotFound, kept } = report;
  const width = String(total).length;
  const line = (count: number, text: string) => hangLine(` ${String(count).padStart(width)} `, text);
  const lines = [
    line(total, `${total === 1 ? 'OOPS' : 'OOPSes'} in all, of which`),
    line(reported, `${reported === 1 ? 'is' : 'are'} reported below and`),
    line(
      suppressed,
      suppressed === 1
        ? 'is left out, because it belongs to an outage.'
        : 'are left out, because they belong to an outage.',
    ),
  ];
  const among: [number, string][] = [
    [otherNotFound, 'pages not found without a local referrer, which no section lists'],
    [kept, 'kept by neverSuppress although they belong to an outage'],
    [inexactTime, 'with no more than a day for a time, so that no outage can claim them'],
  ];
  const present = among.filter(([count]) => count > 0);
  if (present.length > 0) lines.push('', 'Among the reported:');
  for (const [count, text] of present) lines.push(line(count, text));
  return lines;
}

/** What an outage explains. */
export function outageLines(outage: DailyOutage, { from }: DailyReport): string[] {
  const lines = ['', hangLine('Outage ', toLine(outageText(outage, from)))];
  if (outage.suppressed === 0) lines.push('   nothing left out');
  else {
    const touched = touchedText(outage);
    const text = `${outage.suppressed} left out: ${dispositionText(outage)}${touched === '' ? '' : `; ${touched}`}`;
    lines.push(hangLine('   ', text));
  }
  if (outage.kept > 0) lines.push(`   ${outage.kept} kept in the report by neverSuppress`);
  return lines;
}

/** Why there is nothing to report. */
export function describeEmptiness(report: DailyReport): string {
  const { from, observedUntil, knownSince } = report;
  if (knownSince === null) return 'The database is empty: load reports with oops-report ingest PATH.';
  if (observedUntil <= from) {
    const until = wasReadInFull(report) ? `only until ${clockText(observedUntil)} UTC` : 'never in full';
    return `No OOPS is known of this period: the reports have been read ${until}.`;
  }
  return observedUntil < report.to
    ? `No OOPS of this period is known yet: the reports have been read until ${clockText(observedUntil)} UTC.`
    : 'No OOPS was written in this period.';
}
