import { Command } from 'commander';
import { gatherReportContext } from '../evidence/report-context.js';
import { attributeOops } from '../reports/oops/attribute-oops.js';
import { explainAttribution } from '../reports/oops/explain-attribution.js';
import { findNamedOops } from '../reports/oops/find-oops.js';
import { WHY_OUTPUTS } from '../reports/oops/outputs.js';
import { addReportOptions, type ReportOptions, readAsOf, writeReport } from './options/report-output.js';
import type { CommandContext } from './program/context.js';
import { withSnapshot } from './program/session.js';

/** `why OOPS-ID`: why it was, or was not, left out of the normal report. */
export function whyCommand(context: CommandContext): Command {
  const command = new Command('why')
    .description(
      `Says which windows looked at an OOPS and which one has it by which rule, what it meant there, and where it was counted.`,
    )
    .argument('<oops-id>', 'the id, as written or as people write it');
  return addReportOptions(command, WHY_OUTPUTS)
    .addHelpText('after', '\nExample:\n  oops-report why OOPS-2077A101')
    .action(async (typed: string, _: unknown, self: Command) => {
      const options = self.optsWithGlobals<ReportOptions>();
      const explanation = await withSnapshot(context, options, async ({ data, config }) => {
        const reportContext = await gatherReportContext(data, config, readAsOf(options, context));
        const { stored } = await findNamedOops(reportContext, typed, context.now());
        return explainAttribution(reportContext, stored, await attributeOops(reportContext, stored));
      });
      await writeReport(context, options, WHY_OUTPUTS, explanation);
    });
}
