import { isDeepStrictEqual } from 'node:util';
import { Command } from 'commander';
import { chooseWindow, type WindowChoice } from '../../edits/choose-windows.js';
import { describeWindow, pickColumns, readWindow, type WrittenWindow } from '../../edits/written-window.js';
import { printWindowText } from '../../outages/window-log/text.js';
import type { CommandContext, GlobalOptions } from '../program/context.js';
import { withStore } from '../program/session.js';
import { admitByHand, yesOption } from './admission/admission.js';
import { addChoiceOptions, addWindowOptions, readingOf } from './options.js';

const HOW_TO_CHANGE =
  'Say what is to be otherwise with --phase, --systems, --start, --end, --title, --budget or --kind.';

/** `windows edit ID`: corrects one window. */
export function windowsEditCommand(context: CommandContext): Command {
  return addChoiceOptions(addWindowOptions(new Command('edit')))
    .description(
      'Corrects one window of an outage: gives it another phase, systems, start, end, title or budget.',
    )
    .argument('<outage>', "the outage's id")
    .addHelpText(
      'after',
      '\nExample:\n  oops-report windows edit fdt-2011-09-08 --of-phase downtime --end 2011-09-08T08:55:17Z',
    )
    .addOption(yesOption())
    .action(
      async (
        outage: string,
        options: WrittenWindow & WindowChoice & { readonly yes?: boolean },
        self: Command,
      ) => {
        const globals = self.optsWithGlobals<GlobalOptions>();
        await withStore(context, globals, {}, async (session) => {
          const { store, config } = session;
          const before = await chooseWindow(store, outage, options);
          const changes = pickColumns(options, config);
          if (Object.keys(changes).length === 0) {
            context.stdout.write(`${describeWindow(before)}: nothing to change. ${HOW_TO_CHANGE}\n`);
            return;
          }
          const text = { ...printWindowText(before), ...changes, outage };
          const after = { ...readWindow(text, config, readingOf(context)), source: before.source };
          if (isDeepStrictEqual(printWindowText(after), printWindowText(before))) {
            context.stdout.write(`${describeWindow(before)}: unchanged, it says so already.\n`);
            return;
          }
          await admitByHand(context, globals, session, after, options);
          await store.replaceWindow(before, after, 'updated', { at: context.now(), by: context.user });
          context.stdout.write(`${describeWindow(after)} is corrected.\n`);
        });
      },
    );
}
