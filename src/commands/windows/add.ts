import { Command } from 'commander';
import { recordWindow } from '../../edits/record-window.js';
import { pickColumns, readWindow, type WrittenWindow } from '../../edits/written-window.js';
import type { CommandContext, GlobalOptions } from '../program/context.js';
import { withStore } from '../program/session.js';
import { admitByHand, yesOption } from './admission/admission.js';
import { addWindowOptions, readingOf } from './options.js';

/** `windows add`: records one window. */
export function windowsAddCommand(context: CommandContext): Command {
  return addWindowOptions(new Command('add'))
    .description(
      'Records one window by hand. Without --end it is open: close it with oops-report windows end.',
    )
    .requiredOption('--outage <id>', 'the outage it belongs to, e.g. fdt-2011-09-08')
    .addHelpText(
      'after',
      `
Examples:
  oops-report windows add --outage fdt-1 --phase downtime --systems all --start 2011-09-08T08:53:05Z --budget 5m
  oops-report windows add --outage db-1 --systems api,web --start 08:53 --end 08:55
  oops-report windows add --outage move-1 --kind planned --start 'monday 09:00' --end 'monday 11:00'`,
    )
    .addOption(yesOption())
    .action(async (options: WrittenWindow & { readonly yes?: boolean }, self: Command) => {
      const globals = self.optsWithGlobals<GlobalOptions>();
      await withStore(context, globals, {}, async (session) => {
        const { store, config } = session;
        const text = { phase: 'downtime', systems: '*', start: 'now', ...pickColumns(options, config) };
        const window = readWindow(text, config, readingOf(context));
        await admitByHand(context, globals, session, window, options);
        const done = await recordWindow(store, window, { at: context.now(), by: context.user });
        context.stdout.write(`${done}\n`);
      });
    });
}
