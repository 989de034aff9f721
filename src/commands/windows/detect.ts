import { Command } from 'commander';
import type { Storm } from '../../analysis/storms.js';
import { gatherReportContext, type ReportContext } from '../../evidence/report-context.js';
import { findUnrecordedStorms } from '../../evidence/storms.js';
import { printJson } from '../../reports/layout/outputs.js';
import { plural, toLine } from '../../reports/layout/text.js';
import { recordingLines } from '../../reports/window-check/check-storms.js';
import { describeStorm } from '../../reports/window-check/detected-storm.js';
import { type PeriodOptions, readPeriod } from '../../time/named-period.js';
import { chooseOutput, FormatOption, type FormatOptions } from '../options/format.js';
import { addPeriodOptions } from '../options/period.js';
import type { CommandContext } from '../program/context.js';
import { withSnapshot } from '../program/session.js';

/** Storms that no window covers, and what they were found in. */
interface Detected {
  readonly reportContext: ReportContext;
  readonly storms: readonly Storm[];
}

const DETECT_OUTPUTS = {
  text: printStorms,
  csv: ({ reportContext, storms }: Detected) => recordingLines(reportContext, storms),
  json: ({ storms }: Detected) => printJson(storms.map(describeStorm)),
} as const;

/** `windows detect`: storms that no window covers. */
export function windowsDetectCommand(context: CommandContext): Command {
  return addPeriodOptions(new Command('detect'))
    .description(
      `Finds storms of outage failures that no window covers: outages that nobody wrote down. As CSV they are the lines that
would record them.`,
    )
    .addOption(new FormatOption(DETECT_OUTPUTS))
    .addHelpText('after', '\nExample:\n  oops-report windows detect --from -7d --format csv > found.csv')
    .action(async (options: PeriodOptions & FormatOptions, self: Command) => {
      await withSnapshot(context, self.optsWithGlobals(), async ({ data, config }) => {
        const reportContext = await gatherReportContext(data, config, null);
        const print = chooseOutput(DETECT_OUTPUTS, options, 'windows detect');
        const storms = await findUnrecordedStorms(reportContext, readPeriod(options, context));
        context.stdout.write(print({ reportContext, storms }));
      });
    });
}

function printStorms({ storms }: Detected): string {
  if (storms.length === 0) return 'Every storm lies in a window.\n';
  return storms
    .map(describeStorm)
    .map(
      ({ start, end, systems, count }) =>
        `${start} - ${end}  ${plural(count, 'outage failure')} of ${systems.map(toLine).join(', ')}\n`,
    )
    .join('');
}
