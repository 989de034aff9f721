import { Command } from 'commander';
import type { Storm } from '../../analysis/storms.js';
import { gatherKnowledge } from '../../evidence/report-context.js';
import { findUnrecordedStorms } from '../../evidence/storms.js';
import { plural, toLine } from '../../reports/layout/text.js';
import { recordingLines } from '../../reports/window-check/check-storms.js';
import { toJson } from '../../text/printable.js';
import { formatInstant } from '../../time/instant.js';
import { UserError } from '../../user-error.js';
import type { CommandContext } from '../context.js';
import { addPeriodOptions, type PeriodOptions, readPeriod } from '../options/period.js';
import { withSnapshot } from '../session.js';

/** `windows detect`: storms that no window covers. */
export function windowsDetectCommand(context: CommandContext): Command {
  return addPeriodOptions(new Command('detect'))
    .summary('find storms that no window covers')
    .description(
      `Finds storms of outage failures that no window covers: outages that nobody wrote down. As CSV they are the lines that
would record them.`,
    )
    .option('--format <format>', 'text, csv or json', 'text')
    .addHelpText('after', '\nExample:\n  oops-report windows detect --from -7d --format csv > found.csv')
    .action(async (options: PeriodOptions & { readonly format: string }, self: Command) => {
      await withSnapshot(context, self.optsWithGlobals(), async ({ data, config }) => {
        const knowledge = await gatherKnowledge(data, config, null);
        const print = printerOf(options.format, (storms) => recordingLines(knowledge, storms));
        context.stdout.write(print(await findUnrecordedStorms(knowledge, readPeriod(options, context))));
      });
    });
}

function printerOf(format: string, printCsv: (storms: readonly Storm[]) => string) {
  switch (format) {
    case 'text':
      return printStorms;
    case 'csv':
      return printCsv;
    case 'json':
      return (storms: readonly Storm[]) => `${toJson(storms.map(describeStorm), 2)}\n`;
    default:
      throw new UserError(`--format ${format} is no format of windows detect. Choose text, csv or json.`);
  }
}

function describeStorm({ start, end, systems, count }: Storm) {
  return { start: formatInstant(start), end: formatInstant(end), systems, count };
}

function printStorms(storms: readonly Storm[]): string {
  if (storms.length === 0) return 'Every storm lies in a window.\n';
  return storms
    .map(describeStorm)
    .map(
      ({ start, end, systems, count }) =>
        `${start} - ${end}  ${plural(count, 'outage failure')} of ${systems.map(toLine).join(', ')}\n`,
    )
    .join('');
}
