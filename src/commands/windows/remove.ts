import { Command } from 'commander';
import type { CommandContext } from '../context.js';
import { withStore } from '../session.js';
import { addChoiceOptions, chooseWindows, describeWindow, type WindowChoice } from './options.js';

/** `windows remove ID`: takes windows out of the log. */
export function windowsRemoveCommand(context: CommandContext): Command {
  return addChoiceOptions(new Command('remove'))
    .summary('take windows out of the log')
    .description(
      'Takes the windows of an outage, or those chosen, out of the log. What they said is kept: see windows log.',
    )
    .argument('<outage>', "the outage's id")
    .addHelpText('after', '\nExample:\n  oops-report windows remove fdt-2011-09-08 --of-phase partial')
    .action(async (outage: string, options: WindowChoice, self: Command) => {
      await withStore(context, self.optsWithGlobals(), {}, async ({ store }) => {
        for (const window of await chooseWindows(store, outage, options)) {
          await store.replaceWindow(window, null, 'removed', { at: context.now(), by: context.user });
          context.stdout.write(`${describeWindow(window)} is removed.\n`);
        }
      });
    });
}
