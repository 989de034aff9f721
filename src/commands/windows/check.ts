import { Command } from 'commander';
import { gatherReportContext } from '../../evidence/report-context.js';
import { type Outputs, printJson, type TextLook } from '../../reports/layout/outputs.js';
import { proseOf } from '../../reports/layout/prose.js';
import { toLine } from '../../reports/layout/text.js';
import { checkWindows } from '../../reports/window-check/check-windows.js';
import type { Finding } from '../../reports/window-check/finding.js';
import { type PeriodOptions, readPeriod } from '../../time/named-period.js';
import { addPeriodOptions } from '../options/period.js';
import { addReportOptions, type ReportOptions, readAsOf, writeReport } from '../options/report-output.js';
import { type CommandContext, EXIT, type ExitCode } from '../program/context.js';
import { withSnapshot } from '../program/session.js';

const CHECK_OUTPUTS = { text: printFindings, json: printJson } as const satisfies Outputs<readonly Finding[]>;

/** `windows check`: what is wrong with the window log; ends with 1 when something is. */
export function windowsCheckCommand(context: CommandContext, end: (code: ExitCode) => void): Command {
  const command = new Command('check').description(
    `Checks the window log: windows left open, phases out of order, budgets, the schedule, overlaps, windows that are there
twice, plans of which nothing says that they happened, unknown systems, windows in which nothing was seen, storms off their
edges, and storms without a window. Ends with 1 when it found something.`,
  );
  return addReportOptions(addPeriodOptions(command), CHECK_OUTPUTS)
    .addHelpText('after', '\nExample:\n  oops-report windows check --from -7d')
    .action(async (_: unknown, self: Command) => {
      const options = self.optsWithGlobals<ReportOptions & PeriodOptions>();
      const findings = await withSnapshot(context, options, async ({ data, config }) => {
        const reportContext = await gatherReportContext(data, config, readAsOf(options, context));
        return checkWindows(reportContext, readPeriod(options, context));
      });
      await writeReport(context, options, CHECK_OUTPUTS, findings);
      if (findings.length > 0) end(EXIT.finding);
    });
}

function printFindings(findings: readonly Finding[], look: TextLook): string {
  const { wrap, good, alarm, soft } = proseOf(look);
  if (findings.length === 0) return `${good('Nothing is wrong with the window log.')}\n`;
  return findings
    .map(({ outage, text, advice }) => {
      const name = outage === null ? 'No window' : toLine(outage);
      const fault = wrap(`${name}: ${toLine(text)}`);
      const painted = fault.startsWith(name) ? alarm(name) + fault.slice(name.length) : fault;
      return `${painted}\n    ${soft(toLine(advice))}\n`;
    })
    .join('');
}
