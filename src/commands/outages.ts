import { Command } from 'commander';
import { gatherReportContext } from '../evidence/report-context.js';
import { buildRegister } from '../reports/register/build-register.js';
import { REGISTER_OUTPUTS } from '../reports/register/outputs.js';
import { type PeriodOptions, readPeriod } from '../time/named-period.js';
import { addPeriodOptions } from './options/period.js';
import { addReportOptions, type ReportOptions, readAsOf, writeReport } from './options/report-output.js';
import type { CommandContext } from './program/context.js';
import { withSnapshot } from './program/session.js';

/** `outages`: the register of all outages, and whether they get better. */
export function outagesCommand(context: CommandContext): Command {
  const command = new Command('outages').description(
    `Lists all outages, the newest first: when, how long, the budget, the verdict, the systems not as expected, how many OOPSes,
and the worst recovery lag; and by month whether outages get better.`,
  );
  return addReportOptions(addPeriodOptions(command), REGISTER_OUTPUTS)
    .addHelpText('after', '\nExample:\n  oops-report outages --from 2011-09-01 --output outages.html')
    .action(async (_: unknown, self: Command) => {
      const options = self.optsWithGlobals<ReportOptions & PeriodOptions>();
      const asOf = readAsOf(options, context);
      const period = readPeriod(options, asOf === null ? context : { ...context, now: () => asOf });
      const { register, ...shownWith } = await withSnapshot(
        context,
        options,
        async ({ data, config, database }) => ({
          register: await buildRegister(await gatherReportContext(data, config, asOf), period),
          database,
        }),
      );
      await writeReport(context, options, REGISTER_OUTPUTS, register, shownWith);
    });
}
