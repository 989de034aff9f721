import { Command } from 'commander';
import { REJECT_OUTPUTS } from '../reports/rejects/outputs.js';
import { describeRejects } from '../reports/rejects/rejects.js';
import { chooseOutput, FormatOption, type FormatOptions } from './options/format.js';
import type { CommandContext } from './program/context.js';
import { withSnapshot } from './program/session.js';

/** `rejects`: what ingest could not read, and why. */
export function rejectsCommand(context: CommandContext): Command {
  return new Command('rejects')
    .description(
      'Lists the files and lines that ingest could not read, each with the reason. One that has changed is tried again.',
    )
    .addOption(new FormatOption(REJECT_OUTPUTS))
    .addHelpText('after', '\nExample:\n  oops-report rejects --format json')
    .action(async (options: FormatOptions, self: Command) => {
      const print = chooseOutput(REJECT_OUTPUTS, options, 'rejects');
      const rejects = await withSnapshot(context, self.optsWithGlobals(), ({ data }) => data.rejects());
      context.stdout.write(print(describeRejects(rejects)));
    });
}
