import { Command } from 'commander';
import type { Verdict } from '../analysis/verdict.js';
import { gatherKnowledge, type Knowledge } from '../evidence/knowledge.js';
import { findOutages, LATEST } from '../outages/find-outages.js';
import { buildOutageReport } from '../reports/outage/build-outage-report.js';
import type { OutageReport } from '../reports/outage/outage-report.js';
import { renderOutageHtml } from '../reports/outage/render-outage-html.js';
import { renderOutageJunit } from '../reports/outage/render-outage-junit.js';
import { renderOutageMarkdown } from '../reports/outage/render-outage-markdown.js';
import { renderOutageMetrics } from '../reports/outage/render-outage-metrics.js';
import { renderOutageText } from '../reports/outage/render-outage-text.js';
import { UserError } from '../user-error.js';
import type { CommandContext } from './context.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { withSession } from './open-session.js';
import { addReportOptions, type ReportOptions, readAsOf, writeReport } from './report-output.js';

const EXIT_OF_VERDICT: Readonly<Record<Verdict, ExitCode>> = {
  'as-expected': EXIT.done,
  'not-as-expected': EXIT.finding,
  inconclusive: EXIT.undecided,
};

/** `outage [ID|DATE|latest]`: the report of an outage; its exit code says the verdict. */
export function outageCommand(context: CommandContext, end: (code: ExitCode) => void): Command {
  const command = new Command('outage')
    .summary('report whether every system failed and recovered as it should')
    .description(
      `Reports an outage: whether every system failed as it should and recovered, with the evidence that decided, what should
not have been there, and what is new since. Ends with 0 when all was as expected, 1 when something was not, 3 when
it cannot be judged yet.`,
    )
    .argument('[outage]', "an outage's id, a day as YYYY-MM-DD for all of that day, or latest", LATEST);
  return addReportOptions(command, ['text', 'html', 'markdown', 'json', 'junit', 'metrics'])
    .addHelpText('after', '\nExample:\n  oops-report outage fdt-2011-09-08 --format json')
    .action(async (named: string, options: ReportOptions, self: Command) => {
      const reports = await withSession(context, self.optsWithGlobals(), { fills: false }, ({ db, config }) =>
        reportOutages(gatherKnowledge(db, config, readAsOf(options, context)), named, context.now()),
      );
      const width = context.columns ?? 80;
      writeReport(context, options, {
        text: () =>
          reports
            .map((report) => renderOutageText(report, { width, unicode: isUnicode(context) }))
            .join('\n'),
        html: () => renderOutageHtml(reports),
        markdown: () => reports.map(renderOutageMarkdown).join('\n'),
        junit: () => renderOutageJunit(reports),
        metrics: () => renderOutageMetrics(reports),
        json: () => `${JSON.stringify(reports.length === 1 ? reports[0] : reports, null, 2)}\n`,
      });
      end(exitCodeOf(reports));
    });
}

/** The reports of the outages that a user names, at least one. Throws a UserError when there is none of that name. */
export function reportOutages(knowledge: Knowledge, named: string, now: number): OutageReport[] {
  const outages = findOutages(knowledge.outages, named, knowledge.asOf ?? now);
  if (outages.length === 0) throw new UserError(describeMissing(knowledge, named));
  return outages.map((outage) => buildOutageReport(knowledge, outage));
}

/** That of the worst verdict: a finding before what is undecided. */
function exitCodeOf(reports: readonly OutageReport[]): ExitCode {
  const codes = new Set(reports.map(({ verdict }) => EXIT_OF_VERDICT[verdict]));
  return [EXIT.finding, EXIT.undecided].find((code) => codes.has(code)) ?? EXIT.done;
}

function describeMissing({ outages }: Knowledge, named: string): string {
  if (outages.length === 0) {
    return 'The window log is empty. Load one with oops-report windows import FILE.';
  }
  const known = outages.slice(-3).map(({ id }) => id);
  return `There is no outage ${named}. The last ones are ${known.join(', ')}; list all with oops-report windows list.`;
}

/** Whether bars and lines can be shown: what is no terminal can, and a terminal in a UTF-8 locale. */
function isUnicode({ columns, env }: CommandContext): boolean {
  if (columns === null) return true;
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  return env.TERM !== 'linux' && (locale === '' || /utf-?8/i.test(locale));
}
