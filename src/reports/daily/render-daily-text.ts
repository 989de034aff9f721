import type { ReportLinks } from '../report-links.js';
import { compileTemplate } from '../templates.js';
import { hangLine, toLine } from '../text-layout.js';
import { accountLines, describeEmptiness, factLines, outageLines } from './daily-account.js';
import type { DailyReport } from './daily-report.js';
import { dailyHeading, dailyRemarks, headlineNote } from './daily-words.js';
import { stormText, type TextBlock, textBlocks, unexpectedText } from './text-blocks.js';

/** What `templates/daily.text.hbs` shows; every text is ready, wrapped and harmless. */
interface DailyTextView {
  readonly heading: string;
  readonly facts: string;
  readonly isEmpty: boolean;
  readonly emptiness: string;
  readonly accounting: string;
  readonly outages: readonly string[];
  readonly remarks: readonly string[];
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
