import { Command } from 'commander';
import { printJson } from '../../reports/layout/outputs.js';
import { toLine } from '../../reports/layout/text.js';
import { changeText, type DescribedChange, readChanges } from '../../reports/window-log/changes.js';
import { chooseOutput, FormatOption, type FormatOptions } from '../options/format.js';
import type { CommandContext } from '../program/context.js';
import { withSnapshot } from '../program/session.js';

const LOG_OUTPUTS = {
  text: (changes: readonly DescribedChange[]) =>
    changes.map((change) => `${toLine(changeText(change))}\n`).join(''),
  json: printJson,
} as const;

/** `windows log ID`: every change of an outage's windows. */
export function windowsLogCommand(context: CommandContext): Command {
  return new Command('log')
    .description(
      "Shows every change of an outage's windows: what they said before, who changed them and when.",
    )
    .argument('<outage>', "the outage's id")
    .addOption(new FormatOption(LOG_OUTPUTS))
    .addHelpText('after', '\nExample:\n  oops-report windows log fdt-2011-09-08')
    .action(async (outage: string, options: FormatOptions, self: Command) => {
      const print = chooseOutput(LOG_OUTPUTS, options, 'windows log');
      const changes = await withSnapshot(context, self.optsWithGlobals(), ({ data }) =>
        readChanges(data, outage),
      );
      context.stdout.write(print(changes));
    });
}
