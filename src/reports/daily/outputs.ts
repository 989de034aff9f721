import { UserError } from '../../user-error.js';
import { type Outputs, printOneOrAll } from '../layout/outputs.js';
import type { DailyReport } from './daily-report.js';
import { renderDailyHtml } from './render-html.js';
import { renderDailyMarkdown } from './render-markdown.js';
import { renderDailyText } from './render-text.js';

/** The formats of summaries, of one group or several. */
export const DAILY_OUTPUTS = {
  text: (reports, look) => reports.map((report) => renderDailyText(report, look, look)).join('\n'),
  html: (reports, links) => renderDailyHtml(onlyOne(reports), links),
  markdown: (reports, links) => reports.map((report) => renderDailyMarkdown(report, links)).join('\n'),
  json: printOneOrAll,
} as const satisfies Outputs<readonly DailyReport[]>;

/** A page is of one report. */
function onlyOne([report, ...others]: readonly DailyReport[]): DailyReport {
  if (report && others.length === 0) return report;
  throw new UserError('A page of HTML holds one group. Name one --group, or choose another format.');
}
