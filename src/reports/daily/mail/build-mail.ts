import { createHash } from 'node:crypto';
import { countDiscards } from '../../../analysis/discards.js';
import { dateAt } from '../../../time/zone.js';
import type { ReportLinks } from '../../layout/links.js';
import { toLine } from '../../layout/text.js';
import type { DailyReport } from '../daily-report.js';
import { renderDailyText } from '../render-text.js';
import { periodText } from '../words.js';
import { renderDailyMail } from './render-mail.js';

/** A summary as it is mailed: text, and HTML for those who read that. */
export interface DailyMail {
  readonly group: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  /** The same for the same group and period, so that a mail that is sent again is recognised. */
  readonly messageId: string;
  readonly text: string;
  readonly html: string;
  /** What a file of it is called. */
  readonly fileName: string;
}

/** Writes the summary of a group to its recipients. */
export function buildDailyMail(
  report: DailyReport,
  links: ReportLinks,
  { group, from, to }: Pick<DailyMail, 'group' | 'from' | 'to'>,
): DailyMail {
  const digest = createHash('sha256')
    .update(JSON.stringify([group, report.from, report.to]))
    .digest('hex');
  const domain = /@([^\s@<>]+)>?$/.exec(from)?.[1] ?? 'localhost';
  return {
    group,
    from,
    to,
    subject: toLine(`OOPS summary of ${group}: ${subjectFigures(report)}, ${periodText(report)}`),
    messageId: `<oops-report.daily.${digest.slice(0, 24)}@${domain}>`,
    text: renderDailyText(report, links),
    html: renderDailyMail(report, links),
    fileName: `daily-${group.replace(/[^\w.-]+/g, '_')}-${dateAt(Date.parse(report.from), report.timezone)}.eml`,
  };
}

/** What a reader wants to know before opening it, the most urgent first: a phone shows no more than that. */
function subjectFigures(report: DailyReport): string {
  const { reported, suppressed, unrecordedStorms, outages, changes, discards = [] } = report;
  const unexpected = outages.reduce((sum, outage) => sum + outage.unexpected, 0);
  return [
    ...(unrecordedStorms.length > 0 ? ['unrecorded storm'] : []),
    ...(changes.counts.new > 0 ? [`${changes.counts.new} new`] : []),
    ...(changes.counts.rising > 0 ? [`${changes.counts.rising} rising`] : []),
    ...(unexpected > 0 ? [`${unexpected} unexpected in outages`] : []),
    `${reported} reported`,
    ...(suppressed > 0 ? [`${suppressed} left out`] : []),
    ...(discards.length > 0 ? [`at least ${countDiscards(discards)} thrown away`] : []),
  ].join(', ');
}
