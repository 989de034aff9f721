import { Command } from 'commander';
import { chooseWindows, type WindowChoice } from '../../edits/choose-windows.js';
import { endWindows } from '../../edits/end-windows.js';
import { readTimeOption } from '../../time/named-moment.js';
import type { CommandContext, GlobalOptions } from '../program/context.js';
import { withStore } from '../program/session.js';
import { addChoiceOptions } from './options.js';

/** `windows end ID`: closes what is open of an outage. */
export function windowsEndCommand(context: CommandContext): Command {
  return addChoiceOptions(new Command('end'))
    .description('Closes the windows of an outage that are open. Doing it twice changes nothing.')
    .argument('<outage>', "the outage's id")
    .option('--at <time>', 'when it ended, e.g. 2011-09-08T08:55:17Z, 08:55, -2m', 'now')
    .addHelpText('after', '\nExample:\n  oops-report windows end fdt-2011-09-08 --at 2011-09-08T08:55:17Z')
    .action(async (outage: string, options: WindowChoice & { readonly at: string }, self: Command) => {
      const globals = self.optsWithGlobals<GlobalOptions>();
      await withStore(context, globals, {}, async ({ store }) => {
        const isTold = self.getOptionValueSource('at') !== 'default';
        const at = readTimeOption('--at', options.at, { now: context.now() });
        const chosen = await chooseWindows(store, outage, options);
        const stamp = { at: context.now(), by: context.user };
        const { done, remarks } = await endWindows(store, chosen, { at, isTold }, stamp);
        for (const line of done) context.stdout.write(`${line}\n`);
        if (!globals.quiet) for (const remark of remarks) context.stderr.write(`${remark}\n`);
      });
    });
}
